"""A table with a row for each pattern: 0 or 1 in every list's column, and a column of counts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from noddfa.estimate.histories import MAX_PEOPLE
from noddfa.estimate.reading.counts import count_of
from noddfa.estimate.reading.grid import Grid
from noddfa.estimate.reading.rows import Rows, check_lists, mark, value
from noddfa.estimate.reading.trouble import TableError
from noddfa.estimate.wording_of_errors import COUNT_NAMES


def counting(grid: Grid) -> int | None:
    """Which column holds the counts: the last that has a name for it."""
    found = [at for at, name in enumerate(grid.names) if name.casefold() in COUNT_NAMES]
    return found[-1] if found else None


def from_patterns(grid: Grid, *, others: Sequence[str] = ()) -> Rows:
    """Rows of patterns with their counts; `others` are the columns that are no lists. Raises TableError.

    A count may be hidden, such as `<5` (see `counts.py`).
    """
    count_at = counting(grid)
    if count_at is None:
        raise TableError("no_count_column", row=grid.header)
    other_at = [grid.column(name) for name in others]
    list_at = [at for at in range(len(grid.names)) if at != count_at and at not in other_at]
    lists = tuple(grid.names[at] for at in list_at)
    check_lists(lists, grid.header)
    first_row: dict[tuple[tuple[int, ...], tuple[str, ...]], int] = {}
    counts: list[tuple[int, int]] = []
    for row, cells in grid.rows:
        if len(cells) != len(grid.names):
            raise TableError("ragged", row=row, got=len(cells), expected=len(grid.names))
        pattern = tuple(mark(cells[at], row, grid.names[at]) for at in list_at)
        count = count_of(cells[count_at], row, grid.names[count_at])
        if not any(pattern):
            raise TableError("unseen_given", row=row)
        key = (pattern, tuple(value(cells[at], row, grid.names[at]) for at in other_at))
        if key in first_row:
            raise TableError("duplicate_pattern", row=row, first=first_row[key])
        first_row[key] = row
        counts.append(count)
    if not counts:
        raise TableError("only_header", row=None if grid.header is None else grid.header + 1)
    least, most = np.array(counts, dtype=np.int64).T
    if not least.any():
        code = "all_hidden" if most.any() else "all_zero"
        raise TableError(code, row=grid.rows[0][0], column=grid.names[count_at])
    if most.sum() > MAX_PEOPLE:
        raise TableError(
            "too_many_people", row=grid.rows[-1][0], column=grid.names[count_at], most=MAX_PEOPLE
        )
    return Rows(
        "patterns",
        lists,
        np.array([pattern for pattern, _ in first_row], dtype=np.uint8),
        least,
        {
            grid.names[at]: tuple(values[place] for _, values in first_row)
            for place, at in enumerate(other_at)
        },
        most if (most > least).any() else None,
    )
