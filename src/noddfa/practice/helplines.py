"""Numbers to ring, each with how well it is known. A number that is to be verified says so on screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from noddfa.practice import sources
from noddfa.practice.bilingual import Bilingual
from noddfa.practice.files import FOLDER, Row, csv_rows, must_count, unique
from noddfa.practice.sources import Source

FILE: Final[Path] = FOLDER / "helplines.csv"
COLUMNS: Final = (
    "id", "name_en", "name_cy", "number", "for_whom_en", "for_whom_cy", "note_en", "note_cy",
    "source", "status", "cy_status",
)  # fmt: skip
HOW_MANY: Final = 13
_NUMBER: Final = re.compile(r"\d[\d ]{1,14}\d")


@dataclass(frozen=True, slots=True)
class Helpline(Bilingual):
    """A line. `number` as people write it; `dial` without spaces, for a link; `note_*` what is open."""

    id: str
    name_en: str
    name_cy: str
    number: str
    for_whom_en: str
    for_whom_cy: str
    note_en: str
    note_cy: str
    source: Source
    status: str
    cy_status: str

    @property
    def dial(self) -> str:
        return self.number.replace(" ", "")


@cache
def load(path: Path = FILE) -> tuple[Helpline, ...]:
    """All lines, the emergency number first. Raises PracticeError naming file, line and field."""
    rows = csv_rows(path, COLUMNS)
    unique(rows, "id")
    found = tuple(_helpline(row) for row in rows)
    must_count(rows[0].file if rows else path.name, len(found), HOW_MANY)
    return found


def helpline(id: str) -> Helpline:
    """One line by its id, such as 'childline'. Raises KeyError when there is none."""
    return {each.id: each for each in load()}[id]


def _helpline(row: Row) -> Helpline:
    note_en, note_cy = row.both_or_neither("note")
    return Helpline(
        row.code("id"),
        *row.both("name"),
        row.like("number", _NUMBER, "0800 123 456"),
        *row.both("for_whom"),
        note_en=note_en,
        note_cy=note_cy,
        source=row.ref("source", sources.load(), "sources.csv"),
        status=row.status(),
        cy_status=row.cy_status(),
    )
