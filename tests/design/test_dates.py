"""Dates as people type them, and days and times as they are shown, in both languages and by the clock in Wales."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from noddfa.design import dates, forms

NOW = dt.datetime(2026, 10, 18, 12, 0, tzinfo=dt.UTC)  # 13:00 in Wales


class DateForm(forms.NoddfaForm):
    day = forms.DateField(label="Day", not_future=True, required=False)
    next = forms.DateField(label="Next", not_past=True, required=False)
    born = forms.PartialDateField(label="Born", required=False)
    when = forms.WhenField(label="When", not_future=True, required=False)


def filled(now: dt.datetime = NOW, **data: str) -> DateForm:
    query = QueryDict(mutable=True)
    query.update(data)
    return DateForm(query, now=now)


def boxes(field: str, *values: str) -> dict[str, str]:
    return {f"{field}_{part}": value for part, value in zip(("day", "month", "year"), values, strict=False)}


def given_by(now: dt.datetime = NOW, **data: str) -> dict[str, Any]:
    form = filled(now, **data)
    assert form.is_valid(), form.errors
    return form.cleaned_data


@pytest.mark.parametrize("month", ["10", "October", "oct", "Hydref", "hyd", "Hyd."])
def test_a_month_may_be_a_number_or_a_name_in_either_language(month: str) -> None:
    assert given_by(**boxes("day", "18", month, "2026"))["day"] == dt.date(2026, 10, 18)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("31", "2", "2026"), "There is no such date."),
        (("29", "2", "2025"), "There is no such date."),
        (("32", "1", "2026"), "There is no such date."),
        (("1", "13", "2026"), "There is no such date."),
        (("one", "1", "2026"), "There is no such date."),
        (("-1", "1", "2026"), "There is no such date."),
        (("1", "1", "26"), "four figures"),
        (("1", "1", "20266"), "four figures"),
        (("1", "1", "٢٠٢٦"), "four figures"),
        (("1", "1", "1066"), "1900 or later"),
        (("", "1", "2026"), "must have a day"),
        (("1", "", "2026"), "must have a month"),
        (("1", "1", ""), "must have a year"),
        (("19", "10", "2026"), "today or in the past"),
    ],
)
def test_dates_that_are_none(typed: tuple[str, ...], message: str) -> None:
    assert message in filled(**boxes("day", *typed)).errors["day"][0]


def test_messages_are_in_the_readers_language() -> None:
    with translation.override("cy"):
        assert filled(**boxes("day", "31", "2", "2026")).errors["day"] == [
            "Nid oes dyddiad o’r fath. Gwiriwch y diwrnod a’r mis."
        ]


def test_today_is_the_day_in_wales() -> None:
    late = dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)  # already 2 July in Wales
    assert filled(late, **boxes("day", "2", "7", "2026")).is_valid()
    assert not filled(late, **boxes("day", "3", "7", "2026")).is_valid()
    assert not filled(late, **boxes("next", "1", "7", "2026")).is_valid()
    assert filled(late, **boxes("next", "2", "7", "2026")).is_valid()


def test_what_was_typed_stays_in_the_boxes() -> None:
    html = str(filled(**boxes("day", "31", "Chwef", "<2026>"))["day"])
    assert 'value="31"' in html
    assert 'value="Chwef"' in html
    assert 'value="&lt;2026&gt;"' in html


@given(st.lists(st.text(max_size=8), min_size=3, max_size=3))
def test_nothing_typed_breaks_a_date(typed: list[str]) -> None:
    form = filled(
        **boxes("day", *typed), **boxes("born", *typed), **boxes("when", *typed), when_time=typed[0]
    )
    form.is_valid()
    assert str(form)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2026, 10, 18)))
def test_every_past_day_is_read_as_it_was_written(day: dt.date) -> None:
    assert given_by(**boxes("day", str(day.day), str(day.month), str(day.year)))["day"] == day


# ---- as far as it is known ----


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (("3", "4", "2011"), forms.PartialDate("day", 2011, 4, 3)),
        (("", "Ebrill", "2011"), forms.PartialDate("month", 2011, 4)),
        (("", "", "2011"), forms.PartialDate("year", 2011)),
    ],
)
def test_a_date_as_far_as_it_is_known(typed: tuple[str, ...], value: forms.PartialDate) -> None:
    assert given_by(**boxes("born", *typed))["born"] == value


def test_about_so_old() -> None:
    assert given_by(born_age="15")["born"] == forms.PartialDate("about", age=15)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({**boxes("born", "3", "", "2011")}, "Enter the month as well"),
        ({**boxes("born", "3", "4", "")}, "must have a year"),
        ({**boxes("born", "", "4", "2027")}, "today or in the past"),
        ({**boxes("born", "", "", "2027")}, "today or in the past"),
        ({**boxes("born", "", "", "2011"), "born_age": "15"}, "not both"),
        ({"born_age": "fifteen"}, "whole years"),
        ({"born_age": "111"}, "110 or less"),
        ({"born_age": "9" * 5000}, "110 or less"),
        ({**boxes("born", "17", "10", "1915")}, "more than 110 years old. Check the year."),
        ({**boxes("born", "", "", "1914")}, "more than 110 years old. Check the year."),
        ({**boxes("born", "3", "4", "1899")}, "1900 or later. Check the year."),
    ],
)
def test_dates_of_birth_that_cannot_be(data: dict[str, str], message: str) -> None:
    assert message in filled(**data).errors["born"][0]


def test_the_oldest_there_may_be() -> None:
    assert filled(**boxes("born", "19", "10", "1915")).is_valid()  # 111 tomorrow
    assert filled(**boxes("born", "", "10", "1915")).is_valid()
    assert filled(**boxes("born", "", "", "1915")).is_valid()


def test_this_month_and_this_year_are_not_yet_the_future() -> None:
    assert filled(**boxes("born", "", "10", "2026")).is_valid()
    assert filled(**boxes("born", "", "", "2026")).is_valid()


def test_a_partial_date_fills_its_boxes_again() -> None:
    html = str(DateForm(initial={"born": forms.PartialDate("month", 2011, 4)}, now=NOW)["born"])
    assert 'value="4"' in html
    assert 'value="2011"' in html


# ---- with its time ----


@pytest.mark.parametrize("time", ["09:05", "9.05", "0905", "9:05am", "9.05 yb"])
def test_a_moment_is_kept_in_utc(time: str) -> None:
    when = given_by(**boxes("when", "18", "10", "2026"), when_time=time)["when"]
    assert when == forms.When(dt.datetime(2026, 10, 18, 8, 5, tzinfo=dt.UTC), "minute")


def test_afternoon_in_welsh() -> None:
    assert dates.read_clock("2.15 yp") == dt.time(14, 15)
    assert dates.read_clock("12am") == dt.time(0, 0)
    assert dates.read_clock("12pm") == dt.time(12, 0)


def test_the_time_may_be_unknown() -> None:
    when = given_by(**boxes("when", "18", "10", "2026"), when_unknown="on")["when"]
    assert when == forms.When(dt.datetime(2026, 10, 17, 23, 0, tzinfo=dt.UTC), "day")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({**boxes("when", "18", "10", "2026")}, "tick that the time is not known"),
        ({**boxes("when", "18", "10", "2026"), "when_time": "25:00"}, "like 14:05"),
        ({**boxes("when", "18", "10", "2026"), "when_time": "noon"}, "like 14:05"),
        ({**boxes("when", "18", "10", "2026"), "when_time": "9"}, "like 14:05"),
        ({**boxes("when", "18", "10", "2026"), "when_time": "10:00", "when_unknown": "on"}, "not both"),
        ({**boxes("when", "18", "10", "2026"), "when_time": "13:01"}, "must be in the past"),
        ({**boxes("when", "29", "3", "2026"), "when_time": "01:30"}, "clocks went forward"),
        ({"when_time": "10:00"}, "must have a day"),
    ],
)
def test_moments_that_cannot_be(data: dict[str, str], message: str) -> None:
    assert message in filled(**data).errors["when"][0]


def test_the_hour_that_comes_twice_is_the_first() -> None:
    when = given_by(
        dt.datetime(2026, 11, 1, tzinfo=dt.UTC), **boxes("when", "25", "10", "2026"), when_time="01:30"
    )
    assert when["when"].moment == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("precision", ["minute", "day"])
def test_a_moment_fills_its_boxes_again(precision: Any) -> None:
    moment = forms.When(dt.datetime(2026, 10, 17, 23, 0, tzinfo=dt.UTC), precision)
    html = str(DateForm(initial={"when": moment}, now=NOW)["when"])
    assert 'value="18"' in html
    assert ('value="00:00"' in html) == (precision == "minute")
    assert (" checked" in html) == (precision == "day")


# ---- as they are shown ----


def test_days_and_times_in_both_languages() -> None:
    moment = dt.datetime(2026, 10, 17, 23, 5, tzinfo=dt.UTC)
    assert dates.show_day(moment) == "18 October 2026"
    assert dates.show_day(moment, weekday=True) == "Sunday 18 October 2026"
    assert dates.show_clock(moment) == "00:05"
    assert dates.show_moment(moment) == "18 October 2026 at 00:05"
    assert dates.show_moment(moment, precision="day") == "18 October 2026"
    with translation.override("cy"):
        assert dates.show_day(moment, weekday=True) == "Dydd Sul 18 Hydref 2026"
        assert dates.show_moment(moment) == "18 Hydref 2026 am 00:05"
        assert dates.show_month(2026, 10) == "Hydref 2026"


@pytest.mark.parametrize(
    ("written", "number"),
    [("0", 0), ("007", 7), ("0" * 5000 + "12", 12), ("999999999", 999_999_999), ("9" * 5000, 1_000_000_000)]
    + [(none, None) for none in ("", "-1", "+1", "1.5", "1e3", "1_0", "١٢", "１２", "²", " 1", "x")],
)
def test_figures(written: str, number: int | None) -> None:
    assert dates.read_figures(written) == number


@pytest.mark.parametrize(
    ("day", "taken"),
    [
        (("18", "10", "2046"), True),
        (("19", "10", "2046"), False),
        (("1", "3", "2047"), False),
        (("1", "3", "3026"), False),
        (("1", "3", "9999"), False),
    ],
)
def test_nothing_is_planned_more_than_twenty_years_ahead(day: tuple[str, str, str], taken: bool) -> None:
    """A slip of the finger in the year would lose a deadline without a word."""
    form = filled(**boxes("next", *day))
    assert form.errors.get("next", []) == (
        [] if taken else ["The date is more than 20 years ahead. Check the year."]
    )
