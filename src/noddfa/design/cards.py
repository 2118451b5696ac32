"""A card of the home page: what waits, how many, and where to go."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """One thing a person may want to do next.

    count: how many wait (None: not something that is counted). urgent: some of them are late.
    order: lower comes first.
    """

    title: str
    body: str
    path: str
    count: int | None = None
    urgent: bool = False
    order: int = 50
