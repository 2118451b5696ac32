"""The twelve headings of the needs record: what each is about, and what to ask under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from noddfa.practice import sources
from noddfa.practice.bilingual import Bilingual
from noddfa.practice.files import FOLDER, Row, must_count, toml_row, unique
from noddfa.practice.sources import Source

FILE: Final[Path] = FOLDER / "support_headings.toml"
HOW_MANY: Final = 12


@dataclass(frozen=True, slots=True)
class Heading(Bilingual):
    """A heading of the needs record with a line of help and prompts for the conversation."""

    code: str
    label_en: str
    label_cy: str
    help_en: str
    help_cy: str
    prompts_en: tuple[str, ...]
    prompts_cy: tuple[str, ...]
    source: Source
    status: str
    cy_status: str


@dataclass(frozen=True, slots=True)
class NeedsRecord:
    """A dated issue of the headings; a needs record keeps the version it was made under."""

    version: str
    issued: date
    headings: tuple[Heading, ...]


@cache
def needs_record(path: Path = FILE) -> NeedsRecord:
    """The issue in use. Raises PracticeError naming file, line and field."""
    top = toml_row(path)
    rows = top.tables("heading")
    unique(rows, "code")
    must_count(top.file, len(rows), HOW_MANY)
    return NeedsRecord(top.text("version"), top.day("issued"), tuple(_heading(row, top) for row in rows))


def headings() -> tuple[Heading, ...]:
    """The twelve headings in the order of the record."""
    return needs_record().headings


def heading(code: str) -> Heading:
    """One heading by its code, such as 'physical_health'. Raises KeyError when there is none."""
    return {each.code: each for each in headings()}[code]


def _heading(row: Row, top: Row) -> Heading:
    return Heading(
        row.code(),
        *row.both("label"),
        *row.both("help"),
        *row.both_lists("prompts"),
        source=row.ref("source", sources.load(), "sources.csv", default=top.text("source")),
        status=row.status(default=top.status()),
        cy_status=row.cy_status(default=top.cy_status()),
    )
