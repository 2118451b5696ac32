"""Dated published figures on referrals in Wales and the UK, for the time axis and for context.

A rise in referrals is not a rise in trafficking: whoever draws these says so (lists/series_notes).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from noddfa.practice import lists, sources
from noddfa.practice.bilingual import Bilingual
from noddfa.practice.files import FOLDER, Row, csv_rows, must_count
from noddfa.practice.sources import Source

FILE: Final[Path] = FOLDER / "nrm_wales_series.csv"
COLUMNS: Final = (
    "year", "area", "measure", "measure_en", "measure_cy", "value", "note_en", "note_cy",
    "source", "status", "cy_status",
)  # fmt: skip
HOW_MANY: Final = 26
_YEAR: Final = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class Figure(Bilingual):
    """One published figure.

    `area` is a code of lists/series_areas; `measure` a code shared by figures that can stand in one series.
    """

    year: int
    area: str
    area_en: str
    area_cy: str
    measure: str
    measure_en: str
    measure_cy: str
    value: int
    note_en: str
    note_cy: str
    source: Source
    status: str
    cy_status: str


@cache
def load(path: Path = FILE) -> tuple[Figure, ...]:
    """All figures in file order. Raises PracticeError naming file, line and field."""
    rows = csv_rows(path, COLUMNS)
    seen: dict[tuple[str, str, str], int] = {}
    for row in rows:
        key = (row.text("year"), row.text("area"), row.code("measure"))
        if key in seen:
            row.fail("measure", "duplicate", got=" ".join(key), first=seen[key])
        seen[key] = row.line
    found = tuple(_figure(row) for row in rows)
    must_count(rows[0].file if rows else path.name, len(found), HOW_MANY)
    return found


def series(area: str, measure: str) -> tuple[Figure, ...]:
    """The figures of one measure in one area, by year; empty when there are none."""
    found = [figure for figure in load() if figure.area == area and figure.measure == measure]
    return tuple(sorted(found, key=lambda figure: figure.year))


def _figure(row: Row) -> Figure:
    areas = {item.code: item for item in lists.load("series_areas")}
    area = areas[row.one_of("area", areas)]
    note_en, note_cy = row.both_or_neither("note")
    return Figure(
        int(row.like("year", _YEAR, "2018")),
        area.code,
        area.label_en,
        area.label_cy,
        row.code("measure"),
        *row.both("measure"),
        value=row.number("value"),
        note_en=note_en,
        note_cy=note_cy,
        source=row.ref("source", sources.load(), "sources.csv"),
        status=row.status(),
        cy_status=row.cy_status(),
    )
