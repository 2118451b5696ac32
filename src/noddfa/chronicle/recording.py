"""Adding to the chronicle: open a record, record an event, correct one, withdraw one.

Exceptions (each a ValidationError with a message for a person):
    RecordingProblem
    ├── NotOfThisFamily    this kind is not recorded on records of that family
    ├── AheadOfTime        it is said to have happened in the future
    ├── NotItsCorrection   the corrected event is another record's, another kind's, or withdrawn
    ├── AlreadyRecorded    the form was sent before, and said something else then
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
from noddfa.chronicle.facts import WITHDRAWN, Fact, fact_of
from noddfa.chronicle.kinds import EventKind
from noddfa.chronicle.models import Draft, Event, Record, Visibility
from noddfa.chronicle.projections import project
from noddfa.envelope import DataKey
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


class AlreadyRecorded(RecordingProblem):
    """A form was sent a second time with other words: what it said first is on record, this is not."""

    code = "already_recorded"

    def __init__(self) -> None:
        super().__init__(
            _(
                "This form was sent before and its entry is on record. You have changed it since: "
                "send it again to record what it says now as a further entry."
            ),
            code=self.code,
        )


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
        owner_id=owner or by.body,
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
    AlreadyRecorded, RecordErased.
    """
    chain = Record.objects.select_for_update().get(pk=record_id)
    already = Event.objects.filter(pk=event_id).first() if event_id is not None else None
    if already is not None:
        _check_same(already, chain, content, by, happened, corrects)
        return already
    happened = happened or now
    corrected = _check(chain, content, happened, now, corrects)
    event = _next(chain, content, by, event_id)
    event.happened, event.precision, event.recorded = happened, precision, now
    event.visibility = visibility or content.visibilities[0]
    event.corrects_id = corrects
    event.hash = hash_of(event)
    event.save(force_insert=True)
    chain.head_seq, chain.head_hash = event.seq, event.hash
    chain.save(update_fields=["head_seq", "head_hash"])
    project(chain, corrected.kind if corrected is not None else content.code)
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
    """Erase a record: destroy its key, and what was typed about it and not yet recorded.

    The chain, its facts and the counts drawn from them stay. What is erased already stays as erased.
    Raises Record.DoesNotExist.
    """
    chain = Record.objects.select_for_update().get(pk=record_id)
    if chain.wrapped_key is None:
        return
    chain.wrapped_key, chain.shredded, chain.shredded_by_id = None, now, by.user_id
    chain.save(update_fields=["wrapped_key", "shredded", "shredded_by"])
    Draft.objects.filter(place__startswith=str(record_id)).delete()


def _check(
    chain: Record, content: EventKind, happened: dt.datetime, now: dt.datetime, corrects: uuid.UUID | None
) -> Fact | None:
    """Raise when this may not be added; else give the fact it corrects, if it corrects one."""
    if chain.wrapped_key is None:
        raise RecordErased
    if chain.family not in content.families and content.code != WITHDRAWN:
        raise NotOfThisFamily
    if happened > now + _CLOCKS_DIFFER_BY:
        raise AheadOfTime
    corrected = fact_of(chain.pk, corrects) if corrects is not None else None
    if corrected is None:
        if corrects is not None or content.code == WITHDRAWN:
            raise NotItsCorrection
        return None
    if corrected.withdrawn or corrected.kind == WITHDRAWN or content.code not in (corrected.kind, WITHDRAWN):
        raise NotItsCorrection
    return corrected


def _check_same(
    already: Event,
    chain: Record,
    content: EventKind,
    by: Actor,
    happened: dt.datetime | None,
    corrects: uuid.UUID | None,
) -> None:
    """Raise AlreadyRecorded unless what is sent now is what was stored under its id."""
    same = (
        already.record_id == chain.pk
        and already.by_id == by.user_id
        and already.kind == content.code
        and already.corrects_id == corrects
        and already.facts == json.loads(json.dumps(content.facts()))
        and (happened is None or already.happened == happened)
    )
    if same and chain.wrapped_key is not None:
        plain = _key(chain).open(already.sealed, f"event:{already.pk}")
        same = json.loads(plain) == json.loads(json.dumps(content.sealed()))
    if not same:
        raise AlreadyRecorded


def _next(chain: Record, content: EventKind, by: Actor, event_id: uuid.UUID | None) -> Event:
    """The next event of a chain, sealed, not yet dated."""
    identifier = event_id or uuid.uuid4()
    plain = json.dumps(content.sealed(), ensure_ascii=False).encode()
    return Event(
        id=identifier,
        record=chain,
        seq=chain.head_seq + 1,
        kind=content.code,
        version=content.version,
        by_id=by.user_id,
        body_id=by.body,
        facts=content.facts(),
        sealed=_key(chain).seal(plain, f"event:{identifier}"),
        previous=chain.head_hash,
    )


def _key(chain: Record) -> DataKey:
    if chain.wrapped_key is None:
        raise RecordErased
    return keys.open_key(chain.wrapped_key, f"record:{chain.pk}")


def _new_reference(prefix: str) -> str:
    """A reference nothing has yet."""
    while True:
        letters = "".join(secrets.choice(_REFERENCE_LETTERS) for _place in range(8))
        reference = f"{prefix}-{letters[:4]}-{letters[4:]}"
        if not Record.objects.filter(reference=reference).exists():
            return reference
