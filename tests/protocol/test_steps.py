"""How a case goes through the steps: what starts, opens, closes and completes them, once or again."""

import pytest

from noddfa.protocol import Mark, Status, due_steps

from .support import ADULT, CHILD, at, mark, one, runs

pytestmark = pytest.mark.instrument

NOW = "2026-07-01 12:00"


def test_nothing_recorded_nothing_started() -> None:
    states = due_steps(CHILD, [], now=at(NOW))
    assert [state.step.code for state in states] == [step.code for step in CHILD.steps]
    assert {state.status for state in states} == {Status.NOT_STARTED}
    assert all(state.due is None and state.start is None and not state.active for state in states)


def test_a_case_from_concern_to_first_core_group() -> None:
    """The whole way, in time at every step."""
    marks = [
        mark("concern_known", "2026-06-01 09:00"),
        mark("concern_logged", "2026-06-01 09:30", outcome="report"),
        mark("report_by_telephone", "2026-06-01 10:00"),
        mark("report_received", "2026-06-01 10:00"),
        mark("possible_crime", "2026-06-01 10:05"),
        mark("police_discussion", "2026-06-01 10:20"),
        mark("report_in_writing", "2026-06-01 15:00"),
        mark("initial_checks", "2026-06-01 16:00"),
        mark("initial_decision", "2026-06-02 09:00", outcome="strategy"),
        mark("acknowledgement", "2026-06-02 11:00"),
        mark("strategy_discussion", "2026-06-03 14:00", enquiries="yes", meeting="no"),
        mark("s47_started", "2026-06-03 16:00"),
        mark("child_seen", "2026-06-04 10:00"),
        mark("determination", "2026-06-12 10:00", outcome="continuing_risk"),
        mark("icpc", "2026-06-22 10:00", outcome="registered"),
        mark("outline_circulated", "2026-06-26 10:00"),
        mark("core_group", "2026-06-30 10:00"),
    ]
    states = {state.step.code: state for state in due_steps(CHILD, marks, now=at(NOW))}
    done = {code for code, state in states.items() if state.status is Status.DONE}
    assert done == {
        "log_concern", "report", "written_confirmation", "acknowledge", "initial_checks", "initial_decision",
        "police_discussion", "strategy_discussion", "s47", "see_child", "determination", "icpc",
        "circulate_outline", "core_group_first",
    }  # fmt: skip
    assert {code for code, state in states.items() if state.active} == {
        "continuing_assessment", "core_group_next", "review_first",
    }  # fmt: skip
    assert {code for code, state in states.items() if state.status is Status.NOT_APPLICABLE} == {
        "chase_ack", "strategy_meeting",
    }  # fmt: skip
    assert not any(state.was_late for state in states.values())


class TestConditions:
    STRATEGY = mark("strategy_discussion", "2026-06-03 14:00", enquiries="yes")

    def test_the_conference_clock_runs_unopened_until_there_is_a_determination(self) -> None:
        state = one("icpc", [self.STRATEGY], NOW)
        assert (state.status, state.provisional, state.was_late) == (Status.NOT_STARTED, True, False)
        assert state.due is not None

    def test_continuing_risk_opens_it_on_the_clock_of_the_discussion(self) -> None:
        marks = [self.STRATEGY, mark("determination", "2026-06-12 10:00", outcome="continuing_risk")]
        state = one("icpc", marks, "2026-06-15 09:00")
        assert (state.status, state.provisional) == (Status.OPEN, False)
        assert state.start is self.STRATEGY
        assert one("icpc", marks, NOW).status is Status.LATE

    @pytest.mark.parametrize("outcome", ["not_substantiated", "no_continuing_risk"])
    def test_another_determination_rules_it_out(self, outcome: str) -> None:
        ended = mark("determination", "2026-06-12 10:00", outcome=outcome)
        state = one("icpc", [self.STRATEGY, ended], NOW)
        assert (state.status, state.closed_by, state.was_late) == (Status.NOT_APPLICABLE, ended, False)

    def test_a_later_determination_opens_it_again(self) -> None:
        marks = [
            self.STRATEGY,
            mark("determination", "2026-06-12 10:00", outcome="no_continuing_risk"),
            mark("determination", "2026-06-15 10:00", outcome="continuing_risk"),
        ]
        assert one("icpc", marks, "2026-06-16 10:00").status is Status.OPEN

    def test_a_discussion_that_leads_to_no_enquiries_starts_no_conference_clock(self) -> None:
        marks = [mark("strategy_discussion", "2026-06-03 14:00", enquiries="no")]
        assert one("icpc", marks, NOW).due is None
        assert one("s47", marks, NOW).status is Status.NOT_STARTED

    def test_no_action_closes_the_report(self) -> None:
        marks = [
            mark("concern_known", "2026-06-01 09:00"),
            mark("concern_logged", "2026-06-01 09:30", outcome="no_action"),
        ]
        assert one("report", marks, NOW).status is Status.NOT_APPLICABLE

    def test_police_are_asked_for_only_where_a_crime_is_possible(self) -> None:
        assert (
            one("police_discussion", [mark("concern_known", "2026-06-01 09:00")], NOW).status
            is Status.NOT_STARTED
        )

    def test_a_conference_without_registration_starts_no_core_group(self) -> None:
        marks = [mark("icpc", "2026-06-22 10:00", outcome="not_registered")]
        assert one("core_group_first", marks, NOW).status is Status.NOT_STARTED
        assert one("review_first", marks, NOW).status is Status.NOT_STARTED
        assert one("circulate_outline", marks, NOW).due is not None

    def test_consent_decides_between_referral_and_notification(self) -> None:
        given = [mark("nrm_consent", "2026-06-01 10:00", outcome="given")]
        refused = [mark("nrm_consent", "2026-06-01 10:00", outcome="refused")]
        assert one("nrm_referral", given, NOW, ADULT).active
        assert not one("duty_to_notify", given, NOW, ADULT).active
        assert one("duty_to_notify", refused, NOW, ADULT).active
        assert not one("nrm_referral", refused, NOW, ADULT).active

    def test_the_pilot_and_the_national_route_keep_apart(self) -> None:
        marks = [
            mark("nrm_referral", "2026-06-01 10:00", route="pilot"),
            mark("rg_decision", "2026-06-10 10:00", route="pilot", outcome="positive"),
        ]
        assert one("nrm_rg", marks, NOW).status is Status.NOT_STARTED
        assert one("pilot_rg", marks, NOW).status is Status.DONE
        assert one("nrm_cg", marks, NOW).status is Status.NOT_STARTED
        assert one("pilot_cg", marks, NOW).active

    def test_the_nrm_is_started_by_suspicion_and_done_once_in_a_case(self) -> None:
        marks = [
            mark("nrm_referral", "2026-06-01 10:00"),
            mark("trafficking_suspected", "2026-06-05 10:00"),
            mark("trafficking_suspected", "2026-06-20 10:00"),
        ]
        assert one("nrm_referral", marks, NOW).status is Status.DONE


