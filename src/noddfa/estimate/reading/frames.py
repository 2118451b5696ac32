"""Data frames of pandas, polars or pyarrow, read by what they all offer; none of them is imported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

from noddfa.estimate.reading.grid import Grid, check_names
from noddfa.estimate.reading.trouble import TableError

_NOTHING: Final = frozenset({"<NA>", "NaT", "nan", "np.float64(nan)"})
"""How pandas, NumPy and Python write what is missing (pandas' NA refuses to be compared)."""


class Frame(Protocol):
    """Anything with names of columns that gives a column by its name, such as a pandas or polars DataFrame."""

    def __getitem__(self, name: Any, /) -> Any: ...


def grid_of(frame: Frame) -> Grid:
    """The frame as a grid: rows are numbered from 1, whatever its index. Raises TableError."""
    names = _names(frame)
    check_names([str(name).strip() for name in names], header=None)
    columns = [[_text(cell) for cell in _cells(frame[name])] for name in names]
    lengths = {len(column) for column in columns}
    if len(lengths) != 1:
        raise TableError("not_a_frame", row=None)
    rows = enumerate(zip(*columns, strict=True), start=1)
    return Grid(
        tuple(str(name).strip() for name in names),
        tuple((row, cells) for row, cells in rows if any(cells)),
        header=None,
    )


def _names(frame: Any) -> Sequence[Any]:
    for attribute in ("column_names", "columns"):  # a pyarrow table's `columns` are the columns themselves
        found = getattr(frame, attribute, None)
        if found is not None and not callable(found):
            return list(found)
    if isinstance(frame, dict):
        return list(frame)
    raise TableError("not_a_frame", row=None)


def _cells(column: Any) -> Iterable[Any]:
    for method in ("to_pylist", "to_list", "tolist"):
        if callable(make := getattr(column, method, None)):
            return list(make())
    return list(column)


def _text(cell: Any) -> str:
    """The cell as a CSV file would hold it: whole numbers without a point, nothing where nothing is known."""
    if cell is None or repr(cell) in _NOTHING:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).strip()
