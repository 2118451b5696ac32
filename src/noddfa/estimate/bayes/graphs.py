"""All decomposable (chordal) graphs on a few lists, with the factors of their distributions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

MOST_LISTS: Final = 6
"""There are 18,154 decomposable graphs on six vertices and 617,675 on seven."""


@dataclass(frozen=True, eq=False)
class DecomposableGraphs:
    """Every decomposable graph on `n_lists` vertices, the empty and the complete one among them.

    edges         (G, L (L - 1) / 2) whether a pair of lists is joined, pairs in the order of `pairs`
    factors       (G, 2**L) how often the marginal of a subset of lists (bit j: list j) is multiplied
                  (a clique: 1) or divided by (a separator: minus its multiplicity). Rows add up to 0.
    """

    n_lists: int
    edges: NDArray[np.bool_]
    factors: NDArray[np.float64]

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The pairs of lists, in the order of the columns of `edges`."""
        return tuple(combinations(range(self.n_lists), 2))

    def cliques(self, graph: int) -> tuple[int, ...]:
        """The maximal sets of lists all joined to each other, as subset numbers."""
        return tuple(int(subset) for subset in np.flatnonzero(self.factors[graph] > 0))


@lru_cache(maxsize=MOST_LISTS)
def decomposable_graphs(n_lists: int) -> DecomposableGraphs:
    """Enumerate them; `n_lists` is 1 to 6, else ValueError.

    A graph is chordal when its vertices can be taken away one by one, each having neighbours that are
    all joined to each other at the time (Fulkerson & Gross 1965, Pacific Journal of Mathematics 15(3)).
    Taking away v with neighbours B gives the factor p(v, B) / p(B); what several steps give cancels to
    cliques over separators (Lauritzen 1996, Graphical Models, section 2.1). All graphs are tried at once,
    column by column.
    """
    if not 1 <= n_lists <= MOST_LISTS:
        raise ValueError(f"n_lists must be 1 to {MOST_LISTS}; got {n_lists}")
    pairs = list(combinations(range(n_lists), 2))
    codes = np.arange(2 ** len(pairs), dtype=np.int64)
    joined = np.zeros((n_lists, len(codes)), dtype=np.int64)
    for at, (i, j) in enumerate(pairs):
        bit = (codes >> at) & 1
        joined[i] |= bit << j
        joined[j] |= bit << i
    left = np.full(len(codes), 2**n_lists - 1, dtype=np.int64)
    factors = np.zeros((len(codes), 2**n_lists), dtype=np.float64)
    for _step in range(n_lists):
        taken = _take_one_away(joined, left, factors)
        codes, joined, left, factors = codes[taken], joined[:, taken], left[taken], factors[taken]
    edges = ((codes[:, None] >> np.arange(len(pairs))) & 1).astype(bool)
    for array in (edges, factors):
        array.setflags(write=False)
    return DecomposableGraphs(n_lists, edges, factors)


def _take_one_away(
    joined: NDArray[np.int64], left: NDArray[np.int64], factors: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Take from each graph its first vertex whose neighbours are all joined; where there was one."""
    n_lists = len(joined)
    done = np.zeros(len(left), dtype=bool)
    for vertex in range(n_lists):
        near = joined[vertex] & left
        simplicial = ~done & ((left >> vertex) & 1).astype(bool)
        for other in range(n_lists):
            beyond = near & ~(joined[other] | (1 << other))
            simplicial &= ((near >> other) & 1 == 0) | (beyond == 0)
        rows = np.flatnonzero(simplicial)
        factors[rows, near[rows] | (1 << vertex)] += 1
        factors[rows, near[rows]] -= 1
        left[rows] ^= 1 << vertex
        done |= simplicial
    return done
