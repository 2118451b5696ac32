"""Fields for dates: a day, a day as far as it is known, a day with its time. All judged by the day in Wales.

Dates are typed into three boxes; the month may be a number or a name, in either language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from noddfa.design.dates import day_in_wales, moment_in_wales, read_clock, read_figures, read_month

Typed = dict[str, str]
EARLIEST_YEAR = 1900
MOST_YEARS_AHEAD = (
    20  # nothing is planned further ahead: a year like 3026 is a slip that would lose a deadline
)

DATE_MESSAGES: dict[str, Any] = {
    "required": _("Enter a date."),
    "no_day": _("The date must have a day."),
    "no_month": _("The date must have a month."),
    "no_year": _("The date must have a year."),
    "year": _("Enter the year in four figures, like 2026."),
    "impossible": _("There is no such date. Check the day and the month."),
    "early": _("The date must be in 1900 or later. Check the year."),
    "future": _("The date must be today or in the past."),
    "past": _("The date must be today or in the future."),
    "far": _("The date is more than 20 years ahead. Check the year."),
}


class PartsWidget(forms.Widget):
    """Boxes that together make one answer; each has its name: <field>_<part>."""

    parts: tuple[str, ...] = ("day", "month", "year")
    template_name = "design/forms/date.html"
    use_fieldset = True

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Typed:
        """What was typed into each box."""
        return {part: str(data.get(f"{name}_{part}") or "").strip() for part in self.parts}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in self.parts)

    def id_for_label(self, id_: str) -> str:
        return ""

    def first_id(self, id_: str) -> str:
        """Where the link of the error summary jumps to."""
        return f"{id_}_{self.parts[0]}"

    def split(self, value: Any) -> Typed:
        """The boxes for a value given as initial."""
        if isinstance(value, dt.date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return {}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["widget"]["typed"] = value if isinstance(value, dict) else self.split(value)
        return context


class PartsField(forms.Field):
    """Common ground of the date fields. now is set by the form."""

    default_error_messages = DATE_MESSAGES

    def __init__(self, *, not_future: bool = False, not_past: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.not_future = not_future
        self.not_past = not_past
        self.now: dt.datetime = timezone.now()

    def refuse(self, code: str) -> ValidationError:
        """The error for a code of error_messages."""
        return ValidationError(self.error_messages[code], code=code)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial if isinstance(initial, dict) else self.widget.split(initial)
        return any((before.get(part) or "") != text for part, text in (data or {}).items())

    def read_day(self, typed: Typed) -> dt.date:
        """The day of three filled boxes. Raises ValidationError."""
        for part in ("day", "month", "year"):
            if not typed.get(part):
                raise self.refuse(f"no_{part}")
        year = self.read_year(typed["year"])
        month = read_month(typed["month"])
        day = read_figures(typed["day"])
        if month is None or day is None:
            raise self.refuse("impossible")
        try:
            return dt.date(year, month, day)
        except ValueError:
            raise self.refuse("impossible") from None

    def read_year(self, written: str) -> int:
        """A year in four figures. Raises ValidationError."""
        year = read_figures(written)
        if year is None or len(written) != 4:
            raise self.refuse("year")
        if year < EARLIEST_YEAR:
            raise self.refuse("early")
        return year

    def judge(self, first: dt.date, last: dt.date) -> None:
        """Refuse a stretch of days that lies wholly on the wrong side of today, or beyond anything planned."""
        today = day_in_wales(self.now)
        if self.not_future and first > today:
            raise self.refuse("future")
        if self.not_past and last < today:
            raise self.refuse("past")
        if (first.year - MOST_YEARS_AHEAD, first.month, first.day) > (today.year, today.month, today.day):
            raise self.refuse("far")

    def given(self, value: Typed | None) -> Typed:
        """The boxes, or {} when all are empty. Raises ValidationError when an answer is required."""
        typed = value if value and any(value.values()) else {}
        if not typed and self.required:
            raise self.refuse("required")
        return typed


class DateField(PartsField):
    """A day. Gives a datetime.date, or None."""

    widget = PartsWidget

    def clean(self, value: Any) -> dt.date | None:
        """The day. Raises ValidationError naming the part that is wrong."""
        typed = self.given(value)
        if not typed:
            return None
        day = self.read_day(typed)
        self.judge(day, day)
        self.run_validators(day)
        return day


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it was told: a day, a month, a year, or 'about so old' (then only age is set)."""

    precision: Literal["day", "month", "year", "about"]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    age: int | None = None


class PartialDateWidget(PartsWidget):
    """Three boxes of which the day, or the day and the month, may stay empty, and one for 'about how old'."""

    parts = ("day", "month", "year", "age")
    template_name = "design/forms/partial_date.html"

    def split(self, value: Any) -> Typed:
        if isinstance(value, PartialDate):
            return {part: str(getattr(value, part) or "") for part in self.parts}
        return super().split(value)


