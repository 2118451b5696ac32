"""CaptureHistories: what it takes, what it refuses, what it counts."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.estimate import BadHistories, CaptureHistories
from noddfa.estimate.histories import MAX_PEOPLE, all_patterns

pytestmark = pytest.mark.instrument

SMALL = CaptureHistories.from_patterns(
    ("Police", "Refuge", "School"), [((1, 0, 0), 7), ((1, 1, 0), 3), ((0, 0, 1), 5), ((1, 1, 1), 1)]
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, dict[tuple[int, ...], int]]:
    n_lists = draw(st.integers(2, 5))
    patterns = [p for p in itertools.product((0, 1), repeat=n_lists) if any(p)]
    counts = draw(
        st.dictionaries(st.sampled_from(patterns), st.integers(0, 50), min_size=1).filter(
            lambda found: sum(found.values()) > 0
        )
    )
    return n_lists, counts


def test_what_it_counts() -> None:
    assert SMALL.n_lists == 3
    assert SMALL.n_seen == 16
    assert SMALL.list_totals.tolist() == [11, 4, 6]
    assert SMALL.seen_on().tolist() == [12, 3, 1]
    overlaps = SMALL.overlaps()
    assert overlaps.matrix.tolist() == [[11, 4, 1], [4, 4, 1], [1, 1, 6]]
    assert overlaps.totals == (11, 4, 6)
    assert overlaps.empty_pairs() == ()


def test_pairs_that_share_nobody_are_named() -> None:
    apart = CaptureHistories.from_patterns(("A", "B", "C"), [((1, 1, 0), 2), ((0, 0, 1), 3)])
    assert apart.overlaps().empty_pairs() == (("A", "C"), ("B", "C"))


@given(tables())
def test_table_overlaps_and_sizes_agree_with_counting_person_by_person(
    table: tuple[int, dict[tuple[int, ...], int]],
) -> None:
    n_lists, counts = table
    names = [f"L{at}" for at in range(n_lists)]
    people = [pattern for pattern, count in counts.items() for _ in range(count)]
    histories = CaptureHistories.from_patterns(names, list(counts.items()))
    assert histories == CaptureHistories.from_people(names, people)
    assert hash(histories) == hash(CaptureHistories.from_people(names, people[::-1]))
    assert histories.n_seen == len(people)
    for a, b in itertools.product(range(n_lists), repeat=2):
        assert histories.overlaps().matrix[a, b] == sum(1 for person in people if person[a] and person[b])
    for pattern, cell in zip(all_patterns(n_lists).tolist(), histories.table(), strict=True):
        assert cell == counts.get(tuple(pattern), 0)
    assert histories.seen_on().tolist() == [
        sum(1 for person in people if sum(person) == size) for size in range(1, n_lists + 1)
    ]


def test_order_and_absent_patterns_make_no_difference() -> None:
    one = CaptureHistories.from_patterns(("A", "B"), [((1, 0), 2), ((0, 1), 3), ((1, 1), 0)])
    other = CaptureHistories.from_patterns(("A", "B"), [((0, 1), 3), ((1, 0), 2)])
    assert one == other
    assert one != CaptureHistories.from_patterns(("A", "C"), [((0, 1), 3), ((1, 0), 2)])


def test_it_cannot_be_changed_afterwards() -> None:
    counts = np.array([2, 3])
    histories = CaptureHistories(("A", "B"), np.array([[1, 0], [0, 1]], dtype=np.uint8), counts)
    counts[0] = 99
    assert histories.n_seen == 5
    with pytest.raises(ValueError, match="read-only"):
        histories.counts[0] = 7


@pytest.mark.parametrize(
    ("lists", "rows", "says"),
    [
        (("A",), [((1,), 3)], "lists must be 2 to 12 names; got 1"),
        (tuple("ABCDEFGHIJKLM"), [((1,) * 13, 3)], "lists must be 2 to 12 names; got 13"),
        (("A", "a"), [((1, 0), 3)], "different names"),
        (("A", " "), [((1, 0), 3)], "each have a name"),
        (("A", "B"), [], "at least one pattern"),
        (("A", "B"), [((1, 0, 1), 3)], r"shape \(1, 2\)"),
        (("A", "B"), [((1, 0), 3), ((1,), 3)], "rectangular"),
        (("A", "B"), [((2, 0), 3)], "only 0 and 1; got \\[2\\]"),
        (("A", "B"), [((0, 0), 3)], "row of zeros"),
        (("A", "B"), [((1, 0), 3), ((1, 0), 4)], "must all differ"),
        (("A", "B"), [((1, 0), -3)], "0 or more; got -3"),
        (("A", "B"), [((1, 0), 2.5)], "whole numbers; got float64"),
        (("A", "B"), [((1, 0), 0)], "between 1 and"),
        (("A", "B"), [((1, 0), MAX_PEOPLE + 1)], "between 1 and"),
        (("A", "B"), [((1, 0), 2**64 - 1)], "numbers up to"),
    ],
)
def test_what_it_refuses(lists: tuple[str, ...], rows: list[tuple[tuple[int, ...], int]], says: str) -> None:
    with pytest.raises(BadHistories, match=says):
        CaptureHistories.from_patterns(lists, rows)


def test_people_seen_nowhere_are_refused() -> None:
    with pytest.raises(BadHistories, match="row of zeros"):
        CaptureHistories.from_people(("A", "B"), [[1, 0], [0, 0]])
    with pytest.raises(BadHistories, match="at least one row"):
        CaptureHistories.from_people(("A", "B"), np.empty((0, 2), dtype=int))
