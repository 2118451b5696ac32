"""What came to a duty desk: a report, or a report that another council passed on. Read from facts alone."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from noddfa.chronicle import Fact
from noddfa.refer.decision.kind import DECISION, PASSED
from noddfa.refer.desk.kind import Claimed
from noddfa.refer.report.kind import REPORT


@dataclass(frozen=True)
class Arrival:
    """A report at a desk. id: the event that put it there; report: the one by which it was first made."""

    id: uuid.UUID
    record: uuid.UUID
    report: uuid.UUID
    body: str
    council: str
    channel: str
    received: dt.datetime
    precision: str
    passed_from: str = ""


def arrivals_of(facts: Iterable[Fact]) -> list[Arrival]:
    """Everything that came to a desk, in the order it came."""
    found: dict[uuid.UUID, Arrival] = {}
    for fact in facts:
        if not fact.facts.get("desk"):
            continue
        if fact.kind == REPORT:
            found[fact.event] = _arrival(fact, fact.event, fact.facts["channel"])
        elif fact.kind == DECISION and fact.facts.get("outcome") == PASSED:
            before = found.get(uuid.UUID(fact.facts["arrival"]))
            if before is not None:
                found[fact.event] = _arrival(fact, before.report, before.channel, before.body)
    return list(found.values())


def decision_on(facts: Iterable[Fact], arrival: uuid.UUID) -> Fact | None:
    """The decision on one arrival, or None while it waits."""
    return next((f for f in facts if f.kind == DECISION and f.facts.get("arrival") == str(arrival)), None)


def claim_on(facts: Sequence[Fact], arrival: uuid.UUID) -> Fact | None:
    """Who is dealing with one arrival: the last to say so; None while nobody is."""
    claims = [f for f in facts if f.kind == Claimed.code and f.facts.get("arrival") == str(arrival)]
    return max(claims, key=lambda fact: fact.seq, default=None)


def concerning(facts: Sequence[Fact], body: str | None) -> Arrival | None:
    """What this body's desk has to do with: the oldest that waits, else the last that came."""
    here = [one for one in arrivals_of(facts) if one.body == body]
    waiting = [one for one in here if decision_on(facts, one.id) is None]
    return waiting[0] if waiting else (here[-1] if here else None)


def _arrival(fact: Fact, report: uuid.UUID, channel: str, passed_from: str = "") -> Arrival:
    return Arrival(
        id=fact.event,
        record=fact.record,
        report=report,
        body=fact.facts["desk"],
        council=fact.facts["council"],
        channel=channel,
        received=fact.happened,
        precision=fact.precision,
        passed_from=passed_from,
    )
