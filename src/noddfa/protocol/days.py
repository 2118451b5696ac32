"""Days in Wales: local days, working days, months.

A day is a day in Europe/London, whatever the time of year. A working day is Monday to Friday and not a
bank holiday of England and Wales; holidays come from the `holidays` package (country GB, subdivision
WLS), which knows the proclaimed ones up to its own release date, plus any extra day a practice file adds.

Counting leaves out the day a clock starts on: the first day after it that counts is day one. So a clock
that starts on a Saturday, on Christmas Day or on the Friday before runs alike, and the stricter reading
is taken throughout. Where the package knows no holidays for a year, only weekends are left out and the
year is named in `Count.unknown_years`: the caller must say so, not hide it.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.metadata import version
from zoneinfo import ZoneInfo

from .model import Text

WALES_ZONE = ZoneInfo("Europe/London")


@lru_cache(maxsize=1)
def _package() -> str:
    """The package and its version: reading it from the installation takes as long as a whole state."""
    return f"holidays {version('holidays')}, GB/WLS"


_DAY = timedelta(days=1)
_SATURDAY = 5


def local_day(moment: datetime) -> date:
    """The day in Wales on which this instant falls."""
    return moment.astimezone(WALES_ZONE).date()


def day_start(day: date) -> datetime:
    """Midnight at the start of a day in Wales, in UTC. British clocks never change at midnight."""
    return datetime.combine(day, time(), tzinfo=WALES_ZONE).astimezone(UTC)


def day_end(day: date) -> datetime:
    """The last whole second of a day in Wales (23:59:59 local), in UTC."""
    return day_start(day + _DAY) - timedelta(seconds=1)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


# The package knows the whole world and takes a second to load: it is loaded when a bank holiday is first asked for,
# so that a command or a server that asks for none starts without it.


@lru_cache(maxsize=1)
def _known_years() -> range:
    from holidays.countries.united_kingdom import UnitedKingdom

    return range(UnitedKingdom.start_year, UnitedKingdom.end_year + 1)


@lru_cache(maxsize=512)
def _bank_holidays(year: int) -> Mapping[date, str]:
    import holidays

    return dict(holidays.country_holidays("GB", subdiv="WLS", years=year, language="en_GB"))


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """A bank holiday that fell on a weekday and was not counted."""

    day: date
    name: Text


@dataclass(frozen=True, slots=True)
class Count:
    """Where a count of working days ended, and the weekday holidays it passed over."""

    day: date
    skipped: tuple[SkippedDay, ...]
    unknown_years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WalesDays:
    """The working-day calendar.

    `names` gives the package's English names in both languages; `extra` adds bank holidays that the package
    does not know yet, by day.
    """

    names: Mapping[str, Text] = field(default_factory=dict, hash=False)
    extra: Mapping[date, Text] = field(default_factory=dict, hash=False)

    @property
    def source(self) -> str:
        """Which calendar this is, for the record of how a limit was counted."""
        return _package()

    def holiday(self, day: date) -> Text | None:
        """The name of the bank holiday on this day, or None.

        A name without a translation is given in English twice, with the status 'missing'.
        """
        if day in self.extra:
            return self.extra[day]
        name = _bank_holidays(day.year).get(day) if self.knows(day.year) else None
        if name is None:
            return None
        return self.names.get(name) or Text(en=name, cy=name, cy_status="missing")

    def knows(self, year: int) -> bool:
        """Whether bank holidays of this year are known at all."""
        return year in _known_years()

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday and not a bank holiday."""
        return day.weekday() < _SATURDAY and self.holiday(day) is None

    def count(self, start: date, number: int) -> Count:
        """The n-th working day after `start` (which is not itself counted).

        With number 0 the answer is `start`, working day or not. Raises ValueError for a negative number.
        """
        if number < 0:
            raise ValueError(f"number of working days must be 0 or more; got {number}")
        day, left = start, number
        skipped: list[SkippedDay] = []
        while left:
            day += _DAY
            if day.weekday() >= _SATURDAY:
                continue
            name = self.holiday(day)
            if name is None:
                left -= 1
            else:
                skipped.append(SkippedDay(day, name))
        unknown = tuple(year for year in range(start.year, day.year + 1) if not self.knows(year))
        return Count(day, tuple(skipped), unknown)

    def back(self, day: date, number: int) -> date:
        """The n-th working day before `day` (which is not itself counted); with 0, `day`."""
        left = number
        while left:
            day -= _DAY
            left -= self.is_working_day(day)
        return day
