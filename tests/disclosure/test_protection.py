"""Safe tables: the adversary never gets below the protected range, and the adversary itself is exact."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noddfa.disclosure import Cell, CountTable, Label, Policy, SafeTable, attack, breaches, protect
from noddfa.disclosure.system import bounds

pytestmark = pytest.mark.instrument

Counts = list[list[int | None]]


def table(counts: Counts) -> CountTable:
    rows = tuple(Label(f"row {at}", f"rhes {at}") for at in range(len(counts)))
    columns = tuple(Label(f"column {at}", f"colofn {at}") for at in range(len(counts[0])))
    return CountTable(rows, columns, counts)


def printed(safe: SafeTable) -> list[str]:
    return [" ".join(cell.text for cell in row) for row in safe.grid]


def with_totals(counts: Counts) -> np.ndarray:
    """The exact grid as the table prints it: totals along each side that has several."""
    exact = np.array([[count or 0 for count in row] for row in counts])
    if exact.shape[1] > 1:
        exact = np.column_stack([exact, exact.sum(axis=1)])
    if len(counts) > 1:
        exact = np.vstack([exact, exact.sum(axis=0)])
    return exact


small_counts = st.one_of(st.integers(0, 7), st.integers(0, 7), st.integers(0, 300), st.none())
policies = st.builds(
    Policy, st.sampled_from([3, 5, 10]), st.sampled_from([1, 3, 5, 9]), st.sampled_from(["show", "hide"])
)


@st.composite
def count_tables(draw: st.DrawFn, most: int = 5) -> Counts:
    n_rows, n_columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    row = st.lists(small_counts, min_size=n_columns, max_size=n_columns)
    return draw(st.lists(row, min_size=n_rows, max_size=n_rows))


@settings(max_examples=150)
@given(count_tables(), policies)
def test_the_adversary_never_narrows_a_hidden_figure_below_its_protected_range(
    counts: Counts, policy: Policy
) -> None:
    safe, exact = protect(table(counts), policy), with_totals(counts)
    assert breaches(safe) == ()
    for found in attack(safe):
        count = exact[found.row, found.column]
        assert found.lower <= count
        assert found.upper is None or count <= found.upper
        # As many counts are left as a small one can be ...
        assert found.upper is None or found.upper - found.lower >= policy.threshold - 1 - policy.lowest_hidden
        if policy.is_small(count):
            # ... and for a small one, all of those (a total is at least its cells that are known not to be nil).
            inner = [cell for cell in _inner(counts, found.row, found.column) if cell]
            assert found.lower <= policy.lowest_hidden * len(inner)
            assert found.upper is None or found.upper >= policy.threshold - 1


def _inner(counts: Counts, row: int, column: int) -> list[int]:
    return [
        count or 0
        for at_row, line in enumerate(counts)
        for at_column, count in enumerate(line)
        if row in (at_row, len(counts)) and column in (at_column, len(line))
    ]


@settings(max_examples=100)
@given(count_tables(), policies)
def test_no_small_count_and_no_exact_count_is_published(counts: Counts, policy: Policy) -> None:
    safe, exact = protect(table(counts), policy), with_totals(counts)
    for (row, column), count in np.ndenumerate(exact):
        cell = safe.grid[row][column]
        impossible = all(
            counts[r][c] is None
            for r in range(len(counts))
            for c in range(len(counts[0]))
            if row in (r, len(counts)) and column in (c, len(counts[0]))
        )
        if impossible:
            assert cell.status == "not_applicable"
        elif policy.is_small(count):
            assert cell.status == "hidden"
        else:
            assert cell.status in {"published", "hidden", "rounds_to_zero", "nil"}
            assert (cell.status == "nil") == (count == 0)
        if cell.value is not None:
            assert cell.value % policy.base == 0
            assert abs(cell.value - count) <= policy.base // 2
            assert bounds(cell, policy)[0] <= count <= bounds(cell, policy)[1]


@settings(max_examples=25)
@given(
    st.lists(st.lists(st.integers(0, 8), min_size=2, max_size=2), min_size=2, max_size=2),
    st.sampled_from([Policy(), Policy(base=1), Policy(zeros="hide"), Policy(threshold=3, base=3)]),
)
def test_the_adversary_is_exact(counts: Counts, policy: Policy) -> None:
    """Against every table of counts up to 20 that would be published alike."""
    safe = protect(table(counts), policy)
    cells = np.array(list(itertools.product(range(21), repeat=4))).reshape(-1, 2, 2)
    grids = np.concatenate([cells, cells.sum(axis=2, keepdims=True)], axis=2)
    grids = np.concatenate([grids, grids.sum(axis=1, keepdims=True)], axis=1)
    alike = np.ones(len(grids), dtype=bool)
    for row, column in itertools.product(range(3), repeat=2):
        low, high = bounds(safe.grid[row][column], policy)
        alike &= (grids[:, row, column] >= low) & (grids[:, row, column] <= high)
    for found in attack(safe):
        could_be = grids[alike, found.row, found.column]
        assert found.lower == could_be.min()
        if found.upper is not None and could_be.max() < 20:
            assert found.upper == could_be.max()
        else:
            assert could_be.max() >= 20


def test_a_table_hidden_by_hand_is_found_out() -> None:
    """Small counts hidden and nothing else, unrounded: each follows from its row."""
    shown = [[None, 20, 23], [15, 40, 55], [18, 60, 78]]
    grid = tuple(
        tuple(Cell("hidden") if value is None else Cell("published", value) for value in row) for row in shown
    )
    labels = table([[1, 1], [1, 1]])
    by_hand = SafeTable(labels.rows, labels.columns, Policy(base=1), grid)
    assert [(one.row, one.column, one.lower, one.upper) for one in breaches(by_hand)] == [(0, 0, 3, 3)]


def test_rounding_alone_may_protect() -> None:
    assert printed(protect(table([[3, 20], [15, 40]]))) == ["* 20 25", "15 40 55", "20 60 80"]


def test_without_rounding_a_lone_small_count_takes_three_others_with_it() -> None:
    safe = protect(table([[3, 20], [15, 40]]), Policy(base=1))
    assert printed(safe) == ["* * 23", "* * 55", "18 60 78"]


def test_totals_are_kept_where_cells_will_do() -> None:
    safe = protect(table([[3, 20, 30], [15, 40, 50], [25, 35, 45]]), Policy(base=1))
    assert sum(cell.status == "hidden" for row in safe.grid for cell in row) == 4
    assert all(row[-1].status == "published" for row in safe.grid)
    assert all(cell.status == "published" for cell in safe.grid[-1])


def test_a_small_count_alone_in_its_row_is_not_told_by_the_total() -> None:
    assert printed(protect(table([[3, 0, 0], [15, 40, 20], [7, 8, 9]])))[0] == "* - - *"


def test_a_single_column_has_one_total_and_a_single_figure_none() -> None:
    assert printed(protect(table([[12], [30], [20]]))) == ["10", "30", "20", "60"]
    assert printed(protect(table([[12, 30, 20]]))) == ["10 30 20 60"]
    assert printed(protect(table([[12]]))) == ["10"]
    assert printed(protect(table([[2]]))) == ["*"]


def test_zeros_are_shown_or_hidden_as_the_table_needs() -> None:
    counts: Counts = [[0, 60], [70, 80]]
    assert printed(protect(table(counts)))[0] == "- 60 60"
    assert printed(protect(table(counts), Policy(zeros="hide")))[0].startswith("*")


def test_what_cannot_be_is_marked_and_an_empty_table_says_nothing() -> None:
    assert printed(protect(table([[20, None], [30, 40]]))) == ["20 . 20", "30 40 70", "50 40 90"]
    assert printed(protect(table([[20, None], [30, None]]))) == ["20 . 20", "30 . 30", "50 . 50"]
    assert printed(protect(table([[0, 0], [0, 0]]))) == ["- - -", "- - -", "- - -"]


def test_the_same_counts_always_give_the_same_table() -> None:
    rng = np.random.default_rng(3)
    counts: Counts = rng.poisson(rng.gamma(0.6, 20, (22, 4))).tolist()
    assert protect(table(counts)) == protect(table(counts))
