"""Writing a concern: the screen a teacher has four minutes for."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from noddfa.access.models import CircleMember, Part
from noddfa.chronicle import facts_of, marks_of
from noddfa.chronicle.models import Event, Record
from noddfa.people import vault
from noddfa.recognise.concern import commands
from noddfa.recognise.models import ConcernRow
from noddfa.recognise.services import About
from tests.recognise import payloads
from tests.recognise.conftest import NOW, write_concern

pytestmark = pytest.mark.django_db


def url(form: uuid.UUID | None = None) -> str:
    return reverse("recognise:write", args=[form or uuid.uuid4()])


def test_beginning_opens_a_form_of_its_own(browser: Client) -> None:
    first = browser.get(reverse("recognise:begin")).url
    second = browser.get(reverse("recognise:begin")).url
    assert first != second
    page = browser.get(first)
    assert page.status_code == 200
    assert "Call 999" in page.content.decode()


def test_it_is_recorded(browser: Client, teacher) -> None:
    form = uuid.uuid4()
    answer = browser.post(url(form), payloads.concern())
    record = Record.objects.get(family="concern")
    assert answer.url == reverse("recognise:now", args=[record.pk])
    assert record.owner_id == teacher.organisation
    assert record.reference.startswith("CN-")
    event = Event.objects.get(pk=form)
    assert event.happened.isoformat() == "2026-11-23T08:40:00+00:00"
    assert event.recorded == NOW
    assert event.facts["signs"]["answers"] == {"EXP10": "seen", "MOV01": "suspected"}
    assert event.facts["council"] == payloads.CARDIFF
    member = CircleMember.objects.get(record=record.pk)
    assert (member.user_id, member.part) == (teacher.user_id, Part.REPORTER)


def test_who_it_is_about_lies_in_the_vault_and_nowhere_else(browser: Client, raw_store) -> None:
    browser.post(url(), payloads.concern(name="Enghraifft Dychmygolrwydd", place="12 Heol Dychmygol"))
    record = Record.objects.get()
    assert record.person_id is not None
    identity = vault.read(record.person_id)
    assert identity.names == ("Enghraifft Dychmygolrwydd",)
    assert identity.aliases == ("Jin", "Ginny")
    assert identity.born is not None
    assert identity.born.ages_on(NOW.date()) == (14, 16)
    stored = raw_store()
    for secret in ("Dychmygolrwydd", "Heol Dychmygol", "grey car", "Red coat"):
        assert secret.encode() not in stored


def test_the_least_makes_no_person(browser: Client) -> None:
    browser.post(url(), payloads.least())
    assert Record.objects.get().person_id is None
    assert [event.kind for event in Event.objects.all()] == ["concern"]


def marks(record: Record) -> set[str]:
    return {str(mark.name) for mark in marks_of(facts_of(record.pk))}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, {"concern_known"}),
        ({"danger": "yes", "called": "not_yet"}, {"concern_known", "immediate_danger"}),
        ({"danger": "yes", "called": "yes"}, {"concern_known", "immediate_danger", "emergency_call"}),
        ({"signs-EDU01": "seen"}, {"concern_known"}),
        ({"signs-MOV01": "suspected"}, {"concern_known", "trafficking_suspected", "possible_crime"}),
        ({"exploitation": ["labour"]}, {"concern_known", "trafficking_suspected", "possible_crime"}),
        (
            {"signs-HEA07": "seen"},
            {"concern_known", "immediate_danger", "trafficking_suspected", "possible_crime"},
        ),
    ],
)
def test_what_follows_from_the_answers(browser: Client, changed, expected) -> None:
    browser.post(url(), payloads.least(**changed))
    assert marks(Record.objects.get()) == expected


def test_a_possible_crime_counts_from_when_it_is_written_not_from_when_it_was_seen(browser: Client) -> None:
    browser.post(url(), payloads.least(exploitation=["labour"], happened_day="2", happened_unknown="on"))
    found = {str(m.name): m for m in marks_of(facts_of(Record.objects.get().pk))}
    assert found["possible_crime"].happened == NOW
    assert found["concern_known"].day.isoformat() == "2026-11-02"


def test_sent_twice_it_is_stored_once(browser: Client) -> None:
    form = uuid.uuid4()
    first = browser.post(url(form), payloads.concern())
    second = browser.post(url(form), payloads.concern())
    assert first.url == second.url
    assert Record.objects.count() == 1
    assert CircleMember.objects.count() == 1


def test_two_sent_at_the_same_moment_are_one(teacher, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second looks before the first has committed, and meets it only when it writes."""
    form = uuid.uuid4()
    first = write_concern(teacher, event_id=form)
    seen = commands._already
    answers = iter([lambda *given: None, seen])
    monkeypatch.setattr(commands, "_already", lambda *given: next(answers)(*given))
    assert write_concern(teacher, event_id=form, about=About(name="Enghraifft Un")) == first
    assert Record.objects.count() == 1
    assert CircleMember.objects.count() == 1