class TestRecurring:
    def test_every_core_group_starts_the_clock_of_the_next(self) -> None:
        marks = [mark("core_group", f"2026-0{month}-02 10:00") for month in (3, 4, 5)]
        first, second, third = runs("core_group_next", marks, "2026-06-20 12:00")
        assert [first.completion, second.completion] == marks[1:]
        assert [state.run for state in (first, second, third)] == [1, 2, 3]
        assert (first.status, second.status, third.status) == (Status.DONE, Status.DONE, Status.LATE)

    def test_the_end_of_registration_ends_the_clocks_and_keeps_the_lateness(self) -> None:
        marks = [mark("core_group", "2026-03-02 10:00"), mark("registration_ended", "2026-06-01 10:00")]
        state = one("core_group_next", marks, NOW)
        assert (state.status, state.was_late) == (Status.NOT_APPLICABLE, True)

    def test_a_review_that_ends_registration_starts_no_further_review(self) -> None:
        marks = [
            mark("icpc", "2026-01-10 10:00", outcome="registered"),
            mark("review_conference", "2026-04-01 10:00", outcome="registration_continues"),
            mark("review_conference", "2026-06-01 10:00", outcome="registration_ends"),
        ]
        assert one("review_first", marks, NOW).status is Status.DONE
        assert one("review_next", marks, NOW).status is Status.DONE

    def test_each_missing_episode_has_its_own_conversation(self) -> None:
        marks = [
            mark("missing", "2026-06-01 20:00", thread="a"),
            mark("returned", "2026-06-02 08:00", thread="a"),
            mark("missing", "2026-06-05 20:00", thread="b"),
            mark("returned", "2026-06-06 08:00", thread="b"),
            mark("return_conversation", "2026-06-07 10:00", thread="b"),
        ]
        first, second = runs("return_conversation", marks, NOW)
        assert (first.status, second.status) == (Status.LATE, Status.DONE)

    def test_without_threads_the_earliest_waiting_one_is_meant(self) -> None:
        marks = [
            mark("returned", "2026-06-02 08:00"),
            mark("returned", "2026-06-06 08:00"),
            mark("return_conversation", "2026-06-07 10:00"),
        ]
        first, second = runs("return_conversation", marks, NOW)
        assert (first.status, second.status) == (Status.DONE_LATE, Status.LATE)

    def test_each_report_is_decided_on_its_own(self) -> None:
        marks = [
            mark("report_received", "2026-06-01 10:00", thread="r1"),
            mark("report_received", "2026-06-01 11:00", thread="r2"),
            mark("initial_decision", "2026-06-01 12:00", thread="r2", outcome="no_action"),
        ]
        first, second = runs("initial_decision", marks, "2026-06-02 12:00")
        assert (first.status, second.status) == (Status.DUE_SOON, Status.DONE)

    def test_two_reports_lead_to_one_strategy_discussion(self) -> None:
        marks = [
            mark("initial_decision", "2026-06-01 12:00", thread="r1", outcome="strategy"),
            mark("initial_decision", "2026-06-02 12:00", thread="r2", outcome="strategy"),
            mark("strategy_discussion", "2026-06-03 12:00"),
        ]
        state = one("strategy_discussion", marks, NOW)
        assert (state.status, state.start) == (Status.DONE, marks[0])

    def test_a_decision_after_the_discussion_asks_for_another(self) -> None:
        marks = [
            mark("initial_decision", "2026-06-01 12:00", outcome="strategy"),
            mark("strategy_discussion", "2026-06-03 12:00"),
            mark("initial_decision", "2026-06-20 12:00", outcome="strategy"),
        ]
        first, second = runs("strategy_discussion", marks, NOW)
        assert (first.status, second.status) == (Status.DONE, Status.LATE)

    def test_follow_up_discussions_do_not_ask_for_a_second_conference(self) -> None:
        marks = [
            mark("strategy_discussion", "2026-01-05 12:00"),
            mark("determination", "2026-01-12 12:00", outcome="continuing_risk"),
            mark("icpc", "2026-01-20 12:00", outcome="registered"),
            mark("strategy_discussion", "2026-02-20 12:00"),
            mark("strategy_discussion", "2026-06-20 12:00"),
        ]
        assert one("icpc", marks, NOW).status is Status.DONE
        again = mark("determination", "2026-06-25 12:00", outcome="continuing_risk")
        second = runs("icpc", [*marks, again], NOW)[1]
        assert (second.start, second.status) == (marks[4], Status.OPEN)


