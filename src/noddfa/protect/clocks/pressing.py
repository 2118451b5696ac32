"""What presses: the steps somebody should be doing something about, the most pressing first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from noddfa.protect.clocks.state import Clocks
from noddfa.protocol import MarkName, Status, StepState
from noddfa.protocol.model import Kind

_FIRST = {Status.LATE: 0, Status.DUE_SOON: 1, Status.VARIED: 2, Status.OPEN: 2}
_FAR = dt.datetime.max.replace(tzinfo=dt.UTC)


def pressing(clocks: Clocks) -> list[StepState]:
    """The active steps: what a missing child calls for, late ones by how long, others by day, then the unlimited."""
    if clocks.closed is not None:
        return []
    active = [state for state in clocks.steps if state.active]
    return sorted(active, key=lambda state: (not cannot_wait(state), _FIRST[state.status], _deadline(state)))


def cannot_wait(state: StepState) -> bool:
    """Whether the step is asked for by a child who is missing now, though no source sets it a limit."""
    return state.active and state.start is not None and state.start.name is MarkName.MISSING


def next_to_fall_due(steps: Iterable[StepState]) -> StepState | None:
    """The running step whose limit runs out first, whatever the hour; else one without a limit; else None.

    Unlike a status this does not change with the clock, so it can be stored. A right that lapses presses nobody, and
    a trigger ('ask again if no answer came') is the report-maker's business.
    """
    running = [state for state in steps if _runs(state)]
    limited = [state for state in running if state.due is not None and state.due.late_after is not None]
    if limited:
        return min(limited, key=_deadline)
    return next((state for state in running if state.due is None), None)


def _runs(state: StepState) -> bool:
    started = state.start is not None and state.completion is None and state.closed_by is None
    lapses = state.step.optional or (state.due is not None and state.due.kind is Kind.ELIGIBILITY)
    return started and not state.provisional and state.active and not lapses


def _deadline(state: StepState) -> dt.datetime:
    due = state.due
    if due is None:
        return _FAR
    return due.late_after or due.at
