"""Reading one table of a practice file field by field, gathering every fault.

Not here: what a protocol or a limit must hold (`read`, `timescales`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from .errors import Problem, ProtocolFileError
from .model import Text

CY_STATUSES = ("unchecked", "checked")

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


class Table:
    """One table of a file, read field by field; faults are gathered, and unknown fields are faults."""

    def __init__(self, values: Mapping[str, Any], file: str, where: str, problems: list[Problem]) -> None:
        self.values, self.file, self.where, self.problems = values, file, where, problems
        self.read: set[str] = set()

    def fault(self, field: str, what: str) -> None:
        """Note a fault at this place."""
        self.problems.append(Problem(self.file, self.where, field, what))

    def get(self, field: str, kind: type[Value], default: Value, *, required: bool = False) -> Value:
        """The field if it is of this kind; else the default, with a fault noted where there is cause."""
        self.read.add(field)
        if field not in self.values:
            if required:
                self.fault(field, "is missing")
            return default
        value = self.values[field]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.fault(field, f"must be {_KIND_NAMES[kind]}; got {value!r}")
            return default
        return value

    def word(self, field: str, *, required: bool = True) -> str:
        """A string that is not blank."""
        value = self.get(field, str, "", required=required).strip()
        if field in self.values and not value and isinstance(self.values[field], str):
            self.fault(field, "is empty")
        return value

    def text(self, field: str, status: str, *, required: bool = True) -> Text | None:
        """A text in both languages from `field`_en and `field`_cy; one without the other is a fault."""
        present = f"{field}_en" in self.values or f"{field}_cy" in self.values
        if not present and not required:
            self.read |= {f"{field}_en", f"{field}_cy"}
            return None
        return Text(self.word(f"{field}_en"), self.word(f"{field}_cy"), status)

    def choice(self, field: str, choices: type[Choice], default: Choice, *, required: bool = True) -> Choice:
        """One of a closed list of words."""
        value = self.word(field, required=required)
        if not value:
            return default
        try:
            return choices(value)
        except ValueError:
            self.fault(field, f"may be {', '.join(choices)}; got {value}")
            return default

    def day(self, field: str, *, required: bool = False) -> date | None:
        """A date without a time."""
        value = self.get(field, date, date.min, required=required)
        if isinstance(value, datetime):
            self.fault(field, "must be a date without a time")
        return None if value == date.min or isinstance(value, datetime) else value

    def words(self, field: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of strings, none twice."""
        values = self.get(field, list, [], required=required)
        if not all(isinstance(value, str) and value for value in values):
            self.fault(field, "must be a list of words")
            return ()
        for value in sorted({value for value in values if values.count(value) > 1}):
            self.fault(field, f"holds '{value}' twice")
        if required and field in self.values and not values:
            self.fault(field, "is empty")
        return tuple(values)

    def status(self, default: str = "unchecked") -> str:
        """Whether the Welsh here has been checked by a translator."""
        value = self.word("cy_status", required=False) or default
        if value not in CY_STATUSES:
            self.fault("cy_status", f"may be {', '.join(CY_STATUSES)}; got {value}")
        return value

    def finish(self) -> None:
        """Note every field nobody asked for: a misspelt field must not be passed over."""
        for field in sorted(set(self.values) - self.read):
            self.fault(field, "is not a field known here")


_KIND_NAMES: Mapping[type, str] = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    list: "a list in square brackets",
    dict: "a table",
    date: "a date such as 2021-02-01",
}


def read_toml(path: Path) -> Mapping[str, Any]:
    """The tables of a TOML file. Raises ProtocolFileError when it cannot be read as such."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise ProtocolFileError([Problem(path.name, "", "", f"cannot be read: {fault}")]) from fault
