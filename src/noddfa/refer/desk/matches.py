"""Looking through the records for the person a report is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from noddfa.access.actor import Actor
from noddfa.access.models import Organisation
from noddfa.recognise import selectors as recognise

LOOK_LASTS = dt.timedelta(hours=12)


@dataclass(frozen=True)
class Found:
    """What the records hold. here: what this desk may see. elsewhere: bodies to ring, and nothing of what they hold."""

    here: list[recognise.Resembling]
    elsewhere: list[Organisation]
    enough: bool


def look(concern: recognise.ConcernAsRead, *, by: Actor, now: dt.datetime) -> Found:
    """Check the records. `enough` is False when too little is known of the person to look by."""
    if concern.identity is None:
        return Found([], [], enough=False)
    statements = recognise.statements_of(concern.identity)
    if not statements:
        return Found([], [], enough=False)
    but = concern.record.pk
    return Found(
        here=recognise.records_alike(statements, by=by, now=now, but=but),
        elsewhere=recognise.bodies_alike(statements, by=by, now=now, but=but),
        enough=True,
    )


def looked_lately(concern: recognise.ConcernAsRead, *, by: Actor, now: dt.datetime) -> bool:
    """Whether this actor has said why they look, today."""
    return any(
        e.fact.by == by.user_id and e.fact.recorded > now - LOOK_LASTS
        for e in concern.standing_entries("record_check")
    )
