"""Dates of birth with their precision, and ages."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.people.values import Born, Identity

pytestmark = pytest.mark.instrument

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
TODAY = dt.date(2026, 11, 24)


def test_a_known_day_has_one_age_that_turns_on_the_birthday() -> None:
    born = Born.on(dt.date(2010, 6, 1))
    assert born.ages_on(dt.date(2026, 5, 31)) == (15, 15)
    assert born.ages_on(dt.date(2026, 6, 1)) == (16, 16)


def test_born_on_the_29th_of_february() -> None:
    born = Born.on(dt.date(2008, 2, 29))
    assert born.ages_on(dt.date(2026, 2, 28)) == (17, 17)
    assert born.ages_on(dt.date(2026, 3, 1)) == (18, 18)


@pytest.mark.parametrize(
    ("born", "earliest", "latest"),
    [
        (Born.in_month(2010, 2), dt.date(2010, 2, 1), dt.date(2010, 2, 28)),
        (Born.in_month(2012, 2), dt.date(2012, 2, 1), dt.date(2012, 2, 29)),
        (Born.in_month(2010, 12), dt.date(2010, 12, 1), dt.date(2010, 12, 31)),
        (Born.in_year(2010), dt.date(2010, 1, 1), dt.date(2010, 12, 31)),
        (Born.about(16, on=TODAY), dt.date(2008, 11, 25), dt.date(2011, 11, 24)),
        (Born.about(16, on=dt.date(2024, 2, 29)), dt.date(2006, 3, 1), dt.date(2009, 2, 28)),
        (Born.about(0, on=TODAY), dt.date(2024, 11, 25), TODAY),
    ],
)
def test_what_is_not_known_to_the_day(born: Born, earliest: dt.date, latest: dt.date) -> None:
    assert (born.earliest, born.latest) == (earliest, latest)


@given(st.integers(0, 110), DAYS)
def test_about_an_age_is_a_year_either_side_and_never_after_the_day(age: int, on: dt.date) -> None:
    born = Born.about(age, on=on)
    youngest, oldest = born.ages_on(on)
    assert youngest == max(age - 1, 0)
    assert oldest == age + 1
    assert born.latest <= on


@given(DAYS, st.integers(0, 40_000), DAYS)
def test_ages_are_in_order_and_agree_with_the_known_day(first: dt.date, length: int, on: dt.date) -> None:
    last = min(first + dt.timedelta(days=length), dt.date(2100, 12, 31))
    youngest, oldest = Born("year", first, last).ages_on(on)
    assert youngest <= oldest
    assert (oldest, oldest) == Born.on(first).ages_on(on)
    assert (youngest, youngest) == Born.on(last).ages_on(on)


def test_who_may_be_a_child_is_treated_as_one() -> None:
    assert Born.about(18, on=TODAY).may_be_under_18(TODAY)
    assert Born.about(18, on=TODAY).may_be_under_18(TODAY + dt.timedelta(days=364))
    assert not Born.about(19, on=TODAY).may_be_under_18(TODAY)
    assert Born.in_year(2008).may_be_under_18(dt.date(2026, 12, 30))
    assert not Born.in_year(2008).may_be_under_18(dt.date(2026, 12, 31))


@given(st.one_of(DAYS.map(Born.on), st.integers(1900, 2100).map(Born.in_year), st.integers(0, 100).map(
    lambda age: Born.about(age, on=TODAY))))  # fmt: skip
def test_it_comes_back_from_json(born: Born) -> None:
    assert Born.from_json(born.to_json()) == born


def test_a_birth_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="2010-01-02"):
        Born("day", dt.date(2010, 1, 2), dt.date(2010, 1, 1))


def test_the_name_to_call_somebody_by() -> None:
    assert Identity("1", names=("Enghraifft Un", "Dau"), aliases=("Nia",)).name == "Enghraifft Un"
    assert Identity("1", aliases=("Nia",)).name == "Nia"
    assert Identity("1").name == ""
