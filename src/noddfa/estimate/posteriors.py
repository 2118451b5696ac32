"""A posterior of the number of people in a few dozen bins: what a picture, a table and a kept result need of it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

BINS: Final = 40
TAIL: Final = 0.005
"""What is cut off at either end, so that the picture shows where the probability lies."""

FARTHEST: Final = 1e15
"""Beyond this a posterior says nothing that could be drawn; whole numbers of people are exact up to it."""


@dataclass(frozen=True)
class Bins:
    """Probability in bins of equal width: `edges` (k + 1,) in people, `shares` (k,) adding up to at most 1.

    Methods keep it as `details["posterior"]`, in the form of `to_json`.
    """

    edges: tuple[float, ...]
    shares: tuple[float, ...]

    def rows(self, together: int = 4) -> list[tuple[float, float, float]]:
        """(from, to, share) with so many bins taken together, for a table."""
        ends = [*range(0, len(self.shares), together), len(self.shares)]
        return [
            (self.edges[start], self.edges[end], sum(self.shares[start:end]))
            for start, end in itertools.pairwise(ends)
            if end > start
        ]

    def to_json(self) -> dict[str, list[float]]:
        """Ready for `json.dumps`."""
        return {"edges": list(self.edges), "shares": list(self.shares)}

    @classmethod
    def from_details(cls, details: Mapping[str, Any]) -> Bins | None:
        """The posterior that an estimate's details hold, if they do."""
        kept = details.get("posterior")
        return cls(tuple(kept["edges"]), tuple(kept["shares"])) if kept else None


def bins_of_draws(people: ArrayLike, weights: ArrayLike | None = None) -> Bins | None:
    """Bins of draws (all alike) or of numbers of people with their probabilities. None where all are one number."""
    values = np.asarray(people, dtype=np.float64)
    shares = np.ones_like(values) if weights is None else np.asarray(weights, dtype=np.float64)
    kept = np.isfinite(values) & (shares > 0)
    values, shares = values[kept], shares[kept]
    if not len(values):
        return None
    order = np.argsort(values)
    values, shares = values[order], shares[order] / shares.sum()
    below = np.cumsum(shares)
    low, high = (
        float(values[min(int(np.searchsorted(below, share)), len(values) - 1)]) for share in (TAIL, 1 - TAIL)
    )
    if high <= low:
        return None
    heights, edges = np.histogram(values, bins=np.linspace(low, high, BINS + 1), weights=shares)
    return Bins(tuple(edges.tolist()), tuple(heights.tolist()))


def bins_of_distribution(quantile: Callable[[float], float], at_most: Callable[[int], float]) -> Bins | None:
    """Bins of a distribution given by its quantiles and its cumulative probabilities (of whole numbers)."""
    low, high = quantile(TAIL), quantile(1 - TAIL)
    if not low < high <= FARTHEST:
        return None
    low, high = int(low), int(high)
    edges: Sequence[int] = np.unique(np.linspace(low, high, BINS + 1).round().astype(np.int64)).tolist()
    below = [at_most(edge) for edge in edges]
    shares = [max(0.0, after - before) for before, after in itertools.pairwise(below)]
    return Bins(tuple(map(float, edges)), tuple(shares))
