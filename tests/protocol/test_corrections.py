"""Corrections, withdrawals and the two times: when it happened, when it was known."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noddfa.protocol import Mark, MarkName, RecordError, Status, StepState, disputes, due_steps
from noddfa.protocol.marks import standing

from .support import CHILD, at, mark, one, runs

pytestmark = pytest.mark.instrument

REPORT = mark("report_received", "2026-06-01 10:00", id="report")


class TestAsOf:
    def test_a_decision_made_in_time_and_typed_in_late(self) -> None:
        """On the 4th nobody could know; looking back, it was in time."""
        decided = mark(
            "initial_decision", "2026-06-02 10:00", recorded="2026-06-05 09:00", outcome="no_action"
        )
        marks = [REPORT, decided]
        then = one("initial_decision", marks, "2026-06-04 12:00", known_at=at("2026-06-04 12:00"))
        assert then.status is Status.LATE
        looking_back = one("initial_decision", marks, "2026-06-04 12:00")
        assert looking_back.status is Status.DONE

    def test_known_later_but_asked_about_an_earlier_moment(self) -> None:
        decided = mark(
            "initial_decision", "2026-06-03 10:00", recorded="2026-06-05 09:00", outcome="no_action"
        )
        state = one(
            "initial_decision", [REPORT, decided], "2026-06-02 12:00", known_at=at("2026-06-10 12:00")
        )
        assert state.status is Status.DUE_SOON


class TestCorrection:
    def test_a_corrected_start_moves_the_clock(self) -> None:
        later = mark(
            "report_received", "2026-06-03 10:00", recorded="2026-06-04 09:00", id="fix", corrects="report"
        )
        marks = [REPORT, later]
        assert one("initial_decision", marks, "2026-06-04 12:00").status is Status.DUE_SOON
        as_known = one("initial_decision", marks, "2026-06-03 12:00", known_at=at("2026-06-03 12:00"))
        assert as_known.status is Status.LATE

    def test_a_correction_of_a_correction(self) -> None:
        second = mark("report_received", "2026-06-03 10:00", id="second", corrects="report")
        third = mark("report_received", "2026-06-08 10:00", id="third", corrects="second")
        state = one("initial_decision", [third, REPORT, second], "2026-06-08 12:00")
        assert state.start is third

    def test_a_correction_may_say_it_was_another_thing_altogether(self) -> None:
        meeting = mark("strategy_meeting", "2026-06-02 10:00", id="wrong")
        fixed = mark(
            "strategy_discussion",
            "2026-06-02 10:00",
            recorded="2026-06-03 10:00",
            corrects="wrong",
            meeting="yes",
        )
        assert one("strategy_meeting", [meeting], "2026-06-04 12:00").status is Status.DONE
        assert one("strategy_meeting", [meeting, fixed], "2026-06-04 12:00").status is Status.OPEN

    def test_a_withdrawal_takes_the_mark_away(self) -> None:
        gone = mark(
            "report_received",
            "2026-06-01 10:00",
            recorded="2026-06-02 10:00",
            corrects="report",
            withdrawn=True,
        )
        assert one("initial_decision", [REPORT, gone], "2026-06-04 12:00").status is Status.NOT_STARTED
        before = one("initial_decision", [REPORT, gone], "2026-06-04 12:00", known_at=at("2026-06-02 09:59"))
        assert before.status is Status.LATE

    def test_two_corrections_of_one_mark_both_stand_and_are_named(self) -> None:
        """Two people, off-line, each put the same report right: neither wins by being later."""
        marks = [
            REPORT,
            mark(
                "report_received",
                "2026-06-01 09:00",
                recorded="2026-06-02 09:00",
                id="fix-a",
                corrects="report",
            ),
            mark(
                "report_received",
                "2026-06-01 14:00",
                recorded="2026-06-02 15:00",
                id="fix-b",
                corrects="report",
            ),
        ]
        assert [(d.about, d.ids) for d in disputes(marks)] == [("report", ("fix-a", "fix-b"))]
        assert [
            state.start.id for state in runs("initial_decision", marks, "2026-06-02 16:00") if state.start
        ] == [
            "fix-a",
            "fix-b",
        ]
        assert disputes(marks, known_at=at("2026-06-02 12:00")) == ()

    def test_a_correction_that_arrives_before_what_it_corrects_stands_by_itself(self) -> None:
        fix = mark("report_received", "2026-06-03 10:00", id="fix", corrects="not-here-yet")
        assert [held.item for held in standing([fix])] == [fix]
        assert standing([fix])[0].ids == {"fix", "not-here-yet"}

    def test_the_same_mark_twice_counts_once(self) -> None:
        assert one("initial_decision", [REPORT, replace(REPORT)], "2026-06-01 12:00").run == 1


class TestRefused:
    def test_one_id_with_two_contents(self) -> None:
        other = replace(REPORT, happened=at("2026-06-02 10:00"))
        with pytest.raises(RecordError, match="id 'report' carries two different contents"):
            due_steps(CHILD, [REPORT, other], now=at("2026-06-04 12:00"))

    def test_corrections_in_a_circle(self) -> None:
        marks = [
            mark("report_received", "2026-06-01 10:00", id="a", corrects="b"),
            mark("report_received", "2026-06-01 10:00", id="b", corrects="a"),
        ]
        with pytest.raises(RecordError, match="in a circle"):
            due_steps(CHILD, marks, now=at("2026-06-04 12:00"))

    def test_a_now_without_a_zone(self) -> None:
        with pytest.raises(RecordError, match="now must have a time zone"):
            due_steps(CHILD, [REPORT], now=datetime(2026, 6, 4))  # noqa: DTZ001

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"happened": datetime(2026, 6, 1)}, "happened must have a time zone"),  # noqa: DTZ001
            ({"happened": datetime(1066, 10, 14, tzinfo=UTC)}, "between the years 1900 and 2999"),
            ({"recorded": datetime(2026, 6, 1)}, "recorded must have a time zone"),  # noqa: DTZ001
            ({"name": "report_recieved"}, "'report_recieved' is not in the vocabulary"),
            ({"id": ""}, "must have an id"),
            ({"corrects": "report"}, "cannot correct itself"),
            ({"withdrawn": True}, "must say which mark it withdraws"),
            ({"precision": "hour"}, "precision must be minute or day; got 'hour'"),
            ({"data": {"outcome": "good"}}, "has no field 'outcome'"),
        ],
    )
    def test_a_mark_that_cannot_be_used(self, change: dict[str, object], message: str) -> None:
        with pytest.raises(RecordError, match=message):
            replace(REPORT, **change)  # type: ignore[arg-type]

    def test_an_outcome_must_be_given_and_known(self) -> None:
        with pytest.raises(RecordError, match="must say its outcome: positive, negative"):
            mark("rg_decision", "2026-06-01 10:00")
        with pytest.raises(RecordError, match="may be positive, negative; got 'perhaps'"):
            mark("rg_decision", "2026-06-01 10:00", outcome="perhaps")

    def test_marks_cannot_be_changed(self) -> None:
        decided = mark("rg_decision", "2026-06-01 10:00", outcome="positive")
        with pytest.raises(TypeError):
            decided.data["outcome"] = "negative"  # type: ignore[index]


START = datetime(2026, 11, 1, tzinfo=UTC)
MINUTES = st.integers(min_value=0, max_value=120 * 24 * 60)


@st.composite
def a_mark(draw: st.DrawFn, number: int) -> Mark:
    name = draw(st.sampled_from(list(MarkName)))
    happened = START + timedelta(minutes=draw(MINUTES))
    data = {
        key: draw(st.sampled_from(values))
        for key, values in name.fields.items()
        if key == "outcome" or draw(st.booleans())
    }
    return Mark(
        name,
        happened,
        START + timedelta(minutes=draw(MINUTES)),
        f"m{number}",
        precision=draw(st.sampled_from(["minute", "day"])),
        thread=draw(st.sampled_from(["", "", "a", "b"])),
        data=data,
    )


@st.composite
def records(draw: st.DrawFn) -> list[Mark]:
    """Up to ten marks, some of which correct or withdraw an earlier one."""
    marks: list[Mark] = []
    for number in range(draw(st.integers(min_value=1, max_value=10))):
        fresh = draw(a_mark(number))
        if marks and draw(st.integers(0, 3)) == 0:
            target = draw(st.sampled_from(marks)).id
            fresh = replace(fresh, corrects=target, withdrawn=draw(st.booleans()))
        marks.append(fresh)
    return marks


MOMENTS = MINUTES.map(lambda minutes: START + timedelta(minutes=minutes))
few = settings(max_examples=60)


def view(states: Iterable[StepState]) -> list[tuple[object, ...]]:
    """What a reader sees of each state, the marks by their ids."""
    return [
        (
            state.step.code,
            state.run,
            state.status,
            state.due and state.due.at,
            state.start and state.start.id,
            state.completion and state.completion.id,
            state.was_late,
            state.certain,
        )
        for state in states
    ]


@few
@given(records(), MOMENTS, st.randoms(use_true_random=False))
def test_the_order_of_the_marks_does_not_matter(marks: list[Mark], now: datetime, random: object) -> None:
    shuffled = list(marks)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert due_steps(CHILD, shuffled, now=now) == due_steps(CHILD, marks, now=now)


@few
@given(records(), MOMENTS)
def test_knowing_everything_is_asking_plainly(marks: list[Mark], now: datetime) -> None:
    for_ever = datetime(2999, 12, 31, tzinfo=UTC)
    assert due_steps(CHILD, marks, now=now, known_at=for_ever) == due_steps(CHILD, marks, now=now)


@few
@given(records(), MOMENTS, MOMENTS)
def test_what_was_recorded_later_does_not_change_what_was_known(
    marks: list[Mark], now: datetime, known_at: datetime
) -> None:
    known = [one for one in marks if one.recorded <= known_at]
    assert due_steps(CHILD, marks, now=now, known_at=known_at) == due_steps(CHILD, known, now=now)


@few
@given(records(), MOMENTS)
def test_what_happened_later_does_not_change_what_is_seen_now(marks: list[Mark], now: datetime) -> None:
    uncorrected = [replace(one, corrects=None, withdrawn=False) for one in marks]
    happened = [one for one in uncorrected if one.earliest <= now or one.name.may_lie_ahead]
    assert due_steps(CHILD, uncorrected, now=now) == due_steps(CHILD, happened, now=now)


@few
@given(records(), MOMENTS, st.data())
def test_correcting_a_mark_equals_having_recorded_it_right(
    marks: list[Mark], now: datetime, data: st.DataObject
) -> None:
    plain = [replace(one, corrects=None, withdrawn=False) for one in marks]
    wrong = data.draw(st.sampled_from(plain))
    right = data.draw(a_mark(99))
    corrected = due_steps(CHILD, [*plain, replace(right, corrects=wrong.id)], now=now)
    recorded = due_steps(CHILD, [one for one in plain if one is not wrong] + [right], now=now)
    assert view(corrected) == view(recorded)


@few
@given(records(), MOMENTS, st.data())
def test_withdrawing_a_mark_equals_never_having_recorded_it(
    marks: list[Mark], now: datetime, data: st.DataObject
) -> None:
    plain = [replace(one, corrects=None, withdrawn=False) for one in marks]
    wrong = data.draw(st.sampled_from(plain))
    withdrawal = replace(wrong, id="withdrawal", corrects=wrong.id, withdrawn=True)
    without = [one for one in plain if one is not wrong]
    assert due_steps(CHILD, [*plain, withdrawal], now=now) == due_steps(CHILD, without, now=now)


@few
@given(records(), MOMENTS, st.integers(min_value=0, max_value=60 * 24 * 60))
def test_a_limit_once_missed_stays_missed_while_nothing_new_happens(
    marks: list[Mark], now: datetime, wait: int
) -> None:
    held = [one.item for one in standing(marks) if one.item.latest <= now]
    late = {(s.step.code, s.run) for s in due_steps(CHILD, held, now=now) if s.was_late}
    later = now + timedelta(minutes=wait)
    assert late <= {(s.step.code, s.run) for s in due_steps(CHILD, held, now=later) if s.was_late}


@few
@given(records(), MOMENTS)
def test_every_state_makes_sense(marks: list[Mark], now: datetime) -> None:
    for state in due_steps(CHILD, marks, now=now):
        if state.completion is not None:
            assert state.status in (Status.DONE, Status.DONE_LATE)
            assert state.completion is not state.start
        if state.status in (Status.LATE, Status.DONE_LATE):
            assert state.due is not None
            assert state.was_late
        if state.due is not None:
            assert state.start is not None
            assert state.due.at_earliest <= state.due.at
            assert state.due.basis.start_id == state.start.id
