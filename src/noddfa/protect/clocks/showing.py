"""Steps as they read on a page: what is due, by when, on what basis, and where it is recorded."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.chronicle.kinds import EventKind
from noddfa.design.components import Kind, Link, Status
from noddfa.design.dates import show_day, show_moment
from noddfa.design.offered import lang
from noddfa.protect.clocks.state import Clocks
from noddfa.protocol import Due, MarkName, StepState, explain, label
from noddfa.protocol import Status as StepStatus
from noddfa.protocol.model import Kind as LimitKind
from noddfa.protocol.model import Verification

SIGN: dict[StepStatus, Kind] = {
    StepStatus.NOT_STARTED: "waiting",
    StepStatus.NOT_APPLICABLE: "stopped",
    StepStatus.OPEN: "now",
    StepStatus.VARIED: "now",
    StepStatus.DUE_SOON: "soon",
    StepStatus.LATE: "late",
    StepStatus.DONE: "done",
    StepStatus.DONE_LATE: "done",
}


@dataclass(frozen=True)
class DueItem:
    """One step of the protocol, ready to print.

    basis: the sentence that says why it is due then. unsure: the limit, or that there is such a step, is still to be
    verified; source: where it comes from.
    """

    code: str
    title: str
    lane: str
    phase: str
    status: Status
    when: str
    leads: str
    others: str
    note: str = ""
    basis: str = ""
    working_to: str = ""
    unsure: bool = False
    source: str = ""
    doubtful: bool = False
    run: str = ""
    links: tuple[Link, ...] = ()
    vary_url: str = ""


@dataclass(frozen=True)
class Recording:
    """By which kinds this actor may record something here, so that each step can lead to its form."""

    case: uuid.UUID
    kinds: Sequence[type[EventKind]] = ()
    may_vary: bool = False

    def links_for(self, marks: Iterable[MarkName]) -> tuple[Link, ...]:
        """The forms by which one of these marks is made."""
        wanted = set(marks)
        return tuple(
            Link(kind.label, reverse("chronicle:add", args=[self.case, kind.code]))
            for kind in self.kinds
            if wanted & set(kind.makes)
        )


def status_of(state: StepState) -> Status:
    """A step's state as text with its sign."""
    return Status(label(state.status).get(lang()), SIGN[state.status])


def item_of(state: StepState, recording: Recording | None = None) -> DueItem:
    """A step ready to print; with `recording`, and while it is active, with links to where it is recorded."""
    language, step, due = lang(), state.step, state.due
    limit = due.basis.limit if due is not None else None
    checked = limit.verification if limit is not None else step.verification
    active = recording is not None and state.active
    return DueItem(
        code=step.code,
        title=step.title.get(language),
        lane=label(step.lane).get(language),
        phase=label(step.phase).get(language),
        status=status_of(state),
        when=when_text(state),
        leads=_roles(step.leads),
        others=_roles((*step.must, *step.others)),
        note=step.note.get(language) if step.note else "",
        basis=explain(due, language) if due is not None and not state.provisional else "",
        working_to=_working_to(state),
        unsure=checked is not Verification.SEEN,
        source=(limit.source if limit is not None else step.source).get(language),
        doubtful=not state.certain,
        run=_("Number %(number)d of its kind") % {"number": state.run} if state.run > 1 else "",
        links=recording.links_for(t.name for t in step.completes) if active and recording else (),
        vary_url=_vary_url(state, recording) if active and recording else "",
    )


def items_of(
    clocks: Clocks, states: Iterable[StepState], recording: Recording | None = None
) -> list[DueItem]:
    """Steps ready to print, in the order given."""
    return [item_of(state, recording) for state in states]


def when_text(state: StepState) -> str:
    """When a step was done, was due or is due, in a few words; '' where there is nothing to say yet."""
    if state.completion is not None:
        done = show_moment(state.completion.happened, precision=state.completion.precision)
        return _("Done: %(when)s") % {"when": done}
    if not state.active:
        return ""
    if state.due is None:
        return _("No time limit is set for it.")
    return due_text(state.due, late=state.status is StepStatus.LATE)


def due_text(due: Due, *, late: bool) -> str:
    """A due time in a few words."""
    if due.kind is LimitKind.IMMEDIATE:
        return _("To be done at once, since %(when)s") % {"when": show_moment(due.at)}
    if due.kind in (LimitKind.MINIMUM, LimitKind.TRIGGER):
        return _("Not before %(when)s") % {"when": show_day(due.at)}
    return deadline_text(due.at, exact=due.exact, late=late)


def deadline_text(at: dt.datetime, *, exact: bool, late: bool) -> str:
    """A deadline in a few words: the day, and the time where it matters."""
    when = show_moment(at) if exact else show_day(at)
    return (_("Was due: %(when)s") if late else _("Due: %(when)s")) % {"when": when}


def _working_to(state: StepState) -> str:
    if state.working_to is None or state.due is None or state.working_to == state.due:
        return ""
    return _("A manager set a new day to work to: %(when)s. The step still counts as late.") % {
        "when": show_day(state.working_to.at)
    }


def _roles(codes: Iterable[str]) -> str:
    return ", ".join(label(code).get(lang()) for code in codes)


def _vary_url(state: StepState, recording: Recording) -> str:
    if not recording.may_vary or not state.step.may_vary or state.due is None:
        return ""
    return reverse("protect:vary", args=[recording.case, state.step.code])
