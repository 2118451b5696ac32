"""Reading a table of patterns from a CSV file. Every way it can be wrong has one line, in both languages.

The file: a header of list names and one column of counts; then a row for each pattern, 0 or 1 in
every list's column. Patterns that are left out count nobody.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

from noddfa.estimate.histories import MAX_LISTS, MAX_PEOPLE, CaptureHistories
from noddfa.estimate.wording import Lang, number
from noddfa.estimate.wording_of_errors import COUNT_NAMES, PLACES, TABLE_ERRORS

MAX_BYTES: Final = 1_048_576
"""Twelve lists have 4,095 patterns: their table fits in a tenth of this."""

LONGEST_NAME: Final = 80

_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OTHER_SEPARATORS: Final = {";": "semicolons", "\t": "tabs", "|": "bars"}
_WHOLE: Final = re.compile(r"[+-]?[0-9]+")
_NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


class TableError(ValueError):
    """The file is not a usable table of patterns.

    row     row in the file as a spreadsheet numbers it (the header is 1), or None when the file itself
            could not be had
    column  name of the column, or None
    code    which of the errors it is: a key of `TABLE_ERRORS`
    values  what the sentence names

    `text(lang)` is one line that names the place and says what to do.
    """

    def __init__(self, code: str, *, row: int | None, column: str | None = None, **values: str | int) -> None:
        self.code = code
        self.row = row
        self.column = None if column is None else shown(column)
        self.values = {
            key: shown(value) if isinstance(value, str) else number(value) for key, value in values.items()
        }
        super().__init__(self.text("en"))

    def text(self, lang: Lang) -> str:
        """The error as one line in English or Welsh, beginning with the row."""
        sentence = TABLE_ERRORS[self.code][lang].format(**self.values)
        if self.row is None:
            return sentence
        place = PLACES["row" if self.column is None else "row_and_column"][lang]
        return f"{place.format(row=self.row, column=self.column)}: {sentence}"


def shown(text: str, longest: int = 40) -> str:
    """The text made safe to show within one line: nothing invisible, not too long."""
    safe = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return safe if len(safe) <= longest else safe[: longest - 1] + "…"


def read_csv(source: str | Path | BinaryIO | bytes, *, accept_bom: bool = False) -> CaptureHistories:
    """Read capture histories from a CSV file of patterns and counts.

    `source` is a path, an open binary file or the bytes themselves: UTF-8, comma-separated, quoted or
    not, at most 1 MiB. The column of counts is named `count` (or frequency, freq, n, number, nifer,
    amlder, cyfrif); if several columns are, the last one of the table is it. Rows without anything in
    them are passed over. A byte-order mark is refused unless `accept_bom`, for readers that are handed
    files from a spreadsheet's 'CSV UTF-8' and know it.

    Raises TableError.
    """
    text = _decoded(_contents(source), accept_bom=accept_bom)
    rows = _rows(text)
    names, count_at = _header(rows[0][1], text)
    lists = names[:count_at] + names[count_at + 1 :]
    first_row: dict[tuple[int, ...], int] = {}
    counts: list[int] = []
    for row, cells in rows[1:]:
        if len(cells) != len(names):
            raise TableError("ragged", row=row, got=len(cells), expected=len(names))
        marks = cells[:count_at] + cells[count_at + 1 :]
        pattern = tuple(_mark(mark, row, name) for mark, name in zip(marks, lists, strict=True))
        count = _count(cells[count_at], row, names[count_at])
        if not any(pattern):
            raise TableError("unseen_given", row=row)
        if pattern in first_row:
            raise TableError("duplicate_pattern", row=row, first=first_row[pattern])
        first_row[pattern] = row
        counts.append(count)
    if not counts:
        raise TableError("only_header", row=2)
    if not any(counts):
        raise TableError("all_zero", row=rows[1][0], column=names[count_at])
    if sum(counts) > MAX_PEOPLE:
        raise TableError("too_many_people", row=rows[-1][0], column=names[count_at], most=MAX_PEOPLE)
    return CaptureHistories.from_patterns(lists, list(zip(first_row, counts, strict=True)))


def _contents(source: str | Path | BinaryIO | bytes) -> bytes:
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, str | Path):
        try:
            with Path(source).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:  # ValueError: a NUL in the path
            code = "no_such_file" if isinstance(error, FileNotFoundError) else "unreadable"
            raise TableError(code, row=None, name=str(source)) from error
    else:
        data = source.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TableError("too_large", row=_row_of(data, MAX_BYTES), kib=MAX_BYTES // 1024)
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


def _header(names: Sequence[str], text: str) -> tuple[list[str], int]:
    """The names of the columns and which of them holds the counts."""
    if not any(names):
        raise TableError("no_header", row=1)
    first_line = text.splitlines()[0]
    if len(names) == 1:
        for separator, code in _OTHER_SEPARATORS.items():
            if separator in first_line:
                raise TableError(code, row=1)
    if all(_NUMBER.fullmatch(name) for name in names):
        raise TableError("no_header", row=1)
    seen: dict[str, str] = {}
    for at, name in enumerate(names, start=1):
        if not name:
            raise TableError("unnamed_column", row=1, at=at)
        if len(name) > LONGEST_NAME or any(unicodedata.category(char)[0] == "C" for char in name):
            raise TableError("bad_name", row=1, name=name, longest=LONGEST_NAME)
        if name.casefold() in seen:
            raise TableError("duplicate_column", row=1, column=name)
        seen[name.casefold()] = name
    counting = [at for at, name in enumerate(names) if name.casefold() in COUNT_NAMES]
    if not counting:
        raise TableError("no_count_column", row=1)
    n_lists = len(names) - 1
    if n_lists < 2:
        raise TableError("one_list", row=1)
    if n_lists > MAX_LISTS:
        raise TableError("too_many_lists", row=1, got=n_lists, most=MAX_LISTS)
    return list(names), counting[-1]


def _mark(text: str, row: int, column: str) -> int:
    if text not in ("0", "1"):
        raise TableError("not_a_mark" if text else "empty_cell", row=row, column=column, got=text)
    return int(text)


def _count(text: str, row: int, column: str) -> int:
    if not text:
        raise TableError("empty_cell", row=row, column=column)
    if not _WHOLE.fullmatch(text):
        code = "not_whole" if _NUMBER.fullmatch(text) else "not_a_number"
        raise TableError(code, row=row, column=column, got=text)
    # Compare lengths first: Python refuses to turn a numeral of thousands of digits into a number.
    digits = text.lstrip("+-0")
    if text.startswith("-") and digits:
        raise TableError("negative", row=row, column=column, got=text)
    if len(digits) > len(str(MAX_PEOPLE)) or int(digits or "0") > MAX_PEOPLE:
        raise TableError("too_many_people", row=row, column=column, most=MAX_PEOPLE)
    return int(digits or "0")