class TestOrderOfTheDay:
    """Marks are typed in late, or with a day and no time."""

    @pytest.mark.parametrize(
        ("missing", "returned"),
        [
            ("2026-06-01", "2026-06-01"),
            ("2026-06-01 20:00", "2026-06-01"),
            ("2026-06-01", "2026-06-01 09:00"),
            ("2026-06-01 20:00", "2026-06-01 20:00"),
        ],
    )
    def test_missing_and_back_on_one_day_pair_up(self, missing: str, returned: str) -> None:
        marks = [mark("returned", returned), mark("missing", missing)]
        assert one("return", marks, NOW).status is Status.DONE

    def test_a_discussion_held_before_its_decision_was_typed_in_counts(self) -> None:
        marks = [
            mark("strategy_discussion", "2026-06-02 10:00"),
            mark("initial_decision", "2026-06-02 15:00", outcome="strategy"),
        ]
        assert one("strategy_discussion", marks, NOW).status is Status.DONE

    def test_a_discussion_of_an_earlier_day_does_not(self) -> None:
        marks = [
            mark("strategy_discussion", "2026-05-01 10:00"),
            mark("initial_decision", "2026-06-02 15:00", outcome="strategy"),
        ]
        assert one("strategy_discussion", marks, NOW).status is Status.LATE

    def test_an_answer_before_the_written_report_stops_the_chase_of_its_own_report_only(self) -> None:
        marks = [
            mark("acknowledgement", "2026-06-01 11:00", thread="r1"),
            mark("report_in_writing", "2026-06-01 15:00", thread="r1"),
            mark("report_in_writing", "2026-06-01 16:00", thread="r2"),
        ]
        first, second = runs("chase_ack", marks, NOW)
        assert (first.status, second.status) == (Status.NOT_APPLICABLE, Status.OPEN)

    def test_a_step_done_though_nothing_started_it_is_shown_as_done(self) -> None:
        held = mark("strategy_discussion", "2026-06-02 10:00")
        state = one("strategy_discussion", [held], NOW)
        assert (state.status, state.start, state.due, state.completion) == (Status.DONE, None, None, held)

    def test_what_has_not_happened_yet_is_left_out(self) -> None:
        marks = [
            mark("report_received", "2026-06-01 10:00"),
            mark("initial_decision", "2026-06-01 15:00", outcome="no_action"),
        ]
        assert one("initial_decision", marks, "2026-06-01 14:59").status is Status.OPEN
        assert one("initial_decision", marks, "2026-06-01 15:00").status is Status.DONE


def test_the_picture_can_be_drawn_from_lane_and_phase() -> None:
    places = {(step.lane.value, step.phase.value) for step in CHILD.steps}
    assert {lane for lane, _ in places} == {"protection", "police", "missing", "nrm", "guardian"}
    assert {phase for _, phase in places} == {"report", "decide", "enquire", "conference", "plan", "review"}


def test_a_mark_is_not_changed_by_being_asked_about() -> None:
    given = mark("report_received", "2026-06-01 10:00", id="report")
    before = Mark(given.name, given.happened, given.recorded, given.id)
    due_steps(CHILD, [given], now=at(NOW))
    assert given == before
