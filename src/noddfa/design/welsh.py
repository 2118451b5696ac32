"""How complete and how well checked the Welsh is: counted from the catalogues themselves.

A unit nobody has checked carries the translator comment ``# unchecked``. Not here: extraction and
compiling (scripts/catalogue.py), terms (the glossary in practice/).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

UNCHECKED = "unchecked"
HOUSE = Path(__file__).resolve().parent.parent
VENDOR = "vendor"


@dataclass(frozen=True)
class RoomWelsh:
    """The Welsh of one room: how many texts there are and how many a translator has not yet checked."""

    room: str
    units: int
    unchecked: int


def catalogue_path(room: str) -> Path:
    """Where the Welsh catalogue of a room stands; 'vendor' holds the texts of Django and allauth."""
    folder = HOUSE / "web" / "locale_vendor" if room == VENDOR else HOUSE / room / "locale"
    return folder / "cy" / "LC_MESSAGES" / "django.po"


def rooms() -> tuple[str, ...]:
    """Every room that may hold texts for the screen: the Django apps, and the vendor catalogue."""
    apps = sorted(path.parent.name for path in HOUSE.glob("*/apps.py"))
    return (*apps, VENDOR)


def read(path: Path) -> Catalog:
    """Read a catalogue.

    Raises babel.messages.pofile.PoFileError when the file is damaged.
    """
    with path.open("rb") as file:
        return read_po(file, locale="cy", ignore_obsolete=True, abort_invalid=True)


def unchecked() -> tuple[RoomWelsh, ...]:
    """Count the Welsh texts of every room that has a catalogue, for administrators and the footer's mark."""
    present = ((room, catalogue_path(room)) for room in rooms())
    return tuple(_count(room, path, path.stat().st_mtime_ns) for room, path in present if path.exists())


@lru_cache(maxsize=64)
def _count(room: str, path: Path, changed: int) -> RoomWelsh:
    units = [message for message in read(path) if message.id]
    return RoomWelsh(room, len(units), sum(UNCHECKED in message.user_comments for message in units))
