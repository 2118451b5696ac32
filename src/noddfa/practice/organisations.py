"""The bodies of the response: councils, forces, health boards, boards, national and third-sector bodies."""

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

FILE: Final[Path] = FOLDER / "organisations.csv"
COLUMNS: Final = (
    "id", "kind", "name_en", "name_cy", "regions", "first_responder", "first_responder_status",
    "note_en", "note_cy", "source", "status", "cy_status",
)  # fmt: skip
HOW_MANY: Final = 71
# a government code where the body has one, else a slug that never changes
_ID: Final = re.compile(r"W\d{8}|[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Organisation(Bilingual):
    """A body. `first_responder`: may refer to the National Referral Mechanism.

    `regions` are codes of lists/board_regions or wider_regions; `note_*` says what is open about the body, if anything.
    """

    id: str
    kind: str
    name_en: str
    name_cy: str
    regions: tuple[str, ...]
    first_responder: bool
    first_responder_status: str
    note_en: str
    note_cy: str
    source: Source
    status: str
    cy_status: str


@cache
def load(path: Path = FILE) -> tuple[Organisation, ...]:
    """All bodies in file order. Raises PracticeError naming file, line and field."""
    rows = csv_rows(path, COLUMNS)
    unique(rows, "id")
    kinds = [item.code for item in lists.load("organisation_kinds")]
    regions = [item.code for name in ("board_regions", "wider_regions") for item in lists.load(name)]
    found = tuple(_organisation(row, kinds, regions) for row in rows)
    must_count(rows[0].file if rows else path.name, len(found), HOW_MANY)
    return found


def organisation(id: str) -> Organisation:
    """One body by its id. Raises KeyError when there is none."""
    return {each.id: each for each in load()}[id]


@cache
def of_kind(kind: str, lang: Lang) -> tuple[Organisation, ...]:
    """The bodies of one kind, ordered by their names in one language."""
    found = [each for each in load() if each.kind == kind]
    if lang == "cy":
        return tuple(sorted(found, key=lambda each: welsh.sort_key(each.name_cy)))
    return tuple(sorted(found, key=lambda each: welsh.english_sort_key(each.say("name", lang))))


def _organisation(row: Row, kinds: list[str], regions: list[str]) -> Organisation:
    note_en, note_cy = row.both_or_neither("note")
    return Organisation(
        row.like("id", _ID, "W06000015 or british-transport-police"),
        row.one_of("kind", kinds),
        *row.both("name"),
        regions=row.some_of("regions", regions),
        first_responder=row.yes("first_responder"),
        first_responder_status=row.status("first_responder_status"),
        note_en=note_en,
        note_cy=note_cy,
        source=row.ref("source", sources.load(), "sources.csv"),
        status=row.status(),
        cy_status=row.cy_status(),
    )