class PartialDateField(PartsField):
    """A date as far as it is known, such as a date of birth. Gives a PartialDate, or None.

    oldest: the greatest age that is believed.
    """

    widget = PartialDateWidget
    default_error_messages = {
        "needs_month": _("Enter the month as well, or leave the day empty."),
        "both": _("Enter a date or an age, not both."),
        "age": _("Enter the age in whole years, such as 15."),
        "too_old": _("The age must be %(oldest)d or less."),
        "too_long_ago": _("By this date they would be more than %(oldest)d years old. Check the year."),
    }

    def __init__(self, *, oldest: int = 110, **kwargs: Any) -> None:
        kwargs.setdefault("not_future", True)
        super().__init__(**kwargs)
        self.oldest = oldest

    def clean(self, value: Any) -> PartialDate | None:
        """The date with its precision. Raises ValidationError naming the part that is wrong."""
        typed = self.given(value)
        if not typed:
            return None
        if typed.get("age"):
            return self.read_age(typed)
        if typed.get("day"):
            if not typed.get("month"):
                raise self.refuse("needs_month")
            day = self.read_day(typed)
            self.judge(day, day)
            return PartialDate("day", day.year, day.month, day.day)
        if not typed.get("year"):
            raise self.refuse("no_year")
        year = self.read_year(typed["year"])
        if not typed.get("month"):
            self.judge(dt.date(year, 1, 1), dt.date(year, 12, 31))
            return PartialDate("year", year)
        month = read_month(typed["month"])
        if month is None:
            raise self.refuse("impossible")
        self.judge(dt.date(year, month, 1), dt.date(year, month, 28))
        return PartialDate("month", year, month)

    def read_age(self, typed: Typed) -> PartialDate:
        """An age instead of a date. Raises ValidationError."""
        if any(typed.get(part) for part in ("day", "month", "year")):
            raise self.refuse("both")
        age = read_figures(typed["age"])
        if age is None:
            raise self.refuse("age")
        if age > self.oldest:
            raise self.not_believed("too_old")
        return PartialDate("about", age=age)

    def judge(self, first: dt.date, last: dt.date) -> None:
        """As for any date; nor may somebody born on the last of the days be older than is believed."""
        super().judge(first, last)
        today = day_in_wales(self.now)
        if today.year - last.year - ((today.month, today.day) < (last.month, last.day)) > self.oldest:
            raise self.not_believed("too_long_ago")

    def not_believed(self, code: str) -> ValidationError:
        """The error for an age beyond the oldest."""
        return ValidationError(self.error_messages[code], code=code, params={"oldest": self.oldest})


@dataclass(frozen=True)
class When:
    """A moment (UTC) and how finely it is known. Known by the day only, the moment is that day's first."""

    moment: dt.datetime
    precision: Literal["minute", "day"]


class WhenWidget(PartsWidget):
    """Three boxes for the day, one for the time, and a tick box for 'time not known'."""

    parts = ("day", "month", "year", "time", "unknown")
    template_name = "design/forms/when.html"

    def split(self, value: Any) -> Typed:
        precision = "minute"
        if isinstance(value, When):
            value, precision = value.moment, value.precision
        if not isinstance(value, dt.datetime):
            return super().split(value)
        local = timezone.localtime(value)
        boxes = super().split(local.date())
        if precision == "day":
            return {**boxes, "unknown": "on"}
        return {**boxes, "time": f"{local:%H:%M}"}


class WhenField(PartsField):
    """A day with its time, or with 'time not known'. Gives a When, or None."""

    widget = WhenWidget
    default_error_messages = {
        "no_time": _("Enter the time, or tick that the time is not known."),
        "time": _("Enter the time in hours and minutes, like 14:05."),
        "time_and_unknown": _("Enter a time or tick that it is not known, not both."),
        "skipped": _("There was no such time: the clocks went forward that night. Enter an hour later."),
        "future_time": _("The time must be in the past."),
    }

    def clean(self, value: Any) -> When | None:
        """The moment and its precision. Raises ValidationError naming the part that is wrong."""
        typed = self.given(value)
        if not typed:
            return None
        day = self.read_day(typed)
        self.judge(day, day)
        clock, unknown = typed.get("time"), typed.get("unknown")
        if clock and unknown:
            raise self.refuse("time_and_unknown")
        if unknown:
            first = moment_in_wales(day, dt.time())
            if first is None:
                raise self.refuse("skipped")
            return When(first, "day")
        if not clock:
            raise self.refuse("no_time")
        return self.read_moment(day, clock)

    def read_moment(self, day: dt.date, written: str) -> When:
        """The moment of a day and a written time. Raises ValidationError."""
        time = read_clock(written)
        if time is None:
            raise self.refuse("time")
        moment = moment_in_wales(day, time)
        if moment is None:
            raise self.refuse("skipped")
        if self.not_future and moment > self.now:
            raise self.refuse("future_time")
        return When(moment, "minute")
