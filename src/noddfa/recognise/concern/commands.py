"""Changing something: record a concern, say more of the person.

Each is one transaction and safe to send twice: the form's own id for the event is looked for first.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from noddfa import chronicle
from noddfa.access import circle
from noddfa.access.actor import Actor
from noddfa.access.models import Part, User
from noddfa.chronicle.models import Event, Record, Visibility
from noddfa.chronicle.recording import AlreadyRecorded
from noddfa.design.dates import day_in_wales
from noddfa.people import vault
from noddfa.recognise.concern.about import About
from noddfa.recognise.concern.kind import Concern, PersonDetails


def record_concern(
    content: Concern,
    *,
    about: About,
    by: Actor,
    now: dt.datetime,
    happened: dt.datetime,
    precision: str,
    event_id: uuid.UUID,
) -> Record:
    """Record a concern: the person in the vault (if anything is said of them), the record, its first event.

    Its writer stands in its circle as the one who reports. Sent twice with one event_id it is stored once and the
    stored record comes back.
    """
    try:
        with transaction.atomic():
            return _already(event_id, by) or _record(content, about, by, now, happened, precision, event_id)
    except (IntegrityError, AlreadyRecorded):
        # Sent twice at the same moment: the other one was faster. Anything else is a fault and must be heard.
        already = _already(event_id, by)
        if already is None:
            raise
        return already


@transaction.atomic
def say_more(
    record: uuid.UUID, *, about: About, by: Actor, now: dt.datetime, event_id: uuid.UUID
) -> Event | None:
    """Add details of the person a concern is about, who is made if there was none. None when nothing was said.

    Raises AlreadyRecorded when this form was sent before with other words.
    """
    chain = Record.objects.select_for_update().get(pk=record)
    already = Event.objects.filter(pk=event_id, record=chain, by_id=by.user_id).first()
    if already is not None:
        if not _said(chain, already, about):
            raise AlreadyRecorded
        return already
    details = _into_the_vault(chain, about, by, now)
    if details is None:
        return None
    # What the desk adds is the desk's; what the writer adds, the writer may read again.
    own = circle.standing(by, record, now=now).inside
    visibility = Visibility.CIRCLE if own else Visibility.REPORTER
    return chronicle.record(record, details, by=by, now=now, visibility=visibility, event_id=event_id)


def _already(event_id: uuid.UUID, by: Actor) -> Record | None:
    """The record this event began, when it is stored already."""
    return Record.objects.filter(
        events__pk=event_id, events__by_id=by.user_id, events__kind=Concern.code
    ).first()


def _record(
    content: Concern,
    about: About,
    by: Actor,
    now: dt.datetime,
    happened: dt.datetime,
    precision: str,
    event_id: uuid.UUID,
) -> Record:
    chain = chronicle.open_record("concern", by=by, now=now)
    circle.join(
        chain.pk,
        User.objects.get(pk=by.user_id),
        organisation=str(by.organisation),
        part=Part.REPORTER,
        by=by,
        now=now,
    )
    chronicle.record(
        chain.pk, content, by=by, now=now, happened=happened, precision=precision, event_id=event_id
    )
    details = _into_the_vault(chain, about, by, now)
    if details is not None:
        chronicle.record(chain.pk, details, by=by, now=now)
    return chain


def _into_the_vault(chain: Record, about: About, by: Actor, now: dt.datetime) -> PersonDetails | None:
    """Put what was said in the vault; what the chronicle is to say of it, or None when nothing was said."""
    statements = list(about.statements())
    if not statements:
        return None
    if chain.person_id is None:
        chain.person_id = vault.create([], by=by, now=now)
        chain.save(update_fields=["person"])
    said = [vault.say(chain.person_id, statement, by=by, now=now) for statement in statements]
    return PersonDetails(
        what=tuple(dict.fromkeys(str(statement.field) for statement in statements)),
        age=about.age(day_in_wales(now)),
        said=tuple(str(detail) for detail in said),
    )


def _said(chain: Record, event: Event, about: About) -> bool:
    """Whether what an event said of the person is what is said now."""
    if chain.person_id is None:
        return False
    said = [uuid.UUID(detail) for detail in event.facts.get("said", ())]
    identity = vault.read(chain.person_id, only=said)
    stored = [*identity.names, *identity.aliases, *(text for _field, text in identity.details)]
    stored += [str(identity.born)] if identity.born else []
    return sorted(stored) == sorted(str(statement.value) for statement in about.statements())
