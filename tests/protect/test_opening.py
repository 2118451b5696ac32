"""Opening a case from a concern."""

from __future__ import annotations

import datetime as dt

import pytest

from noddfa import chronicle
from noddfa.access import circle
from noddfa.access.models import Desk, Part
from noddfa.access.roles import Role
from noddfa.chronicle.models import Record, Visibility
from noddfa.protect import services
from noddfa.protect.clocks.state import clocks, gather
from noddfa.protect.models import CaseRow
from noddfa.protect.selectors import cases_of_concern, opened_cases, told_to_reporter
from noddfa.protect.services import AlreadyInACase
from noddfa.protocol import Status, UnknownProtocol
from tests.protect import factories
from tests.support import builders


@pytest.fixture
def concern(db: None) -> Record:
    teacher = builders.actor(Role.PRACTITIONER)
    return factories.reported_concern(teacher, person=None, now=factories.OPENED)


def test_it_points_to_the_concern_and_copies_nothing_of_it(it: factories.Story) -> None:
    (opening,) = chronicle.facts_of(it.case.pk, kinds=["case_opened"])
    assert opening.facts == {"concern": str(it.concern.pk), "protocol": "wales-child-2021"}
    assert cases_of_concern(it.concern.pk) == [it.case.pk]
    assert it.case.reference.startswith("C-")


def test_whoever_decided_leads_and_their_duty_desk_sees_it(concern: Record) -> None:
    officer = builders.actor(Role.DUTY_OFFICER)
    case = services.open_case(person=None, concern=concern.pk, by=officer, now=factories.NOW)
    (lead,) = circle.members(case.pk)
    assert (lead.user_id, lead.part) == (officer.user_id, Part.LEAD)
    assert Desk.objects.get(record=case.pk).organisation_id == officer.organisation


def test_a_protocol_nobody_knows_opens_nothing(concern: Record) -> None:
    officer = builders.actor(Role.DUTY_OFFICER)
    with pytest.raises(UnknownProtocol):
        services.open_case(
            person=None, concern=concern.pk, by=officer, now=factories.NOW, protocol="wales-child-1066"
        )
    assert not CaseRow.objects.exists()


def test_its_clocks_run_on_the_marks_of_the_concern(it: factories.Story) -> None:
    steps = {state.step.code: state for state in clocks(gather(it.case.pk), now=factories.NOW).steps}
    # Decided on Monday: the strategy discussion was due within two working days.
    due = steps["strategy_discussion"].due
    assert due is not None
    assert due.day == dt.date(2026, 11, 18)
    assert steps["strategy_discussion"].status is Status.LATE
    assert steps["missing_plan"].status is Status.OPEN


def test_an_event_on_the_concern_brings_the_list_up_to_date(concern: Record) -> None:
    officer = builders.actor(Role.DUTY_OFFICER)
    case = services.open_case(person=None, concern=concern.pk, by=officer, now=factories.OPENED)
    assert CaseRow.objects.get(pk=case.pk).next_step == "police_discussion"
    chronicle.record(case.pk, factories.discussion(enquiries="no"), by=officer, now=factories.OPENED)
    assert CaseRow.objects.get(pk=case.pk).next_step == "initial_decision"
    factories.decided(concern, officer, now=factories.OPENED + dt.timedelta(hours=1))
    assert CaseRow.objects.get(pk=case.pk).next_step != "initial_decision"


def test_a_further_concern_joins_once(it: factories.Story) -> None:
    second = factories.reported_concern(it.teacher, person=it.person, now=factories.NOW)
    services.add_concern_to_case(case=it.case.pk, concern=second.pk, by=it.lead, now=factories.NOW)
    assert set(gather(it.case.pk).concerns) == {it.concern.pk, second.pk}
    with pytest.raises(AlreadyInACase):
        services.add_concern_to_case(case=it.case.pk, concern=second.pk, by=it.lead, now=factories.NOW)


def test_counting_sees_bodies_and_days_alone(it: factories.Story) -> None:
    (one,) = opened_cases()
    assert (one.case, one.owner, one.closed) == (it.case.pk, it.council.pk, None)


def test_the_report_maker_reads_what_was_written_for_them_and_no_more(it: factories.Story) -> None:
    note = factories.note("For the school.")
    chronicle.record(it.case.pk, note, by=it.lead, now=factories.NOW, visibility=Visibility.REPORTER)
    chronicle.record(it.case.pk, factories.note("For us."), by=it.lead, now=factories.NOW)
    standing = circle.standing(it.teacher, it.concern.pk, now=factories.NOW)
    told = told_to_reporter(it.concern.pk, chronicle.Reader(it.teacher, standing))
    assert [entry.content for entry in told] == [note]
