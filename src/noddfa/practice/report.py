"""What still has to be checked in the practice tree, file by file, for the people who look after it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from noddfa.practice import course
from noddfa.practice.files import FOLDER, read_text, toml_row

_WELSH_PAGES: Final = "cy.md"


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Counts for one file. A Welsh unit is one text in one field; a fact is one `status`."""

    file: str
    welsh: int
    welsh_unchecked: int
    facts: int
    to_verify: int
    proposed: int


@dataclass(frozen=True, slots=True)
class _Counted:
    welsh: int = 0
    welsh_unchecked: int = 0
    facts: int = 0
    to_verify: int = 0
    proposed: int = 0

    def __add__(self, other: _Counted) -> _Counted:
        return _Counted(
            self.welsh + other.welsh,
            self.welsh_unchecked + other.welsh_unchecked,
            self.facts + other.facts,
            self.to_verify + other.to_verify,
            self.proposed + other.proposed,
        )


def unchecked(folder: Path = FOLDER) -> tuple[Unchecked, ...]:
    """Per file with Welsh or with facts: how many units there are and how many wait to be checked.

    It reads any CSV or TOML file of the tree by its columns and keys (`…_cy`, `cy_status`, `status`,
    `…_status`), so a new file is counted without being announced; of a module's Welsh pages each
    section is one unit. Raises PracticeError when a file cannot be read.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".csv", ".toml") and path.name != _WELSH_PAGES:
            continue
        total = sum(_records(path), _Counted())
        if total.welsh or total.facts:
            found.append(Unchecked(path.relative_to(folder).as_posix(), **_fields(total)))
    return tuple(found)


def _fields(counted: _Counted) -> dict[str, int]:
    return {name: getattr(counted, name) for name in _Counted.__slots__}


def _records(path: Path) -> Iterator[_Counted]:
    text = read_text(path)
    if path.name == _WELSH_PAGES:
        for section in course.module(path.parent.name, path.parent.parent).sections:
            yield _Counted(welsh=1, welsh_unchecked=section.cy_status != "checked")
    elif path.suffix == ".csv":
        for row in csv.DictReader(io.StringIO(text, newline="")):
            yield _count(row, {})
    else:
        yield from _tables(toml_row(path).cells, {})


def _tables(table: Mapping[str, Any], above: Mapping[str, str]) -> Iterator[_Counted]:
    """This table and those inside it.

    Where a table is silent, its Welsh has the cy_status of the table above, and the status of the
    whole file holds for its fact.
    """
    own = dict(above)
    names = ("cy_status",) if above else ("cy_status", "status")
    own.update({name: table[name] for name in names if isinstance(table.get(name), str)})
    yield _count(table, own)
    for value in table.values():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for each in value:
                yield from _tables(each, own)
        elif isinstance(value, dict):
            yield from _tables(value, own)


def _count(record: Mapping[str, Any], inherited: Mapping[str, str]) -> _Counted:
    welsh = 0
    statuses = []
    for name, value in record.items():
        if name is None or name == "cy_status":
            continue
        if name == "cy" or name.endswith("_cy"):
            welsh += len(value) if isinstance(value, list) else bool(value)
        elif (name == "status" or name.endswith("_status")) and isinstance(value, str) and value:
            statuses.append(value)
    if "status" not in record and welsh and "status" in inherited:
        statuses.append(inherited["status"])
    cy_status = record.get("cy_status") or inherited.get("cy_status", "unchecked")
    return _Counted(
        welsh,
        welsh if cy_status != "checked" else 0,
        len(statuses),
        sum("verify" in status for status in statuses),
        statuses.count("proposed"),
    )
