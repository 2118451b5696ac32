"""The protocol as a picture: which boxes stand where. Lanes run across, phases from left to right.

Shown are the steps that something has touched and those that can follow from them; steps that nothing has called for
(an allegation, a private fostering) are named beneath. Drawing is svg.py's business.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from noddfa.design.components import Kind
from noddfa.design.dates import show_day
from noddfa.design.offered import lang
from noddfa.protect.clocks.letters import wrapped
from noddfa.protect.clocks.showing import SIGN, status_of, when_text
from noddfa.protect.clocks.state import Clocks
from noddfa.protocol import MarkName, Protocol, Status, Step, StepState, label
from noddfa.protocol.model import Lane, Phase

WIDTH = 960
GAP = 8
HEAD = 62  # the phases, with the mark 'we are here' above them
BAND = 26  # the name of a lane
PAD = 8
LINE = 16
SMALL = 14
TITLE_SIZE = 13
SMALL_SIZE = 12
SIGN_SIZE = 14

_PRESSING = (Status.LATE, Status.DUE_SOON, Status.VARIED, Status.OPEN)


@dataclass(frozen=True)
class Box:
    """One step in its place. lines: the title; below: what its state is and when."""

    x: float
    y: float
    width: float
    height: float
    kind: Kind
    lines: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A phase. here: the case is in it."""

    x: float
    width: float
    title: str
    here: bool


@dataclass(frozen=True)
class Band:
    """A lane: its name stands on a band across the picture, its boxes beneath."""

    y: float
    height: float
    title: str


@dataclass(frozen=True)
class Picture:
    """Everything the drawing needs. summary: the picture in two or three sentences."""

    width: float
    height: float
    title: str
    summary: str
    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    not_called_for: tuple[str, ...]


def picture_of(clocks: Clocks) -> Picture:
    """Lay the steps of a case out, in the language in force."""
    shown = chosen(clocks.steps)
    drawn = reachable(clocks.protocol, shown)
    states = [state for state in shown if state.step.code in drawn]
    phases = [phase for phase in Phase if any(state.step.phase is phase for state in states)]
    width = (WIDTH - GAP * (len(phases) - 1)) / max(1, len(phases))
    here = phase_of(states)
    columns = [
        Column(number * (width + GAP), width, label(phase).get(lang()), phase is here)
        for number, phase in enumerate(phases)
    ]
    bands: list[Band] = []
    boxes: list[Box] = []
    y = float(HEAD)
    for lane in Lane:
        cells = [[s for s in states if s.step.lane is lane and s.step.phase is phase] for phase in phases]
        if not any(cells):
            continue
        placed, bottom = _lane(cells, columns, y + BAND + GAP)
        bands.append(Band(y, bottom - y, label(lane).get(lang())))
        boxes += placed
        y = bottom + GAP
    return Picture(
        width=WIDTH,
        height=y,
        title=_("The protocol of this case as a picture"),
        summary=summary_of(shown, here),
        columns=tuple(columns),
        bands=tuple(bands),
        boxes=tuple(boxes),
        not_called_for=tuple(s.step.title.get(lang()) for s in shown if s.step.code not in drawn),
    )


def chosen(states: Iterable[StepState]) -> list[StepState]:
    """One run for each step: the most pressing active one, else the last."""
    by_step: dict[str, StepState] = {}
    for state in states:
        held = by_step.get(state.step.code)
        if held is None or _weight(state) <= _weight(held):
            by_step[state.step.code] = state
    return list(by_step.values())


def reachable(protocol: Protocol, states: Sequence[StepState]) -> set[str]:
    """The steps something has touched, and those that can be started by completing one of these, and so on."""
    found = {state.step.code for state in states if state.start is not None or state.completion is not None}
    found |= {state.step.code for state in states if state.active or state.closed_by is not None}
    waiting = [step for step in protocol.steps if step.code not in found]
    while True:
        made = {trigger.name for step in protocol.steps if step.code in found for trigger in step.completes}
        more = [step for step in waiting if _starts_with(step, made)]
        if not more:
            return found
        found |= {step.code for step in more}
        waiting = [step for step in waiting if step.code not in found]


def phase_of(states: Sequence[StepState]) -> Phase | None:
    """Where the case is: the furthest phase of the protection lane in which something is to be done or was done."""
    order = list(Phase)
    active = [s.step.phase for s in states if s.step.lane is Lane.PROTECTION and s.active]
    done = [s.step.phase for s in states if s.step.lane is Lane.PROTECTION and s.completion is not None]
    found = active or done
    return max(found, key=order.index) if found else None


def summary_of(states: Sequence[StepState], here: Phase | None) -> str:
    """The picture in a few sentences, for those who hear it."""
    done = sum(state.completion is not None for state in states)
    active = [state for state in states if state.active]
    late = [state for state in active if state.status is Status.LATE]
    sentences = []
    if here is not None:
        sentences.append(_("The case is in the phase ‘%(phase)s’.") % {"phase": label(here).get(lang())})
    sentences.append(ngettext("%(count)d step is done.", "%(count)d steps are done.", done) % {"count": done})
    sentences.append(
        ngettext("%(count)d step is to be done now.", "%(count)d steps are to be done now.", len(active))
        % {"count": len(active)}
    )
    if late:
        names = "; ".join(state.step.title.get(lang()) for state in late)
        sentences.append(_("Late: %(steps)s.") % {"steps": names})
    sentences.append(_("The same stands beneath in words."))
    return " ".join(sentences)


def _day(state: StepState) -> str:
    """When a step was done or is due, as short as may be; its state stands beside it."""
    if state.completion is not None:
        return show_day(state.completion.happened)
    return when_text(state) if state.due is not None else ""


def _weight(state: StepState) -> int:
    return _PRESSING.index(state.status) if state.status in _PRESSING else len(_PRESSING)


def _starts_with(step: Step, made: Collection[MarkName]) -> bool:
    return any(trigger.name in made for trigger in step.starts)


def _lane(
    cells: Sequence[Sequence[StepState]], columns: Sequence[Column], top: float
) -> tuple[list[Box], float]:
    """The boxes of one lane, stacked within each phase, and where the lowest ends."""
    boxes: list[Box] = []
    bottom = top
    for cell, column in zip(cells, columns, strict=True):
        y = top
        for state in cell:
            box = _box(state, column, y)
            boxes.append(box)
            y += box.height + GAP
        bottom = max(bottom, y)
    return boxes, bottom


def _box(state: StepState, column: Column, y: float) -> Box:
    inner = column.width - 2 * PAD
    lines = wrapped(state.step.title.get(lang()), inner, TITLE_SIZE, bold=True)
    below = list(wrapped(str(status_of(state).text), inner - SIGN_SIZE - 4, SMALL_SIZE, bold=True))
    below += wrapped(_day(state), inner, SMALL_SIZE)
    height = PAD + LINE * len(lines) + 4 + SMALL * len(below) + PAD
    return Box(column.x, y, column.width, height, SIGN[state.status], lines, tuple(below))
