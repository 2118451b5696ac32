"""A card of the home page: where work waits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from noddfa.design.components import Link, Status


@dataclass(frozen=True)
class Card:
    """One piece of work on the home page.

    title leads to url. figure: how many wait (None when it is not a count). text: one sentence on it. links: further
    ways in. urgent cards come first and are marked; order: the place among their like, small first.
    """

    title: Any
    url: str
    text: Any = ""
    figure: int | None = None
    status: Status | None = None
    links: tuple[Link, ...] = field(default_factory=tuple)
    urgent: bool = False
    order: int = 50
