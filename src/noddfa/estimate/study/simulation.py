"""Populations whose size is known, and the tables that lists of them would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.histories import MAX_LISTS, CaptureHistories

Floats = NDArray[np.float64]

NODES: Final = 40
"""Points of the Gauss-Hermite rule that stands for people's differences."""

_STEPS: Final = 2000
_SETTLED: Final = 1e-12


class ImpossiblePopulation(ValueError):
    """No population has these chances with this dependence; the text says which list falls short."""


@dataclass(frozen=True)
class Population:
    """People, and how lists see them.

    size           how many people there are
    chances        (L,) share of all people on each list
    dependence     odds ratio of a pair of lists (by position), given the person and the other lists; 1 where
                   not named; 0: nobody is on both, as in the sparse tables that are published
    heterogeneity  standard deviation between people of their log odds to be seen, the same on every list;
                   0: all alike
    lists          names; A, B, ... unless given

    A person with ease b is on the set s of lists with chance in proportion to
    exp(sum_j s_j (a_j + b)) prod_{j<k in s} ratio_jk, b normal with mean 0; the a_j are worked out so that
    the shares come out as `chances`. Raises ValueError for values out of range, ImpossiblePopulation when
    no a_j give the chances.
    """

    size: int
    chances: tuple[float, ...]
    dependence: Mapping[tuple[int, int], float] = field(default_factory=lambda: MappingProxyType({}))
    heterogeneity: float = 0.0
    lists: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        n_lists = len(self.chances)
        if self.size < 1:
            raise ValueError(f"size must be 1 or more; got {self.size}")
        if not 2 <= n_lists <= MAX_LISTS or not all(0 < chance < 1 for chance in self.chances):
            raise ValueError(f"chances must be 2 to {MAX_LISTS} numbers between 0 and 1; got {self.chances}")
        for pair, ratio in self.dependence.items():
            if not 0 <= pair[0] < pair[1] < n_lists or not 0 <= ratio < np.inf:
                raise ValueError(
                    f"dependence must give a ratio of 0 or more for pairs (j, k) with j < k; got {pair}: {ratio}"
                )
        if not 0 <= self.heterogeneity <= 10:
            raise ValueError(f"heterogeneity must be between 0 and 10; got {self.heterogeneity}")
        names = self.lists or tuple("ABCDEFGHIJKL"[:n_lists])
        if len(names) != n_lists:
            raise ValueError(f"lists must be {n_lists} names; got {len(names)}")
        object.__setattr__(self, "lists", names)

    def cell_chances(self) -> Floats:
        """(2**L,) chance of each set of lists, by pattern number; entry 0 is being on none."""
        n_lists = len(self.chances)
        numbers = np.arange(2**n_lists)
        on = ((numbers[:, None] >> np.arange(n_lists)) & 1).astype(np.float64)
        together = np.zeros(len(numbers))
        with np.errstate(divide="ignore"):
            for (j, k), ratio in self.dependence.items():
                # Not `weight * on`: 0 times the logarithm of 0 is not a number.
                together[(on[:, j] * on[:, k]) > 0] += np.log(ratio)
        ease, weights = np.zeros(1), np.ones(1)
        if self.heterogeneity > 0:
            nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
            ease, weights = self.heterogeneity * nodes, weights / weights.sum()
        wanted = np.log(self.chances) - np.log1p(-np.array(self.chances))
        a = wanted.copy()
        for _ in range(_STEPS):
            cells = _cells(a, on, together, ease, weights)
            share = cells @ on
            gap = wanted - (np.log(share) - np.log1p(-share))
            if np.abs(gap).max() < _SETTLED:
                return cells
            a += np.clip(gap, -3, 3)
        worst = int(np.argmax(np.abs(gap)))
        raise ImpossiblePopulation(
            f"list {self.lists[worst]} cannot hold {self.chances[worst]:g} of the people with this dependence"
        )

    def expected_seen(self) -> float:
        """How many people are on at least one list, on average."""
        return self.size * float(1 - self.cell_chances()[0])

    def sample(self, rng: np.random.Generator) -> CaptureHistories:
        """The table one drawing of the lists gives; raises BadHistories if they saw nobody."""
        return self.samples(rng, 1)[0]

    def samples(self, rng: np.random.Generator, times: int) -> list[CaptureHistories]:
        """(times) tables, drawn apart."""
        chances = self.cell_chances()
        n_lists = len(self.chances)
        patterns = ((np.arange(1, 2**n_lists)[:, None] >> np.arange(n_lists)) & 1).astype(np.uint8)
        drawn = rng.multinomial(self.size, chances / chances.sum(), size=times)
        return [CaptureHistories(self.lists, patterns, counts[1:]) for counts in drawn]


