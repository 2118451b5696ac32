"""Reading what there is of lists: a table of patterns, a row a person, linked lists, a data frame.

Every way it can be wrong has one line, in both languages. Not here: whose records are one person (linkage).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.reading.columns import Sorted, WhyNot, of_grid, read_columns
from noddfa.estimate.reading.frames import Frame, grid_of
from noddfa.estimate.reading.grid import Grid, read_grid
from noddfa.estimate.reading.patterns import from_patterns
from noddfa.estimate.reading.rows import Rows
from noddfa.estimate.reading.trouble import TableError, shown

__all__ = [
    "MAX_BYTES",
    "MAX_BYTES_OF_PEOPLE",
    "Rows",
    "Sorted",
    "TableError",
    "WhyNot",
    "read_columns",
    "read_csv",
    "read_frame",
    "read_table",
    "shown",
]

MAX_BYTES: Final = 1_048_576
"""Twelve lists have 4,095 patterns: their table fits in a tenth of this."""

MAX_BYTES_OF_PEOPLE: Final = 67_108_864
"""A million people on a dozen lists, with some covariates, fit."""


def read_csv(source: str | Path | BinaryIO | bytes, *, accept_bom: bool = False) -> CaptureHistories:
    """Read capture histories from a CSV file of patterns and counts.

    `source` is a path, an open binary file or the bytes themselves: UTF-8, comma-separated, quoted or
    not, at most 1 MiB. The column of counts is named `count` (or frequency, freq, n, number, nifer,
    amlder, cyfrif); if several columns are, the last one of the table is it. Rows without anything in
    them are passed over. A byte-order mark is refused unless `accept_bom`, for readers that are handed
    files from a spreadsheet's 'CSV UTF-8' and know it.

    Raises TableError.
    """
    return from_patterns(read_grid(source, accept_bom=accept_bom, most_bytes=MAX_BYTES)).histories


def read_table(
    source: str | Path | BinaryIO | bytes,
    *,
    strata: Sequence[str] = (),
    covariates: Sequence[str] = (),
    accept_bom: bool = False,
    most_bytes: int = MAX_BYTES_OF_PEOPLE,
) -> Rows:
    """Read a CSV file of any of the three kinds; its header says which.

    With a column of counts it is a table of patterns (as for `read_csv`). With a column that says who
    (person, person_id, id, ...) and one that says which list (list, source, ...) it is linked lists: a row for
    each person on each list. Otherwise it is a row a person, 0 or 1 for each list; columns of other things
    are covariates.

    `strata` and `covariates` name columns that are no lists, whatever they hold. Raises TableError.
    """
    grid = read_grid(source, accept_bom=accept_bom, most_bytes=most_bytes)
    return _rows(grid, strata, covariates)


def read_frame(frame: Frame, *, strata: Sequence[str] = (), covariates: Sequence[str] = ()) -> Rows:
    """The same of a data frame (pandas, polars, pyarrow, or a mapping of names to columns). Raises TableError."""
    return _rows(grid_of(frame), strata, covariates)


def _rows(grid: Grid, strata: Sequence[str], covariates: Sequence[str]) -> Rows:
    return of_grid(
        grid, list(dict.fromkeys(grid.names[grid.column(name)] for name in (*strata, *covariates)))
    )
