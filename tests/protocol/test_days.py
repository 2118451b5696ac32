"""Working days of Wales, against days counted by hand on a calendar and against a slow, obvious counter."""

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.protocol import Text, WalesDays
from noddfa.protocol.days import add_months, day_end, day_start, local_day
from noddfa.protocol.shipped import shipped_calendar

pytestmark = pytest.mark.instrument

WALES = shipped_calendar()
DAYS = st.dates(min_value=date(1980, 1, 1), max_value=date(2095, 12, 31))
NUMBERS = st.integers(min_value=0, max_value=60)


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        # Christmas 2026: Friday 25th; Boxing Day is a Saturday, so Monday 28th is a holiday; Friday 1 January
        ("2026-12-23", 1, "2026-12-24"),
        ("2026-12-23", 2, "2026-12-29"),
        ("2026-12-23", 5, "2027-01-04"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2026-12-01", 42, "2027-02-02"),
        # Christmas 2027: Saturday and Sunday, so Monday 27th and Tuesday 28th are holidays
        ("2027-12-24", 1, "2027-12-29"),
        # Easter 2026: Good Friday 3 April, Easter Monday 6 April
        ("2026-04-01", 1, "2026-04-02"),
        ("2026-04-01", 2, "2026-04-07"),
        ("2026-04-02", 1, "2026-04-07"),
        # May 2026: Mondays 4 and 25
        ("2026-05-01", 1, "2026-05-05"),
        ("2026-05-01", 15, "2026-05-26"),
        # a summer bank holiday, and holidays proclaimed for one year only
        ("2026-08-28", 1, "2026-09-01"),
        ("2022-06-01", 1, "2022-06-06"),
        ("2022-09-16", 1, "2022-09-20"),
        ("2023-05-05", 1, "2023-05-09"),
        # a start on a day off: Saturday, Sunday, Christmas Day
        ("2027-01-02", 1, "2027-01-04"),
        ("2027-01-03", 1, "2027-01-04"),
        ("2026-12-25", 1, "2026-12-29"),
        # a leap day
        ("2028-02-28", 1, "2028-02-29"),
        ("2028-02-28", 2, "2028-03-01"),
        ("2026-07-15", 0, "2026-07-15"),
    ],
)
def test_counted_by_hand(start: str, number: int, end: str) -> None:
    assert WALES.count(date.fromisoformat(start), number).day == date.fromisoformat(end)


def slow_count(start: date, number: int) -> date:
    """Write down every day, strike out those off, take the n-th."""
    wales = holidays.country_holidays("GB", subdiv="WLS", years=range(start.year, start.year + 2))
    following = [start + timedelta(days=n) for n in range(1, 150)]
    return [day for day in following if day.strftime("%a") not in ("Sat", "Sun") and day not in wales][
        number - 1
    ]


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_agrees_with_the_slow_counter(start: date, number: int) -> None:
    assert WALES.count(start, number).day == slow_count(start, number)


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_lands_on_a_working_day_later_than_the_start(start: date, number: int) -> None:
    end = WALES.count(start, number).day
    assert WALES.is_working_day(end)
    assert end > start


@given(DAYS, st.integers(min_value=0, max_value=30), NUMBERS, NUMBERS)
def test_a_later_start_or_a_longer_limit_never_ends_earlier(
    start: date, shift: int, number: int, more: int
) -> None:
    end = WALES.count(start, number).day
    assert WALES.count(start + timedelta(days=shift), number).day >= end
    assert WALES.count(start, number + more).day >= end


@given(DAYS, NUMBERS, NUMBERS)
def test_counting_in_two_goes_is_counting_in_one(start: date, first: int, second: int) -> None:
    assert WALES.count(WALES.count(start, first).day, second).day == WALES.count(start, first + second).day


