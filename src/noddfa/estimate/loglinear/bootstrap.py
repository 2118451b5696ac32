"""How far the figure would move with other people seen: the whole selection done anew on resampled tables."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.bearing import same
from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.refused_options import BadOption
from noddfa.estimate.result import Interval, Reason

if TYPE_CHECKING:
    from noddfa.estimate.loglinear.stepwise import Rule

Floats = NDArray[np.float64]

BATCH: Final = 64
"""Tables a thread takes at once: few enough to report progress, many enough that nothing else costs time."""


@dataclass(frozen=True, eq=False)
class Bootstrap:
    """Populations estimated from resampled tables.

    point         the estimate from the table itself
    replicates    (B,) sorted; infinite where nothing bounded the unseen
    failed        replicates in which a fit did not settle, not among these
    bias          z0, the normal quantile of the share of replicates below the point
    acceleration  a, from leaving out one person at a time; NaN when a jackknife value is not finite
    """

    point: float
    replicates: Floats
    failed: int
    bias: float
    acceleration: float

    def quantile(self, share: float) -> float:
        """The quantile of the replicates, median-unbiased (type 8 of Hyndman & Fan 1996)."""
        many = len(self.replicates)
        if not many or math.isnan(share):
            return math.nan
        at = min(max((many + 1 / 3) * share + 1 / 3, 1), many) - 1
        low = self.replicates[math.floor(at)]
        high = self.replicates[math.ceil(at)]
        return float(low if high == low else low + (at - math.floor(at)) * (high - low))

    def corrected(self, share: float) -> float:
        """The share at which BCa reads the replicates; NaN when it is undefined.

        Phi(z0 + (z0 + z) / (1 - a (z0 + z))), z the normal quantile of `share` (DiCiccio & Efron 1996,
        Statistical Science 11(3)).
        """
        moved = self.bias + NormalDist().inv_cdf(share)
        shrunk = 1 - self.acceleration * moved
        if not (math.isfinite(moved) and shrunk > 0):
            return math.nan
        return NormalDist().cdf(self.bias + moved / shrunk)

    def interval(
        self, level: float, kind: Literal["bca", "percentile"]
    ) -> tuple[Interval | None, tuple[Reason, ...]]:
        """The interval, or none when it has no upper end, and what is to be said of it."""
        tails = ((1 - level) / 2, (1 + level) / 2)
        why: tuple[Reason, ...] = ()
        if kind == "bca":
            shares = [self.corrected(share) for share in tails]
            if any(math.isnan(share) for share in shares):
                kind, why = "percentile", (Reason("bca_undefined"),)
            else:
                tails = (shares[0], shares[1])
        lower, upper = (self.quantile(share) for share in tails)
        if not (math.isfinite(lower) and math.isfinite(upper)):
            return None, (*why, Reason("interval_unbounded"))
        return Interval(lower, upper, level, kind), why

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What is to be said of replicates without a figure."""
        many = len(self.replicates) + self.failed
        unbounded = int(np.isinf(self.replicates).sum())
        counted = (("replicates_without_bound", unbounded), ("replicates_failed", self.failed))
        return tuple(
            Reason(code, {"share": same(f"{100 * count / many:.2g}%")}) for code, count in counted if count
        )

    def figures(self, level: float) -> dict[str, float | int | str]:
        """For `details`: replicates, median and percentile ends, z0 and a, as far as they are finite."""
        found = {
            "percentile_lower": self.quantile((1 - level) / 2),
            "percentile_upper": self.quantile((1 + level) / 2),
            "bootstrap_median": self.quantile(0.5),
            "bias": self.bias,
            "acceleration": self.acceleration,
        }
        finite = {name: value for name, value in found.items() if math.isfinite(value)}
        return {"replicates": len(self.replicates) + self.failed, **finite}


def resample(
    histories: CaptureHistories,
    rule: Rule,
    point: float,
    *,
    replicates: int,
    seed: int,
    threads: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> Bootstrap:
    """Resample the people seen, choose a model and estimate, `replicates` times; then leave each person out once.

    A replicate is a multinomial draw of the same number of people over the observed patterns. A list it leaves
    empty is left out of its model. One with nobody on two lists has infinitely many unseen, one with a list
    that holds everyone has none. The jackknife leaves out one person of each observed pattern in turn, and
    counts that estimate as often as there are such people:

        a = sum_s y_s d_s**3 / (6 (sum_s y_s d_s**2)**1.5),   d_s = mean - estimate without one of s

    All draws are made before the work is shared out, so `threads` changes nothing but the time. Raises
    ValueError when `threads` is below 1.
    """
    if threads is not None and threads < 1:
        raise BadOption(f"threads must be 1 or more; got {threads}")
    counts = histories.counts
    n = histories.n_seen
    draws = np.random.default_rng(seed).multinomial(n, counts / n, size=replicates)
    left_out = counts - np.eye(len(counts), dtype=np.int64)
    rows = np.concatenate([draws, left_out])
    unseen = _unseen(histories, rule, rows, threads or os.cpu_count() or 1, progress)
    populations = rows.sum(axis=1) + unseen
    resampled, jackknife = populations[:replicates], populations[replicates:]
    settled = np.sort(resampled[~np.isnan(resampled)])
    share = float((settled < point).mean()) if len(settled) else math.nan
    bias = NormalDist().inv_cdf(share) if 0 < share < 1 else math.nan
    return Bootstrap(point, settled, replicates - len(settled), bias, _acceleration(counts, jackknife))


def _unseen(
    histories: CaptureHistories,
    rule: Rule,
    rows: NDArray[np.int64],
    threads: int,
    progress: Callable[[float], None] | None,
) -> Floats:
    from noddfa.estimate.loglinear.selection import select_each

    candidates = rule.candidates(histories.n_lists)
    limits = rule.limits(rows.sum(axis=1).astype(np.float64))
    unseen, added = np.empty(len(rows)), np.empty(len(rows), dtype=np.int64)

    def work(start: int) -> int:
        part = slice(start, min(start + BATCH, len(rows)))
        tables = np.zeros((part.stop - start, 1 << histories.n_lists))
        tables[:, histories.pattern_numbers] = rows[part]
        select_each(tables, candidates, rule.code, limits[part], unseen[part], added[part])
        return part.stop

    starts = range(0, len(rows), BATCH)
    with ThreadPoolExecutor(threads) as pool:
        for done in pool.map(work, starts):
            if progress:
                progress(done / len(rows))
    return unseen


def _acceleration(counts: NDArray[np.int64], jackknife: Floats) -> float:
    if not np.isfinite(jackknife).all():
        return math.nan
    apart = float(counts @ jackknife) / float(counts.sum()) - jackknife
    spread = float(counts @ apart**2)
    return float(counts @ apart**3) / (6 * spread**1.5) if spread > 0 else 0.0
