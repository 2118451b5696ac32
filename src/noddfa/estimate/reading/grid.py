"""A file or a frame as a grid: names of the columns, then rows of cells as text. What they mean, others decide."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from noddfa.estimate.reading.trouble import TableError

LONGEST_NAME: Final = 80

_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OTHER_SEPARATORS: Final = {";": "semicolons", "\t": "tabs", "|": "bars"}
NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


@dataclass(frozen=True)
class Grid:
    """names of the columns; rows as (number for messages, cells); `header` is the header's own number.

    Rows may still be shorter or longer than the header.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[int, Sequence[str]], ...]
    header: int | None = 1

    def column(self, name: str) -> int:
        """Which column has this name, without regard to capitals. Raises TableError."""
        for at, found in enumerate(self.names):
            if found.casefold() == name.strip().casefold():
                return at
        raise TableError("no_such_column", row=self.header, name=name, names=", ".join(self.names))

    def even(self) -> None:
        """Raise TableError unless every row has as many cells as the header."""
        for row, cells in self.rows:
            if len(cells) != len(self.names):
                raise TableError("ragged", row=row, got=len(cells), expected=len(self.names))


def read_grid(source: str | Path | BinaryIO | bytes, *, accept_bom: bool, most_bytes: int) -> Grid:
    """The grid of a CSV file: UTF-8, commas, a header. Empty rows are passed over. Raises TableError."""
    text = _decoded(_contents(source, most_bytes), accept_bom=accept_bom)
    rows = _rows(text)
    names = rows[0][1]
    if len(names) == 1:
        first_line = text.splitlines()[0]
        for separator, code in _OTHER_SEPARATORS.items():
            if separator in first_line:
                raise TableError(code, row=1)
    check_names(names, header=1)
    return Grid(tuple(names), tuple(rows[1:]))


def check_names(names: Sequence[str], *, header: int | None) -> None:
    """Raise TableError unless every column has a name of its own that can be shown."""
    if not any(names) or all(NUMBER.fullmatch(name) for name in names):
        raise TableError("no_header", row=header)
    seen: set[str] = set()
    for at, name in enumerate(names, start=1):
        if not name:
            raise TableError("unnamed_column", row=header, at=at)
        if len(name) > LONGEST_NAME or any(unicodedata.category(char)[0] == "C" for char in name):
            raise TableError("bad_name", row=header, name=name, longest=LONGEST_NAME)
        if name.casefold() in seen:
            raise TableError("duplicate_column", row=header, column=name)
        seen.add(name.casefold())


def _contents(source: str | Path | BinaryIO | bytes, most_bytes: int) -> bytes:
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, str | Path):
        try:
            with Path(source).open("rb") as file:
                data = file.read(most_bytes + 1)
        except (OSError, ValueError) as error:  # ValueError: a NUL in the path
            code = "no_such_file" if isinstance(error, FileNotFoundError) else "unreadable"
            raise TableError(code, row=None, name=str(source)) from error
    else:
        data = source.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise TableError("too_large", row=_row_of(data, most_bytes), kib=most_bytes // 1024)
    return data


def _decoded(data: bytes, *, accept_bom: bool) -> str:
    if data.startswith(_BOMS):
        if not (accept_bom and data.startswith(_BOMS[0])):
            raise TableError("byte_order_mark", row=1)
        data = data[len(_BOMS[0]) :]
    if not data.strip():
        raise TableError("empty_file", row=1)
    if (at := data.find(b"\0")) >= 0:
        raise TableError("binary", row=_row_of(data, at))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise TableError("not_utf8", row=_row_of(data, error.start)) from error


def _row_of(data: bytes, at: int) -> int:
    """The row in which a byte stands, whichever way lines end."""
    before = data[:at]
    return before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Rows with their numbers in the file; the header first, rows without anything in them left out."""
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            stripped = [cell.strip() for cell in cells]
            if any(stripped) or row == 1:
                rows.append((row, stripped))
    except csv.Error as error:
        code = "long_cell" if "field limit" in str(error) else "bad_quotes"
        raise TableError(code, row=row + 1) from error
    return rows
