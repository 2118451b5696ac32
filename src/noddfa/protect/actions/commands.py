"""Saying what became of an action.

Exceptions: NoSuchAction, AlreadyEnded.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.chronicle import reading
from noddfa.chronicle.models import Event
from noddfa.protect.actions.kind import Action, ActionDone
from noddfa.protect.models import ActionRow
from noddfa.protect.projections import action_id


class NoSuchAction(ValidationError):
    """No meeting of this case gave this action."""

    def __init__(self) -> None:
        super().__init__(_("There is no such action on this case."), code="no_such_action")


class AlreadyEnded(ValidationError):
    """It was already said what became of this action."""

    def __init__(self) -> None:
        super().__init__(_("This action is completed already."), code="already_ended")


@transaction.atomic
def end_action(
    case: uuid.UUID,
    action: uuid.UUID,
    *,
    outcome: str,
    words: str,
    happened: dt.datetime,
    precision: str,
    by: Actor,
    now: dt.datetime,
) -> Event:
    """Record what became of an action. Raises NoSuchAction, AlreadyEnded."""
    row = ActionRow.objects.select_for_update().filter(pk=action, record=case).first()
    if row is None:
        raise NoSuchAction
    if row.ended is not None:
        raise AlreadyEnded
    given = texts_of([row]).get(row.pk)
    content = ActionDone(
        action=str(row.pk),
        meeting=str(row.meeting),
        what=given.what if given is not None else "",
        outcome=outcome,
        words=words,
    )
    return chronicle.record(case, content, by=by, now=now, happened=happened, precision=precision)


def texts_of(rows: list[ActionRow]) -> dict[uuid.UUID, Action]:
    """What the actions of these rows say, opened. One query however many they are; erased ones are left out.

    The caller has asked access about every record.
    """
    meetings = {row.meeting for row in rows}
    standing: dict[uuid.UUID, Event] = {}
    events = Event.objects.filter(record_id__in={row.record_id for row in rows}).filter(
        kind__in=_kinds_with_actions()
    )
    roots: dict[uuid.UUID, uuid.UUID] = {}
    for event in events.select_related("record").order_by("record_id", "seq"):
        root = roots.get(event.corrects_id, event.pk) if event.corrects_id else event.pk
        roots[event.pk] = root
        if root in meetings:
            standing[root] = event
    found: dict[uuid.UUID, Action] = {}
    for root, event in standing.items():
        content = reading.open_event(event)
        for number, action in enumerate(getattr(content, "actions", ()), start=1):
            found[action_id(root, number, action.id)] = action
    return found


def _kinds_with_actions() -> list[str]:
    from noddfa.chronicle import registry

    return [kind.code for kind in registry.kinds() if "actions" in kind.specs()]
