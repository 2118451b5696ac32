"""When a step is due: each unit and kind by hand, nights when the clocks change, days without a time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.protocol import Due, Mark, MarkName, Protocol, Status
from noddfa.protocol.days import WALES_ZONE, day_start

from .support import ADULT, CHILD, at, mark, one, runs

pytestmark = pytest.mark.instrument


def due_of(step: str, *marks: Mark, now: str = "2030-01-01 12:00", protocol: Protocol = CHILD) -> Due:
    found = runs(step, marks, now, protocol)[0].due
    assert found is not None
    return found


def local(moment: datetime) -> str:
    return f"{moment.astimezone(WALES_ZONE):%Y-%m-%d %H:%M:%S}"


class TestWorkingDays:
    def test_the_limit_ends_with_the_last_second_of_the_last_day(self) -> None:
        due = due_of("initial_decision", mark("report_received", "2026-12-23 10:00"))
        assert local(due.at) == "2026-12-24 23:59:59"

    def test_summer_time_moves_the_utc_moment_and_not_the_local_one(self) -> None:
        due = due_of("initial_decision", mark("report_received", "2026-07-14 10:00"))
        assert due.at == datetime(2026, 7, 15, 22, 59, 59, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("when", "day"), [("2026-07-14 23:59", "2026-07-15"), ("2026-07-15 00:00", "2026-07-16")]
    )
    def test_midnight_in_wales_divides_the_days(self, when: str, day: str) -> None:
        assert due_of("initial_decision", mark("report_received", when)).day == date.fromisoformat(day)

    @pytest.mark.parametrize(
        "when", ["2026-12-24 16:00", "2026-12-25 09:00", "2026-12-26 03:00", "2026-12-28 23:30"]
    )
    def test_a_report_over_the_holidays_is_due_on_the_next_working_day(self, when: str) -> None:
        due = due_of("initial_decision", mark("report_received", when))
        assert due.day == date(2026, 12, 29)
        assert due.basis.started_on_day_off is (when != "2026-12-24 16:00")

    def test_the_basis_says_what_was_counted_and_what_was_left_out(self) -> None:
        start = mark("strategy_discussion", "2026-12-23 10:00", id="strategy")
        basis = due_of("icpc", start).basis
        assert (basis.start_id, basis.start, basis.number, basis.unit) == (
            "strategy",
            at("2026-12-23 10:00"),
            15,
            "working_days",
        )
        assert [skipped.day.isoformat() for skipped in basis.skipped] == [
            "2026-12-25",
            "2026-12-28",
            "2027-01-01",
        ]
        assert basis.limit.id == "icpc"
        assert basis.limit.source.en.startswith("Conwy")
        assert basis.calendar.startswith("holidays ")


class TestHours:
    @pytest.mark.parametrize(
        ("start", "end"),
        [
            ("2026-12-23 10:30", "2026-12-24 10:30:00"),
            (
                "2026-03-28 12:00",
                "2026-03-29 13:00:00",
            ),  # the clocks go forward in the night: 24 hours still pass
            ("2026-10-24 12:00", "2026-10-25 11:00:00"),  # and back
            ("2028-02-28 12:00", "2028-02-29 12:00:00"),
        ],
    )
    def test_hours_are_elapsed_hours(self, start: str, end: str) -> None:
        assert local(due_of("written_confirmation", mark("report_by_telephone", start)).at) == end

    def test_the_two_half_past_ones_of_an_autumn_night_are_an_hour_apart(self) -> None:
        first, second = at("2026-10-25 01:30"), at("2026-10-25 01:30").replace(fold=1)
        ends = []
        for happened in (first, second):
            start = Mark(MarkName.REPORT_BY_TELEPHONE, happened, happened, "report")
            ends.append(due_of("written_confirmation", start).at)
        assert ends[1] - ends[0] == timedelta(hours=1)

    def test_bank_holidays_do_not_stop_hours(self) -> None:
        due = due_of("allegation", mark("allegation_known", "2026-12-24 20:00"))
        assert local(due.at) == "2026-12-25 20:00:00"
        assert due.basis.skipped == ()

    def test_a_start_without_a_time_gives_two_ends(self) -> None:
        due = due_of("return_conversation", mark("returned", "2026-06-10"))
        assert (local(due.at_earliest), local(due.at)) == ("2026-06-13 00:00:00", "2026-06-13 23:59:59")

    @pytest.mark.parametrize(
        ("held", "status", "certain"),
        [
            ("2026-06-12 23:00", Status.DONE, True),
            ("2026-06-13 10:00", Status.DONE, False),
            ("2026-06-13", Status.DONE, False),
            ("2026-06-14 00:00", Status.DONE_LATE, True),
        ],
    )
    def test_lateness_is_said_only_when_it_is_certain(self, held: str, status: Status, certain: bool) -> None:
        marks = [mark("returned", "2026-06-10"), mark("return_conversation", held)]
        state = one("return_conversation", marks, "2026-07-01 12:00")
        assert (state.status, state.certain) == (status, certain)

    def test_a_completion_without_a_time_on_the_day_an_hour_limit_ends_is_uncertain(self) -> None:
        marks = [mark("returned", "2026-06-10 15:00"), mark("return_conversation", "2026-06-13")]
        state = one("return_conversation", marks, "2026-07-01 12:00")
        assert (state.status, state.certain) == (Status.DONE, False)


class TestCalendarUnits:
    def test_six_weeks(self) -> None:
        assert due_of("core_group_next", mark("core_group", "2026-03-04 10:00")).day == date(2026, 4, 15)

    def test_three_months_clamped_to_the_end_of_february(self) -> None:
        due = due_of("review_first", mark("icpc", "2026-11-30 10:00", outcome="registered"))
        assert local(due.at) == "2027-02-28 23:59:59"

    def test_a_limit_that_ends_on_a_day_off_is_not_moved_but_says_so(self) -> None:
        due = due_of("review_first", mark("icpc", "2026-09-25 10:00", outcome="registered"))
        assert due.day == date(2026, 12, 25)
        assert due.basis.last_working_day == date(2026, 12, 24)

    def test_six_months_between_reviews(self) -> None:
        start = mark("review_conference", "2026-08-31 10:00", outcome="registration_continues")
        assert due_of("review_next", start).day == date(2027, 2, 28)

    def test_days_of_no_said_kind_are_calendar_days(self) -> None:
        due = due_of("pilot_rg", mark("nrm_referral", "2026-06-01 10:00", route="pilot"))
        assert due.day == date(2026, 7, 16)
        assert due.basis.unit == "days"


class TestKinds:
    def test_a_minimum_gives_the_first_day_allowed(self) -> None:
        decided = mark("rg_decision", "2026-06-01 10:00", outcome="positive")
        due = due_of("nrm_cg", decided)
        assert local(due.at) == "2026-07-01 00:00:00"
        assert due.late_after is None
        assert one("nrm_cg", [decided], "2029-01-01 12:00").status is Status.OPEN

    @pytest.mark.parametrize(("decided", "early"), [("2026-06-30 23:59", True), ("2026-07-01 00:00", False)])
    def test_a_decision_before_the_minimum_is_too_early_and_not_late(self, decided: str, early: bool) -> None:
        marks = [
            mark("rg_decision", "2026-06-01 10:00", outcome="positive"),
            mark("cg_decision", decided, outcome="positive"),
        ]
        state = one("nrm_cg", marks, "2026-08-01 12:00")
        assert (state.status, state.too_early) == (Status.DONE, early)

    @pytest.mark.parametrize(
        ("decided", "limit", "first"),
        [
            ("2022-06-01 10:00", "nrm_recovery_before_2023", "2022-07-16 00:00:00"),
            ("2023-01-29 10:00", "nrm_recovery_before_2023", "2023-03-15 00:00:00"),
            ("2023-01-30 10:00", "nrm_recovery", "2023-03-01 00:00:00"),
        ],
    )
    def test_the_limit_in_force_on_the_day_of_the_start_counts(
        self, decided: str, limit: str, first: str
    ) -> None:
        due = due_of("nrm_cg", mark("rg_decision", decided, outcome="positive"))
        assert (due.basis.limit.id, local(due.at)) == (limit, first)

    @pytest.mark.parametrize(
        ("now", "status"),
        [
            ("2027-01-06 23:59", Status.NOT_STARTED),
            ("2027-01-07 00:00", Status.OPEN),
            ("2030-01-01 00:00", Status.OPEN),
        ],
    )
    def test_a_trigger_says_from_when_to_act_and_is_never_late(self, now: str, status: Status) -> None:
        state = one("chase_ack", [mark("report_in_writing", "2026-12-23 10:00")], now)
        assert state.status is status
        assert state.due is not None
        assert local(state.due.at) == "2027-01-07 00:00:00"

    @pytest.mark.parametrize(
        ("now", "status"),
        [
            ("2026-06-01 10:00", Status.DUE_SOON),
            ("2026-06-02 10:00", Status.DUE_SOON),
            ("2026-06-02 10:01", Status.LATE),
        ],
    )
    def test_at_once_is_due_from_its_start_and_late_after_a_day(self, now: str, status: Status) -> None:
        state = one("police_discussion", [mark("possible_crime", "2026-06-01 10:00")], now)
        assert state.status is status
        assert state.due is not None
        assert state.due.at == at("2026-06-01 10:00")

    @pytest.mark.parametrize(
        ("now", "status"), [("2027-11-21 23:59", Status.OPEN), ("2027-11-22 00:00", Status.NOT_APPLICABLE)]
    )
    def test_eligibility_is_open_while_more_days_remain(self, now: str, status: Status) -> None:
        """1 March 2028 is 101 days after 21 November 2027 (2028 is a leap year) and 100 after the 22nd."""
        marks = [
            mark("eighteenth_birthday", "2028-03-01", recorded="2026-06-01 10:00"),
            mark("pilot_area", "2026-06-01"),
        ]
        state = one("pilot_age", marks, now)
        soon = (Status.DUE_SOON, Status.OPEN) if status is Status.OPEN else (status,)
        assert state.status in soon
        assert not state.was_late

    def test_a_pilot_referral_within_the_window_is_done_and_after_it_done_late(self) -> None:
        birthday = mark("eighteenth_birthday", "2028-03-01", recorded="2026-06-01 10:00")
        for referred, status in (("2027-11-21 23:00", Status.DONE), ("2027-11-22 09:00", Status.DONE_LATE)):
            marks = [
                birthday,
                mark("pilot_area", "2026-06-01"),
                mark("nrm_referral", referred, route="pilot"),
            ]
            assert one("pilot_age", marks, "2029-01-01 12:00").status is status

    def test_a_right_lapses_and_nobody_is_late(self) -> None:
        refused = mark("rg_decision", "2026-06-01 10:00", outcome="negative")
        state = one("nrm_reconsider", [refused], "2026-07-02 00:00")
        assert (state.status, state.was_late) == (Status.NOT_APPLICABLE, False)
        assert state.due is not None
        assert state.due.day == date(2026, 7, 1)
        asked = mark("reconsideration_request", "2026-07-02 09:00")
        assert one("nrm_reconsider", [refused, asked], "2026-08-01 12:00").status is Status.DONE_LATE

    def test_move_on_support_has_an_earliest_end(self) -> None:
        state = one(
            "move_on",
            [mark("cg_decision", "2026-06-01 10:00", outcome="positive")],
            "2026-06-02 10:00",
            ADULT,
        )
        assert state.due is not None
        assert local(state.due.at) == "2026-07-16 00:00:00"

    def test_adults_strategy_follows_the_end_of_the_enquiries(self) -> None:
        due = due_of("adult_strategy", mark("s126_ended", "2026-05-01 10:00"), protocol=ADULT)
        assert due.day == date(2026, 5, 13)


class TestSoon:
    @pytest.mark.parametrize(
        ("now", "status"),
        [
            ("2026-06-18 23:59", Status.OPEN),
            ("2026-06-19 00:00", Status.DUE_SOON),
            ("2026-06-26 23:59", Status.DUE_SOON),
            ("2026-06-27 00:00", Status.LATE),
        ],
    )
    def test_a_long_limit_warns_five_working_days_ahead(self, now: str, status: Status) -> None:
        """15 working days from Friday 5 June 2026: Friday the 26th; five before it: Friday the 19th."""
        marks = [
            mark("strategy_discussion", "2026-06-05 10:00"),
            mark("determination", "2026-06-08 10:00", outcome="continuing_risk"),
        ]
        assert one("icpc", marks, now).status is status

    @pytest.mark.parametrize(
        ("now", "status"),
        [
            ("2026-06-02 03:59", Status.OPEN),
            ("2026-06-02 04:00", Status.DUE_SOON),
            ("2026-06-02 10:00", Status.DUE_SOON),
        ],
    )
    def test_hours_warn_in_their_last_quarter(self, now: str, status: Status) -> None:
        assert (
            one("written_confirmation", [mark("report_by_telephone", "2026-06-01 10:00")], now).status
            is status
        )


def test_a_year_without_known_holidays_is_counted_and_named() -> None:
    due = due_of("initial_decision", mark("report_received", "2150-12-24 10:00"), now="2151-01-01 00:00")
    assert due.basis.unknown_years == (2150,)
    assert due.day == date(2150, 12, 25)  # a Friday: only weekends can be left out


@given(st.integers(min_value=0, max_value=60 * 365 * 24 * 60), st.integers(min_value=0, max_value=40 * 24))
def test_a_later_start_is_never_due_earlier(minutes: int, hours: int) -> None:
    early = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    late = early + timedelta(hours=hours)
    for step, name in (
        ("initial_decision", MarkName.REPORT_RECEIVED),
        ("written_confirmation", MarkName.REPORT_BY_TELEPHONE),
        ("core_group_next", MarkName.CORE_GROUP),
    ):
        first, second = (
            due_of(step, Mark(name, moment, moment, "start"), now="2100-01-01 00:00")
            for moment in (early, late)
        )
        assert second.at >= first.at


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_a_day_and_any_minute_of_it_give_the_same_due_day(day: date) -> None:
    whole = due_of("continuing_assessment", mark("s47_started", day.isoformat()), now="2101-01-01 00:00")
    minute = due_of("continuing_assessment", mark("s47_started", f"{day} 23:59"), now="2101-01-01 00:00")
    assert whole.at == minute.at >= day_start(day)
