"""Chao's lower bounds for the number of people, from those seen on one list and on two."""

from __future__ import annotations

from typing import Any, Final, Literal, TypeAlias

import numpy as np

from noddfa.estimate.bearing import data_reasons, n_overlapping, same
from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.intervals import check_level, log_normal
from noddfa.estimate.refused_options import BadOption
from noddfa.estimate.result import Bearing, Estimate, Reason
from noddfa.estimate.wording import LANGUAGES, lists_of, number

Form: TypeAlias = Literal["1987", "bias-corrected", "unequal-lists"]
METHODS: Final[dict[Form, str]] = {
    "1987": "chao",
    "bias-corrected": "chao",
    "unequal-lists": "chao-unequal-lists",
}


def chao_lower_bound(histories: CaptureHistories, *, level: float = 0.95, form: Form = "1987") -> Estimate:
    """Estimate at least how many people there are when some are harder to see than others.

    With n people seen, f1 on exactly one list, f2 on exactly two, and z_j on list j alone:

    `1987`            N = n + f1**2 / (2 f2)
                      var = f2 (r**4 / 4 + r**3 + r**2 / 2),  r = f1 / f2
    `bias-corrected`  N = n + f1 (f1 - 1) / (2 (f2 + 1))
                      var = f1 (f1 - 1) / (2 (f2 + 1)) + f1 (2 f1 - 1)**2 / (4 (f2 + 1)**2)
                            + f1**2 f2 (f1 - 1)**2 / (4 (f2 + 1)**4)
    `unequal-lists`   N = n + A / (f2 + 1),  A = sum over pairs i < j of z_i z_j
                      var = sum_j z_j ((f1 - z_j) / (f2 + 1))**2 + A**2 f2 / (f2 + 1)**4 + A / (f2 + 1)

    The first two take every list to be alike. With few lists they then overshoot: even where lists
    are independent and people alike, f1**2 / (2 f2) tends to L / (L - 1) times the unseen for L equal
    lists, and to more for unequal ones. The third is a bound in the strict sense whenever the odds of
    person i being on list j are a product lambda_i a_j (by Cauchy-Schwarz, A's expectation over that
    of f2 is at most the unseen). Its variance is the delta method's with Poisson counts, plus the
    unseen themselves, which is how the variance of 1987 arises too.

    The interval takes log(N - n) to be normal, so that it never falls below the number seen:
    n + T/C to n + T C with T = N - n and C = exp(z sqrt(log(1 + var / T**2))).

    Chao, A. (1987) Estimating the population size for capture-recapture data with unequal
    catchability. Biometrics 43(4), 783-791. Bias-corrected: Chao, A. (2005) Species estimation and
    applications, Encyclopedia of Statistical Sciences. Unequal lists: Chao, A. (1989) Estimating
    population size for sparse data in capture-recapture experiments. Biometrics 45(2), 427-438.

    The answer refuses (point None, verdict `bears_none`) when nobody is on two lists. Raises
    ValueError when `level` is not between 0 and 1 or `form` is none of the three.
    """
    check_level(level)
    if form not in METHODS:
        raise BadOption(f"form must be one of {', '.join(METHODS)}; got {form}")
    f1, f2 = (int(count) for count in histories.seen_on()[:2])
    n = histories.n_seen
    details: dict[str, Any] = {"form": form, "f1": f1, "f2": f2}
    reasons = data_reasons(histories)
    if n_overlapping(histories) == 0 or (form == "1987" and f2 == 0 and f1 > 0):
        return Estimate(
            METHODS[form], None, None, n, Bearing("bears_none", (*reasons, Reason("no_pairs_seen"))), details
        )
    unseen, variance = _unseen(histories, form)
    details["variance"] = variance
    interval = log_normal(n, unseen, variance, level) if unseen > 0 else None
    bearing = Bearing(
        "bears_lower_bound",
        (
            *reasons,
            *([Reason("nobody_seen_once")] if f1 == 0 else []),
            *([] if form == "unequal-lists" else [_treats_lists_alike(histories)]),
            Reason("lower_bound_method"),
            Reason("closed_and_matched"),
        ),
    )
    return Estimate(METHODS[form], n + unseen, interval, n, bearing, details)


def _unseen(histories: CaptureHistories, form: Form) -> tuple[float, float]:
    """The bound for the unseen, and its variance."""
    f1, f2 = (float(count) for count in histories.seen_on()[:2])
    if form == "1987":
        if f1 == 0:
            return 0.0, 0.0
        r = f1 / f2
        return f1 * r / 2, f2 * (r**4 / 4 + r**3 + r**2 / 2)
    g = f2 + 1
    if form == "bias-corrected":
        unseen = f1 * (f1 - 1) / (2 * g)
        return unseen, unseen + f1 * (2 * f1 - 1) ** 2 / (4 * g**2) + f1**2 * f2 * (f1 - 1) ** 2 / (4 * g**4)
    single = histories.patterns.sum(axis=1) == 1
    alone = (histories.counts[single] @ histories.patterns[single].astype(np.int64)).astype(np.float64)
    products = float(f1**2 - alone @ alone) / 2
    variance = float(alone @ ((f1 - alone) / g) ** 2) + products**2 * f2 / g**4 + products / g
    return products / g, variance


def _treats_lists_alike(histories: CaptureHistories) -> Reason:
    unseen, _ = _unseen(histories, "unequal-lists")
    return Reason(
        "treats_lists_alike",
        {
            "lists": {lang: lists_of(histories.n_lists, lang) for lang in LANGUAGES},
            "bound": same(number(histories.n_seen + unseen)),
        },
    )
