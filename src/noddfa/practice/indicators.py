"""Signs that a person may be trafficked: 111 items in 16 groups, for prompting and for noting.

Prompts, never verdicts: nothing here adds up to a score, and no absence of ticks means safety.
Not here: what was seen of a particular person (the chronicle), what must happen next (the protocol).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from noddfa.practice import sources, welsh
from noddfa.practice.bilingual import Bilingual
from noddfa.practice.errors import LANGS, Lang
from noddfa.practice.files import FOLDER, Row, csv_rows, must_count, toml_row, unique
from noddfa.practice.sources import Source

FILE: Final[Path] = FOLDER / "indicators.csv"
GROUPS_FILE: Final[Path] = FOLDER / "indicator_groups.toml"
COLUMNS: Final = (
    "id", "group", "text_en", "text_cy", "applies_to", "immediate_danger",
    "source", "status", "cy_status",
)  # fmt: skip
APPLIES_TO: Final = ("child", "adult", "both")
HOW_MANY: Final = 111
_ID: Final = re.compile(r"[A-Z]{3}\d{2}")
# words too common to search by; a search made of nothing else keeps them
_LITTLE: Final = frozenset({
    "a", "an", "and", "in", "of", "on", "or", "the", "to", "with",
    "ac", "ag", "ar", "ei", "eu", "gan", "i", "mewn", "na", "neu", "o", "y", "yn", "yr",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group(Bilingual):
    """A heading for items of one kind.

    `tell_now`: an item seen or suspected here calls for the prompt to tell the designated
    safeguarding person and social services now; `tell_now_status` says how that rule is known.
    """

    code: str
    label_en: str
    label_cy: str
    help_en: str
    help_cy: str
    tell_now: bool
    tell_now_status: str
    cy_status: str


@dataclass(frozen=True, slots=True)
class Indicator(Bilingual):
    """One sign. `immediate_danger` (a proposal, kept narrow) calls for the 999 banner."""

    id: str
    group: str
    text_en: str
    text_cy: str
    applies_to: str
    immediate_danger: bool
    source: Source
    status: str
    cy_status: str


@dataclass(frozen=True, slots=True)
class Note(Bilingual):
    """A sentence the screens need with the items: tell_now, call_999, not_a_test, no_ticks."""

    code: str
    text_en: str
    text_cy: str
    source: Source
    status: str
    cy_status: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A dated issue of the set: records keep `version`, so that old ticks can be read as they were."""

    version: str
    issued: date
    groups: tuple[Group, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Prompts:
    """What ticked items ask the person at the screen to do. Both False says nothing about safety."""

    call_999: bool
    tell_now: bool


@cache
def pack(path: Path = GROUPS_FILE) -> Pack:
    """Version, groups and standing notes. Raises PracticeError naming file, line and field."""
    top = toml_row(path)
    tables, notes = top.tables("group"), top.tables("note")
    unique(tables, "code")
    unique(notes, "code")
    return Pack(
        version=top.text("version"),
        issued=top.day("issued"),
        groups=tuple(_group(table) for table in tables),
        notes=tuple(_note(table) for table in notes),
    )


def groups() -> tuple[Group, ...]:
    """The 16 groups in the order in which screens show them."""
    return pack().groups


def note(code: str) -> Note:
    """A standing sentence by its code. Raises KeyError when there is none."""
    return {each.code: each for each in pack().notes}[code]


@cache
def load(path: Path = FILE) -> tuple[Indicator, ...]:
    """All items in file order. Raises PracticeError naming file, line and field."""
    rows = csv_rows(path, COLUMNS)
    unique(rows, "id")
    known = {group.code for group in groups()}
    items = tuple(_indicator(row, known) for row in rows)
    must_count(rows[0].file if rows else path.name, len(items), HOW_MANY)
    return items


def indicator(id: str) -> Indicator:
    """One item by its id, such as 'EXP01'. Raises KeyError when there is none."""
    return _by_id()[id]


@cache
def _by_id() -> dict[str, Indicator]:
    return {item.id: item for item in load()}


def prompts(ids: Iterable[str]) -> Prompts:
    """What the items seen or suspected ask for. Raises KeyError for an unknown id."""
    ticked = [indicator(id) for id in ids]
    telling = {group.code for group in groups() if group.tell_now}
    return Prompts(
        call_999=any(item.immediate_danger for item in ticked),
        tell_now=any(item.immediate_danger or item.group in telling for item in ticked),
    )


def search(text: str, lang: Lang) -> tuple[Indicator, ...]:
    """Items in which every word of `text` is found in either language.

    Words of three letters and more are met by their beginnings, shorter ones whole; accents, case and
    little words such as 'the' and 'yn' do not matter. Welsh words are met in their mutated forms. The
    name of the group counts as part of the item. Items found in the language of the screen come
    first, then file order. An empty search finds nothing.
    """
    if lang not in LANGS:
        raise ValueError(f"lang must be one of {', '.join(LANGS)}; got {lang!r}")
    typed = welsh.words(text)
    wanted = tuple(word for word in typed if word not in _LITTLE) or typed
    if not wanted:
        return ()
    other: Lang = "cy" if lang == "en" else "en"
    first = [item for item in load() if _holds(item.id, lang, wanted)]
    second = [item for item in load() if item not in first and _holds(item.id, other, wanted)]
    return (*first, *second)


def _holds(id: str, lang: Lang, wanted: tuple[str, ...]) -> bool:
    there = _search_words()[id, lang]
    if lang == "en":
        return all(any(_meets(word, each) for word in there) for each in wanted)
    return all(any(_meets(word, root) for word in there for root in welsh.roots(each)) for each in wanted)


def _meets(word: str, wanted: str) -> bool:
    return word.startswith(wanted) if len(wanted) > 2 else word == wanted


@cache
def _search_words() -> dict[tuple[str, Lang], frozenset[str]]:
    """The folded words of each item and its group; for Welsh, also what they may be mutations of."""
    labels = {group.code: group for group in groups()}
    found: dict[tuple[str, Lang], frozenset[str]] = {}
    for item in load():
        group = labels[item.group]
        found[item.id, "en"] = frozenset(welsh.words(f"{item.text_en} {group.label_en}"))
        plain = welsh.words(f"{item.text_cy} {group.label_cy}")
        found[item.id, "cy"] = frozenset(root for word in plain for root in welsh.roots(word))
    return found


def _group(row: Row) -> Group:
    return Group(
        row.code(),
        *row.both("label"),
        *row.both("help"),
        tell_now=row.yes("tell_now"),
        tell_now_status=row.status("tell_now_status"),
        cy_status=row.cy_status(),
    )


def _note(row: Row) -> Note:
    return Note(
        row.code(),
        *row.both("text"),
        source=row.ref("source", sources.load(), "sources.csv"),
        status=row.status(),
        cy_status=row.cy_status(),
    )


def _indicator(row: Row, known: set[str]) -> Indicator:
    return Indicator(
        row.like("id", _ID, "EXP01"),
        row.one_of("group", sorted(known)),
        *row.both("text"),
        applies_to=row.one_of("applies_to", APPLIES_TO),
        immediate_danger=row.yes("immediate_danger"),
        source=row.ref("source", sources.load(), "sources.csv"),
        status=row.status(),
        cy_status=row.cy_status(),
    )
