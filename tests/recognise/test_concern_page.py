"""After saving, and the page of one concern."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from noddfa import chronicle
from noddfa.access.models import Part
from noddfa.access.roles import Role
from noddfa.chronicle.models import Event, Record
from noddfa.people import vault
from noddfa.people.values import Statement
from noddfa.recognise.concern.kind import Observation
from noddfa.recognise.services import About, Signs
from tests.recognise.conftest import NOW, write_concern
from tests.support import builders

pytestmark = pytest.mark.django_db

TELL = "Tell your designated safeguarding person and social services now"
NOT_SAFE = "Nothing marked does not mean that the person is safe"


def now_page(browser: Client, record: Record) -> str:
    return browser.get(reverse("recognise:now", args=[record.pk])).content.decode()


def page(browser: Client, record: Record) -> str:
    return browser.get(reverse("recognise:concern", args=[record.pk])).content.decode()


def test_signs_of_exploitation_say_whom_to_tell_now(browser: Client, teacher) -> None:
    said = now_page(browser, write_concern(teacher, signs=Signs("1", (("EXP01", "suspected"),))))
    assert TELL in said
    assert reverse("refer:make", args=[Record.objects.get().pk]) in said


def test_no_sign_is_no_reassurance(browser: Client, teacher) -> None:
    said = now_page(browser, write_concern(teacher))
    assert TELL not in said
    assert NOT_SAFE in said


@pytest.mark.parametrize("where", [now_page, page])
def test_danger_stays_at_the_top(browser: Client, teacher, where) -> None:
    assert "said to be in danger" in where(browser, write_concern(teacher, danger="yes", called="not_yet"))
    assert "said to be in danger" not in where(browser, write_concern(teacher))


def test_no_report_is_a_decision_with_a_reason(browser: Client, teacher) -> None:
    record = write_concern(teacher)
    answer = browser.post(
        reverse("chronicle:add", args=[record.pk, "no_report"]),
        {
            "event_id": uuid.uuid4(),
            "reason": "Her aunt drives the grey car; I spoke to her.",
            "talked": "yes",
            "talked_to": "Enghraifft Dau",
            "happened_day": "24",
            "happened_month": "11",
            "happened_year": "2026",
            "happened_unknown": "on",
        },
    )
    assert answer.url == reverse("recognise:concern", args=[record.pk])
    said = page(browser, record)
    assert "Decided not to report" in said
    assert "drives the grey car" in said
    assert reverse("refer:make", args=[record.pk]) in said  # it can still be reported


def test_a_reason_is_needed_not_to_report(browser: Client, teacher) -> None:
    record = write_concern(teacher)
    answer = browser.post(reverse("chronicle:add", args=[record.pk, "no_report"]), {"talked": "no"})
    assert answer.status_code == 422
    assert Event.objects.filter(kind="no_report").count() == 0


def test_something_further_can_be_added(browser: Client, teacher) -> None:
    record = write_concern(teacher)
    browser.post(
        reverse("chronicle:add", args=[record.pk, "observation"]),
        {
            "seen": "The same car again.",
            "signs-MOV01": "seen",
            "happened_day": "24",
            "happened_month": "11",
            "happened_year": "2026",
            "happened_time": "09:00",
        },
    )
    said = page(browser, record)
    assert "The same car again." in said
    assert TELL in said


def test_the_concern_is_put_right_on_the_shared_screen(browser: Client, teacher) -> None:
    record = write_concern(teacher)
    event = Event.objects.get(record=record)
    correct = reverse("chronicle:correct", args=[record.pk, event.pk])
    assert correct in page(browser, record)
    form = browser.get(correct).context["form"]
    assert form.initial["seen"] == "Afraid of the man in the grey car."
    answer = browser.post(
        correct,
        {
            "danger": "no",
            "worried": "me",
            "profession": "teacher",
            "seen": "Afraid of the woman in the grey car.",
            "happened_day": "24",
            "happened_month": "11",
            "happened_year": "2026",
            "happened_time": "09:00",
        },
    )
    assert answer.status_code == 302
    said = page(browser, record)
    assert "the woman in the grey car" in said
    assert "the man in the grey car" not in said
    assert "Corrected since" in said


def test_a_concern_is_neither_added_twice_nor_withdrawn_by_hand(browser: Client, teacher) -> None:
    record = write_concern(teacher)
    event = Event.objects.get(record=record)
    assert browser.get(reverse("chronicle:add", args=[record.pk, "concern"])).status_code == 404
    assert browser.get(reverse("chronicle:withdraw", args=[record.pk, event.pk])).status_code == 404


def test_more_can_be_said_of_the_person(browser: Client, teacher) -> None:
    record = write_concern(teacher)
    form = browser.get(reverse("recognise:about", args=[record.pk])).context["form"]
    sent = {"name": "Enghraifft Newydd", "event_id": form.initial["event_id"]}
    for _twice in range(2):
        answer = browser.post(reverse("recognise:about", args=[record.pk]), sent)
        assert answer.url == reverse("recognise:concern", args=[record.pk])
    record.refresh_from_db()
    assert vault.read(record.person_id).names == ("Enghraifft Newydd",)
    assert "Enghraifft Newydd" in page(browser, record)


def test_other_details_sent_with_the_same_form_are_not_lost(browser: Client, teacher) -> None:
    record = write_concern(teacher)
    place = reverse("recognise:about", args=[record.pk])
    sent = {"name": "Enghraifft Newydd", "event_id": str(uuid.uuid4())}
    browser.post(place, sent)
    again = browser.post(place, {**sent, "born_age": "16"})
    assert again.status_code == 422
    renewed = again.context["form"]["event_id"].value()
    assert renewed != sent["event_id"]
    assert browser.post(place, {**sent, "born_age": "16", "event_id": renewed}).status_code == 302
    record.refresh_from_db()
    assert vault.read(record.person_id).born is not None


def test_saying_nothing_more_is_not_recorded(browser: Client, teacher) -> None:
    record = write_concern(teacher)
    answer = browser.post(reverse("recognise:about", args=[record.pk]), {"name": " "})
    assert answer.status_code == 422
    assert "at least one of the answers" in answer.content.decode()
    assert Record.objects.get().person_id is None


def test_the_writer_never_reads_what_a_case_team_learns_of_the_person(browser: Client, teacher) -> None:
    record = write_concern(teacher, about=About(name="Enghraifft Un"))
    lead = builders.actor(Role.CASE_LEAD)
    vault.say(record.person_id, Statement("address", "Placed at 4 Stryd Gudd"), by=lead, now=NOW)
    assert "Enghraifft Un" in page(browser, record)
    assert "Stryd Gudd" not in page(browser, record)
    builders.join(record, lead, Part.WORKER)
    assert "Stryd Gudd" in page(builders.sign_in(Client(), lead), record)


def test_the_number_of_queries_does_not_grow_with_what_happened(
    browser: Client, teacher, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    record = write_concern(teacher, about=About(name="Enghraifft Un"))
    place = reverse("recognise:concern", args=[record.pk])

    def observed(times: int) -> None:
        for number in range(times):
            seen = Observation(seen=f"Again, {number}.")
            chronicle.record(record.pk, seen, by=teacher, now=NOW)

    observed(1)
    with CaptureQueriesContext(connection) as one:
        browser.get(place)
    observed(29)
    with django_assert_num_queries(len(one)):
        assert "Again, 28." in browser.get(place).content.decode()


# ---- who may see it ----


def test_others_get_the_same_answer_as_for_a_concern_that_is_not_there(teacher, school) -> None:
    record = write_concern(teacher)
    there, nowhere = record.pk, uuid.uuid4()
    for role in (Role.PRACTITIONER, Role.DUTY_OFFICER, Role.CASE_LEAD, Role.SUPPORT_WORKER):
        for body in (school, None):
            client = builders.sign_in(Client(), builders.actor(role, body))
            for name in ("recognise:concern", "recognise:now", "recognise:about"):
                answers = [client.get(reverse(name, args=[pk])) for pk in (there, nowhere)]
                assert [a.status_code for a in answers] == [404, 404]


def test_the_manager_of_the_writer_sees_it_and_another_bodys_does_not(teacher, school) -> None:
    record = write_concern(teacher)
    where = reverse("recognise:concern", args=[record.pk])
    assert builders.sign_in(Client(), builders.actor(Role.MANAGER, school)).get(where).status_code == 200
    assert builders.sign_in(Client(), builders.actor(Role.MANAGER)).get(where).status_code == 404


def test_a_case_is_no_concern(teacher) -> None:
    case = builders.record("case", by=teacher)
    client = builders.sign_in(Client(), teacher)
    assert client.get(reverse("recognise:concern", args=[case.pk])).status_code == 404


def test_a_role_without_casework_may_not_begin(school) -> None:
    learner = builders.sign_in(Client(), builders.actor(Role.LEARNER, school))
    assert learner.get(reverse("recognise:begin")).status_code == 403


# ---- perhaps the same person ----


def test_my_own_earlier_concern_about_the_same_name_is_shown(browser: Client, teacher) -> None:
    first = write_concern(teacher, about=About(name="Siân Dychmygol"))
    second = write_concern(teacher, about=About(name="Shan Dychmygol"))
    assert first.reference in now_page(browser, second)


def test_that_others_know_the_person_is_hidden_from_the_writer(browser: Client, teacher, school) -> None:
    colleague = builders.actor(Role.PRACTITIONER, school)
    elsewhere = builders.actor(Role.PRACTITIONER)
    for other in (colleague, elsewhere):
        write_concern(other, about=About(name="Siân Dychmygol"))
    mine = write_concern(teacher, about=About(name="Siân Dychmygol"))
    said = now_page(browser, mine)
    assert "Perhaps about the same person" not in said
    alone = now_page(browser, write_concern(teacher, about=replace(About(), name="Arall Enghraifft")))
    assert ("same person" in said) == ("same person" in alone)
