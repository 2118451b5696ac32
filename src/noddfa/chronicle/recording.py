"""Adding to the chronicle: open a record, record an event, correct one, withdraw one.

Exceptions (each a ValidationError with a message for a person):
    RecordingProblem
    ├── NotOfThisFamily    this kind is not recorded on records of that family
    ├── AheadOfTime        it is said to have happened in the future
    ├── NotItsCorrection   the corrected event is another record's, another kind's, or withdrawn
    └── RecordErased       the record's key was destroyed
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.chronicle import registry
from noddfa.chronicle.builtin import Withdrawn
from noddfa.chronicle.chain import hash_of
from noddfa.chronicle.facts import WITHDRAWN
from noddfa.chronicle.kinds import EventKind
from noddfa.chronicle.models import Event, Record, Visibility
from noddfa.chronicle.projections import project
from noddfa.people import keys

# Letters and figures that cannot be taken for one another over a telephone (no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V).
_REFERENCE_LETTERS = "ACDEFGHJKMNPQRTWXY34679"
_CLOCKS_DIFFER_BY = dt.timedelta(minutes=5)


class RecordingProblem(ValidationError):
    """Base of what the chronicle refuses."""


class NotOfThisFamily(RecordingProblem):
    """The kind does not belong on this family of records."""

    def __init__(self) -> None:
        super().__init__(_("That cannot be recorded here."), code="not_of_this_family")


class AheadOfTime(RecordingProblem):
    """The event is said to have happened in the future."""

    def __init__(self) -> None:
        super().__init__(_("The date and time must not be in the future."), code="ahead_of_time")


class NotItsCorrection(RecordingProblem):
    """The event to be corrected is not one this can correct."""

    def __init__(self) -> None:
        super().__init__(_("That entry cannot be corrected in this way."), code="not_its_correction")


class RecordErased(RecordingProblem):
    """The record's key was destroyed under the retention rules; nothing can be added."""

    def __init__(self) -> None:
        super().__init__(_("This record was erased; nothing can be added to it."), code="record_erased")


@transaction.atomic
def open_record(
    family: str, *, by: Actor, now: dt.datetime, owner: str | None = None, person: uuid.UUID | None = None
) -> Record:
    """Begin a record of a family, owned by a body (the actor's own unless named). Its first event says why."""
    identifier = uuid.uuid4()
    _key, wrapped = keys.new_key(f"record:{identifier}")
    return Record.objects.create(
        id=identifier,
        family=registry.family(family).code,
        reference=_new_reference(registry.family(family).prefix),
        person_id=person,
        owner_id=owner or by.organisation,
        opened=now,
        wrapped_key=wrapped,
    )


@transaction.atomic
def record(
    record_id: uuid.UUID,
    content: EventKind,
    *,
    by: Actor,
    now: dt.datetime,
    happened: dt.datetime | None = None,
    precision: str = Event.Precision.MINUTE,
    visibility: Visibility | None = None,
    corrects: uuid.UUID | None = None,
    event_id: uuid.UUID | None = None,
) -> Event:
    """Add one event to a record and bring the read models up to date, all or nothing.

    happened: when it was true (now unless given). event_id: the form's own id for this event: sent twice, it is
    stored once, and the stored event comes back. Raises NotOfThisFamily, AheadOfTime, NotItsCorrection,
    RecordErased.
    """
    chain = Record.objects.select_for_update().get(pk=record_id)
    if event_id is not None:
        already = Event.objects.filter(pk=event_id, record=chain, by_id=by.user_id).first()
        if already is not None:
            return already
    happened = happened or now
    _check(chain, content, happened, now, corrects)
    event = _next(chain, content, by, event_id)
    event.happened, event.precision, event.recorded = happened, precision, now
    event.visibility = visibility or content.visibilities[0]
    event.corrects_id = corrects
    event.hash = hash_of(event)
    event.save(force_insert=True)
    chain.head_seq, chain.head_hash = event.seq, event.hash
    chain.save(update_fields=["head_seq", "head_hash"])
    changed = (
        content.code
        if content.code != WITHDRAWN
        else Event.objects.values_list("kind", flat=True).get(pk=corrects)
    )
    project(chain, changed)
    content.after(event, by=by, now=now)
    return event


def correct(
    event_id: uuid.UUID,
    content: EventKind,
    *,
    by: Actor,
    now: dt.datetime,
    happened: dt.datetime | None = None,
    precision: str | None = None,
    new_id: uuid.UUID | None = None,
) -> Event:
    """Put an event right by a further one of the same kind; the first stays on record, and what it said.

    Raises NotItsCorrection when it was withdrawn or is of another kind.
    """
    old = Event.objects.get(pk=event_id)
    return record(
        old.record_id,
        content,
        by=by,
        now=now,
        happened=happened or old.happened,
        precision=precision or old.precision,
        visibility=Visibility(old.visibility),
        corrects=old.pk,
        event_id=new_id,
    )


def withdraw(event_id: uuid.UUID, *, reason: str, by: Actor, now: dt.datetime) -> Event:
    """Say that an event should not stand here at all (wrong child, entered twice), and why."""
    old = Event.objects.get(pk=event_id)
    return record(
        old.record_id,
        Withdrawn(reason=reason),
        by=by,
        now=now,
        visibility=Visibility(old.visibility),
        corrects=old.pk,
    )


@transaction.atomic
def shred(record_id: uuid.UUID, *, by: Actor, now: dt.datetime) -> None:
    """Erase a record: destroy its key. The chain, its facts and the counts drawn from them stay."""
    Record.objects.filter(pk=record_id, shredded=None).update(
        wrapped_key=None, shredded=now, shredded_by_id=by.user_id
    )


def _check(
    chain: Record, content: EventKind, happened: dt.datetime, now: dt.datetime, corrects: uuid.UUID | None
) -> None:
    if chain.family not in content.families and content.code != WITHDRAWN:
        raise NotOfThisFamily
    if happened > now + _CLOCKS_DIFFER_BY:
        raise AheadOfTime
    if corrects is None:
        return
    old = Event.objects.filter(pk=corrects, record=chain).first()
    if old is None or old.kind == WITHDRAWN or content.code not in (old.kind, WITHDRAWN):
        raise NotItsCorrection


def _next(chain: Record, content: EventKind, by: Actor, event_id: uuid.UUID | None) -> Event:
    """The next event of a chain, sealed, not yet dated."""
    if chain.wrapped_key is None:
        raise RecordErased
    identifier = event_id or uuid.uuid4()
    key = keys.open_key(chain.wrapped_key, f"record:{chain.pk}")
    plain = json.dumps(content.sealed(), ensure_ascii=False).encode()
    return Event(
        id=identifier,
        record=chain,
        seq=chain.head_seq + 1,
        kind=content.code,
        version=content.version,
        by_id=by.user_id,
        body_id=by.organisation,
        facts=content.facts(),
        sealed=key.seal(plain, f"event:{identifier}"),
        previous=chain.head_hash,
    )


def _new_reference(prefix: str) -> str:
    letters = "".join(secrets.choice(_REFERENCE_LETTERS) for _place in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
