"""Closed lists for forms: each a TOML file beside this one, with codes that records keep.

A code, once used, is never given another meaning; an item no longer offered is marked `retired`.
A list's own source, status and cy_status hold for each item that does not state its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from noddfa.practice import sources
from noddfa.practice.bilingual import Bilingual
from noddfa.practice.errors import Lang
from noddfa.practice.files import FOLDER, Row, toml_row, unique
from noddfa.practice.sources import Source

HERE: Final[Path] = FOLDER / "lists"


@dataclass(frozen=True, slots=True)
class ListItem(Bilingual):
    """One choice. `htcds`: its code in the Human Trafficking Case Data Standard 2.0, '' where it has none."""

    code: str
    label_en: str
    label_cy: str
    help_en: str
    help_cy: str
    htcds: str
    retired: bool
    source: Source
    status: str
    cy_status: str

    def label(self, lang: Lang) -> str:
        return self.say("label", lang)


@dataclass(frozen=True, slots=True)
class ClosedList(Bilingual):
    """A list with its title and its items, the retired ones included."""

    name: str
    title_en: str
    title_cy: str
    items: tuple[ListItem, ...]


def names() -> tuple[str, ...]:
    """The lists there are, by name."""
    return tuple(sorted(path.stem for path in HERE.glob("*.toml")))


@cache
def closed_list(name: str, folder: Path = HERE) -> ClosedList:
    """A list with its title. Raises PracticeError naming file, line and field, or the missing file."""
    top = toml_row(folder / f"{name}.toml")
    rows = top.tables("item")
    unique(rows, "code")
    return ClosedList(name, *top.both("title"), items=tuple(_item(row, top) for row in rows))


def load(name: str) -> tuple[ListItem, ...]:
    """The items of a list that are on offer, in the order in which forms show them."""
    return tuple(item for item in closed_list(name).items if not item.retired)


def choices(name: str, lang: Lang) -> tuple[tuple[str, str], ...]:
    """(code, label) pairs on offer, ready for a form field."""
    return tuple((item.code, item.label(lang)) for item in load(name))


def item(name: str, code: str) -> ListItem:
    """One item, retired or not, by its code. Raises KeyError when there is none."""
    return {each.code: each for each in closed_list(name).items}[code]


def _item(row: Row, top: Row) -> ListItem:
    help_en, help_cy = row.both_or_neither("help")
    label_en, label_cy = row.both("")
    return ListItem(
        row.code(),
        label_en,
        label_cy,
        help_en,
        help_cy,
        htcds=row.maybe("htcds"),
        retired=row.yes("retired") if "retired" in row.cells else False,
        source=row.ref("source", sources.load(), "sources.csv", default=top.text("source")),
        status=row.status(default=top.status()),
        cy_status=row.cy_status(default=top.cy_status()),
    )
