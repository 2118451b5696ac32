"""A limit varied by a named manager, in time and too late; and a case moved to another protocol."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from noddfa.protocol import (
    Move,
    NotVariable,
    RecordError,
    Status,
    UnknownProtocol,
    Variance,
    check_may_vary,
    load_protocols,
    protocol_for,
    protocol_in_force,
)
from noddfa.protocol.model import Unit

from .support import ADULT, CHILD, at, mark, one, runs, variance

pytestmark = pytest.mark.instrument

# 15 working days from Friday 5 June 2026 end on Friday the 26th.
MARKS = [
    mark("strategy_discussion", "2026-06-05 10:00", id="strategy"),
    mark("determination", "2026-06-08 10:00", outcome="continuing_risk"),
]
TWENTY = variance("icpc", "2026-06-15 10:00", number=20, unit=Unit.WORKING_DAYS)  # Friday 3 July


class TestInTime:
    @pytest.mark.parametrize(
        ("now", "status"),
        [
            ("2026-06-15 09:59", Status.OPEN),
            ("2026-06-16 10:00", Status.VARIED),
            ("2026-06-29 10:00", Status.DUE_SOON),
            ("2026-07-04 10:00", Status.LATE),
        ],
    )
    def test_the_limit_moves_when_the_variance_is_recorded(self, now: str, status: Status) -> None:
        state = one("icpc", MARKS, now, variances=[TWENTY])
        assert state.status is status

    def test_both_limits_can_be_seen(self) -> None:
        state = one("icpc", MARKS, "2026-06-16 10:00", variances=[TWENTY])
        assert state.due is not None
        assert state.due == state.working_to
        assert state.due.day == date(2026, 7, 3)
        assert state.due.basis.variance is TWENTY
        assert state.due.basis.unvaried_at == at("2026-06-26 23:59:59")
        assert [(applied.allowed, applied.in_time) for applied in state.variances] == [(True, True)]

    def test_a_conference_between_the_two_is_not_late(self) -> None:
        held = mark("icpc", "2026-07-02 10:00", outcome="registered")
        state = one("icpc", [*MARKS, held], "2026-08-01 10:00", variances=[TWENTY])
        assert (state.status, state.was_late) == (Status.DONE, False)

    @pytest.mark.parametrize(
        ("until", "last"),
        [(date(2026, 7, 10), "2026-07-10 23:59:59"), (at("2026-07-10 14:00"), "2026-07-10 14:00")],
    )
    def test_an_end_may_be_set_as_a_day_or_to_the_minute(self, until: date | datetime, last: str) -> None:
        state = one(
            "icpc", MARKS, "2026-06-16 10:00", variances=[variance("icpc", "2026-06-15 10:00", until=until)]
        )
        assert state.due is not None
        assert state.due.at == at(last)

    def test_the_last_variance_in_time_counts(self) -> None:
        more = variance("icpc", "2026-07-01 10:00", number=25, unit=Unit.WORKING_DAYS)
        state = one("icpc", MARKS, "2026-07-06 10:00", variances=[more, TWENTY])
        assert state.due is not None
        assert state.due.day == date(2026, 7, 10)
        assert state.due.basis.unvaried_at == at("2026-06-26 23:59:59")


class TestTooLate:
    LATE = variance("icpc", "2026-06-27 00:00", number=20, unit=Unit.WORKING_DAYS)

    def test_the_lateness_stays_and_the_new_date_is_kept_beside_it(self) -> None:
        state = one("icpc", MARKS, "2026-06-29 10:00", variances=[self.LATE])
        assert (state.status, state.was_late) == (Status.LATE, True)
        assert state.due is not None
        assert state.working_to is not None
        assert (state.due.day, state.working_to.day) == (date(2026, 6, 26), date(2026, 7, 3))
        assert state.working_to.basis.varied_late
        assert [applied.in_time for applied in state.variances] == [False]

    def test_done_by_the_new_date_is_still_done_late(self) -> None:
        held = mark("icpc", "2026-07-02 10:00", outcome="registered")
        assert (
            one("icpc", [*MARKS, held], "2026-08-01 10:00", variances=[self.LATE]).status is Status.DONE_LATE
        )

    def test_the_last_second_of_the_limit_is_in_time(self) -> None:
        just = replace(self.LATE, recorded=at("2026-06-26 23:59:59"))
        assert one("icpc", MARKS, "2026-06-29 10:00", variances=[just]).status is Status.DUE_SOON


class TestWhichClock:
    def test_as_of_a_time_before_it_was_recorded_nothing_is_varied(self) -> None:
        state = one("icpc", MARKS, "2026-06-30 10:00", variances=[TWENTY], known_at=at("2026-06-14 10:00"))
        assert (state.status, state.variances) == (Status.LATE, ())

    def test_a_withdrawn_variance_moves_nothing(self) -> None:
        gone = variance(
            "icpc", "2026-06-16 10:00", number=20, unit=Unit.WORKING_DAYS, corrects=TWENTY.id, withdrawn=True
        )
        assert one("icpc", MARKS, "2026-06-30 10:00", variances=[TWENTY, gone]).status is Status.LATE

    def test_without_a_named_start_the_clock_running_then_is_meant(self) -> None:
        groups = [mark("core_group", "2026-03-02 10:00"), mark("core_group", "2026-04-01 10:00")]
        varied = variance("core_group_next", "2026-04-20 10:00", number=8, unit=Unit.WEEKS)
        first, second = runs("core_group_next", groups, "2026-05-01 10:00", variances=[varied])
        assert (first.variances, second.status) == ((), Status.VARIED)

    def test_a_variance_follows_a_start_that_is_corrected_later(self) -> None:
        named = replace(TWENTY, start_id="strategy")
        fixed = mark(
            "strategy_discussion", "2026-06-08 10:00", recorded="2026-06-20 10:00", corrects="strategy"
        )
        state = one("icpc", [*MARKS, fixed], "2026-06-20 12:00", variances=[named])
        assert state.start is fixed
        assert state.due is not None
        assert state.due.day == date(2026, 7, 6)

    def test_a_limit_that_may_not_be_varied_stays_and_the_attempt_is_shown(self) -> None:
        report = mark("report_received", "2026-06-01 10:00")
        attempt = variance("initial_decision", "2026-06-01 12:00", number=5, unit=Unit.WORKING_DAYS)
        state = one("initial_decision", [report], "2026-06-04 10:00", variances=[attempt])
        assert state.status is Status.LATE
        assert [(applied.variance, applied.allowed) for applied in state.variances] == [(attempt, False)]

    def test_who_asks_beforehand_is_told(self) -> None:
        assert check_may_vary(CHILD, "icpc").code == "icpc"
        with pytest.raises(
            NotVariable, match="'initial_decision' in protocol 'wales-child-2021' may not be varied"
        ):
            check_may_vary(CHILD, "initial_decision")
        with pytest.raises(UnknownProtocol, match="has no step 'icp'"):
            check_may_vary(CHILD, "icp")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"reason": "  "}, "a reason must be recorded"),
        ({"by": ""}, "who decided it must be recorded"),
        ({"number": None}, "number and unit belong together"),
        ({"number": None, "unit": None}, "give either number and unit, or until"),
        ({"until": date(2026, 7, 1)}, "give either number and unit, or until"),
        ({"number": -1}, "number must be from 0 to 1000; got -1"),
        ({"recorded": datetime(2026, 6, 1)}, "recorded must have a time zone"),  # noqa: DTZ001
        ({"number": None, "unit": None, "until": date(1066, 1, 1)}, "between the years 1900 and 2999"),
        ({"corrects": TWENTY.id}, "cannot correct itself"),
    ],
)
def test_a_variance_that_cannot_be_used(change: dict[str, object], message: str) -> None:
    with pytest.raises(RecordError, match=message):
        replace(TWENTY, **change)  # type: ignore[arg-type]


class TestMove:
    MOVE = Move(
        to="wales-child-2021",
        reason="canllaw newydd",
        by="rheolwr-1",
        recorded=at("2021-03-01 10:00"),
        id="move",
    )

    def test_a_case_keeps_its_protocol_until_it_is_moved(self) -> None:
        protocols = load_protocols()
        for now, code in (("2021-02-28 10:00", "wales-child-2011"), ("2021-03-02 10:00", "wales-child-2021")):
            assert protocol_for("wales-child-2011", protocols, moves=[self.MOVE], now=at(now)).code == code

    def test_a_move_not_yet_known_or_withdrawn_moves_nothing(self) -> None:
        protocols, now = load_protocols(), at("2022-01-01 10:00")
        known_at = at("2021-02-28 10:00")
        gone = replace(self.MOVE, id="gone", corrects="move", withdrawn=True, recorded=at("2021-04-01 10:00"))
        assert (
            protocol_for("wales-child-2011", protocols, moves=[self.MOVE], now=now, known_at=known_at).version
            == "2011"
        )
        assert protocol_for("wales-child-2011", protocols, moves=[self.MOVE, gone], now=now).version == "2011"

    def test_a_move_needs_a_reason_and_a_known_protocol(self) -> None:
        with pytest.raises(RecordError, match="a reason must be recorded"):
            replace(self.MOVE, reason="")
        with pytest.raises(UnknownProtocol, match="no protocol 'wales-child-1066'; there are"):
            protocol_for("wales-child-1066", load_protocols(), now=at("2021-04-01 10:00"))

    @pytest.mark.parametrize(
        ("family", "day", "code"),
        [
            ("wales-child", "2011-09-14", "wales-child-2011"),
            ("wales-child", "2021-01-31", "wales-child-2011"),
            ("wales-child", "2021-02-01", "wales-child-2021"),
            ("wales-child", "2026-07-01", "wales-child-2021"),
            ("wales-adult", "2026-07-01", "wales-adult-2019"),
        ],
    )
    def test_a_case_begins_under_the_protocol_in_force(self, family: str, day: str, code: str) -> None:
        assert protocol_in_force(load_protocols(), family, date.fromisoformat(day)).code == code

    def test_before_the_first_protocol_there_is_none(self) -> None:
        with pytest.raises(
            UnknownProtocol, match="no protocol of family 'wales-child' was in force on 2011-09-13"
        ):
            protocol_in_force(load_protocols(), "wales-child", date(2011, 9, 13))

    def test_the_same_marks_under_the_older_protocol(self) -> None:
        older = load_protocols()["wales-child-2011"]
        state = one("icpc", MARKS, "2026-06-29 10:00", older)
        assert state.status is Status.LATE
        assert state.due is not None
        assert state.due.basis.protocol == "wales-child-2011"


def test_adult_limits_kept_by_others_may_not_be_varied() -> None:
    assert [step.code for step in ADULT.steps if step.may_vary] == ["adult_strategy"]


def test_a_variance_of_another_step_is_no_matter() -> None:
    other = Variance(
        step="review_first",
        number=9,
        unit=Unit.MONTHS,
        reason="x",
        by="y",
        id="z",
        recorded=at("2026-06-15 10:00"),
    )
    assert one("icpc", MARKS, "2026-06-16 10:00", variances=[other]).status is Status.OPEN
