"""Read practice files into rows that can say exactly where something is wrong.

CSV (comma, UTF-8, first line names the columns) for long tables; TOML for nested texts. Both
become `Row`s, so every loader checks its fields in the same words.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

from noddfa.practice.bilingual import CY_STATUSES, STATUSES
from noddfa.practice.errors import PracticeError

FOLDER: Final[Path] = Path(__file__).parent
CODE: Final[re.Pattern[str]] = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
T = TypeVar("T")

# a place in a TOML file: ("question", 2, "option", 0)
Place = tuple[str | int, ...]


def name_of(path: Path) -> str:
    """How a file is named in messages: relative to the practice folder where it lies in it."""
    return path.relative_to(FOLDER).as_posix() if path.is_relative_to(FOLDER) else path.name


def read_text(path: Path) -> str:
    """The file's text, a byte-order mark dropped and line ends made plain.

    Raises PracticeError when the file is missing or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as missing:
        raise PracticeError(name_of(path), 0, "", "missing_file") from missing
    except UnicodeDecodeError as garbled:
        raise PracticeError(name_of(path), 0, "", "not_utf8") from garbled


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a CSV file or one table of a TOML file, with checked access to its fields.

    Every method raises PracticeError naming file, line and field when the field will not do.
    """

    file: str
    line: int
    cells: Mapping[str, Any]
    lines: Mapping[Place, int] = field(default_factory=dict)
    place: Place = ()

    def fail(self, name: str, problem: str, **details: object) -> NoReturn:
        """Refuse a field of this row."""
        raise PracticeError(self.file, self.line_of(name), name, problem, **details)

    def line_of(self, name: str) -> int:
        return self.lines.get((*self.place, name), self.line)

    def maybe(self, name: str) -> str:
        """Text that may be missing or empty."""
        value = self.cells.get(name, "")
        if not isinstance(value, str):
            self.fail(name, "not_text")
        return value.strip()

    def text(self, name: str) -> str:
        """Text that must be there."""
        value = self.maybe(name)
        if not value:
            self.fail(name, "empty")
        return value

    def both(self, name: str) -> tuple[str, str]:
        """A pair of texts, English then Welsh: `name_en`, `name_cy`, or `en`, `cy` for ''."""
        stem = f"{name}_" if name else ""
        return self.text(f"{stem}en"), self.text(f"{stem}cy")

    def both_or_neither(self, name: str) -> tuple[str, str]:
        """A pair of texts of which both or neither must be there."""
        if not self.maybe(f"{name}_en") and not self.maybe(f"{name}_cy"):
            return "", ""
        return self.both(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """A TOML list of texts, at least one, none empty."""
        value = self.cells.get(name)
        if not isinstance(value, list) or not value:
            self.fail(name, "not_list")
        if not all(isinstance(each, str) and each.strip() for each in value):
            self.fail(name, "not_list")
        return tuple(each.strip() for each in value)

    def both_lists(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Two lists of texts of the same length, English then Welsh."""
        english, welsh = self.texts(f"{name}_en"), self.texts(f"{name}_cy")
        if len(english) != len(welsh):
            self.fail(f"{name}_cy", "how_many", expected=len(english), got=len(welsh))
        return english, welsh

    def one_of(self, name: str, allowed: Collection[str], default: str = "") -> str:
        value = self.maybe(name) or default
        if value not in allowed:
            self.fail(name, "not_one_of", allowed=", ".join(each or "''" for each in allowed), got=value)
        return value

    def some_of(self, name: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Codes separated by semicolons, at least one, each from a closed set."""
        values = tuple(part.strip() for part in self.text(name).split(";"))
        for value in values:
            if value not in allowed:
                self.fail(name, "not_one_of", allowed=", ".join(allowed), got=value)
        return values

    def yes(self, name: str) -> bool:
        """CSV 'yes' or 'no'; TOML true or false."""
        value = self.cells.get(name)
        if isinstance(value, bool):
            return value
        return self.one_of(name, ("yes", "no")) == "yes"

    def number(self, name: str) -> int:
        value = self.cells.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        if not isinstance(value, str) or not value.strip().isascii() or not value.strip().isdigit():
            self.fail(name, "not_number", got=value)
        return int(value.strip())

    def day(self, name: str) -> date:
        value = self.cells.get(name)
        if type(value) is date:
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.fail(name, "not_day", got=value)

    def like(self, name: str, pattern: re.Pattern[str], form: str) -> str:
        value = self.text(name)
        if not pattern.fullmatch(value):
            self.fail(name, "form", form=form, got=value)
        return value

    def code(self, name: str = "code") -> str:
        return self.like(name, CODE, "abc, abc_def or abc-1")

    def status(self, name: str = "status", default: str = "") -> str:
        """How the fact of this row is known: see bilingual.STATUSES."""
        return self.one_of(name, STATUSES, default)

    def cy_status(self, default: str = "") -> str:
        """Whether the Welsh of this row has been checked."""
        return self.one_of("cy_status", CY_STATUSES, default)

    def ref(self, name: str, known: Mapping[str, T], where: str, default: str = "") -> T:
        """The record another file keeps under the code in this field."""
        code = self.maybe(name) or default
        if not code:
            self.fail(name, "empty")
        if code not in known:
            self.fail(name, "unknown", got=code, where=where)
        return known[code]

    def tables(self, name: str) -> tuple[Row, ...]:
        """The [[name]] tables inside this one, in order; at least one."""
        value = self.cells.get(name)
        if not isinstance(value, list) or not value or not all(isinstance(each, dict) for each in value):
            self.fail(name, "empty")
        places: list[Place] = [(*self.place, name, number) for number in range(len(value))]
        return tuple(
            Row(self.file, self.lines.get(place, self.line), cells, self.lines, place)
            for place, cells in zip(places, value, strict=True)
        )


def csv_rows(path: Path, columns: Sequence[str]) -> tuple[Row, ...]:
    """The rows of a CSV file whose first line names exactly these columns, in this order."""
    reader = csv.reader(io.StringIO(read_text(path), newline=""))
    name = name_of(path)
    heading = next(reader, [])
    if heading != list(columns):
        raise PracticeError(name, 1, "", "columns", expected=", ".join(columns), got=", ".join(heading))
    rows = []
    last = reader.line_num
    for cells in reader:
        line, last = last + 1, reader.line_num
        if not cells:
            continue
        if len(cells) != len(columns):
            raise PracticeError(name, line, "", "row_length", expected=len(columns), got=len(cells))
        rows.append(Row(name, line, dict(zip(columns, cells, strict=True))))
    return tuple(rows)


def toml_row(path: Path) -> Row:
    """A TOML file as one row; its arrays of tables are read with `Row.tables`."""
    text, name = read_text(path), name_of(path)
    try:
        cells = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        found = re.search(r"at line (\d+)", str(wrong))
        line = int(found.group(1)) if found else 0
        raise PracticeError(name, line, "", "not_toml", reason=wrong) from wrong
    return Row(name, 1, cells, _toml_lines(text))


def _toml_lines(text: str) -> dict[Place, int]:
    """Where each [[table]] and each key stands, for messages (tomllib does not tell)."""
    lines: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    place: Place = ()
    open_quotes = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if open_quotes:
            if open_quotes in line:
                open_quotes = ""
            continue
        if header := re.match(r"\s*\[\[\s*([\w.-]+)\s*\]\]", line):
            place = _enter(header.group(1).split("."), counts)
            lines[place] = number
        elif key := re.match(r"\s*([\w-]+)\s*=\s*(.*)", line):
            lines[(*place, key.group(1))] = number
            for quotes in ('"""', "'''"):
                if key.group(2).count(quotes) == 1:
                    open_quotes = quotes
    return lines


def _enter(names: list[str], counts: dict[Place, int]) -> Place:
    """The place of a new [[a.b]] table: under the latest [[a]], as the next [[b]]."""
    place: Place = ()
    for depth, part in enumerate(names, start=1):
        array: Place = (*place, part)
        if depth == len(names):
            counts[array] = counts.get(array, 0) + 1
        place = (*array, counts.get(array, 1) - 1)
    return place


def unique(rows: Iterable[Row], name: str) -> None:
    """Refuse a second row with the same value in this field."""
    first: dict[str, int] = {}
    for row in rows:
        value = row.text(name)
        if value in first:
            row.fail(name, "duplicate", got=value, first=first[value])
        first[value] = row.line_of(name)


def must_count(file: str, got: int, expected: int) -> None:
    """Refuse a file that has lost or gained rows its version does not have."""
    if got != expected:
        raise PracticeError(file, 0, "", "how_many", expected=expected, got=got)
