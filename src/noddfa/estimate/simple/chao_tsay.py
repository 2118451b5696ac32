"""Sample coverage: how much of what one list knows the others know too (Chao & Tsay 1998)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.bearing import FEWEST_OVERLAPPING, data_reasons, n_overlapping, same
from noddfa.estimate.histories import MAX_PEOPLE, CaptureHistories
from noddfa.estimate.intervals import check_level, log_normal
from noddfa.estimate.refused_options import BadOption
from noddfa.estimate.result import Bearing, Estimate, Reason, Verdict
from noddfa.estimate.wording import number

METHOD: Final = "sample-coverage"

ENOUGH_COVERAGE: Final = 0.55
"""The estimated coverage from which the authors (and their software, CARE1) trust the high-coverage figure."""

MOST_ERROR: Final = 1 / 3
"""Standard error, as a share of the figure, above which the high-coverage figure is too unsteady to use."""

FEWEST_REPLICATES_USED: Final = 0.95
"""Share of bootstrap replicates that must have an answer for their spread to count as a standard error."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Figures:
    """The three figures for each of several tables; NaN where one has none."""

    coverage: Floats
    independent: Floats
    high: Floats
    one_step: Floats


def sample_coverage(
    histories: CaptureHistories, *, level: float = 0.95, boot: int = 1000, seed: int = 1
) -> Estimate:
    """Estimate the population from the sample coverage, allowing for dependence between pairs of lists.

    Of t lists, list j holds n_j people, z_j of them on no other list; n people are seen in all, m_jk of
    them on both j and k. With

        C = 1 - (1/t) sum_j z_j / n_j            the sample coverage
        D = n - (1/t) sum_j z_j                  people seen, on average, when one list is left out
        A_jk = people on j or k and no third list, those on both counted twice

    and the coefficient of covariation g_jk = N m_jk / (n_j n_k) - 1 of each pair (0 when independent),

        N = D / C + sum_{j<k} A_jk g_jk / (t C).

    `independent`  g = 0: N0 = D / C.
    `high`         the equation solved for N; steady only where coverage is high.
    `one-step`     g at N' = D / C + sum A_jk (N0 m_jk / (n_j n_k) - 1) / (t C), put in once: where
                   coverage is low it goes part of the way, so that it is a lower bound when lists on
                   balance share more people than chance would, and an upper bound when fewer.

    The figure is `high` when C is at least 55% and its standard error at most a third of it; otherwise
    `one-step`, as a lower bound; refused when the lists on balance avoid each other's people. The
    equation neglects covariation of three lists beyond that of their pairs.

    The standard error comes from `boot` tables drawn from a multinomial of round(N) people with the
    observed shares (0: no interval), seeded by `seed`; replicates without an answer are counted in
    `details`, and with more than 5% of them there is no interval. The interval is log-normal.

    Chao, A. & Tsay, P. K. (1998) A sample coverage approach to multiple-system estimation with
    application to census undercount. JASA 93(441), 283-293. Chao, A., Tsay, P. K., Lin, S.-H., Shau,
    W.-Y. & Chao, D.-Y. (2001) The applications of capture-recapture models to epidemiological data.
    Statistics in Medicine 20(20), 3123-3157. Needs three lists that hold people. Raises ValueError for
    a `level` outside 0 to 1 or a negative `boot`.
    """
    check_level(level)
    if boot < 0:
        raise BadOption(f"boot must be 0 or more; got {boot}")
    n, reasons = histories.n_seen, data_reasons(histories)
    patterns = histories.patterns[:, histories.list_totals > 0]
    if patterns.shape[1] < 3:
        return _refused(n, reasons, Reason("three_lists_needed"))
    if n_overlapping(histories) == 0:
        return _refused(n, reasons)
    found = _figures(histories.counts.astype(np.float64)[None], patterns)
    coverage, one_step, high = (float(x[0]) for x in (found.coverage, found.one_step, found.high))
    independent = float(found.independent[0])
    details: dict[str, Any] = {"coverage": coverage, "independent": independent, "one_step": one_step}
    said = Reason("coverage", {"coverage": same(number(100 * coverage, 1))})
    uncertain = _Bootstrap(histories, patterns, boot, seed)
    errors: dict[str, float | None] = {}
    if n <= high <= MAX_PEOPLE:  # not where it is not a number, either
        details["high"] = high
        errors["high"] = uncertain.error(high, "high")
    errors["one_step"] = uncertain.error(one_step, "one_step")
    details["standard_errors"], details["replicates_without_answer"] = errors, uncertain.failed
    error = errors.get("high")
    steady = "high" in errors and (boot == 0 or (error is not None and error <= MOST_ERROR * high))
    use_high = coverage >= ENOUGH_COVERAGE and steady
    details["form"] = "high" if use_high else "one-step"
    verdict: Verdict = "bears_lower_bound"
    if use_high:
        point, more = high, [Reason("coverage_high")]
        if n_overlapping(histories) >= FEWEST_OVERLAPPING:
            verdict = "bears_estimate"
    elif one_step < independent:
        return _refused(n, reasons, said, Reason("coverage_negative"), details=details)
    else:
        point, error = one_step, errors["one_step"]
        unsteady = coverage >= ENOUGH_COVERAGE
        more = [Reason("coverage_unsteady" if unsteady else "coverage_low")]
    interval = None
    if error is not None and point > n:
        interval = log_normal(n, point - n, error**2, level)
    bearing = Bearing(verdict, (*reasons, said, *more, Reason("closed_and_matched")))
    return Estimate(METHOD, point, interval, n, bearing, details)


