"""Days and times as people in Wales write and read them, in both languages.

Pure but for Django's idea of the current language. Storage is UTC; a 'day' is a day in Europe/London.
"""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_month_names
from django.utils.translation import get_language, gettext

WALES = ZoneInfo("Europe/London")
_CLOCK = re.compile(r"([0-9]{1,2})[:.]?([0-9]{2})?\s*(am|pm|yb|yp)?")
BEYOND = 1_000_000_000


def language() -> str:
    """The language in use, as Babel knows it: 'cy' or 'en_GB'."""
    return "cy" if (get_language() or "en").startswith("cy") else "en_GB"


def day_in_wales(moment: dt.datetime) -> dt.date:
    """The day it is in Wales at a moment (which must know its time zone)."""
    return moment.astimezone(WALES).date()


def read_figures(written: str) -> int | None:
    """A whole number, 0 or more, from the figures 0 to 9 and nothing else; None when it is none.

    Whatever is beyond BEYOND is given as that: no bound is so high, and Python refuses numerals without end.
    """
    if not (written.isascii() and written.isdecimal()):
        return None
    return BEYOND if len(written.lstrip("0")) >= len(str(BEYOND)) else int(written[-len(str(BEYOND)) :])


def read_month(written: str) -> int | None:
    """A month from '3', 'March', 'mar' or 'Mawrth'; None when it is none."""
    word = written.strip().lower().rstrip(".")
    number = read_figures(word)
    if number is not None:
        return number if 1 <= number <= 12 else None
    if len(word) < 3:
        return None
    for locale in ("en_GB", "cy"):
        for width in ("wide", "abbreviated"):
            for month, name in get_month_names(width, locale=locale).items():
                if word == name.lower().rstrip("."):
                    return month
    return None


def read_clock(written: str) -> dt.time | None:
    """A time of day from '14:05', '14.05', '1405', '2pm' or '2.05 yp'; None when it is none."""
    match = _CLOCK.fullmatch(written.strip().lower())
    if match is None:
        return None
    hour, minute, half = int(match[1]), match[2], match[3]
    if minute is None and half is None:
        return None
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in {"pm", "yp"} else 0)
    if hour > 23 or int(minute or 0) > 59:
        return None
    return dt.time(hour, int(minute or 0))


def moment_in_wales(day: dt.date, clock: dt.time) -> dt.datetime | None:
    """The moment (UTC) of a time on a day in Wales; None when the clocks jumped over that time.

    When the clocks go back and the time comes twice, the first is taken.
    """
    local = dt.datetime.combine(day, clock, tzinfo=WALES)
    moment = local.astimezone(dt.UTC)
    return moment if moment.astimezone(WALES).replace(tzinfo=None) == local.replace(tzinfo=None) else None


def show_day(day: dt.date | dt.datetime, *, weekday: bool = False) -> str:
    """'18 October 2026', '18 Hydref 2026'; with weekday, 'Sunday 18 October 2026'."""
    if isinstance(day, dt.datetime):
        day = day_in_wales(day)
    return format_date(day, "EEEE d MMMM y" if weekday else "d MMMM y", locale=language())


def show_clock(moment: dt.datetime) -> str:
    """'14:05', by the clock in Wales."""
    return format_time(moment.astimezone(WALES).time(), "HH:mm", locale=language())


def show_month(year: int, month: int) -> str:
    """'October 2026', 'Hydref 2026'."""
    return format_date(dt.date(year, month, 1), "MMMM y", locale=language())


def show_moment(moment: dt.datetime, *, precision: str = "minute") -> str:
    """'18 October 2026 at 14:05', or the day alone when precision is 'day'."""
    if precision == "day":
        return show_day(moment)
    return gettext("%(day)s at %(time)s") % {"day": show_day(moment), "time": show_clock(moment)}
