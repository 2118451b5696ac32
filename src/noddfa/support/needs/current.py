"""What stands now: the newest version of the needs record, with what was changed since worked in.

A version is newest by the order of recording (commands.py keeps conversations in that order). Changes between two
versions name the version they amend; a later review has them in it, so they count no more.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max, Q

from noddfa.chronicle import Entry, Fact, Reader, read
from noddfa.chronicle.facts import WITHDRAWN
from noddfa.chronicle.models import Event, Record
from noddfa.design.dates import day_in_wales
from noddfa.support.needs import words
from noddfa.support.needs.kind import (
    CONSENT_CHANGED,
    KINDS,
    NEED_CHANGED,
    RECORD,
    Consent,
    ConsentChanged,
    Need,
    NeedChanged,
    NeedsRecord,
)


@dataclass(frozen=True)
class Standing:
    """The needs record of a case as it stands for one reader.

    version: the entry of the newest version. content: what it says, later changes worked in; None when it was erased.
    changes: the entries of those changes, in the order recorded. earlier: the versions before it, newest first.
    """

    version: Entry
    content: NeedsRecord | None
    changes: tuple[Entry, ...]
    earlier: tuple[Entry, ...]

    @property
    def number(self) -> int:
        """Which version it is, counted from 1."""
        return len(self.earlier) + 1


def newest_version(facts: Iterable[Fact]) -> Fact | None:
    """The fact of the newest version among these facts."""
    versions = [fact for fact in facts if fact.kind == RECORD and not fact.withdrawn]
    return max(versions, key=lambda fact: fact.seq, default=None)


def changes_to(facts: Iterable[Fact], version: Fact) -> list[Fact]:
    """The facts that change a version, in the order recorded."""
    found = [
        fact
        for fact in facts
        if fact.kind in (NEED_CHANGED, CONSENT_CHANGED)
        and not fact.withdrawn
        and fact.facts.get("amends") == str(version.event)
    ]
    return sorted(found, key=lambda fact: fact.seq)


def standing_of(entries: Iterable[Entry]) -> Standing | None:
    """What stands, from a chronology as somebody reads it; None when there is no needs record yet."""
    by_event = {entry.fact.event: entry for entry in entries if entry.fact.kind in KINDS}
    facts = [entry.fact for entry in by_event.values()]
    version = newest_version(facts)
    if version is None:
        return None
    changes = tuple(by_event[fact.event] for fact in changes_to(facts, version))
    content = by_event[version.event].content
    earlier = sorted(
        (fact for fact in facts if fact.kind == RECORD and not fact.withdrawn and fact.seq < version.seq),
        key=lambda fact: fact.seq,
        reverse=True,
    )
    return Standing(
        version=by_event[version.event],
        content=merged(content, changes) if isinstance(content, NeedsRecord) else None,
        changes=changes,
        earlier=tuple(by_event[fact.event] for fact in earlier),
    )


def standing_for(record: Record, reader: Reader, *, known_at: dt.datetime | None = None) -> Standing | None:
    """What stands for a reader, or stood for them when known_at. One query."""
    return standing_of(read(record, reader, known_at=known_at))


def merged(content: NeedsRecord, changes: Sequence[Entry]) -> NeedsRecord:
    """A version with later changes worked in."""
    needs = {need.heading: need for need in content.needs}
    consents = {consent.purpose: consent for consent in content.consents}
    for entry in changes:
        day = day_in_wales(entry.fact.happened)
        change = entry.content
        if isinstance(change, NeedChanged) and change.heading in needs:
            needs[change.heading] = _changed_need(needs[change.heading], change, day)
        elif isinstance(change, ConsentChanged):
            consents[change.purpose] = Consent(
                purpose=change.purpose, status=change.status, on=day, limits=change.limits
            )
    order = words.in_order(words.purpose_codes(), list(consents))
    return dataclasses.replace(
        content,
        needs=tuple(needs.values()),
        consents=tuple(consents[code] for code in order if code in consents),
    )


def _changed_need(need: Need, change: NeedChanged, day: dt.date) -> Need:
    return dataclasses.replace(
        need,
        state=change.state,
        due=change.due or need.due,
        done_on=day if change.state == words.DONE else None,
        outcome=change.outcome or need.outcome,
    )


def tip(record: uuid.UUID) -> int:
    """The place in the chain of the newest thing recorded about the needs; 0 when there is none.

    Whoever writes a review says on which tip it rests, so that nobody overwrites what they have not seen.
    """
    about_needs = Q(kind__in=KINDS) | Q(kind=WITHDRAWN, corrects__kind__in=KINDS)
    return Event.objects.filter(about_needs, record=record).aggregate(tip=Max("seq"))["tip"] or 0


def known_at_tip(record: uuid.UUID, place: int) -> dt.datetime | None:
    """When the event at that place of the chain was recorded; None when nothing stands there."""
    return Event.objects.filter(record=record, seq=place).values_list("recorded", flat=True).first()
