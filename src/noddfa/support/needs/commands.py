"""Recording needs: a whole version, a correction of one, and the changes between two.

Exceptions (each a ValidationError with a message for a person):
    NeedsProblem
    ├── ChangedMeanwhile     somebody else recorded something about these needs after the form was opened
    ├── BeforeTheLast        the conversation would stand before one already on record, or after a later one
    ├── NothingSaid          no heading and no purpose has an answer
    ├── NoSuchNeed           nothing is open under that heading
    ├── SameDay              'still to be done' with no new day changes nothing
    └── NoRecordYet          there is no needs record to change
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.chronicle import Fact
from noddfa.chronicle.models import Event, Record
from noddfa.design.dates import day_in_wales, show_day
from noddfa.support.needs import words
from noddfa.support.needs.current import changes_to, newest_version, tip
from noddfa.support.needs.kind import KINDS, NEED_CHANGED, RECORD, ConsentChanged, NeedChanged, NeedsRecord


class NeedsProblem(ValidationError):
    """Base of what this room refuses. field: the field of the form it belongs to, or None."""

    field: str | None = None


class ChangedMeanwhile(NeedsProblem):
    """Somebody recorded something about these needs after this form was opened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else has recorded something about these needs since you began. "
                "Look at what they changed, put it into this form where it is right, and send it again."
            ),
            code="changed_meanwhile",
        )


class BeforeTheLast(NeedsProblem):
    """The conversation is out of its order among those on record."""

    field = "happened"

    def __init__(self, first: dt.date | None, last: dt.date | None) -> None:
        if last is not None:
            text = _("The conversation on record after it was on %(day)s. This one cannot have been later.")
        else:
            text = _("The last conversation on record was on %(day)s. This one cannot have been earlier.")
        day = last or first
        super().__init__(text % {"day": show_day(day) if day else ""}, code="before_the_last")


class NothingSaid(NeedsProblem):
    """No heading was talked about and no consent asked for."""

    def __init__(self) -> None:
        super().__init__(
            _("Nothing is written under any heading. Fill in at least one, or the consent to sharing."),
            code="nothing_said",
        )


class NoSuchNeed(NeedsProblem):
    """Nothing is open under that heading."""

    def __init__(self) -> None:
        super().__init__(_("Nothing is open under that heading any more."), code="no_such_need")


class SameDay(NeedsProblem):
    """Nothing would change."""

    field = "due"

    def __init__(self) -> None:
        super().__init__(_("That is the day it has already. Give a new day."), code="same_day")


class NoRecordYet(NeedsProblem):
    """There is no needs record to change."""

    def __init__(self) -> None:
        super().__init__(_("This case has no needs record yet."), code="no_record_yet")


@transaction.atomic
def record_needs(
    record: uuid.UUID,
    content: NeedsRecord,
    *,
    rests_on: int,
    by: Actor,
    now: dt.datetime,
    happened: dt.datetime,
    precision: str,
    event_id: uuid.UUID | None = None,
) -> Event:
    """Record a whole version: the first, or a review.

    rests_on: the tip (current.tip) that its writer had before them. Raises ChangedMeanwhile, BeforeTheLast,
    NothingSaid, and what chronicle.record raises.
    """
    _lock(record)
    if not _stored(event_id):
        if tip(record) != rests_on:
            raise ChangedMeanwhile
        _check_said(content)
        last = newest_version(chronicle.facts_of(record, kinds=KINDS))
        _check_order(happened, after=last, before=None)
    return chronicle.record(
        record, content, by=by, now=now, happened=happened, precision=precision, event_id=event_id
    )


