"""The independence model: being on one list does not change the chance of being on another."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import numpy as np

from noddfa.estimate.bearing import (
    CONTRADICTED_BELOW,
    FEWEST_OVERLAPPING,
    data_reasons,
    n_overlapping,
    same,
)
from noddfa.estimate.histories import CaptureHistories, all_patterns
from noddfa.estimate.intervals import check_level
from noddfa.estimate.loglinear.fit import Fit, Floats, NotConverged, fit
from noddfa.estimate.result import Bearing, Estimate, Interval, Reason, Verdict
from noddfa.estimate.wording import number

METHOD: Final = "independence"


def independence(histories: CaptureHistories, *, level: float = 0.95) -> Estimate:
    """Estimate the population by the Poisson log-linear model with main effects only.

    The count of pattern s is Poisson with log-mean a + sum_j b_j s_j over the 2**L - 1 observable
    patterns; N = n + exp(a) at the maximum. This is the conditional maximum-likelihood estimate
    (Sanathanan 1972; Cormack 1989, Biometrics 45(2)), and solves n = N (1 - prod_j (1 - n_j / N)) for
    list totals n_j (Darroch 1958, Biometrika 45(3/4)).

    The interval holds every N whose *unconditional* (multinomial, unseen cell included) profile
    log-likelihood

        l(N) = log(N! / (N - n)!) + sum_j [n_j log(n_j / N) + (N - n_j) log(1 - n_j / N)]

    is within half the chi-squared quantile of its own maximum (Cormack 1992, Biometrics 48(2)). N is
    taken as continuous. The two maxima differ by about half a person.

    The verdict is `bears_estimate` only when three or more lists hold people, at least seven people
    are on more than one list, and the deviance does not contradict independence (5% level; rough in
    sparse tables). Otherwise the data bear only a lower bound, which is Chao's figure, not this one.
    Refuses (point None, `bears_none`) when the maximum does not exist: nobody on two lists, or a list
    that holds everyone. Lists that hold nobody are left out of the model.

    `details` has deviance, df, log_likelihood, parameters, aic, bic (penalty log n, n the people seen)
    and p_value of the deviance. Raises ValueError when `level` is not between 0 and 1.
    """
    check_level(level)
    n = histories.n_seen
    reasons = data_reasons(histories)
    if obstacle := _obstacle(histories):
        return Estimate(METHOD, None, None, n, Bearing("bears_none", (*reasons, *obstacle)))
    used = histories.list_totals > 0
    # Empty lists are dropped, so their patterns are no cells of the model.
    cells = all_patterns(int(used.sum())).astype(np.float64)
    design = np.column_stack([np.ones(len(cells)), cells])
    try:
        found = fit(design, _counts(histories, used))
    except NotConverged:
        return Estimate(METHOD, None, None, n, Bearing("bears_none", (*reasons, Reason("not_converged"))))
    totals = histories.list_totals[used].astype(np.float64)
    point = n + math.exp(found.coefficients[0])
    details = _details(found, n)
    bearing = _bearing(histories, reasons, found, float(details["p_value"]))
    lower, upper = _profile_interval(n, totals, level)
    return Estimate(METHOD, point, Interval(lower, upper, level, "profile-likelihood"), n, bearing, details)


def _obstacle(histories: CaptureHistories) -> tuple[Reason, ...]:
    """Why the maximum does not exist, if so.

    The list totals must lie inside the polytope of the observable patterns, whose facets are
    n_j >= 0, n_j <= n and sum_j n_j >= n.
    """
    totals = histories.list_totals
    if int((totals > 0).sum()) < 2:
        return (Reason("too_few_lists"),)
    if int(totals.sum()) == histories.n_seen:
        return () if n_overlapping(histories) else (Reason("no_overlap"),)
    complete = tuple(
        name for name, total in zip(histories.lists, totals, strict=True) if total == histories.n_seen
    )
    return (Reason("complete_lists", {"names": same(", ".join(complete))}),) if complete else ()


def _counts(histories: CaptureHistories, used: np.ndarray) -> Floats:
    kept = CaptureHistories(
        tuple(name for name, keep in zip(histories.lists, used, strict=True) if keep),
        histories.patterns[:, used],
        histories.counts,
    )
    return kept.table().astype(np.float64)


def _details(found: Fit, n: int) -> dict[str, float | int | str]:
    from scipy.special import chdtrc

    parameters = len(found.coefficients)
    return {
        "deviance": found.deviance,
        "df": found.df,
        "p_value": float(chdtrc(found.df, found.deviance)) if found.df else 1.0,
        "log_likelihood": found.log_likelihood,
        "parameters": parameters,
        "aic": 2 * parameters - 2 * found.log_likelihood,
        "bic": parameters * math.log(n) - 2 * found.log_likelihood,
    }


def _bearing(histories: CaptureHistories, reasons: tuple[Reason, ...], found: Fit, p_value: float) -> Bearing:
    verdict: Verdict = "bears_estimate"
    more: list[Reason] = []
    if found.df == 0:
        verdict = "bears_lower_bound"
        more.append(Reason("two_lists"))
    elif p_value < CONTRADICTED_BELOW:
        verdict = "bears_lower_bound"
        values = {"deviance": same(number(found.deviance, 1)), "df": same(number(found.df))}
        more.append(Reason("independence_contradicted", values))
    if n_overlapping(histories) < FEWEST_OVERLAPPING:
        verdict = "bears_lower_bound"
    more += [Reason("independence_assumed"), Reason("closed_and_matched")]
    return Bearing(verdict, (*reasons, *more))


def _profile_interval(n: int, totals: Floats, level: float) -> tuple[float, float]:
    from scipy.special import chdtri, digamma

    def slope(unseen: float) -> float:
        everyone = n + unseen
        return float(digamma(everyone + 1) - digamma(unseen + 1) + np.log1p(-totals / everyone).sum())

    def profile(unseen: float) -> float:
        return _log_falling(n, unseen) + _log_fitted(n + unseen, totals)

    # Near u = 0 the slope is finite or plus infinity unless the maximum is at the number seen itself.
    best = _crossing(slope, 0.0) if slope(1e-9) > 0 else 0.0
    target = profile(best) - float(chdtri(1, 1 - level)) / 2

    def above(unseen: float) -> float:
        return profile(unseen) - target

    upper = _crossing(above, best)
    lower = 0.0 if above(0.0) >= 0 else _root(above, 0.0, best)
    return n + lower, n + upper


def _log_fitted(everyone: float, totals: Floats) -> float:
    """sum_j [n_j log(n_j / N) + (N - n_j) log(1 - n_j / N)]"""
    from scipy.special import xlog1py, xlogy

    shares = totals / everyone
    return float((xlogy(totals, shares) + xlog1py(everyone - totals, -shares)).sum())


def _log_falling(n: int, unseen: float) -> float:
    """log(N! / (N - n)!) for N = n + unseen, without the cancellation of two large log-factorials."""
    from scipy.special import gammaln

    if unseen < 100:
        return float(gammaln(n + unseen + 1) - gammaln(unseen + 1))
    top, bottom = n + unseen + 1, unseen + 1  # Stirling, to 1/x: the next term is below 3e-9 here
    return n * math.log(top) + (bottom - 0.5) * math.log1p(n / bottom) - n + (1 / top - 1 / bottom) / 12


def _crossing(function: Callable[[float], float], start: float) -> float:
    """The root above `start` of a function that is positive there and negative far enough out."""
    width = 1.0
    while function(start + width) > 0:
        width *= 2
    return _root(function, start + (width / 2 if width > 1 else 0.0), start + width)


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    from scipy.optimize import brentq

    return float(brentq(function, low, high, xtol=1e-9, rtol=1e-12))