@given(DAYS, st.integers(min_value=1, max_value=20))
def test_counting_back_undoes_counting_on_from_a_working_day(start: date, number: int) -> None:
    working = WALES.count(start, 1).day
    assert WALES.back(WALES.count(working, number).day, number) == working


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_skipped_days_are_weekday_holidays_inside_the_count(start: date, number: int) -> None:
    count = WALES.count(start, number)
    assert all(start < skipped.day < count.day and skipped.day.weekday() < 5 for skipped in count.skipped)
    weekdays = sum((start + timedelta(days=n)).weekday() < 5 for n in range(1, (count.day - start).days + 1))
    assert weekdays - len(count.skipped) == number


def test_holidays_are_named_in_both_languages() -> None:
    skipped = WALES.count(date(2026, 12, 23), 5).skipped
    assert [(day.day.isoformat(), day.name.en, day.name.cy) for day in skipped] == [
        ("2026-12-25", "Christmas Day", "Dydd Nadolig"),
        ("2026-12-28", "Boxing Day (substitute day)", "Gŵyl San Steffan (diwrnod yn ei lle)"),
        ("2027-01-01", "New Year's Day", "Dydd Calan"),
    ]
    assert {day.name.cy_status for day in skipped} == {"unchecked"}


def test_no_holiday_of_two_centuries_lacks_a_welsh_name() -> None:
    unnamed = {
        name.en
        for year in range(1900, 2101)
        for day in holidays.country_holidays("GB", subdiv="WLS", years=year)
        if (name := WALES.holiday(day)) is None or name.cy_status == "missing"
    }
    assert unnamed == set()


def test_a_holiday_without_a_translation_says_so() -> None:
    name = WalesDays().holiday(date(2026, 12, 25))
    assert name == Text("Christmas Day", "Christmas Day", "missing")


def test_an_extra_holiday_is_left_out() -> None:
    proclaimed = Text("Invented holiday", "Gŵyl ddychmygol")
    calendar = WalesDays(WALES.names, {date(2026, 7, 16): proclaimed})
    count = calendar.count(date(2026, 7, 15), 1)
    assert count.day == date(2026, 7, 17)
    assert [day.name for day in count.skipped] == [proclaimed]


@pytest.mark.parametrize(("start", "unknown"), [(date(2100, 12, 29), (2101,)), (date(2150, 3, 1), (2150,))])
def test_years_beyond_the_known_holidays_are_named(start: date, unknown: tuple[int, ...]) -> None:
    count = WALES.count(start, 5)
    assert count.unknown_years == unknown
    assert count.day.weekday() < 5


def test_years_with_known_holidays_are_not_named() -> None:
    assert WALES.count(date(2099, 12, 1), 10).unknown_years == ()


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="must be 0 or more; got -1"):
        WALES.count(date(2026, 1, 1), -1)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-20", 3, "2026-04-20"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2028-02-29", 6, "2028-08-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-10-31", 2, "2026-12-31"),
        ("2026-10-31", 1, "2026-11-30"),
    ],
)
def test_months_end_on_the_same_day_or_the_last(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


@given(DAYS, st.integers(min_value=0, max_value=24))
def test_months_land_in_the_right_month(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 2, 1, tzinfo=UTC), date(2026, 2, 1)),
        # summer time: local midnight is 23:00 UTC the evening before
        (datetime(2026, 7, 1, 22, 59, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 23, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_the_day_in_wales_of_a_moment(moment: datetime, day: date) -> None:
    assert local_day(moment) == day


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 24), ("2026-03-29", 23), ("2026-10-25", 25)])
def test_a_day_is_as_long_as_the_clocks_make_it(day: str, hours: int) -> None:
    local = date.fromisoformat(day)
    assert day_end(local) - day_start(local) == timedelta(hours=hours, seconds=-1)


@given(DAYS)
def test_a_day_starts_and_ends_on_itself(day: date) -> None:
    assert local_day(day_start(day)) == local_day(day_end(day)) == day
    assert local_day(day_end(day) + timedelta(seconds=1)) == day + timedelta(days=1)
