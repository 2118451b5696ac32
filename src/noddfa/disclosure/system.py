"""A table as figures that are sums of cells: what ties published figures to hidden ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from noddfa.disclosure.tables import Cell, CountTable, Policy, SafeTable

Place = tuple[int, int]

Floats = NDArray[np.float64]

# How much it costs a reader to lose a figure of each kind; larger figures cost up to 1 more.
INNER, MARGIN, GRAND = 1.0, 4.0, 12.0


@dataclass(frozen=True)
class System:
    """The figures of a table of some shape.

    places  where each figure stands in the grid, row by row
    sums    (figures, cells) of 0 and 1: which inner cells each figure adds up
    losses  (figures,) what hiding each costs, before its size is looked at
    """

    places: tuple[Place, ...]
    sums: Floats
    losses: Floats


def system_of(n_rows: int, n_columns: int) -> System:
    """The figures of a table with that many rows and columns, and totals along each side that has several."""
    height = n_rows + (n_rows > 1)
    width = n_columns + (n_columns > 1)
    places = tuple((row, column) for row in range(height) for column in range(width))
    inner = [(row, column) for row in range(n_rows) for column in range(n_columns)]
    sums = np.array(
        [
            [row in (at_row, n_rows) and column in (at_column, n_columns) for at_row, at_column in inner]
            for row, column in places
        ],
        dtype=np.float64,
    )
    losses = np.array(
        [(INNER, MARGIN, GRAND)[(row == n_rows) + (column == n_columns)] for row, column in places]
    )
    return System(places, sums, losses)


def exact_figures(table: CountTable, system: System) -> NDArray[np.int64]:
    """(figures,) the exact counts and totals."""
    cells = np.array([count or 0 for row in table.counts for count in row], dtype=np.int64)
    figures: NDArray[np.int64] = system.sums.astype(np.int64) @ cells
    return figures


def bounds(cell: Cell, policy: Policy) -> tuple[float, float]:
    """What a reader who knows the rules can say of the count behind a published cell: from, to."""
    if cell.status in ("nil", "not_applicable"):
        return 0, 0
    if cell.status == "hidden":
        return policy.lowest_hidden, np.inf
    return policy.may_be(cell.value or 0)


def all_bounds(safe: SafeTable, system: System) -> tuple[Floats, Floats]:
    """(figures,) the lowest and the highest count each published figure allows by itself."""
    pairs = [bounds(safe.grid[row][column], safe.policy) for row, column in system.places]
    return np.array([low for low, _ in pairs], dtype=np.float64), np.array([high for _, high in pairs])


TOLERANCE: Final = 1e-6
