"""The Welsh texts of a room that no translator has checked yet, one by one."""

from __future__ import annotations

from dataclasses import dataclass

from noddfa.design import welsh


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


def _lines(text: str | tuple[str, ...] | list[str] | None) -> str:
    return text if isinstance(text, str) else "\n".join(text or ())
