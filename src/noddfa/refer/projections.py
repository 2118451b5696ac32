"""Read models of reports."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from noddfa.chronicle import Fact, Projection, marks_of
from noddfa.chronicle.models import Record
from noddfa.protocol import MarkName, StepState
from noddfa.recognise.selectors import settled_at, states_of
from noddfa.refer.desk.arrivals import Arrival, arrivals_of, claim_on, decision_on
from noddfa.refer.models import DeskReport


class DeskReports(Projection):
    """One row for each report at each desk it came to; none for a concern that no desk here has received."""

    model = DeskReport
    kinds = None

    @classmethod
    def rows(cls, record: Record, facts: Sequence[Fact]) -> Iterable[DeskReport]:
        arrivals = arrivals_of(facts)
        if not arrivals:
            return []
        states = states_of(facts, now=settled_at(facts))
        names = {mark.name for mark in marks_of(facts)}
        return [
            _row(
                one,
                facts,
                states,
                danger=MarkName.IMMEDIATE_DANGER in names,
                crime=MarkName.POSSIBLE_CRIME in names,
            )
            for one in arrivals
        ]


def _row(
    arrival: Arrival, facts: Sequence[Fact], states: Sequence[StepState], *, danger: bool, crime: bool
) -> DeskReport:
    decision = decision_on(facts, arrival.id)
    claim = claim_on(facts, arrival.id)
    return DeskReport(
        arrival=arrival.id,
        record_id=arrival.record,
        body=arrival.body,
        council=arrival.council,
        channel=arrival.channel,
        passed_from=arrival.passed_from,
        received=arrival.received,
        received_precision=arrival.precision,
        due=_due(states, "initial_decision", arrival.id),
        danger=danger,
        crime=crime,
        confirm_by=_due(states, "written_confirmation", arrival.report, unfinished=True),
        asked_again=_asked(facts, arrival, decision),
        claimed_by=claim.by if claim else None,
        claimed_at=claim.recorded if claim else None,
        decided=decision.recorded if decision else None,
        outcome=decision.facts.get("outcome", "") if decision else "",
    )


def _due(
    states: Iterable[StepState], step: str, thread: uuid.UUID, *, unfinished: bool = False
) -> dt.datetime | None:
    """When the clock of one step that belongs to one report runs out."""
    for state in states:
        if state.step.code != step or state.start is None or state.start.thread != str(thread):
            continue
        if unfinished and (state.completion is not None or state.closed_by is not None):
            continue
        return state.due.at if state.due is not None else None
    return None


def _asked(facts: Iterable[Fact], arrival: Arrival, decision: Fact | None) -> dt.datetime | None:
    """When the report-maker last asked again, while nothing is decided."""
    asked = [f.happened for f in facts if f.kind == "chased" and f.facts.get("report") == str(arrival.report)]
    return max(asked, default=None) if decision is None else None
