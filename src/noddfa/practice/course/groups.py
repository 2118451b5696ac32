"""The six training groups of the national standards, and how often each is to be refreshed, as far as is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from noddfa.practice import sources
from noddfa.practice.bilingual import Bilingual
from noddfa.practice.course import GROUPS
from noddfa.practice.files import FOLDER, Row, must_count, toml_row, unique
from noddfa.practice.sources import Source

FILE: Final[Path] = FOLDER / "course" / "groups.toml"


@dataclass(frozen=True, slots=True)
class Group(Bilingual):
    """A training group. `refresh_*` is empty where nothing has been found of it yet."""

    code: str
    who_en: str
    who_cy: str
    refresh_en: str
    refresh_cy: str
    refresh_status: str
    source: Source
    status: str
    cy_status: str


@cache
def load(path: Path = FILE) -> tuple[Group, ...]:
    """All six groups in order. Raises PracticeError naming file, line and field."""
    top = toml_row(path)
    rows = top.tables("group")
    unique(rows, "code")
    must_count(top.file, len(rows), len(GROUPS))
    return tuple(_group(row, top) for row in rows)


def _group(row: Row, top: Row) -> Group:
    return Group(
        row.one_of("code", GROUPS),
        *row.both("who"),
        *row.both_or_neither("refresh"),
        refresh_status=row.status("refresh_status"),
        source=row.ref("source", sources.load(), "sources.csv", default=top.text("source")),
        status=row.status(),
        cy_status=row.cy_status(default=top.cy_status()),
    )
