"""One estimate from several tables: the draws of an uncertain linkage, each a table that may be the true one."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.bearing import same
from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.intervals import check_level, log_unseen
from noddfa.estimate.result import STRENGTH, Bearing, Estimate, Interval, Reason, Verdict
from noddfa.estimate.study.parallel import Workers, each
from noddfa.estimate.wording import number

Floats = NDArray[np.float64]

MOST_REFUSED: Final = 0.05
"""Share of the draws that may be without an answer; beyond it the rest would speak for what they cannot know."""


def over_draws(
    tables: Sequence[CaptureHistories],
    method: Callable[[CaptureHistories], Estimate],
    *,
    level: float = 0.95,
    workers: int = 1,
    kind: Workers = "threads",
    progress: Callable[[float], None] | None = None,
) -> Estimate:
    """Estimate the population from equally likely tables, so that the interval allows for the linkage too.

    Two records taken for one person, or one person for two, change both who is seen and who overlaps. Each
    table is estimated apart and the answers are combined on one scale: x = log(N - c), c the fewest people
    seen in any table, so that tables that differ in how many were seen can be added. With m tables, the
    method's own error W_i (the square) of x_i, and

        x = mean x_i,  W = mean W_i,  B = var x_i,  T = W + (1 + 1/m) B

    N = c + exp(x), and the interval is c + exp(x -+ t sqrt(T)) with t on (m - 1)(1 + W / ((1 + 1/m) B))**2
    degrees of freedom (Rubin's rules). When the method's intervals are posterior, the interval is instead of
    the mixture of the m posteriors, each taken as normal for x; `pooled_posterior` takes their draws
    themselves. `details` has `within_share` W/T and `between_share`: how much of the uncertainty comes from
    the lists and how much from the linkage.

    The verdict is the strongest that at least 95% of the tables bear. Refuses when more than 5% of the tables
    have no answer with an interval. `n_seen` is the mean number seen, rounded.

    Rubin, D. B. (1987) Multiple Imputation for Nonresponse in Surveys, ch. 3. Combining over draws of
    linkage: Tancredi, A. & Liseo, B. (2011) Annals of Applied Statistics 5(2B), 1553-1585, where linkage and
    size are drawn together. Raises ValueError for fewer than two tables or `level` outside 0 to 1.
    """
    check_level(level)
    if len(tables) < 2:
        raise ValueError(f"tables must be 2 or more draws; got {len(tables)}")
    found = each(method, tables, workers=workers, kind=kind, progress=progress)
    n_seen = round(float(np.mean([one.n_seen for one in found])))
    floor = min(one.n_seen for one in found)
    on_scale = [(one, at) for one in found if (at := _on_scale(one, floor)) is not None]
    refused = len(found) - len(on_scale)
    details: dict[str, Any] = {
        "draws": len(found),
        "draws_without_answer": refused,
        "fewest_seen": floor,
        "most_seen": max(one.n_seen for one in found),
    }
    if refused > MOST_REFUSED * len(found) or len(on_scale) < 2:
        values = {"refused": same(number(refused)), "draws": same(number(len(found)))}
        why = (*_always(found), Reason("draws_without_answer", values))
        return Estimate(found[0].method, None, None, n_seen, Bearing("bears_none", why), details)
    x = np.array([at[0] for _, at in on_scale])
    variances = np.array([at[1] ** 2 for _, at in on_scale])
    m, within, between = len(x), float(variances.mean()), float(x.var(ddof=1))
    extra = (1 + 1 / m) * between
    total = within + extra
    details |= {"within_share": within / total, "between_share": extra / total}
    posterior = all(one.interval is not None and one.interval.kind == "posterior" for one, _ in on_scale)
    if posterior:
        lower, middle, upper = _mixture(x, np.sqrt(variances), ((1 - level) / 2, 0.5, (1 + level) / 2))
        interval = Interval(floor + math.exp(lower), floor + math.exp(upper), level, "posterior")
    else:
        middle = float(x.mean())
        half = _t_quantile(within, extra, m, level) * math.sqrt(total)
        ends = floor + math.exp(middle - half), floor + math.exp(middle + half)
        interval = Interval(*ends, level, "combined")
    shared = {
        "draws": same(number(m)),
        "linkage": same(number(100 * extra / total)),
        "lists": same(number(100 * within / total)),
    }
    bearing = Bearing(_borne(found), (*_always(found), Reason("draws_combined", shared)))
    return Estimate(found[0].method, floor + math.exp(middle), interval, n_seen, bearing, details)


def pooled_posterior(
    draws: Sequence[Floats], n_seen: Sequence[int], *, level: float = 0.95
) -> tuple[float, Interval, float]:
    """Median, interval and between-share from draws of N under each table, every table equally likely.

    draws   for each table, (d_i,) draws of the number of people from its posterior
    n_seen  people seen in each table

    The pooled posterior is the mixture, so tables with more draws are not given more weight. The third
    figure is the variance between the tables' means of log(N - c + 1) over the whole, c the fewest people
    seen. Raises ValueError when there are fewer than two tables, one is empty, or lengths differ.
    """
    check_level(level)
    if len(draws) < 2 or len(draws) != len(n_seen) or not all(len(one) for one in draws):
        raise ValueError("draws must hold two or more tables' draws, none empty, with n_seen for each")
    values = np.concatenate(draws)
    weights = np.concatenate([np.full(len(one), 1 / len(one)) for one in draws])
    order = np.argsort(values)
    cumulative = np.cumsum(weights[order]) / len(draws)
    at = np.searchsorted(cumulative, [(1 - level) / 2, 0.5, (1 + level) / 2])
    lower, middle, upper = (float(value) for value in values[order][np.minimum(at, len(values) - 1)])
    logs = [np.log(one - min(n_seen) + 1) for one in draws]
    within, between = float(np.mean([x.var() for x in logs])), float(np.var([x.mean() for x in logs]))
    share = between / (within + between) if within + between else 0.0
    return middle, Interval(lower, upper, level, "posterior"), share


def _on_scale(one: Estimate, floor: int) -> tuple[float, float] | None:
    """log(N - floor) and its standard error by the delta method, or None without an answer."""
    own = log_unseen(one)
    if own is None or one.point is None:
        return None
    unseen = one.point - one.n_seen
    return math.log(one.point - floor), own.sd * unseen / (one.point - floor)


def _t_quantile(within: float, extra: float, m: int, level: float) -> float:
    from scipy.special import stdtrit

    if extra == 0:
        return float(stdtrit(np.inf, (1 + level) / 2))
    return float(stdtrit((m - 1) * (1 + within / extra) ** 2, (1 + level) / 2))


def _mixture(means: Floats, sds: Floats, chances: tuple[float, float, float]) -> tuple[float, float, float]:
    from scipy.optimize import brentq
    from scipy.special import ndtr

    low, high = float((means - 12 * sds).min()), float((means + 12 * sds).max())

    def quantile(chance: float) -> float:
        return float(brentq(lambda v: float(ndtr((v - means) / sds).mean()) - chance, low, high, xtol=1e-12))

    lower, middle, upper = (quantile(chance) for chance in chances)
    return lower, middle, upper


def _borne(found: list[Estimate]) -> Verdict:
    """The strongest verdict that enough of the draws reach."""
    verdicts = sorted((one.bearing.verdict for one in found), key=STRENGTH.__getitem__)
    return verdicts[int(MOST_REFUSED * len(verdicts))]


def _always(found: list[Estimate]) -> tuple[Reason, ...]:
    """Reasons that every draw gives in the same words."""
    first, *rest = found
    return tuple(reason for reason in first.bearing.why if all(reason in other.bearing.why for other in rest))
