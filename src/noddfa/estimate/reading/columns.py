"""A file of which it is not said beforehand what its further columns are: which of them may divide or describe people.

For a screen that shows the columns and asks. `read_table` is for those who can name them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final, Literal, TypeAlias

from noddfa.estimate.reading.grid import Grid, read_grid
from noddfa.estimate.reading.patterns import counting, from_patterns
from noddfa.estimate.reading.people import are_entries, from_entries, from_people, mostly_marks, named
from noddfa.estimate.reading.rows import MOST_STRATA, Rows
from noddfa.estimate.wording_of_errors import LIST_NAMES, PERSON_NAMES

WhyNot: TypeAlias = Literal["empty", "many", "varies"]

MOST_VALUES: Final = MOST_STRATA
"""A column with more values than this holds names or numbers of people, not kinds of people."""


@dataclass(frozen=True)
class Sorted:
    """A table with every column that may divide or describe people, and those that cannot, with why.

    empty   has cells with nothing in them
    many    has more than 100 values, or so many that most stand for one person alone: it may say who somebody is
    varies  says different things of one person
    """

    rows: Rows
    left_out: tuple[tuple[str, WhyNot], ...]


def read_columns(
    source: str | Path | BinaryIO | bytes, *, accept_bom: bool = False, most_bytes: int
) -> Sorted:
    """Read a table of any kind (as `read_table`) with its further columns. Raises TableError.

    A column in which most cells are 0 or 1 is taken for a list. What a column that is left out holds is dropped.
    """
    grid = read_grid(source, accept_bom=accept_bom, most_bytes=most_bytes)
    if any(len(cells) != len(grid.names) for _, cells in grid.rows) or not grid.rows:
        return Sorted(of_grid(grid, ()), ())  # which says what is wrong
    left_out: list[tuple[str, WhyNot]] = []
    kept = []
    for at in _further(grid):
        if why := _why_not(grid, at):
            left_out.append((grid.names[at], why))
        else:
            kept.append(grid.names[at])
    return Sorted(of_grid(_without(grid, [name for name, _ in left_out]), kept), tuple(left_out))


def _further(grid: Grid) -> list[int]:
    """The columns that are neither lists nor say who, on which list or how many."""
    entries = counting(grid) is None and are_entries(grid)
    taken = {counting(grid)} if counting(grid) is not None else {named(grid, PERSON_NAMES)}
    if entries:
        taken.add(named(grid, LIST_NAMES))
    others = [at for at in range(len(grid.names)) if at not in taken]
    return others if entries else [at for at in others if not mostly_marks(grid, at)]


def _why_not(grid: Grid, at: int) -> WhyNot | None:
    cells = [row[at] for _, row in grid.rows]
    if not all(cells):
        return "empty"
    people = len(cells)
    if counting(grid) is None and are_entries(grid):
        who = named(grid, PERSON_NAMES)
        said: dict[str, str] = {}
        for _, row in grid.rows:
            if said.setdefault(row[who or 0], row[at]) != row[at]:
                return "varies"
        people = len(said)
    values = len(set(cells))
    told_apart = counting(grid) is None and 2 * values > people
    return "many" if values > MOST_VALUES or told_apart else None


def _without(grid: Grid, names: Sequence[str]) -> Grid:
    kept = [at for at, name in enumerate(grid.names) if name not in names]
    return replace(
        grid,
        names=tuple(grid.names[at] for at in kept),
        rows=tuple((row, [cells[at] for at in kept]) for row, cells in grid.rows),
    )


def of_grid(grid: Grid, others: Sequence[str]) -> Rows:
    """The table in a grid, by what its header says it is; `others` are columns that are no lists. Raises TableError."""
    if counting(grid) is not None:
        return from_patterns(grid, others=others)
    if are_entries(grid):
        return from_entries(grid, others=others)
    return from_people(grid, others=others)
