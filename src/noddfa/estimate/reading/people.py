"""Tables of people: a row a person with 0 or 1 for each list, or a row for each person on each list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from noddfa.estimate.reading.grid import Grid
from noddfa.estimate.reading.rows import Rows, check_lists, mark, value
from noddfa.estimate.reading.trouble import TableError
from noddfa.estimate.wording_of_errors import LIST_NAMES, PERSON_NAMES

_MARKS: Final = frozenset({"0", "1"})


def named(grid: Grid, names: frozenset[str]) -> int | None:
    """The first column with one of these names, `_` and spaces alike."""
    for at, name in enumerate(grid.names):
        if name.casefold().replace("_", " ").replace("-", " ") in names:
            return at
    return None


def are_entries(grid: Grid) -> bool:
    """Whether there is a column that says who and one that says which list."""
    return named(grid, PERSON_NAMES) is not None and named(grid, LIST_NAMES) is not None


def from_people(grid: Grid, *, others: Sequence[str] = ()) -> Rows:
    """A row a person. `others` are columns that are no lists, though they may hold 0 and 1.

    A column in which fewer than half of the cells are 0 or 1 is taken for a covariate; otherwise it is a
    list, and a cell that is neither is an error. A column named `person` (or id, ...) is only looked at
    for being given twice. Raises TableError.
    """
    person_at = named(grid, PERSON_NAMES)
    if any(len(cells) != len(grid.names) for _, cells in grid.rows[:1]):
        raise TableError("no_count_column", row=grid.header)  # the count's name is missing, not its cells
    grid.even()
    if not grid.rows:
        raise TableError("only_header", row=None if grid.header is None else grid.header + 1)
    other_at = [grid.column(name) for name in others]
    taken = [at for at in range(len(grid.names)) if at != person_at and at not in other_at]
    list_at = [at for at in taken if mostly_marks(grid, at)]
    other_at += [at for at in taken if at not in list_at]
    lists = tuple(grid.names[at] for at in list_at)
    check_lists(lists, grid.header)
    marks, first_row = [], dict[str, int]()
    for row, cells in grid.rows:
        marks.append([mark(cells[at], row, grid.names[at]) for at in list_at])
        if not any(marks[-1]):
            raise TableError("unseen_given", row=row)
        if person_at is not None:
            who = value(cells[person_at], row, grid.names[person_at])
            if who in first_row:
                raise TableError("person_twice", row=row, first=first_row[who])
            first_row[who] = row
    if person_at is None and len(set(map(tuple, marks))) == len(marks):
        # No two rows alike: a table of patterns whose counts are missing or go by another name.
        raise TableError("no_count_column", row=grid.header)
    return Rows(
        "people",
        lists,
        np.array(marks, dtype=np.uint8),
        np.ones(len(marks), dtype=np.int64),
        {
            grid.names[at]: tuple(value(cells[at], row, grid.names[at]) for row, cells in grid.rows)
            for at in other_at
        },
    )


def from_entries(grid: Grid, *, others: Sequence[str] = ()) -> Rows:
    """A row for each person on each list, as linkage gives them: who, which list, and what is known of them.

    The same person on the same list twice counts once. `others` are the columns to keep; in all rows of one
    person they must say the same. Raises TableError.
    """
    person_at, list_at = named(grid, PERSON_NAMES), named(grid, LIST_NAMES)
    assert person_at is not None and list_at is not None  # are_entries() said so
    grid.even()
    if not grid.rows:
        raise TableError("only_header", row=None if grid.header is None else grid.header + 1)
    other_at = [grid.column(name) for name in others]
    on: dict[str, set[str]] = {}
    said: dict[str, tuple[int, tuple[str, ...]]] = {}
    spelled: dict[str, str] = {}
    for row, cells in grid.rows:
        who = value(cells[person_at], row, grid.names[person_at])
        listed = value(cells[list_at], row, grid.names[list_at])
        name = spelled.setdefault(listed.casefold(), listed)
        on.setdefault(who, set()).add(name)
        values = tuple(value(cells[at], row, grid.names[at]) for at in other_at)
        first, before = said.setdefault(who, (row, values))
        for at, then, now in zip(other_at, before, values, strict=True):
            if then != now:
                raise TableError(
                    "two_values", row=row, column=grid.names[at], got=now, before=then, first=first
                )
    lists = tuple(spelled.values())
    check_lists(lists, None)
    return Rows(
        "entries",
        lists,
        np.array([[name in names for name in lists] for names in on.values()], dtype=np.uint8),
        np.ones(len(on), dtype=np.int64),
        {
            grid.names[at]: tuple(values[place] for _, values in said.values())
            for place, at in enumerate(other_at)
        },
    )


def mostly_marks(grid: Grid, at: int) -> bool:
    """Whether at least half of a column's cells are 0 or 1: it is taken for a list."""
    marks = sum(cells[at] in _MARKS for _, cells in grid.rows)
    return 2 * marks >= len(grid.rows)
