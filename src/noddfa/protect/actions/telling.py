"""Telling people that a meeting gave them an action."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from noddfa.access.actor import Actor
from noddfa.access.models import User
from noddfa.access.notices import tell
from noddfa.chronicle.models import Event
from noddfa.protect.actions.kind import Action


def tell_owners(actions: Iterable[Action], event: Event, *, by: Actor, now: dt.datetime) -> int:
    """Give a notice to each owner who had no action in the wording before; returns how many were told.

    Whoever wrote it down knows already.
    """
    owners = {uuid.UUID(action.owner) for action in actions if action.owner}
    owners -= _owners_before(event)
    owners.discard(by.user_id)
    if not owners:
        return 0
    return tell(
        User.objects.filter(pk__in=owners, is_active=True),
        "action_given",
        record=event.record_id,
        path=f"cases/{event.record_id}/",
        now=now,
    )


def _owners_before(event: Event) -> set[uuid.UUID]:
    if event.corrects_id is None:
        return set()
    facts = Event.objects.values_list("facts", flat=True).get(pk=event.corrects_id)
    return {uuid.UUID(row["owner"]) for row in facts.get("actions", ()) if row.get("owner")}
