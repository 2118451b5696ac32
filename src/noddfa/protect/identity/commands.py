"""Adding to who the child is, and taking out what was wrong."""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa import chronicle
from noddfa.access import circle
from noddfa.access.actor import Actor
from noddfa.access.rules import may
from noddfa.chronicle.models import Event, Record
from noddfa.chronicle.recording import AlreadyRecorded
from noddfa.people import vault
from noddfa.people.values import Statement
from noddfa.protect.identity.kind import DetailSaid, DetailWrong


class NotSaidHere(ValidationError):
    """That was not said of this child, or is no longer shown."""

    def __init__(self) -> None:
        super().__init__(_("This detail is no longer shown. Nothing was changed."), code="not_said_here")


class SealedForOthers(ValidationError):
    """A sealed detail is judged by those alone who may open it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Only the case lead and their manager can say that a sealed detail is wrong. Nothing was changed."
            ),
            code="sealed_for_others",
        )


@transaction.atomic
def say_detail(
    case: uuid.UUID, statement: Statement, *, by: Actor, now: dt.datetime, event_id: uuid.UUID
) -> Event:
    """Add one detail of the child, who is made if nobody was known. Sent twice with one event_id it is stored once.

    Raises Erased, AlreadyRecorded when it was sent before with other words, and what the chronicle refuses.
    """
    chain = Record.objects.select_for_update().get(pk=case)
    already = Event.objects.filter(pk=event_id, record=chain, by_id=by.user_id).first()
    if already is not None:
        if already.kind != DetailSaid.code or not vault.says(uuid.UUID(already.facts["detail"]), statement):
            raise AlreadyRecorded
        return already
    if chain.person_id is None:
        chain.person_id = vault.create([], by=by, now=now)
        chain.save(update_fields=["person"])
    detail = vault.say(chain.person_id, statement, by=by, now=now)
    content = DetailSaid(
        what=str(statement.field), sealed_as="sealed" if statement.sealed else "open", detail=str(detail)
    )
    return chronicle.record(case, content, by=by, now=now, event_id=event_id)


@transaction.atomic
def detail_was_wrong(
    case: uuid.UUID, detail: uuid.UUID, *, reason: str, by: Actor, now: dt.datetime
) -> Event:
    """Take a detail out of what is shown; it stays on record. Raises NotSaidHere and SealedForOthers."""
    chain = Record.objects.select_for_update().get(pk=case)
    said = vault.statements(chain.person_id) if chain.person_id is not None else ()
    found = next((one for one in said if one.detail == detail), None)
    if found is None:
        raise NotSaidHere
    if found.sealed and not may(by, "case.sealed", circle.standing(by, case, now=now)):
        raise SealedForOthers
    vault.withdraw(detail, by=by, now=now)
    content = DetailWrong(what=found.field, detail=str(detail), reason=reason)
    return chronicle.record(case, content, by=by, now=now)
