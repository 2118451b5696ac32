"""Where practice facts come from: one list of sources, named in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from noddfa.practice.bilingual import Bilingual
from noddfa.practice.files import FOLDER, csv_rows, unique

FILE: Final[Path] = FOLDER / "sources.csv"
COLUMNS: Final = ("code", "text_en", "text_cy", "url", "cy_status")


@dataclass(frozen=True, slots=True)
class Source(Bilingual):
    """A publication (or the honest statement that there is none yet), and its address if public."""

    code: str
    text_en: str
    text_cy: str
    url: str
    cy_status: str


@cache
def load(path: Path = FILE) -> Mapping[str, Source]:
    """All sources by code. Raises PracticeError naming file, line and field."""
    rows = csv_rows(path, COLUMNS)
    unique(rows, "code")
    return MappingProxyType(
        {
            row.code(): Source(row.code(), *row.both("text"), url=row.maybe("url"), cy_status=row.cy_status())
            for row in rows
        }
    )
