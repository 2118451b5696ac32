"""Where a case stands: the one pure function `(protocol, marks, now[, known_at]) -> steps`.

Two times, kept apart. `now` is the moment asked about: what happened after it is left out. `known_at` is
what had been recorded: what was recorded after it is left out, corrections included. Asking how things
stood on a day as it was then known sets both to that day; asking how they stood as we now know sets `now`.

Lateness is said only when it is certain. Where a mark carries a day and no time, and both answers are
possible, the step counts as in time and `certain` is False.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .days import WalesDays
from .due import Due, due_for, varied
from .errors import NotVariable
from .marks import Mark, Standing, Variance, standing, to_utc
from .model import Kind, Protocol, Step
from .runs import Run, runs_of
from .shipped import shipped_calendar
from .status import Status
from .vocabulary import MarkName


@dataclass(frozen=True, slots=True)
class AppliedVariance:
    """A variance as it bore on one run. `in_time`: recorded before the limit it changes had passed."""

    variance: Variance
    allowed: bool
    in_time: bool


@dataclass(frozen=True, slots=True)
class StepState:
    """One run of a step, at a moment.

    `run` numbers the runs of a step from 1 in the order they started; a step nothing has touched has one
    state with run 1 and no start. `due` is what lateness is judged by; `working_to` is the date now worked
    to, which differs only after a variance recorded too late: the lateness stays, the new date is kept
    beside it. `provisional`: the clock runs but nothing has opened the step yet. `was_late` stays true
    once the limit was missed, whatever became of the step. `too_early`: done before a minimum allowed it.
    """

    step: Step
    run: int
    status: Status
    start: Mark | None = None
    completion: Mark | None = None
    closed_by: Mark | None = None
    due: Due | None = None
    working_to: Due | None = None
    variances: tuple[AppliedVariance, ...] = ()
    provisional: bool = False
    was_late: bool = False
    too_early: bool = False
    certain: bool = True

    @property
    def active(self) -> bool:
        """Whether somebody should be doing something about it."""
        return self.status in (Status.OPEN, Status.VARIED, Status.DUE_SOON, Status.LATE)


def due_steps(
    protocol: Protocol,
    marks: Iterable[Mark],
    *,
    now: datetime,
    known_at: datetime | None = None,
    variances: Iterable[Variance] = (),
    calendar: WalesDays | None = None,
) -> tuple[StepState, ...]:
    """Every step of the protocol with its status, due time and the basis of that due time.

    In protocol order, a step's runs in the order they started. The order of `marks` makes no difference.
    `calendar` replaces the shipped working-day calendar.

    Raises RecordError when the record cannot be used (naive times, one id with two contents, circles).
    """
    moment = to_utc(now, "now")
    days = calendar or shipped_calendar()
    held = tuple(one for one in standing(marks, known_at) if _has_happened(one.item, moment))
    varied_by = tuple(one.item for one in standing(variances, known_at) if one.item.recorded <= moment)
    by_name: dict[MarkName, list[Standing[Mark]]] = defaultdict(list)
    for each in held:
        by_name[each.item.name].append(each)
    states: list[StepState] = []
    for step in protocol.steps:
        runs = runs_of(step, [each for name in step.mark_names for each in by_name.get(name, ())])
        judge = _Judge(protocol.code, step, runs, varied_by, moment, days)
        states += [judge.state(run, number) for number, run in enumerate(runs, start=1)]
        if not runs:
            states.append(StepState(step, 1, Status.NOT_STARTED))
    return tuple(states)


def check_may_vary(protocol: Protocol, step: str) -> Step:
    """The step, if its limit may be varied by a named manager with a reason.

    Raises NotVariable when the protocol does not allow it, UnknownProtocol when it has no such step.
    """
    found = protocol.step(step)
    if not found.may_vary:
        raise NotVariable(f"the limit of step '{step}' in protocol '{protocol.code}' may not be varied")
    return found


def _has_happened(mark: Mark, now: datetime) -> bool:
    return mark.name.may_lie_ahead or mark.earliest <= now


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges the runs of one step. The rules stand in the methods below, one each."""

    protocol: str
    step: Step
    runs: tuple[Run, ...]
    variances: tuple[Variance, ...]
    now: datetime
    calendar: WalesDays

    def state(self, run: Run, number: int) -> StepState:
        first = self._due(run)
        due, working_to, applied = self._vary(run, first)
        done = run.completion
        too_early = bool(done and due and due.kind is Kind.MINIMUM and done.latest < due.at)
        late = self._late(run, due)
        lapsed = late and done is None and self._lapses(due)
        return StepState(
            step=self.step,
            run=number,
            status=self._status(run, due, late=late, varied=due is not first),
            start=run.start,
            completion=done,
            closed_by=run.closed_by if done is None else None,
            due=due,
            working_to=working_to,
            variances=applied,
            provisional=due is not None and done is None and run.closed_by is None and not run.opened,
            was_late=late and not lapsed,
            too_early=too_early,
            certain=late or too_early or done is None or due is None or self._surely_kept(done, due),
        )

    def _due(self, run: Run) -> Due | None:
        if run.start is None:
            return None
        return due_for(self.step, self.protocol, run.start, calendar=self.calendar)

    def _status(self, run: Run, due: Due | None, *, late: bool, varied: bool) -> Status:
        if run.completion is not None:
            return Status.DONE_LATE if late else Status.DONE
        if run.closed_by is not None:
            return Status.NOT_APPLICABLE
        if not run.opened:
            return Status.NOT_STARTED
        if due is None:
            return Status.OPEN
        if due.kind is Kind.TRIGGER:
            return Status.OPEN if self.now >= due.at else Status.NOT_STARTED
        if late:
            return Status.NOT_APPLICABLE if self._lapses(due) else Status.LATE
        if due.soon_from is not None and self.now >= due.soon_from:
            return Status.DUE_SOON
        return Status.VARIED if varied else Status.OPEN

    def _lapses(self, due: Due | None) -> bool:
        """Whether the step is a right or a way that is open for a time, and nobody's duty."""
        return self.step.optional or (due is not None and due.kind is Kind.ELIGIBILITY)

    def _late(self, run: Run, due: Due | None) -> bool:
        """Whether the limit was certainly missed: by the completion, by the closing, or by now."""
        if due is None or due.late_after is None:
            return False
        if run.completion is not None:
            return run.completion.earliest > due.late_after
        if not run.opened or (self._lapses(due) and run.closed_by is not None):
            return False
        until = self.now if run.closed_by is None else run.closed_by.earliest
        return until > due.late_after

    @staticmethod
    def _surely_kept(done: Mark, due: Due) -> bool:
        """Whether a completion not found late (or too early) is known for certain not to be."""
        if due.kind is Kind.MINIMUM:
            return done.earliest >= due.at
        if due.late_after is None:
            return True
        return done.latest <= due.late_after - (due.at - due.at_earliest)

    def _vary(self, run: Run, due: Due | None) -> tuple[Due | None, Due | None, tuple[AppliedVariance, ...]]:
        """Apply the variances of this run in the order they were recorded.

        A variance in time moves the limit. One recorded after the limit had passed sets a new date to work
        to and leaves the limit, and so the lateness, as it was. One the protocol does not allow is shown
        and moves nothing.
        """
        working_to = due
        applied: list[AppliedVariance] = []
        start = run.start
        if due is None or start is None:
            return due, working_to, ()
        for variance in self.variances:
            if variance.step != self.step.code or self._run_meant(variance) is not run:
                continue
            allowed = self.step.may_vary and due.kind.can_be_late
            in_time = due.late_after is None or variance.recorded <= due.late_after
            applied.append(AppliedVariance(variance, allowed, in_time))
            if not allowed:
                continue
            moved = varied(due, start, variance, late=not in_time, calendar=self.calendar)
            working_to = moved
            due = moved if in_time else due
        return due, working_to, tuple(applied)

    def _run_meant(self, variance: Variance) -> Run | None:
        """The run a variance speaks of: the one it names, else the last to have started when it was recorded.

        Of those started by then, one still unfinished at that moment goes before one already done.
        """
        started = [run for run in self.runs if run.start is not None]
        if variance.start_id is not None:
            return next((run for run in started if variance.start_id in run.ids), None)
        begun = [run for run in started if run.start and run.start.earliest <= variance.recorded]
        unfinished = [
            run for run in begun if run.completion is None or run.completion.latest >= variance.recorded
        ]
        candidates = unfinished or begun
        return candidates[-1] if candidates else None