def resembling(histories: CaptureHistories, size: int) -> Population:
    """A population of `size` people whose lists are as large, and share as many people, as in a table.

    It is the one in which lists depend on each other in pairs only: the overlaps of pairs are met on
    average, those of three lists and the number seen follow from them. Pairs that share nobody in the table
    never do. Found by iterative proportional fitting over all 2**L patterns (Deming & Stephan 1940, Annals
    of Mathematical Statistics 11(4), 427-444). Raises ImpossiblePopulation when `size` is too small or a
    list lies within another.
    """
    n_lists, shared = histories.n_lists, histories.overlaps().matrix
    on = ((np.arange(2**n_lists)[:, None] >> np.arange(n_lists)) & 1).astype(bool)
    cells = np.full(2**n_lists, size / 2**n_lists)
    pairs = list(combinations(range(n_lists), 2))
    for _ in range(_STEPS):
        before = cells.copy()
        for j, k in pairs:
            both, first, second = (float(shared[a, b]) for a, b in ((j, k), (j, j), (k, k)))
            neither = size - first - second + both
            if neither <= 0 or first <= both or second <= both:
                raise ImpossiblePopulation(
                    f"{size} people cannot hold lists {histories.lists[j]} and {histories.lists[k]} as they are"
                )
            kinds = on[:, j] + 2 * on[:, k]
            sums = np.bincount(kinds, cells, minlength=4)
            wanted = np.array([neither, first - both, second - both, both])
            cells *= (wanted / np.where(sums > 0, sums, 1.0))[kinds]
        if np.abs(cells - before).max() < 1e-9 * size:
            break
    else:
        raise ImpossiblePopulation(f"no population of {size} people has these overlaps of pairs")
    alone = [float(cells[1 << j]) for j in range(n_lists)]
    ratios = {
        (j, k): float(cells[(1 << j) + (1 << k)]) * float(cells[0]) / (alone[j] * alone[k]) for j, k in pairs
    }
    chances = tuple(float(total) / size for total in shared.diagonal())
    return Population(size, chances, ratios, lists=histories.lists)


@dataclass(frozen=True)
class Censored:
    """A table in which small counts are hidden, as bodies publish them.

    histories  hidden counts stand at the middle of their bounds
    bounds     pattern number -> (fewest, most) people, for the patterns that are hidden
    """

    histories: CaptureHistories
    bounds: Mapping[int, tuple[int, int]]


def censored(histories: CaptureHistories, *, below: int = 5) -> Censored:
    """Hide the counts from 1 to `below` - 1. Patterns nobody has stay 0. Raises ValueError for `below` under 2."""
    if below < 2:
        raise ValueError(f"below must be 2 or more; got {below}")
    counts = histories.counts.copy()
    hidden = counts < below  # counts of 0 are not kept by CaptureHistories
    counts[hidden] = round(below / 2)
    bounds = {int(number): (1, below - 1) for number in histories.pattern_numbers[hidden]}
    return Censored(CaptureHistories(histories.lists, histories.patterns, counts), bounds)


def _cells(a: Floats, on: Floats, together: Floats, ease: Floats, weights: Floats) -> Floats:
    """The chance of each set of lists, over people of every ease."""
    log_odds = (on @ a + together)[:, None] + on.sum(axis=1)[:, None] * ease
    odds = np.exp(log_odds - log_odds.max(axis=0))
    return np.asarray((odds / odds.sum(axis=0)) @ weights, dtype=np.float64)
