"""Deciding on a report: every outcome, once, with an answer to the one who reported."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from noddfa.access.models import Desk, Notice
from noddfa.access.roles import Role
from noddfa.chronicle import drafts, facts_of, marks_of
from noddfa.chronicle.models import Draft, Event, Record
from noddfa.protect import selectors as protect
from noddfa.recognise.models import ConcernRow
from noddfa.recognise.services import About
from noddfa.refer.families import DECIDE
from noddfa.refer.models import DeskReport
from tests.recognise.conftest import write_concern
from tests.refer import payloads
from tests.refer.conftest import browse, council, reported
from tests.support import builders

pytestmark = pytest.mark.django_db


def place(record: Record) -> str:
    return reverse("refer:decide", args=[record.pk])


def decide(who, record: Record, **changed):
    return browse(who).post(place(record), payloads.decision(**changed))


def outcome_mark(record: Record) -> str:
    return next(m.data["outcome"] for m in marks_of(facts_of(record.pk)) if m.name == "initial_decision")


@pytest.mark.parametrize(
    ("outcome", "mark", "opens"),
    [
        ("no_further_action", "no_action", False),
        ("information_advice", "other_action", False),
        ("assessment", "other_action", True),
        ("strategy_discussion", "strategy", True),
    ],
)
def test_each_decision_does_what_follows_from_it(
    concern: Record, report: Event, cardiff, outcome: str, mark: str, opens: bool
) -> None:
    answer = decide(cardiff, concern, outcome=outcome)
    assert answer.url == reverse("refer:desk_report", args=[concern.pk])
    assert outcome_mark(concern) == mark
    cases = Record.objects.filter(family="case")
    assert cases.count() == int(opens)
    if opens:
        assert cases.get().person_id == concern.person_id
        assert protect.cases_of_concern(concern.pk) == [cases.get().pk]
    row = DeskReport.objects.get()
    assert (row.outcome, row.decided is not None) == (outcome, True)
    assert not Draft.objects.exists()


def test_the_reporter_reads_the_reply_and_not_the_reasons(
    concern: Record, report: Event, teacher, cardiff
) -> None:
    decide(cardiff, concern)
    page = browse(teacher).get(reverse("recognise:concern", args=[concern.pk])).content.decode()
    assert "We are acting on it" in page
    assert "Debt bondage" not in page
    assert ConcernRow.objects.get().state == "answered"
    told = Notice.objects.get(user_id=teacher.user_id)
    assert (told.kind, told.path) == ("report_decided", f"concerns/{concern.pk}")
    desk = browse(cardiff).get(reverse("refer:desk_report", args=[concern.pk])).content.decode()
    assert "Debt bondage" in desk
    assert "Strategy discussion: section 47" in desk


def test_a_concern_about_nobody_known_can_become_a_case(teacher, cardiff) -> None:
    record = write_concern(teacher)
    reported(record, teacher)
    assert decide(cardiff, record).status_code == 302
    assert Record.objects.filter(family="case").count() == 1


def test_sent_twice_it_is_one_decision_and_one_case(concern: Record, report: Event, cardiff) -> None:
    client, sent = browse(cardiff), payloads.decision()
    assert client.post(place(concern), sent).status_code == 302
    assert client.post(place(concern), sent).status_code == 302
    assert Event.objects.filter(kind="initial_decision").count() == 1
    assert Event.objects.filter(kind="acknowledged").count() == 1
    assert Record.objects.filter(family="case").count() == 1


def test_sent_again_with_another_outcome_the_first_stands(concern: Record, report: Event, cardiff) -> None:
    client, sent = browse(cardiff), payloads.decision(outcome="no_further_action")
    client.post(place(concern), sent)
    again = client.post(place(concern), {**sent, "outcome": "strategy_discussion"})
    assert again.status_code == 422
    assert "decided on this report" in again.content.decode()
    assert not Record.objects.filter(family="case").exists()


def test_who_decides_second_is_told_and_loses_nothing(concern: Record, report: Event, cardiff) -> None:
    colleague = builders.actor(Role.DUTY_OFFICER, council(payloads.CARDIFF))
    decide(cardiff, concern, outcome="no_further_action")
    client = browse(colleague)
    token = drafts.Place(colleague.user_id, DECIDE, str(concern.pk)).token()
    answer = client.post(
        place(concern), payloads.decision(reasons="My own careful reasons.", draft_token=token)
    )
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Swyddog Caerdydd Enghraifft decided on this report" in said
    assert "My own careful reasons." in said
    assert Event.objects.filter(kind="initial_decision").count() == 1
    assert not Record.objects.filter(family="case").exists()
    assert Draft.objects.filter(user_id=colleague.user_id).exists()


# ---- passed to another council ----


def test_passed_on_it_moves_to_the_other_desk_with_a_clock_of_its_own(
    concern: Record, report: Event, teacher, cardiff, swansea
) -> None:
    answer = decide(cardiff, concern, outcome="passed_to_council", council=payloads.SWANSEA)
    assert answer.url == reverse("refer:desk")
    assert list(Desk.objects.values_list("organisation_id", flat=True)) == [payloads.SWANSEA]
    assert browse(cardiff).get(reverse("refer:desk_report", args=[concern.pk])).status_code == 404
    passed = browse(cardiff).get(reverse("refer:desk"), {"state": "decided"}).context["queue"].table
    assert [row[0].text for row in passed.rows] == [concern.reference]
    assert passed.rows[0][0].url == ""
    assert browse(swansea).get(reverse("refer:desk_report", args=[concern.pk])).status_code == 200
    waits = DeskReport.objects.get(body=payloads.SWANSEA)
    assert (waits.decided, waits.passed_from) == (None, payloads.CARDIFF)
    assert waits.due is not None
    assert Notice.objects.filter(user_id=swansea.user_id, kind="report_waiting").count() == 1
    assert ConcernRow.objects.get().state == "reported"
    assert decide(swansea, concern, outcome="no_further_action").status_code == 302
    assert ConcernRow.objects.get().state == "answered"
    assert {row.outcome for row in DeskReport.objects.all()} == {"passed_to_council", "no_further_action"}


def test_passed_to_a_council_that_is_not_here_somebody_there_must_have_taken_it(
    concern: Record, report: Event, cardiff
) -> None:
    sent = {"outcome": "passed_to_council", "council": payloads.POWYS}
    refused = decide(cardiff, concern, **sent)
    assert "say who took the report over" in " ".join(refused.context["form"].errors["taken_by"])
    assert not Event.objects.filter(kind="initial_decision").exists()
    assert decide(cardiff, concern, **sent, taken_by="Swyddog Powys Enghraifft").status_code == 302
    assert not Desk.objects.exists()
    assert "report_received" in {str(m.name) for m in marks_of(facts_of(concern.pk))}
    assert DeskReport.objects.count() == 1


# ---- already open ----


@pytest.fixture
def open_case(teacher, cardiff) -> Record:
    """A case this desk knows already."""
    record = write_concern(teacher, about=About(name="Enghraifft Dychmygol"))
    reported(record, teacher)
    decide(cardiff, record)
    return Record.objects.get(family="case")


def test_already_open_the_report_joins_the_case(
    concern: Record, report: Event, open_case: Record, cardiff
) -> None:
    typed = open_case.reference.lower().replace("-", " ")
    assert decide(cardiff, concern, outcome="already_open", case=typed).status_code == 302
    assert protect.cases_of_concern(concern.pk) == [open_case.pk]
    assert Record.objects.filter(family="case").count() == 1


def test_a_case_one_may_not_see_is_a_case_that_is_not_there(concern: Record, report: Event, cardiff) -> None:
    hidden = builders.record("case", by=builders.actor(Role.CASE_LEAD))
    said = [
        decide(cardiff, concern, outcome="already_open", case=typed).context["form"].errors["case"]
        for typed in (hidden.reference, "C-AAAA-AAAA", "<b>")
    ]
    assert said[0] == said[1] == said[2]
    assert "no case with this reference" in " ".join(said[0])
    assert not Event.objects.filter(kind="initial_decision").exists()


# ---- each way to go wrong ----


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"outcome": ""}, "outcome", "Choose an answer."),
        ({"outcome": "magic"}, "outcome", "not one of the available choices"),
        ({"reasons": ""}, "reasons", "Enter an answer."),
        ({"reasons": "\u200b"}, "reasons", "cannot be seen"),
        ({"reasons": "x" * 6001}, "reasons", "6000 characters or fewer"),
        ({"reply": ""}, "reply", "Enter an answer."),
        ({"reply": "x" * 4001}, "reply", "4000 characters or fewer"),
        ({"outcome": "passed_to_council"}, "council", "Choose an answer."),
        ({"outcome": "passed_to_council", "council": payloads.CARDIFF}, "council", "this one is yours"),
        ({"outcome": "already_open"}, "case", "Enter an answer."),
    ],
)
def test_wrong_answers_are_told_beside_the_field(
    concern: Record, report: Event, cardiff, changed, field, said
) -> None:
    answer = decide(cardiff, concern, **changed)
    assert answer.status_code == 422
    assert said in " ".join(answer.context["form"].errors[field])
    assert not Event.objects.filter(kind="initial_decision").exists()
    if "reply" not in changed:
        assert "We are acting on it" in answer.content.decode()


def test_only_the_desk_and_its_manager_decide(
    concern: Record, report: Event, teacher, cardiff, swansea
) -> None:
    for who in (teacher, swansea, builders.actor(Role.CASE_LEAD, council(payloads.CARDIFF))):
        for pk in (concern.pk, uuid.uuid4()):
            answer = browse(who).post(reverse("refer:decide", args=[pk]), payloads.decision())
            assert answer.status_code == 404
    assert not Event.objects.filter(kind="initial_decision").exists()
    manager = builders.actor(Role.MANAGER, council(payloads.CARDIFF))
    assert decide(manager, concern, outcome="no_further_action").status_code == 302


def test_a_decided_report_is_not_decided_again_from_its_link(concern: Record, report: Event, cardiff) -> None:
    decide(cardiff, concern, outcome="no_further_action")
    client: Client = browse(cardiff)
    assert client.get(place(concern)).url == reverse("refer:desk_report", args=[concern.pk])
