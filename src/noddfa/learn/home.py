"""What the home page says of learning."""

from __future__ import annotations

import datetime as dt

from noddfa.access.actor import Actor
from noddfa.access.rules import may
from noddfa.design.cards import Card
from noddfa.learn.reading import standing
from noddfa.learn.reading.modules import SIGNED_IN, title_of


def cards(actor: Actor, *, now: dt.datetime) -> list[Card]:
    """A card for each module, with where the actor stands in it. Two queries."""
    if not may(actor, "learn.take"):
        return []
    return [
        Card(
            title=title_of(one.module),
            url=SIGNED_IN.home(one.module),
            status=one.status,
            order=90 if one.passed_on else 70,
        )
        for one in standing.standings(actor)
    ]
