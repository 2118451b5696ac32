"""The clocks of a concern and its report, under the protocol of the day, as they read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from noddfa.chronicle import Fact, marks_of
from noddfa.design.components import Kind as StatusKind
from noddfa.design.components import Status
from noddfa.design.dates import show_day, show_moment
from noddfa.design.offered import lang
from noddfa.protocol import Due, StepState, due_steps, explain, label, load_protocols
from noddfa.protocol import Status as Stands
from noddfa.protocol.model import Kind

PROTOCOL = "wales-child-2021"

# What a report-maker has to do or to wait for; a duty desk sees those of the council as well.
OF_THE_REPORTER = ("danger", "report", "written_confirmation", "chase_ack", "initial_decision", "acknowledge")
OF_THE_DESK = ("danger", "police_discussion", "initial_checks", "initial_decision", "acknowledge")

_SHAPES: dict[Stands, StatusKind] = {
    Stands.NOT_STARTED: "waiting",
    Stands.NOT_APPLICABLE: "stopped",
    Stands.OPEN: "now",
    Stands.VARIED: "now",
    Stands.DUE_SOON: "soon",
    Stands.LATE: "late",
    Stands.DONE: "done",
    Stands.DONE_LATE: "done",
}


@dataclass(frozen=True)
class Clock:
    """One step that is running, waiting or done: ready to be printed.

    who: whose step it is. due: by when, in words. basis: why, with its source. verification: how well that is known.
    """

    step: str
    title: str
    who: str
    status: Status
    due: str
    basis: str
    source: str
    verification: str
    state: StepState


def states_of(facts: Iterable[Fact], *, now: dt.datetime) -> tuple[StepState, ...]:
    """Every step of the protocol that something in these facts has touched."""
    states = due_steps(load_protocols()[PROTOCOL], marks_of(facts), now=now)
    return tuple(state for state in states if state.start is not None or state.completion is not None)


def clocks_of(facts: Iterable[Fact], *, steps: Sequence[str], now: dt.datetime) -> list[Clock]:
    """The clocks of these steps, in the language in force, as they stand now."""
    return [_clock(state) for state in states_of(facts, now=now) if state.step.code in steps]


def settled_at(facts: Sequence[Fact]) -> dt.datetime:
    """A moment by which all of these facts had happened: to work out due times that do not hang on the clock."""
    return max(
        (max(fact.happened, fact.recorded) for fact in facts), default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    )


def _clock(state: StepState) -> Clock:
    due = state.due
    return Clock(
        step=state.step.code,
        title=state.step.title.get(lang()),
        who=", ".join(label(role).get(lang()) for role in state.step.leads),
        status=_status(state),
        due=_due_words(due) if due else "",
        basis=explain(due, lang()) if due else "",
        source=(due.basis.limit.source if due else state.step.source).get(lang()),
        verification=str(due.basis.limit.verification if due else state.step.verification),
        state=state,
    )


def _status(state: StepState) -> Status:
    if state.status is Stands.NOT_STARTED and state.due is not None and state.due.kind is Kind.TRIGGER:
        return Status(_("Not yet"), "waiting")
    return Status(label(state.status).get(lang()), _SHAPES[state.status])


def _due_words(due: Due) -> str:
    if due.kind is Kind.IMMEDIATE:
        return _("At once")
    if due.kind is Kind.TRIGGER:
        return _("From %(day)s") % {"day": _within(due)}
    if due.exact:
        return _("By %(moment)s") % {"moment": show_moment(due.at)}
    return _("By the end of %(day)s") % {"day": _within(due)}


def _within(due: Due) -> str:
    """The day as it stands within a sentence: Welsh writes 'dydd Mercher' there."""
    words = show_day(due.day, weekday=True)
    return words[0].lower() + words[1:] if lang() == "cy" else words