@transaction.atomic
def correct_needs(
    record: uuid.UUID,
    version: uuid.UUID,
    content: NeedsRecord,
    *,
    rests_on: int,
    by: Actor,
    now: dt.datetime,
    happened: dt.datetime,
    precision: str,
    event_id: uuid.UUID | None = None,
) -> Event:
    """Put a version right where it was written down wrongly; what it said stays on record.

    version: its first recording. Raises as record_needs does.
    """
    _lock(record)
    if not _stored(event_id):
        if tip(record) != rests_on:
            raise ChangedMeanwhile
        _check_said(content)
        versions = sorted(chronicle.facts_of(record, kinds=[RECORD]), key=lambda fact: fact.seq)
        own = next((fact.seq for fact in versions if fact.event == version), 0)
        _check_order(
            happened,
            after=next((fact for fact in reversed(versions) if fact.seq < own), None),
            before=next((fact for fact in versions if fact.seq > own), None),
        )
    return chronicle.correct(
        version, content, by=by, now=now, happened=happened, precision=precision, new_id=event_id
    )


@transaction.atomic
def change_need(
    record: uuid.UUID,
    heading: str,
    *,
    state: str,
    due: dt.date | None,
    outcome: str,
    by: Actor,
    now: dt.datetime,
    happened: dt.datetime,
    precision: str,
    event_id: uuid.UUID | None = None,
) -> Event:
    """Say what became of one need, or give it a new day. Raises NoRecordYet, NoSuchNeed, SameDay."""
    _lock(record)
    facts = chronicle.facts_of(record, kinds=KINDS)
    version = _version(facts)
    if not _stored(event_id):
        stands = open_day(facts, version, heading)
        if state == words.OPEN and due == stands:
            raise SameDay
    content = NeedChanged(
        amends=str(version.event),
        heading=heading,
        state=state,
        due=due if state == words.OPEN else None,
        outcome=outcome,
    )
    return chronicle.record(
        record, content, by=by, now=now, happened=happened, precision=precision, event_id=event_id
    )


@transaction.atomic
def change_consent(
    record: uuid.UUID,
    purpose: str,
    *,
    status: str,
    limits: str,
    told: str = "",
    by: Actor,
    now: dt.datetime,
    happened: dt.datetime,
    precision: str,
    event_id: uuid.UUID | None = None,
) -> Event:
    """Record what the person now says about sharing for one purpose. Raises NoRecordYet."""
    _lock(record)
    version = _version(chronicle.facts_of(record, kinds=KINDS))
    content = ConsentChanged(
        amends=str(version.event), purpose=purpose, status=status, limits=limits, told=told
    )
    return chronicle.record(
        record, content, by=by, now=now, happened=happened, precision=precision, event_id=event_id
    )


def open_day(facts: list[Fact], version: Fact, heading: str) -> dt.date | None:
    """By when the need under a heading is due now. Raises NoSuchNeed when nothing is open there."""
    stored = next((row for row in version.facts.get("needs", ()) if row["heading"] == heading), None)
    if stored is None or stored["urgency"] not in words.NEEDED:
        raise NoSuchNeed
    state, due = stored.get("state", words.OPEN), stored.get("due")
    for change in changes_to(facts, version):
        if change.kind == NEED_CHANGED and change.facts["heading"] == heading:
            state, due = change.facts["state"], change.facts.get("due") or due
    if state != words.OPEN:
        raise NoSuchNeed
    return dt.date.fromisoformat(due) if due else None


def _lock(record: uuid.UUID) -> None:
    """Until the transaction ends nobody else adds to this record."""
    Record.objects.select_for_update().get(pk=record)


def _stored(event_id: uuid.UUID | None) -> bool:
    """Whether this form was sent before; then the chronicle says whether it said the same."""
    return event_id is not None and Event.objects.filter(pk=event_id).exists()


def _version(facts: list[Fact]) -> Fact:
    version = newest_version(facts)
    if version is None:
        raise NoRecordYet
    return version


def _check_said(content: NeedsRecord) -> None:
    if not content.needs and not content.consents:
        raise NothingSaid


def _check_order(happened: dt.datetime, *, after: Fact | None, before: Fact | None) -> None:
    day = day_in_wales(happened)
    if after is not None and day < day_in_wales(after.happened):
        raise BeforeTheLast(day_in_wales(after.happened), None)
    if before is not None and day > day_in_wales(before.happened):
        raise BeforeTheLast(None, day_in_wales(before.happened))
