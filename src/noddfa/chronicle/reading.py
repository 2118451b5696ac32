"""Reading a record: its entries in the order they happened, opened, for one reader.

What a reader sees of an event follows its visibility: own body, circle, or also the report-maker.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from noddfa.access.actor import Actor
from noddfa.access.circle import Standing
from noddfa.access.models import Part
from noddfa.chronicle import registry
from noddfa.chronicle.facts import WITHDRAWN, Fact, events_of, standing_facts
from noddfa.chronicle.kinds import EventKind
from noddfa.chronicle.models import Event, Record, Visibility
from noddfa.envelope import DataKey
from noddfa.people import keys


@dataclass(frozen=True)
class Entry:
    """One entry of a chronology. content is None when the record's key was destroyed or its kind is unknown."""

    fact: Fact
    content: EventKind | None
    by: str
    body_en: str
    body_cy: str
    withdrawn_because: str = ""

    @property
    def erased(self) -> bool:
        """True when there is nothing left to read."""
        return self.content is None


@dataclass(frozen=True)
class Reader:
    """Who reads, and where they stand towards the record."""

    actor: Actor
    standing: Standing

    def sees(self, event: Event) -> bool:
        """Whether this event is written for this reader."""
        if event.by_id == self.actor.user_id or event.visibility == Visibility.REPORTER:
            return self.standing.may_look or event.by_id == self.actor.user_id
        if event.visibility == Visibility.BODY:
            return event.body_id == self.actor.organisation and self.standing.may_look
        return self.standing.may_look and self.standing.part != Part.REPORTER


def read(record: Record, reader: Reader, *, known_at: dt.datetime | None = None) -> list[Entry]:
    """The chronology of a record for a reader: what happened, in order, as it stands (or stood when known_at).

    Withdrawn entries stay in it, marked. Two queries.
    """
    events = [
        e for e in events_of(record.pk, known_at=known_at).select_related("by", "body") if reader.sees(e)
    ]
    by_id = {event.pk: event for event in events}
    reasons = _reasons(record, events)
    key = _key(record)
    entries = []
    for fact in standing_facts(events):
        if fact.kind == WITHDRAWN:
            continue
        event = by_id[fact.latest]
        first = by_id[fact.event]
        entries.append(
            Entry(
                fact=fact,
                content=_content(event, key),
                by=first.by.name,
                body_en=first.body.name_en,
                body_cy=first.body.name_cy,
                withdrawn_because=reasons.get(fact.event, ""),
            )
        )
    return entries


def history(record: Record, event_id: uuid.UUID, reader: Reader) -> list[Entry]:
    """Every recording of one entry, first to last: what it said at each time."""
    chain = [event_id]
    entries = []
    key = _key(record)
    for event in events_of(record.pk).select_related("by", "body"):
        if event.pk not in chain and event.corrects_id not in chain:
            continue
        chain.append(event.pk)
        if reader.sees(event):
            (fact,) = standing_facts([event])
            entries.append(
                Entry(fact, _content(event, key), event.by.name, event.body.name_en, event.body.name_cy)
            )
    return entries


def latest(record: Record, kind: str) -> EventKind | None:
    """The content of the newest standing event of a kind, or None. For other code, not for showing."""
    events = events_of(record.pk).filter(Q(kind=kind) | Q(kind=WITHDRAWN))
    facts = [f for f in standing_facts(events) if f.kind == kind and not f.withdrawn]
    if not facts:
        return None
    return _content(Event.objects.get(pk=facts[-1].latest), _key(record))


def open_event(event: Event) -> EventKind | None:
    """The content of one event, or None when it was erased."""
    return _content(event, _key(event.record))


def _key(record: Record) -> DataKey | None:
    return keys.open_key(record.wrapped_key, f"record:{record.pk}") if record.wrapped_key else None


def _content(event: Event, key: DataKey | None) -> EventKind | None:
    if key is None:
        return None
    try:
        kind = registry.kind(event.kind)
    except registry.UnknownKind:
        return None
    sealed = json.loads(key.open(event.sealed, f"event:{event.pk}"))
    return kind.from_parts(event.facts, sealed)


def _reasons(record: Record, events: Iterable[Event]) -> dict[uuid.UUID, str]:
    """Why entries were withdrawn, by the id of what was withdrawn."""
    key = _key(record)
    found = {}
    for event in events:
        if event.kind == WITHDRAWN and event.corrects_id:
            content = _content(event, key)
            found[event.corrects_id] = getattr(content, "reason", "")
    return found
