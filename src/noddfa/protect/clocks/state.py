"""Where a case stands: its facts and its concerns', the protocol it is under, the steps with their due times."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from noddfa.chronicle import Fact, facts_of, marks_of
from noddfa.chronicle.facts import facts_of_many
from noddfa.protect.case.kind import POINTING_TO_CONCERNS, CaseOpened
from noddfa.protect.closing.kind import CaseClosed, CaseReopened
from noddfa.protect.limits.kind import LimitVaried, ProtocolMoved
from noddfa.protocol import (
    Mark,
    Move,
    Protocol,
    StepState,
    Variance,
    due_steps,
    load_protocols,
    protocol_for,
)

NOT_OPENED = "-"  # what stands for a sealed reason where nobody reads it


class NotACase(LookupError):
    """The facts hold no opening of a case."""


@dataclass(frozen=True)
class CaseFacts:
    """The facts of a case as they stand (or were known to stand), with those of each of its concerns."""

    own: Sequence[Fact]
    concerns: Mapping[uuid.UUID, Sequence[Fact]] = field(default_factory=dict)

    @property
    def opening(self) -> Fact:
        """The fact that opened the case. Raises NotACase."""
        for fact in self.own:
            if fact.kind == CaseOpened.code:
                return fact
        raise NotACase

    def all(self) -> Iterable[Fact]:
        """The case's own facts, then its concerns'."""
        yield from self.own
        for facts in self.concerns.values():
            yield from facts

    def marks(self) -> list[Mark]:
        """What all of them mean to the protocol."""
        return marks_of(self.all())

    @property
    def closed(self) -> dt.datetime | None:
        """Since when the case is closed; None while it is open."""
        ends = [f for f in self.own if f.kind in (CaseClosed.code, CaseReopened.code)]
        last = max(ends, key=lambda fact: (fact.recorded, fact.seq), default=None)
        return last.happened if last is not None and last.kind == CaseClosed.code else None


@dataclass(frozen=True)
class Clocks:
    """The steps of a case under its protocol, at a moment."""

    protocol: Protocol
    steps: tuple[StepState, ...]
    now: dt.datetime
    closed: dt.datetime | None = None


def concerns_of(facts: Iterable[Fact]) -> list[uuid.UUID]:
    """The concerns a case's own facts point to, each once."""
    ids = (fact.facts["concern"] for fact in facts if fact.kind in POINTING_TO_CONCERNS)
    return [uuid.UUID(one) for one in dict.fromkeys(ids)]


def gather(
    case: uuid.UUID, *, own: Sequence[Fact] | None = None, known_at: dt.datetime | None = None
) -> CaseFacts:
    """The facts of a case and its concerns. Two queries; one when the case's own facts are at hand."""
    found = facts_of(case, known_at=known_at) if own is None else own
    concerns = concerns_of(found)
    return CaseFacts(found, facts_of_many(concerns, known_at=known_at) if concerns else {})


def clocks(facts: CaseFacts, *, now: dt.datetime, reasons: Mapping[uuid.UUID, str] | None = None) -> Clocks:
    """The protocol of a case worked out at a moment.

    now: what happened later is left out. reasons: why limits were varied, by the event's id, for those who read the
    explanation; lateness does not depend on them. Raises NotACase.
    """
    opening = facts.opening
    told = reasons or {}
    moves = [
        Move(
            to=f.facts["to"],
            reason=told.get(f.event, NOT_OPENED),
            by=str(f.by),
            recorded=f.recorded,
            id=str(f.event),
        )
        for f in facts.own
        if f.kind == ProtocolMoved.code
    ]
    variances = [
        Variance(
            step=f.facts["step"],
            reason=told.get(f.event, NOT_OPENED),
            by=str(f.by),
            recorded=f.recorded,
            id=str(f.event),
            until=dt.date.fromisoformat(f.facts["until"]),
            start_id=f.facts.get("start"),
        )
        for f in facts.own
        if f.kind == LimitVaried.code
    ]
    protocol = protocol_for(opening.facts["protocol"], load_protocols(), moves=moves, now=now)
    steps = due_steps(protocol, facts.marks(), now=now, variances=variances)
    return Clocks(protocol, steps, now, facts.closed)
