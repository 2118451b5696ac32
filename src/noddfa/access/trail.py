"""Writing and reading the trail."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import QuerySet

from noddfa.access.actor import Actor
from noddfa.access.models import TrailEntry

COMMAND = "COMMAND"  # stands for the method of a request


def note(
    *,
    actor: Actor | None,
    permission: str,
    method: str,
    route: str,
    now: dt.datetime,
    allowed: bool,
    record: uuid.UUID | None = None,
    person: uuid.UUID | None = None,
    broke_glass: bool = False,
) -> None:
    """Add one row: who looked at or did what, and whether they were let."""
    TrailEntry.objects.create(
        at=now,
        user_id=actor.user_id if actor else None,
        organisation_id=(actor.organisation or "") if actor else "",
        role=(actor.role or "") if actor else "",
        permission=permission,
        method=method,
        route=route,
        record=record,
        person=person,
        outcome=TrailEntry.Outcome.ALLOWED if allowed else TrailEntry.Outcome.REFUSED,
        broke_glass=broke_glass,
    )


def note_command(command: str, *, permission: str, body: str, now: dt.datetime) -> None:
    """Add one row for what was done at the command line, where nobody is signed in, to the people of a body."""
    TrailEntry.objects.create(
        at=now,
        organisation_id=body,
        permission=permission,
        method=COMMAND,
        route=command,
        outcome=TrailEntry.Outcome.ALLOWED,
    )


def of_record(record: uuid.UUID) -> QuerySet[TrailEntry]:
    """Everyone who looked at or changed a record, newest first."""
    return TrailEntry.objects.filter(record=record)
