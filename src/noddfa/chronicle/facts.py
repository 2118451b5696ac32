"""What stands today, or stood on a day: events with corrections and withdrawals worked in.

Two times are kept apart throughout: `known_at` leaves out what was recorded later; `happened` orders what is left.
Facts are the open part alone, so lists, counts and clocks never open a seal.
"""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from django.db.models import QuerySet

from noddfa.chronicle.models import Event
from noddfa.chronicle.registry import UnknownKind, kind
from noddfa.protocol import Mark

WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Fact:
    """The open part of one event as it stands: its first recording's identity, its latest correction's words."""

    event: uuid.UUID  # the first recording, by which others refer to it
    latest: uuid.UUID  # the recording whose words stand
    record: uuid.UUID
    seq: int
    kind: str
    happened: dt.datetime
    precision: Literal["minute", "day"]
    recorded: dt.datetime  # when it first became known here
    by: uuid.UUID
    body: str
    visibility: str
    facts: dict[str, Any]
    corrections: int = 0
    withdrawn: bool = False


def events_of(record: uuid.UUID, *, known_at: dt.datetime | None = None) -> QuerySet[Event]:
    """The events of a record in the order recorded, without what was recorded after `known_at`."""
    rows = Event.objects.filter(record_id=record).order_by("seq")
    return rows.filter(recorded__lte=known_at) if known_at else rows


def standing_facts(events: Iterable[Event]) -> list[Fact]:
    """Work corrections and withdrawals in: one Fact for each thing said, in the order it happened.

    A correction of a correction corrects the first recording. The events must be one record's, in order of seq.
    """
    said = list(events)
    firsts = firsts_of(said)
    facts: dict[uuid.UUID, Fact] = {}
    for event in said:
        first = firsts[event.pk]
        facts[first] = _fact(event) if first == event.pk else _corrected(facts[first], event)
    return sorted(facts.values(), key=lambda fact: (fact.happened, fact.seq))


def firsts_of(events: Iterable[Event]) -> dict[uuid.UUID, uuid.UUID]:
    """For each event the first recording of what it says: itself, unless it corrects or withdraws an earlier one.

    The events must be one record's, in order of seq.
    """
    firsts: dict[uuid.UUID, uuid.UUID] = {}
    for event in events:
        firsts[event.pk] = firsts.get(event.corrects_id, event.pk) if event.corrects_id else event.pk
    return firsts


def fact_of(record: uuid.UUID, event_id: uuid.UUID) -> Fact | None:
    """The fact that an event, or any correction of it, belongs to, withdrawn or not; None when it is not of here."""
    events = list(events_of(record).defer("sealed"))
    first = firsts_of(events).get(event_id)
    return next((fact for fact in standing_facts(events) if fact.event == first), None)


def facts_of(
    record: uuid.UUID, *, kinds: Sequence[str] | None = None, known_at: dt.datetime | None = None
) -> list[Fact]:
    """The facts of a record as they stand (or were known to stand), withdrawn ones left out. One query."""
    rows = events_of(record, known_at=known_at).defer("sealed")
    if kinds is not None:
        rows = rows.filter(kind__in=[*kinds, WITHDRAWN])
    return [f for f in standing_facts(rows) if not f.withdrawn and f.kind != WITHDRAWN]


def facts_of_many(
    records: Iterable[uuid.UUID], *, known_at: dt.datetime | None = None
) -> dict[uuid.UUID, list[Fact]]:
    """The facts of several records, as `facts_of` gives those of one. One query however many they are."""
    wanted = list(records)
    rows = Event.objects.filter(record_id__in=wanted).order_by("record_id", "seq").defer("sealed")
    if known_at:
        rows = rows.filter(recorded__lte=known_at)
    found: dict[uuid.UUID, list[Fact]] = {record: [] for record in wanted}
    for record, events in itertools.groupby(rows, key=lambda event: event.record_id):
        found[record] = [f for f in standing_facts(events) if not f.withdrawn and f.kind != WITHDRAWN]
    return found


def marks_of(facts: Iterable[Fact]) -> list[Mark]:
    """What these facts mean to the protocol."""
    marks = []
    for fact in facts:
        try:
            meanings = kind(fact.kind).marks(fact)
        except (
            UnknownKind
        ):  # a kind of a room that is no longer installed stays readable, and starts no clock
            continue
        marks += [
            Mark(
                name=meaning.name,
                happened=meaning.happened or fact.happened,
                recorded=fact.recorded,
                id=f"{fact.event}:{meaning.name}",
                precision="day" if (meaning if meaning.happened else fact).precision == "day" else "minute",
                data=dict(meaning.data),
                thread=meaning.thread,
            )
            for meaning in meanings
        ]
    return marks


def _fact(event: Event) -> Fact:
    return Fact(
        event=event.pk,
        latest=event.pk,
        record=event.record_id,
        seq=event.seq,
        kind=event.kind,
        happened=event.happened,
        precision=cast(Literal["minute", "day"], event.precision),
        recorded=event.recorded,
        by=event.by_id,
        body=event.body_id,
        visibility=event.visibility,
        facts=event.facts,
    )


def _corrected(fact: Fact, event: Event) -> Fact:
    if event.kind == WITHDRAWN:
        return Fact(**{**fact.__dict__, "withdrawn": True, "corrections": fact.corrections + 1})
    return Fact(
        **{
            **fact.__dict__,
            "latest": event.pk,
            "happened": event.happened,
            "precision": event.precision,
            "visibility": event.visibility,
            "facts": event.facts,
            "corrections": fact.corrections + 1,
            "withdrawn": False,
        }
    )
