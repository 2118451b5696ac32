"""The chain of hashes: each event's hash covers its own words and the hash of the one before.

SHA-256 over a canonical JSON text (keys sorted, no spaces, UTF-8, times in UTC to the microsecond). The sealed part
enters by the hash of its bytes, so a chain can be checked without any key, and still holds after a key is destroyed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from noddfa.chronicle.models import Event, Record

_BATCH = 2000


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a chain: which record, which place in it, and what."""

    reference: str
    seq: int
    what: str  # 'altered' | 'missing' | 'cut_short' | 'head' | 'gone' | 'orphaned'


@dataclass(frozen=True)
class Report:
    """What a check of the chains found. heads: the newest hash of every record, to be kept elsewhere."""

    records: int
    events: int
    problems: tuple[Problem, ...]
    heads: dict[str, str]


def hash_of(event: Event) -> str:
    """The hash an event must carry."""
    text = json.dumps(
        {
            "id": str(event.pk),
            "record": str(event.record_id),
            "seq": event.seq,
            "kind": event.kind,
            "version": event.version,
            "happened": _instant(event.happened),
            "precision": event.precision,
            "recorded": _instant(event.recorded),
            "by": str(event.by_id),
            "body": event.body_id,
            "visibility": event.visibility,
            "corrects": str(event.corrects_id) if event.corrects_id else None,
            "facts": event.facts,
            "sealed": hashlib.sha256(bytes(event.sealed)).hexdigest(),
            "previous": event.previous,
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def check_chains(
    progress: Callable[[int], None] | None = None, *, known_heads: dict[str, str] | None = None
) -> Report:
    """Check every chain, in one pass over the events.

    progress: called with the number of events seen so far.
    known_heads: reference -> hash, as written by an earlier check and kept elsewhere; a record whose chain no
    longer contains the hash it had then was cut short or rewritten.
    """
    records = {
        record.pk: record for record in Record.objects.only("pk", "reference", "head_seq", "head_hash")
    }
    problems: list[Problem] = []
    looked_for = dict(known_heads or {})
    events = 0
    for record_id, chain in _chains(progress):
        record = records.get(record_id)
        if record is None:  # the record's row was removed and its events left behind
            events += len(chain)
            problems.append(Problem(str(record_id), 0, "orphaned"))
            continue
        previous, place = "", 0
        for event in chain:
            events += 1
            place += 1
            if event.seq != place:
                problems.append(Problem(record.reference, place, "missing"))
                place = event.seq
            elif event.previous != previous or event.hash != hash_of(event):
                problems.append(Problem(record.reference, event.seq, "altered"))
            previous = event.hash
            if looked_for.get(record.reference) == event.hash:
                del looked_for[record.reference]
        if (place, previous) != (record.head_seq, record.head_hash):
            problems.append(
                Problem(record.reference, place, "cut_short" if place < record.head_seq else "head")
            )
        record.head_seq = -1  # seen
    problems += [Problem(r.reference, 0, "gone") for r in records.values() if r.head_seq > 0]
    problems += [Problem(reference, 0, "cut_short") for reference in looked_for]
    heads = {record.reference: record.head_hash for record in records.values() if record.head_hash}
    return Report(len(records), events, tuple(problems), heads)


def _chains(progress: Callable[[int], None] | None) -> Iterator[tuple[uuid.UUID, list[Event]]]:
    """Every record's events together, in order, without holding more than one record's."""
    chain: list[Event] = []
    for number, event in enumerate(Event.objects.order_by("record_id", "seq").iterator(_BATCH), start=1):
        if progress and number % _BATCH == 0:
            progress(number)
        if chain and chain[0].record_id != event.record_id:
            yield chain[0].record_id, chain
            chain = []
        chain.append(event)
    if chain:
        yield chain[0].record_id, chain


def _instant(when: dt.datetime) -> str:
    return when.astimezone(dt.UTC).isoformat(timespec="microseconds")
