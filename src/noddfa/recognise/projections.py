"""Read models of concerns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from noddfa.chronicle import Fact, Projection, marks_of
from noddfa.chronicle.models import Record
from noddfa.protocol import Mark, MarkName, StepState
from noddfa.recognise.concern.advice import advice_on
from noddfa.recognise.concern.clocks import settled_at, states_of
from noddfa.recognise.models import ConcernRow

_REPORTS = (MarkName.REPORT_BY_TELEPHONE, MarkName.REPORT_IN_WRITING, MarkName.REPORT_RECEIVED)


class Concerns(Projection):
    """One row for each concern. What became of it is read from marks, whichever room's kinds made them."""

    model = ConcernRow
    kinds = None

    @classmethod
    def rows(cls, record: Record, facts: Sequence[Fact]) -> Iterable[ConcernRow]:
        first = next((fact for fact in facts if fact.kind == "concern"), None)
        if first is None:
            return []
        moment = settled_at(facts)
        states = states_of(facts, now=moment)
        observed = [advice_on(fact.facts) for fact in facts if fact.kind in ("concern", "observation")]
        return [
            ConcernRow(
                record_id=record.pk,
                seen=first.happened,
                seen_precision=first.precision,
                written=first.recorded,
                danger=any(advice.danger for advice in observed),
                tell_now=any(advice.tell_now for advice in observed),
                council=_council(facts) or first.facts.get("council", ""),
                state=_state(marks_of(facts)),
                confirm_by=_earliest(states, "written_confirmation"),
                chase_from=_earliest(states, "chase_ack"),
            )
        ]


def _council(facts: Sequence[Fact]) -> str:
    """Where it was last reported to; '' when it was not."""
    return next((fact.facts.get("council", "") for fact in reversed(facts) if fact.kind == "report"), "")


def _state(marks: Sequence[Mark]) -> str:
    """Every report, and every desk it was passed on to, waits for an answer of its own."""
    waiting = {mark.thread for mark in marks if mark.name in _REPORTS}
    if waiting:
        answered = {mark.thread for mark in marks if mark.name is MarkName.ACKNOWLEDGEMENT}
        return ConcernRow.State.ANSWERED if waiting <= answered else ConcernRow.State.REPORTED
    if any(m.name is MarkName.CONCERN_LOGGED and m.data.get("outcome") == "no_action" for m in marks):
        return ConcernRow.State.NO_REPORT
    return ConcernRow.State.OPEN


def _earliest(states: Iterable[StepState], step: str) -> dt.datetime | None:
    """When the first unfinished clock of a step runs out."""
    running = [s for s in states if s.step.code == step and s.completion is None and s.closed_by is None]
    return min((s.due.at for s in running if s.due is not None), default=None)
