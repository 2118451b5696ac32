"""When a step is due, and why: counting a limit from its start.

How each unit is counted (the choices are ours where the sources are silent, and `explain` states them):

- **working days**: local days in Wales, the day of the start left out; the limit ends with the last
  second of the last day, because no source seen ends it with office hours.
- **calendar days, days, weeks, months**: local days likewise; a month ends on the same day of the month,
  or on the last where there is none; a limit that ends on a day off is not moved.
- **hours**: elapsed hours, so a night when the clocks change makes no hour longer or shorter.
- **a start of which only the day is known**: no matter for days; for hours the limit has two ends, counted
  from the first and from the last moment of that day. `at` is the later one: nothing is called late while
  it may have been in time.

What each kind makes of it: a maximum, target or good practice is due `at`; an immediate limit is due at
its start and called late a day after (`IMMEDIATE_LATE_AFTER`: a rule for showing it, found in no source);
a minimum and a trigger say from when (`at` is the first moment allowed, or to act); an eligibility counts
backwards and is open up to and including `at`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from .days import SkippedDay, WalesDays, add_months, day_end, day_start, local_day
from .marks import Mark, Precision, Variance
from .model import Kind, Limit, Step, Text, Unit
from .vocabulary import MarkName

IMMEDIATE_LATE_AFTER = timedelta(hours=24)
SOON_AT_MOST = 5  # working days

_DAYS_IN: Mapping[Unit, int] = {Unit.CALENDAR_DAYS: 1, Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 30}
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything a due time was worked out from.

    `number` and `unit` are those used, a variance's where there is one; `limit` is the row of the table.
    `last_working_day` is given when a limit in days ends on a day off: the last working day before it.
    """

    protocol: str
    step: str
    title: Text
    start_id: str
    start_name: MarkName
    start: datetime
    start_precision: Precision
    limit: Limit
    number: int | None
    unit: Unit | None
    skipped: tuple[SkippedDay, ...]
    started_on_day_off: bool
    last_working_day: date | None
    unknown_years: tuple[int, ...]
    calendar: str
    variance: Variance | None = None
    varied_late: bool = False
    unvaried_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A due time with its basis. All times in UTC, to the second.

    `at`: see the module's first lines for what it means to each kind. `at_earliest` differs from it only
    when a limit in hours starts on a day without a time. `soon_from`: from when to warn (None: never).
    `late_after`: the last moment that is not late (None: a limit that cannot be missed).
    """

    at: datetime
    at_earliest: datetime
    soon_from: datetime | None
    late_after: datetime | None
    basis: Basis

    @property
    def kind(self) -> Kind:
        """What the limit means."""
        return self.basis.limit.kind

    @property
    def day(self) -> date:
        """The local day in Wales of `at`."""
        return local_day(self.at)

    @property
    def exact(self) -> bool:
        """Whether the time of day matters (hours, or an end set to the minute) and not only the day."""
        if self.basis.variance is not None and isinstance(self.basis.variance.until, datetime):
            return True
        return self.basis.unit is Unit.HOURS


def due_for(step: Step, protocol: str, start: Mark, *, calendar: WalesDays) -> Due | None:
    """When this step is due by the limit in force on the day its clock started; None without a limit."""
    limit = step.limit_on(start.day)
    if limit is None:
        return None
    basis = Basis(
        protocol=protocol,
        step=step.code,
        title=step.title,
        start_id=start.id,
        start_name=start.name,
        start=start.happened,
        start_precision=start.precision,
        limit=limit,
        number=limit.number,
        unit=limit.unit,
        skipped=(),
        started_on_day_off=False,
        last_working_day=None,
        unknown_years=(),
        calendar=calendar.source,
    )
    return _counted(basis, start, limit.number, limit.unit, calendar)


def varied(due: Due, start: Mark, variance: Variance, *, late: bool, calendar: WalesDays) -> Due:
    """The due time that a variance sets, carrying what it would have been without any."""
    basis = replace(
        due.basis,
        number=variance.number,
        unit=variance.unit,
        variance=variance,
        varied_late=late,
        unvaried_at=due.basis.unvaried_at or due.at,
        skipped=(),
        started_on_day_off=False,
        last_working_day=None,
        unknown_years=(),
    )
    if variance.number is not None and variance.unit is not None:
        return _counted(basis, start, variance.number, variance.unit, calendar)
    if isinstance(variance.until, datetime):
        soon = variance.until - max(timedelta(0), variance.until - start.latest) / 4
        return Due(variance.until, variance.until, soon, variance.until, basis)
    assert variance.until is not None  # held by Variance: either a number or an end
    days = max(0, (variance.until - start.day).days)
    return _by_day(basis, variance.until, days, calendar)


def _counted(basis: Basis, start: Mark, number: int, unit: Unit, calendar: WalesDays) -> Due:
    if basis.limit.kind is Kind.ELIGIBILITY:
        last = start.day - timedelta(days=number * _DAYS_IN[unit] + 1)
        return _by_day(basis, last, number, calendar)
    if unit is Unit.HOURS:
        return _by_hours(basis, start, number)
    if unit is Unit.WORKING_DAYS:
        count = calendar.count(start.day, number)
        basis = replace(
            basis,
            skipped=count.skipped,
            started_on_day_off=not calendar.is_working_day(start.day),
            unknown_years=count.unknown_years,
        )
        return _by_day(basis, count.day, number, calendar)
    if unit is Unit.MONTHS:
        return _by_day(basis, add_months(start.day, number), number * _DAYS_IN[unit], calendar)
    days = number * _DAYS_IN[unit]
    return _by_day(basis, start.day + timedelta(days=days), days, calendar)


def _by_hours(basis: Basis, start: Mark, number: int) -> Due:
    hours = timedelta(hours=number)
    at, at_earliest = start.latest + hours, start.earliest + hours
    if basis.limit.kind is Kind.IMMEDIATE:
        return Due(at, at_earliest, at_earliest, at + IMMEDIATE_LATE_AFTER, basis)
    if not basis.limit.kind.can_be_late:
        return Due(at, at_earliest, None, None, basis)
    return Due(at, at_earliest, at_earliest - hours / 4, at, basis)


def _by_day(basis: Basis, last: date, days: int, calendar: WalesDays) -> Due:
    """A limit that ends with the local day `last`; `days` is its length, for when to begin to warn."""
    kind = basis.limit.kind
    if kind is Kind.MINIMUM:
        return Due(day_start(last), day_start(last), None, None, basis)
    if kind is Kind.TRIGGER:
        after = day_end(last) + _SECOND
        return Due(after, after, None, None, basis)
    if not calendar.is_working_day(last):
        basis = replace(basis, last_working_day=calendar.back(last, 1))
    soon = day_start(calendar.back(last, min(SOON_AT_MOST, days // 3)))
    end = day_end(last)
    return Due(end, end, soon, end, basis)
