"""What a record is called and where its page is. Access knows records by their id alone; who keeps them tells it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class RecordName:
    """A record as a list may show it: its kind and reference, and its page."""

    label: str
    reference: str
    url: str


Teller = Callable[[Collection[uuid.UUID]], Mapping[uuid.UUID, RecordName]]

_tellers: list[Teller] = []


def told_by(teller: Teller) -> None:
    """Register who knows records by name (the chronicle, at the start)."""
    if teller not in _tellers:
        _tellers.append(teller)


def names_of(records: Collection[uuid.UUID]) -> dict[uuid.UUID, RecordName]:
    """The names of several records; those nobody knows are left out."""
    found: dict[uuid.UUID, RecordName] = {}
    for teller in _tellers:
        found.update(teller(records))
    return found