def test_sent_again_with_a_change_it_becomes_a_correction_to_be_confirmed(browser: Client) -> None:
    form = uuid.uuid4()
    sent = payloads.least(event_id=str(form))
    browser.post(url(form), sent)
    record = Record.objects.get()
    changed = {**sent, "seen": "A boy asleep in the waiting room, four nights running."}
    answer = browser.post(url(form), changed)
    assert answer.url == reverse("chronicle:correct", args=[record.pk, form])
    page = browser.get(answer.url).content.decode()
    assert "four nights running" in page
    assert Event.objects.count() == 1
    confirmed = browser.get(answer.url).context["form"].data
    assert browser.post(answer.url, confirmed.dict()).status_code == 302
    assert Event.objects.get(corrects=form).record_id == record.pk


def test_the_form_of_a_stored_concern_leads_to_it(browser: Client) -> None:
    form = uuid.uuid4()
    browser.post(url(form), payloads.least())
    assert browser.get(url(form)).url == reverse("recognise:concern", args=[Record.objects.get().pk])


# ---- each way to go wrong: a message beside the field, what was typed kept, nothing stored ----

LONG = "x" * 8001


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"danger": ""}, "danger", "Choose an answer."),
        ({"danger": "perhaps"}, "danger", "not one of the available choices"),
        ({"danger": "yes", "called": ""}, "called", "Choose an answer."),
        ({"worried": "someone_else", "worried_name": ""}, "worried_name", "Enter an answer."),
        ({"profession": ""}, "profession", "Choose an answer."),
        ({"seen": ""}, "seen", "Enter an answer."),
        ({"seen": "\u200b\u200f"}, "seen", "cannot be seen"),
        ({"seen": LONG}, "seen", "8000 characters or fewer"),
        ({"name": "x" * 121}, "name", "120 characters or fewer"),
        (
            {"happened_day": "", "happened_month": "", "happened_year": "", "happened_unknown": ""},
            "happened",
            "Enter a date.",
        ),
        ({"happened_day": "31", "happened_month": "2"}, "happened", "There is no such date"),
        ({"happened_year": "2027"}, "happened", "today or in the past"),
        ({"happened_unknown": ""}, "happened", "Enter the time, or tick"),
        ({"happened_year": "26"}, "happened", "four figures"),
        ({"born_age": "many"}, "born", "whole years"),
        ({"born_age": "900"}, "born", "110 or less"),
        ({"born_day": "30", "born_month": "2", "born_year": "2010"}, "born", "There is no such date"),
        ({"born_year": "2030"}, "born", "today or in the past"),
        ({"signs-EXP10": "certainly"}, "signs", "Choose one of the answers"),
        ({"exploitation": ["sorcery"]}, "exploitation", "not one of the available choices"),
        ({"council": "W06009999"}, "council", "not one of the available choices"),
        ({"council": payloads.CARDIFF}, "area_basis", "Say how you know the area"),
        ({"area_basis": "lives"}, "council", "Choose the area"),
    ],
)
def test_wrong_answers_are_told_beside_the_field(browser: Client, changed, field, said) -> None:
    answer = browser.post(url(), payloads.least(**changed))
    assert answer.status_code == 422
    assert said in " ".join(answer.context["form"].errors[field])
    assert said.replace("'", "&#x27;") in answer.content.decode()
    assert not Record.objects.exists()


def test_what_was_typed_is_kept_when_something_is_wrong(browser: Client) -> None:
    page = browser.post(url(), payloads.concern(danger="", happened_day="40")).content.decode()
    for typed in ("grey car", "Enghraifft Dychmygol", "Jin, Ginny", "Red coat", 'value="40"', "08:40"):
        assert typed in page
    assert 'id="id_signs-EXP10-seen" name="signs-EXP10" value="seen" checked' in page


def test_messages_come_in_welsh(browser: Client) -> None:
    with translation.override("cy"):
        page = browser.post(url(), payloads.least(danger="", council=payloads.CARDIFF)).content.decode()
    assert "Dewiswch ateb." in page
    assert "Choose an answer." not in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("😟 Siân said “help”", "😟 Siân said “help”"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("قالت إنها خائفة", "قالت إنها خائفة"),
        ("tri\u200bdiau\u202e nos", "tridiau nos"),
        ("line one\r\nline two", "line one\nline two"),
    ],
)
def test_every_script_is_kept_and_nothing_hides(browser: Client, typed, kept) -> None:
    browser.post(url(), payloads.least(seen=typed))
    record = Record.objects.get()
    page = browser.get(reverse("recognise:concern", args=[record.pk])).content.decode()
    from noddfa.chronicle.reading import latest

    assert latest(record, "concern").seen == kept
    assert "<script>alert" not in page


def test_the_language_can_be_changed_in_the_middle(browser: Client) -> None:
    form = uuid.uuid4()
    with translation.override("cy"):
        welsh = url(form)
    page = browser.post(welsh, payloads.least(seen="hanner brawddeg", danger="", switch_language="cy"))
    assert page.status_code == 200
    assert "hanner brawddeg" in page.content.decode()
    assert not page.context["form"].errors
    assert not Record.objects.exists()


def test_the_row_of_the_list_says_what_the_events_say(browser: Client) -> None:
    browser.post(url(), payloads.concern(danger="yes", called="yes"))
    row = ConcernRow.objects.get()
    assert (row.danger, row.tell_now, row.state, row.council) == (True, True, "open", payloads.CARDIFF)
