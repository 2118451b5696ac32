"""Decomposable graphs: how many there are, and that each is what it says, by a search for holes."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from noddfa.estimate.bayes.graphs import decomposable_graphs

pytestmark = pytest.mark.instrument


@pytest.mark.parametrize(("n_lists", "many"), [(1, 1), (2, 2), (3, 8), (4, 61), (5, 822), (6, 18154)])
def test_there_are_as_many_as_are_known(n_lists: int, many: int) -> None:
    """Sequence A058862 of the On-Line Encyclopedia of Integer Sequences."""
    found = decomposable_graphs(n_lists)
    assert found.edges.shape == (many, n_lists * (n_lists - 1) // 2)
    assert len(np.unique(found.edges, axis=0)) == many


def has_a_hole(n_lists: int, joined: set[tuple[int, int]]) -> bool:
    """Whether some four or more vertices form a ring without a chord."""
    for size in range(4, n_lists + 1):
        for some in itertools.combinations(range(n_lists), size):
            for order in itertools.permutations(some[1:]):
                ring = (some[0], *order)
                sides = {tuple(sorted(pair)) for pair in zip(ring, (*ring[1:], ring[0]), strict=True)}
                if {pair for pair in itertools.combinations(sorted(some), 2) if pair in joined} == sides:
                    return True
    return False


def test_exactly_those_without_a_hole_are_found() -> None:
    found = decomposable_graphs(5)
    listed = {tuple(row) for row in found.edges.tolist()}
    for choice in itertools.product((False, True), repeat=10):
        joined = {pair for pair, on in zip(found.pairs, choice, strict=True) if on}
        assert (choice in listed) is not has_a_hole(5, joined)


def test_factors_are_maximal_cliques_over_separators() -> None:
    found = decomposable_graphs(5)
    for graph, row in enumerate(found.edges.tolist()):
        joined = {pair for pair, on in zip(found.pairs, row, strict=True) if on}
        complete = [
            subset
            for subset in range(1, 32)
            if all(
                pair in joined for pair in itertools.combinations([v for v in range(5) if subset >> v & 1], 2)
            )
        ]
        maximal = [s for s in complete if not any(s != other and s & other == s for other in complete)]
        assert list(found.cliques(graph)) == maximal
    assert (found.factors.sum(axis=1) == 0).all()
    memberships = (np.arange(32)[:, None] >> np.arange(5)) & 1
    assert (found.factors @ memberships == 1).all()  # each list once, overlaps taken off


@pytest.mark.parametrize("n_lists", [0, 7])
def test_other_numbers_of_lists_are_refused(n_lists: int) -> None:
    with pytest.raises(ValueError, match="n_lists must be 1 to 6"):
        decomposable_graphs(n_lists)
