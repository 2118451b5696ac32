"""Where a step's clocks run: pairing the marks that start, open, close and complete it.

A run is one time round a step. This module only pairs marks; it counts no days and judges nothing.

Marks are taken in the order they happened. A mark of which only the day is known counts as early as it can
when it starts something and as late as it can when it ends something, so that two marks of one day pair up
whichever way their times were kept. The order in which marks are handed in, or were recorded, is no matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .marks import Mark, Standing
from .model import Repeats, Step


@dataclass(slots=True)
class Run:
    """One time round a step. Without a start: it was done although nothing had started its clock."""

    start: Mark | None
    ids: frozenset[str]  # of the start mark and all it replaced
    opened: bool
    completion: Mark | None = None
    closed_by: Mark | None = None

    @property
    def running(self) -> bool:
        """Neither completed nor closed."""
        return self.completion is None and self.closed_by is None


@dataclass(frozen=True, slots=True)
class _Entry:
    held: Standing[Mark]
    starts: bool
    opens: bool
    closes: bool
    completes: bool

    @property
    def mark(self) -> Mark:
        return self.held.item

    @property
    def order(self) -> tuple[datetime, bool, datetime, str]:
        begins = self.starts or self.opens
        moment = self.mark.earliest if begins else self.mark.latest
        return (moment, not begins, self.mark.recorded, self.mark.id)


def runs_of(step: Step, marks: Iterable[Standing[Mark]]) -> tuple[Run, ...]:
    """The runs of this step, in the order they started. Empty when nothing has touched the step."""
    entries = sorted(_entries(step, marks), key=lambda entry: entry.order)
    sweep = _Each(step) if step.repeats is Repeats.EACH else _OneAtATime(step)
    for entry in entries:
        if entry.completes:
            sweep.complete(entry)
        if entry.starts:
            sweep.start(entry)
        if entry.opens:
            sweep.open(entry)
        if entry.closes:
            sweep.close(entry)
    return sweep.finish()


def _entries(step: Step, marks: Iterable[Standing[Mark]]) -> Iterable[_Entry]:
    for held in marks:
        touched = [
            any(trigger.matches(held.item) for trigger in triggers)
            for triggers in (step.starts, step.opens, step.closes, step.completes)
        ]
        if any(touched):
            yield _Entry(held, *touched)


class _Sweep:
    """What both ways of repeating share."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.runs: list[Run] = []
        self.pending_open = False
        self.unmatched: list[Mark] = []  # completions that found no run

    def begin(self, entry: _Entry) -> Run:
        run = Run(entry.mark, entry.held.ids, opened=self.pending_open or not self.step.opens)
        self.pending_open = False
        self.runs.append(run)
        return run

    def finish(self) -> tuple[Run, ...]:
        """Runs worth showing: an unopened one after the first says nothing yet; a step done unasked does."""
        shown = [
            run
            for index, run in enumerate(self.runs)
            if index == 0 or run.opened or run.completion is not None or run.closed_by is not None
        ]
        if not shown and self.unmatched:
            shown = [Run(None, frozenset(), opened=True, completion=self.unmatched[0])]
        return tuple(shown)


class _OneAtATime(_Sweep):
    """Repeats NEVER and AGAIN: while one run is open, a further start changes nothing."""

    @property
    def current(self) -> Run | None:
        return self.runs[-1] if self.runs else None

    def complete(self, entry: _Entry) -> None:
        run = self.current
        if run is not None and run.completion is None and run.start is not entry.mark:
            run.completion = entry.mark
        elif not entry.starts:
            self.unmatched.append(entry.mark)

    def start(self, entry: _Entry) -> None:
        run = self.current
        if run is not None and run.running and not run.opened and len(self.runs) > 1:
            self.runs.pop()  # a later round nobody has opened yet: its clock is the latest start's
        elif run is not None and (run.running or (run.completion and self.step.repeats is Repeats.NEVER)):
            return
        fresh = self.begin(entry)
        fresh.completion = self._done_before(entry.mark)

    def _done_before(self, start: Mark) -> Mark | None:
        """A completion that came before its own start: any for a once-only step, else one of the same day.

        In real life the talk with the police comes first and the decision is typed in afterwards.
        """
        once = self.step.repeats is Repeats.NEVER
        found = next((mark for mark in self.unmatched if once or mark.day == start.day), None)
        if found is not None:
            self.unmatched.remove(found)
        return found

    def open(self, entry: _Entry) -> None:
        run = self.current
        if run is None or run.completion is not None:
            self.pending_open = True
        else:
            run.opened, run.closed_by = True, None

    def close(self, entry: _Entry) -> None:
        run = self.current
        if run is not None and run.completion is None:
            run.closed_by = entry.mark
        self.pending_open = False


class _Each(_Sweep):
    """Repeats EACH: every start has its own run; threads tell runs that overlap apart.

    What ends a run can be timed before its start (the answer by telephone, then the report in writing).
    Then only the thread shows that the two belong together, and only with a thread are they paired.
    """

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self.unmatched_closes: list[Mark] = []

    def complete(self, entry: _Entry) -> None:
        waiting = [run for run in self._meant(entry.mark) if run.running and run.start is not entry.mark]
        exact = [run for run in waiting if run.start and run.start.thread == entry.mark.thread]
        for run in (exact or waiting)[:1]:
            run.completion = entry.mark
        if not waiting and not entry.starts:
            self.unmatched.append(entry.mark)

    def start(self, entry: _Entry) -> None:
        run = self.begin(entry)
        run.completion = _taken(self.unmatched, entry.mark.thread)
        run.closed_by = _taken(self.unmatched_closes, entry.mark.thread)

    def open(self, entry: _Entry) -> None:
        meant = [run for run in self._meant(entry.mark) if run.completion is None]
        for run in meant:
            run.opened, run.closed_by = True, None
        if not meant:
            self.pending_open = True

    def close(self, entry: _Entry) -> None:
        meant = self._meant(entry.mark)
        for run in meant:
            if run.running:
                run.closed_by = entry.mark
        if not meant:
            self.unmatched_closes.append(entry.mark)

    def _meant(self, mark: Mark) -> list[Run]:
        """The runs a mark can speak to: of its own thread, or where either side names none."""
        return [
            run
            for run in self.runs
            if run.start and (not mark.thread or run.start.thread in ("", mark.thread))
        ]


def _taken(marks: list[Mark], thread: str) -> Mark | None:
    """The first of these marks with this thread, taken from the list; None without a thread."""
    found = next((mark for mark in marks if thread and mark.thread == thread), None)
    if found is not None:
        marks.remove(found)
    return found