def _refused(
    n: int, reasons: tuple[Reason, ...], *more: Reason, details: dict[str, Any] | None = None
) -> Estimate:
    return Estimate(METHOD, None, None, n, Bearing("bears_none", (*reasons, *more)), details or {})


def _figures(counts: Floats, patterns: NDArray[np.uint8]) -> _Figures:
    """The figures of tables `counts` (b, k) over the same `patterns` (k, t)."""
    on = patterns.astype(np.float64)
    sizes, t = on.sum(axis=1), patterns.shape[1]
    seen, totals = counts.sum(axis=1), counts @ on
    alone = counts @ (on * (sizes == 1)[:, None])
    with np.errstate(divide="ignore", invalid="ignore"):
        coverage = 1 - (alone / totals).mean(axis=1)
        independent = (seen - alone.mean(axis=1)) / coverage
        weights, shares = np.zeros_like(seen), np.zeros_like(seen)
        for j, k in combinations(range(t), 2):
            pair = on[:, j] * on[:, k]
            share = counts @ pair / (totals[:, j] * totals[:, k])
            a = alone[:, j] + alone[:, k] + 2 * (counts @ (pair * (sizes == 2)))
            weights, shares = weights + a, shares + a * share
        preliminary = independent + (independent * shares - weights) / (t * coverage)
        one_step = independent + (preliminary * shares - weights) / (t * coverage)
        gap = 1 - shares / (t * coverage)
        high = np.where(gap > 0, (independent - weights / (t * coverage)) / gap, np.nan)
    return _Figures(coverage, independent, high, one_step)


class _Bootstrap:
    """Tables like the one observed, and the standard errors they give."""

    def __init__(
        self, histories: CaptureHistories, patterns: NDArray[np.uint8], boot: int, seed: int
    ) -> None:
        self._counts, self._n = histories.counts.astype(np.float64), histories.n_seen
        self._patterns, self._boot, self._seed = patterns, boot, seed
        self.failed = 0

    def error(self, figure: float, form: str) -> float | None:
        """The standard error of a form whose figure is `figure`, or None where it cannot be had."""
        if self._boot == 0 or not self._n < figure <= MAX_PEOPLE:
            return None
        everyone = max(round(figure), self._n + 1)
        shares = np.append(self._counts, everyone - self._n) / everyone
        drawn = np.random.default_rng(self._seed).multinomial(everyone, shares, size=self._boot)
        values = getattr(_figures(drawn[:, :-1].astype(np.float64), self._patterns), form)
        kept = values[np.isfinite(values)]
        self.failed = max(self.failed, self._boot - len(kept))
        return float(kept.std(ddof=1)) if len(kept) >= max(2, FEWEST_REPLICATES_USED * self._boot) else None
