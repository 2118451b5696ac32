"""The words of the field in both languages: 115 terms, for translators and for the glossary page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from noddfa.practice import sources, welsh
from noddfa.practice.bilingual import Bilingual
from noddfa.practice.errors import Lang
from noddfa.practice.files import FOLDER, Row, csv_rows, must_count, unique
from noddfa.practice.sources import Source

FILE: Final[Path] = FOLDER / "glossary.csv"
COLUMNS: Final = ("term_en", "term_cy", "also_cy", "plural_cy", "source", "status", "cy_status")
HOW_MANY: Final = 115


@dataclass(frozen=True, slots=True)
class Term(Bilingual):
    """A term; `also_cy` other accepted Welsh forms, `plural_cy` the plural where it is not plain."""

    term_en: str
    term_cy: str
    also_cy: tuple[str, ...]
    plural_cy: str
    source: Source
    status: str
    cy_status: str


@cache
def load(path: Path = FILE) -> tuple[Term, ...]:
    """All terms in file order (by subject). Raises PracticeError naming file, line and field."""
    rows = csv_rows(path, COLUMNS)
    unique(rows, "term_en")
    found = tuple(_term(row) for row in rows)
    must_count(rows[0].file if rows else path.name, len(found), HOW_MANY)
    return found


def in_order(lang: Lang) -> tuple[Term, ...]:
    """All terms in the alphabetical order of one language."""
    key: Callable[[str], Any] = welsh.sort_key if lang == "cy" else welsh.english_sort_key
    return tuple(sorted(load(), key=lambda term: key(term.say("term", lang))))


def _term(row: Row) -> Term:
    also = row.maybe("also_cy")
    return Term(
        *row.both("term"),
        also_cy=tuple(part.strip() for part in also.split(";")) if also else (),
        plural_cy=row.maybe("plural_cy"),
        source=row.ref("source", sources.load(), "sources.csv"),
        status=row.status(),
        cy_status=row.cy_status(),
    )
