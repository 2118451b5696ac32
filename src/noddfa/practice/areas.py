"""The 22 council areas of Wales, and the safeguarding board, police force and health board of each.

A report goes to the council of the area where the child lives, is placed or is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from noddfa.practice import lists, sources, welsh
from noddfa.practice.bilingual import Bilingual
from noddfa.practice.errors import Lang
from noddfa.practice.files import FOLDER, Row, csv_rows, must_count, unique
from noddfa.practice.sources import Source

FILE: Final[Path] = FOLDER / "areas.csv"
COLUMNS: Final = (
    "code", "name_en", "name_cy", "place_en", "place_cy",
    "board", "board_status", "police", "police_status", "health_board", "health_board_status",
    "source", "status", "cy_status",
)  # fmt: skip
HOW_MANY: Final = 22
_COUNCIL: Final = re.compile(r"W06\d{6}")
_POLICE: Final = re.compile(r"W15\d{6}")
_HEALTH: Final = re.compile(r"W11\d{6}")


@dataclass(frozen=True, slots=True)
class Council(Bilingual):
    """A council. `place_*` is the short name of the area; `board` a code of lists/board_regions."""

    code: str
    name_en: str
    name_cy: str
    place_en: str
    place_cy: str
    board: str
    board_status: str
    police: str
    police_status: str
    health_board: str
    health_board_status: str
    source: Source
    status: str
    cy_status: str


@cache
def load(path: Path = FILE) -> tuple[Council, ...]:
    """All councils in the order of their codes. Raises PracticeError naming file, line and field."""
    rows = csv_rows(path, COLUMNS)
    unique(rows, "code")
    boards = {item.code for item in lists.load("board_regions")}
    found = tuple(_council(row, boards) for row in rows)
    must_count(rows[0].file if rows else path.name, len(found), HOW_MANY)
    return found


@cache
def councils(lang: Lang | None = None) -> tuple[Council, ...]:
    """All councils: by code, or by the short name of the area in the order of one language."""
    if lang is None:
        return load()
    if lang == "cy":
        return tuple(sorted(load(), key=lambda each: welsh.sort_key(each.place_cy)))
    return tuple(sorted(load(), key=lambda each: welsh.english_sort_key(each.say("place", lang))))


def council(code: str) -> Council:
    """One council by its code, such as 'W06000015'. Raises KeyError when there is none."""
    return {each.code: each for each in load()}[code]


def _council(row: Row, boards: set[str]) -> Council:
    return Council(
        row.like("code", _COUNCIL, "W06000015"),
        *row.both("name"),
        *row.both("place"),
        board=row.one_of("board", sorted(boards)),
        board_status=row.status("board_status"),
        police=row.like("police", _POLICE, "W15000003"),
        police_status=row.status("police_status"),
        health_board=row.like("health_board", _HEALTH, "W11000029"),
        health_board_status=row.status("health_board_status"),
        source=row.ref("source", sources.load(), "sources.csv"),
        status=row.status(),
        cy_status=row.cy_status(),
    )
