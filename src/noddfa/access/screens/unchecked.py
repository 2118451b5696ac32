"""What is still to be checked: Welsh no translator has seen, facts not verified. As tables, and text by text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa import practice
from noddfa.design import welsh
from noddfa.design.components import Cell, Column, Table


@dataclass(frozen=True)
class Text:
    """A text of the screens with its Welsh; several forms of a counted text stand in lines."""

    english: str
    welsh: str


def texts_of(room: str) -> tuple[Text, ...] | None:
    """The unchecked texts of a room by their English; None when there is no such room."""
    path = welsh.catalogue_path(room)
    if room not in welsh.rooms() or not path.exists():
        return None
    found = []
    for message in welsh.read(path):
        if message.id and welsh.UNCHECKED in message.user_comments:
            found.append(Text(_lines(message.id), _lines(message.string)))
    return tuple(sorted(found, key=lambda text: text.english.casefold()))


def rooms_table() -> Table:
    """A line for each room with how much of its Welsh is unchecked; it leads to the texts."""
    columns = (Column(_("Room")), Column(_("Not checked"), numeric=True), Column(_("Texts"), numeric=True))
    rows = [
        (
            Cell(one.room, reverse("access:marks_of_room", args=[one.room]) if one.unchecked else ""),
            Cell(one.unchecked),
            Cell(one.units),
        )
        for one in welsh.unchecked()
    ]
    return Table(_("Welsh of the screens, by room"), columns, rows)


def files_table() -> Table:
    """A line for each file of reference data with what is to be checked in it."""
    columns = (
        Column(_("File")),
        Column(_("Welsh not checked"), numeric=True),
        Column(_("Facts to verify"), numeric=True),
        Column(_("Proposed here"), numeric=True),
    )
    rows = [
        (Cell(one.file), Cell(one.welsh_unchecked), Cell(one.to_verify), Cell(one.proposed))
        for one in practice.unchecked()
    ]
    return Table(_("Reference data, by file"), columns, rows)


def texts_table(texts: Iterable[Text]) -> Table:
    """Texts in both languages, side by side."""
    columns = (Column(_("English")), Column(_("Welsh")))
    rows = [(Cell(text.english, lang="en"), Cell(text.welsh, lang="cy")) for text in texts]
    return Table(_("Texts not yet checked"), columns, rows, caption_hidden=True)


def _lines(text: str | tuple[str, ...] | list[str] | None) -> str:
    return text if isinstance(text, str) else "\n".join(text or ())
