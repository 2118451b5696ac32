"""Reading a record: its entries in the order they happened, opened, for one reader.

What a reader sees of an event follows its visibility: own body, circle, or also the report-maker.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from noddfa.access.actor import Actor
from noddfa.access.circle import Standing
from noddfa.chronicle import registry
from noddfa.chronicle.builtin import Withdrawn
from noddfa.chronicle.facts import WITHDRAWN, Fact, events_of, firsts_of, standing_facts
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

    def sees(self, first: Event) -> bool:
        """Whether an entry is written for this reader, by its first recording: corrections are read by the same people.

        What one wrote oneself one may read again, unless locked out.
        """
        return self._is_for_me(first.by_id, first.body_id, first.visibility)

    def sees_fact(self, fact: Fact) -> bool:
        """As `sees`, of a fact."""
        return self._is_for_me(fact.by, fact.body, fact.visibility)

    def _is_for_me(self, by: uuid.UUID, body: str, visibility: str) -> bool:
        if self.standing.locked_out:
            return False
        if by == self.actor.user_id:
            return True
        if visibility == Visibility.REPORTER:
            return self.standing.may_look
        if visibility == Visibility.BODY:
            return self.standing.may_look and body == self.actor.organisation
        return self.standing.inside


def read(record: Record, reader: Reader, *, known_at: dt.datetime | None = None) -> list[Entry]:
    """The chronology of a record for a reader: what happened, in order, as it stands (or stood when known_at).

    Withdrawn entries stay in it, marked. One query.
    """
    return read_many([record], reader, known_at=known_at)[record.pk]


def read_many(
    records: Iterable[Record], reader: Reader, *, known_at: dt.datetime | None = None
) -> dict[uuid.UUID, list[Entry]]:
    """The chronologies of several records, as `read` gives that of one. One query however many they are."""
    chains = {record.pk: record for record in records}
    rows = (
        Event.objects.filter(record_id__in=chains).order_by("record_id", "seq").select_related("by", "body")
    )
    if known_at:
        rows = rows.filter(recorded__lte=known_at)
    found: dict[uuid.UUID, list[Entry]] = {pk: [] for pk in chains}
    for pk, events in itertools.groupby(rows, key=lambda event: event.record_id):
        found[pk] = _entries(chains[pk], list(events), reader)
    return found


def _entries(record: Record, written: Sequence[Event], reader: Reader) -> list[Entry]:
    """The entries that the events of one record make for a reader."""
    by_id = {event.pk: event for event in written}
    firsts = firsts_of(written)
    events = [event for event in written if reader.sees(by_id[firsts[event.pk]])]
    key = _key(record)
    reasons = {firsts[e.pk]: _reason(e, key) for e in events if e.kind == WITHDRAWN}
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
    """Every recording of one entry, first to last: what it said at each time. Nothing when it is not for the reader.

    event_id: the entry's first recording or any correction of it.
    """
    written = list(events_of(record.pk).select_related("by", "body"))
    firsts = firsts_of(written)
    wordings = [event for event in written if firsts[event.pk] == firsts.get(event_id)]
    if not wordings or not reader.sees(wordings[0]):
        return []
    key = _key(record)
    entries = []
    for event in wordings:
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


def _reason(event: Event, key: DataKey | None) -> str:
    """Why an entry was withdrawn, by the event that says so; '' when that was erased."""
    content = _content(event, key)
    return content.reason if isinstance(content, Withdrawn) else ""
