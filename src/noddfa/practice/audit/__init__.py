"""The audit of how bodies respond: nine standards, 43 criteria, five ratings, as dated data.

No average is ever made of ratings: each standard shows its spread, and any red in the standards
that `stands_alone` is shown on its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from noddfa.practice import sources
from noddfa.practice.bilingual import Bilingual
from noddfa.practice.files import FOLDER, Row, must_count, toml_row, unique
from noddfa.practice.sources import Source

FILE: Final[Path] = FOLDER / "audit" / "standards-2026.toml"
STANDARDS: Final = 9
CRITERIA: Final = 43
NEEDS: Final = ("", "evidence", "reason")
_ID: Final = re.compile(r"A[1-9]\.[1-9]")


@dataclass(frozen=True, slots=True)
class Label(Bilingual):
    """A code with its name: a kind of evidence, or a body that criteria apply to."""

    code: str
    label_en: str
    label_cy: str
    cy_status: str


@dataclass(frozen=True, slots=True)
class Rating(Bilingual):
    """An answer to a criterion. `shape` stands beside the colour, which never speaks alone.

    `needs`: 'evidence' (a dated item), 'reason', or nothing; `plans_as`: the rating it counts as
    when work is planned ('not known' plans as 'red').
    """

    code: str
    label_en: str
    label_cy: str
    definition_en: str
    definition_cy: str
    shape: str
    needs: str
    plans_as: str
    cy_status: str


@dataclass(frozen=True, slots=True)
class Criterion(Bilingual):
    """One thing to rate, with suggestions of evidence and the bodies it applies to."""

    id: str
    standard: int
    text_en: str
    text_cy: str
    evidence_en: tuple[str, ...]
    evidence_cy: tuple[str, ...]
    applies_to: tuple[str, ...]
    source: Source
    status: str
    cy_status: str


@dataclass(frozen=True, slots=True)
class Standard(Bilingual):
    """One of the nine standards with its criteria."""

    number: int
    title_en: str
    title_cy: str
    stands_alone: bool
    criteria: tuple[Criterion, ...]
    cy_status: str


@dataclass(frozen=True, slots=True)
class Instrument(Bilingual):
    """A dated issue of the audit; an audit keeps the version it was opened under."""

    version: str
    issued: date
    title_en: str
    title_cy: str
    ratings: tuple[Rating, ...]
    evidence_kinds: tuple[Label, ...]
    bodies: tuple[Label, ...]
    standards: tuple[Standard, ...]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(each for standard in self.standards for each in standard.criteria)

    def standard(self, number: int) -> Standard:
        """Raises KeyError when there is none of this number."""
        return {each.number: each for each in self.standards}[number]

    def criterion(self, id: str) -> Criterion:
        """Raises KeyError when there is none of this id."""
        return {each.id: each for each in self.criteria}[id]

    def rating(self, code: str) -> Rating:
        """Raises KeyError when there is none of this code."""
        return {each.code: each for each in self.ratings}[code]


@cache
def instrument(path: Path = FILE) -> Instrument:
    """The issue in use. Raises PracticeError naming file, line and field."""
    top = toml_row(path)
    ratings, kinds, bodies = top.tables("rating"), top.tables("evidence_kind"), top.tables("body")
    for rows in (ratings, kinds, bodies):
        unique(rows, "code")
    rating_codes = [row.code() for row in ratings]
    body_codes = [row.code() for row in bodies]
    standards = top.tables("standard")
    unique([row for standard in standards for row in standard.tables("criterion")], "id")
    made = Instrument(
        top.text("version"),
        top.day("issued"),
        *top.both("title"),
        ratings=tuple(_rating(row, rating_codes) for row in ratings),
        evidence_kinds=tuple(_label(row) for row in kinds),
        bodies=tuple(_label(row) for row in bodies),
        standards=tuple(_standard(row, top, body_codes) for row in standards),
    )
    must_count(top.file, len(made.standards), STANDARDS)
    must_count(top.file, len(made.criteria), CRITERIA)
    return made


def standards() -> tuple[Standard, ...]:
    """The nine standards in order."""
    return instrument().standards


def ratings() -> tuple[Rating, ...]:
    """The five ratings in the order in which a form offers them."""
    return instrument().ratings


def _label(row: Row) -> Label:
    return Label(row.code(), *row.both("label"), cy_status=row.cy_status())


def _rating(row: Row, codes: list[str]) -> Rating:
    return Rating(
        row.code(),
        *row.both("label"),
        *row.both("definition"),
        shape=row.text("shape"),
        needs=row.one_of("needs", NEEDS),
        plans_as=row.one_of("plans_as", codes),
        cy_status=row.cy_status(),
    )


def _standard(row: Row, top: Row, bodies: list[str]) -> Standard:
    number = row.number("number")
    return Standard(
        number,
        *row.both("title"),
        stands_alone=row.yes("stands_alone"),
        criteria=tuple(_criterion(each, number, top, bodies) for each in row.tables("criterion")),
        cy_status=row.cy_status(),
    )


def _criterion(row: Row, standard: int, top: Row, bodies: list[str]) -> Criterion:
    id = row.like("id", _ID, "A4.1")
    if not id.startswith(f"A{standard}."):
        row.fail("id", "form", form=f"A{standard}.1", got=id)
    applies_to = row.texts("applies_to")
    for body in applies_to:
        if body not in bodies:
            row.fail("applies_to", "not_one_of", allowed=", ".join(bodies), got=body)
    return Criterion(
        id,
        standard,
        *row.both("text"),
        *row.both_lists("evidence"),
        applies_to=applies_to,
        source=row.ref("source", sources.load(), "sources.csv", default=top.text("source")),
        status=row.status(default=top.status()),
        cy_status=row.cy_status(default=top.cy_status()),
    )
