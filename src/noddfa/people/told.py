"""From a date of birth as a form has it to the value the vault keeps."""

from __future__ import annotations

import datetime as dt

from noddfa.design.forms import PartialDate
from noddfa.people.values import Born


def born_as_told(told: PartialDate, *, today: dt.date) -> Born:
    """The birth that was told, as far as it is known. Raises ValueError for a date without a year."""
    if told.precision == "about" and told.age is not None:
        return Born.about(told.age, on=today)
    if told.year is None:
        raise ValueError(f"a date of birth told as {told.precision} has a year; got none")
    if told.precision == "day" and told.month is not None and told.day is not None:
        return Born.on(dt.date(told.year, told.month, told.day))
    if told.precision == "month" and told.month is not None:
        return Born.in_month(told.year, told.month)
    return Born.in_year(told.year)
