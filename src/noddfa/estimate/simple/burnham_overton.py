"""The jackknife of first and second order: what leaving out lists says of those on none."""

from __future__ import annotations

from typing import Any, Final, Literal, TypeAlias

from noddfa.estimate.bearing import data_reasons, n_overlapping
from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.intervals import check_level, log_normal, normal_quantile
from noddfa.estimate.refused_options import BadOption
from noddfa.estimate.result import Bearing, Estimate, Reason
from noddfa.estimate.wording import LANGUAGES, lists_of

METHOD: Final = "jackknife"
Order: TypeAlias = Literal["tested", 1, 2]
ORDERS: Final = ("tested", 1, 2)
TESTED_AT: Final = 0.95


def jackknife(histories: CaptureHistories, *, level: float = 0.95, order: Order = "tested") -> Estimate:
    """Estimate the population by the jackknife over lists, for people unequally easy to see on lists alike.

    With n people seen on t lists, f1 of them on exactly one and f2 on exactly two:

        first   N1 = n + (t - 1)/t f1
        second  N2 = n + (2t - 3)/t f1 - (t - 2)**2 / (t (t - 1)) f2

    Each is sum_i a_i f_i; its variance is sum_i a_i**2 f_i - N. `tested` takes the second order when it
    differs from the first at the 5% level, with var(N2 - N1) = n/(n - 1) (sum_i b_i**2 f_i -
    (N2 - N1)**2 / n) for N2 - N1 = sum_i b_i f_i, else the first. The interval is log-normal.

    The jackknife removes bias of order 1/t, which says something of twenty nights of trapping and little
    of five lists: with many people on one list only it stays far below Chao's bound. It is given for
    comparison with studies that used it, as a lower bound at most. Refuses when nobody is on two lists.

    Burnham, K. P. & Overton, W. S. (1978) Biometrika 65(3), 625-633; (1979) Ecology 60(5), 927-936.
    Raises ValueError for a `level` outside 0 to 1 or another `order`.
    """
    check_level(level)
    if order not in ORDERS:
        raise BadOption(f"order must be one of {', '.join(map(str, ORDERS))}; got {order}")
    n, t = histories.n_seen, histories.n_lists
    reasons = data_reasons(histories)
    f = [float(count) for count in histories.seen_on()]
    if n_overlapping(histories) == 0:
        return Estimate(METHOD, None, None, n, Bearing("bears_none", reasons))
    once, twice = (t - 1) / t, ((2 * t - 3) / t, -((t - 2) ** 2) / (t * (t - 1)))
    first, second = n + once * f[0], n + twice[0] * f[0] + twice[1] * f[1]
    taken = order
    if order == "tested":
        steps = (twice[0] - once, twice[1])
        gain = second - first
        variance = (steps[0] ** 2 * f[0] + steps[1] ** 2 * f[1] - gain**2 / n) * n / max(n - 1, 1)
        differs = variance > 0 and abs(gain) > normal_quantile(TESTED_AT) * variance**0.5
        taken = 2 if differs and second >= n else 1
    point = first if taken == 1 else second
    details: dict[str, Any] = {"order": taken, "first": first, "second": second, "f1": f[0], "f2": f[1]}
    if point < n:
        return Estimate(
            METHOD, None, None, n, Bearing("bears_none", (*reasons, Reason("jackknife_below_seen"))), details
        )
    a1, a2 = (1 + once, 1.0) if taken == 1 else (1 + twice[0], 1 + twice[1])
    variance = a1**2 * f[0] + a2**2 * f[1] + sum(f[2:]) - point
    details["variance"] = variance
    interval = log_normal(n, point - n, variance, level) if point > n and variance > 0 else None
    few = Reason("jackknife_few_lists", {"lists": {lang: lists_of(t, lang) for lang in LANGUAGES}})
    why = (*reasons, few, Reason("closed_and_matched"))
    return Estimate(METHOD, point, interval, n, Bearing("bears_lower_bound", why), details)
