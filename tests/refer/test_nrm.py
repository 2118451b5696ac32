"""The NRM referral made ready: the questions in order, what is answered, what is not; and that it was made."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from noddfa.access.models import Part
from noddfa.access.roles import Role
from noddfa.chronicle import facts_of, marks_of
from noddfa.chronicle.models import Event, Record
from noddfa.people import vault
from noddfa.people.values import Born, Statement
from noddfa.practice.nrm import question_set
from noddfa.recognise.services import About
from noddfa.refer.nrm.pack import nrm_pack
from tests.recognise.conftest import write_concern
from tests.refer import payloads
from tests.refer.conftest import NOW, browse, reported
from tests.support import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(teacher, cardiff) -> Record:
    """A case opened from a concern about a child of fifteen."""
    record = write_concern(
        teacher,
        about=About(
            name="Enghraifft Dychmygol",
            aliases=("Jin",),
            born=Born.about(15, on=NOW.date()),
            language="Vietnamese",
        ),
        exploitation=("criminal", "cuckooing", "not_known"),
    )
    reported(record, teacher)
    answer = browse(cardiff).post(reverse("refer:decide", args=[record.pk]), payloads.decision())
    assert answer.status_code == 302
    return Record.objects.get(family="case")


def ready(case: Record, by):
    return nrm_pack(Record.objects.select_related("owner").get(pk=case.pk), by=by, now=NOW)


def lines(pack) -> dict[str, object]:
    """Lines by question id."""
    ids = {number: q.id for number, q in enumerate(question_set().questions, start=1)}
    return {ids[line.number]: line for part in pack.parts for line in part.lines}


def test_the_questions_stand_in_the_services_order(case: Record, cardiff) -> None:
    numbers = [line.number for part in ready(case, cardiff).parts for line in part.lines]
    assert numbers == sorted(numbers)
    assert len(numbers) > 75


def test_a_child_is_not_asked_for_consent_nor_for_what_only_adults_are(case: Record, cardiff) -> None:
    pack = ready(case, cardiff)
    assert pack.child
    assert (
        not {"consents", "refusal_reason", "wants_support", "support_phone", "under_18_then"}
        & lines(pack).keys()
    )
    assert "la_name" in lines(pack)


def test_an_adult_is_asked_for_consent(case: Record, cardiff) -> None:
    vault.say(case.person_id, Statement("born", Born.in_year(1990)), by=cardiff, now=NOW)
    pack = ready(case, cardiff)
    assert not pack.child
    assert "consents" in lines(pack)
    assert "consent" in lines(pack)["wants_support"].only_if[0]
    assert "la_name" not in lines(pack)


def test_what_the_record_knows_is_filled_in_with_its_source(case: Record, cardiff) -> None:
    found = lines(ready(case, cardiff))
    expected = {
        "country_of_report": "Wales",
        "under_18": "Yes",
        "la_name": "Cardiff Council",
        "first_name": "Enghraifft",
        "last_name": "Dychmygol",
        "alias": "Jin",
        "interpreter": "Vietnamese",
        "ex_crime": "Criminal exploitation",
        "ex_other": "Home taken over (cuckooing)",
        "organisation": "Cardiff Council",
        "own_reference": case.reference,
    }
    assert {question: found[question].answer for question in expected} == expected
    assert "Afraid of the man in the grey car." in found["indicator_details"].answer
    assert "Athrawes Enghraifft" in found["indicator_details"].source
    assert found["dob"].answer == ""  # an age that was guessed is no date of birth


def test_what_is_not_known_is_listed_and_never_made_up(case: Record, cardiff) -> None:
    pack = ready(case, cardiff)
    gaps = {line.number for line in pack.gaps}
    found = lines(pack)
    for question in ("exploiters", "birthplace", "la_phone", "dob", "still_in_situation"):
        assert found[question].number in gaps
    assert found["journey"].only_if  # hangs on an answer that is not known
    assert found["journey"].number not in gaps
    assert found["ex_organs"].answer == ""


def test_a_body_that_may_not_refer_is_told(case: Record, cardiff) -> None:
    nurse = builders.actor(Role.SUPPORT_WORKER, builders.organisation(kind="health_board"))
    builders.join(case, nurse, Part.WORKER)
    said = browse(nurse).get(reverse("refer:nrm", args=[case.pk])).content.decode()
    assert "not listed as a first responder" in said
    assert (
        "not listed as a first responder"
        not in browse(cardiff).get(reverse("refer:nrm", args=[case.pk])).content.decode()
    )


@pytest.mark.parametrize(("lang", "words"), [("en", "Prepared, never sent"), ("cy", "Wedi’i baratoi")])
def test_it_says_in_both_languages_that_it_is_never_sent(
    case: Record, cardiff, lang: str, words: str
) -> None:
    with translation.override(lang):
        said = browse(cardiff).get(reverse("refer:nrm", args=[case.pk])).content.decode()
    assert words in said
    assert "2026-04" in said


def test_it_is_reached_from_the_case(case: Record, cardiff) -> None:
    said = browse(cardiff).get(reverse("protect:case", args=[case.pk])).content.decode()
    assert reverse("refer:nrm", args=[case.pk]) in said


def test_who_does_not_work_on_the_case_gets_404(case: Record, teacher, swansea) -> None:
    for who in (teacher, swansea, builders.actor(Role.MANAGER)):
        for pk in (case.pk, uuid.uuid4()):
            assert browse(who).get(reverse("refer:nrm", args=[pk])).status_code == 404


# ---- that the referral was made ----


def made(client: Client, case: Record, **changed: str):
    sent = {
        "event_id": str(uuid.uuid4()),
        "reference": "NRM-DYCHMYGOL-1",
        "responder": payloads.CARDIFF,
        "route": "national",
        "happened_day": "24",
        "happened_month": "11",
        "happened_year": "2026",
        "happened_time": "10:10",
        **changed,
    }
    return client.post(reverse("chronicle:add", args=[case.pk, "nrm_referral"]), sent)


def test_that_it_was_made_is_recorded_with_its_reference(case: Record, cardiff, raw_store) -> None:
    client = browse(cardiff)
    assert made(client, case).status_code == 302
    (mark,) = [m for m in marks_of(facts_of(case.pk)) if m.name == "nrm_referral"]
    assert mark.data == {"route": "national"}
    assert "NRM-DYCHMYGOL-1" in client.get(reverse("refer:nrm", args=[case.pk])).content.decode()
    assert b"NRM-DYCHMYGOL-1" not in raw_store()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reference": ""}, "reference"),
        ({"reference": "x" * 61}, "reference"),
        ({"responder": "W11000029"}, "responder"),  # a health board is no first responder
        ({"route": "shortcut"}, "route"),
        ({"happened_year": "2027"}, "happened"),
    ],
)
def test_wrong_answers_are_told_beside_the_field(case: Record, cardiff, changed, field) -> None:
    answer = made(browse(cardiff), case, **changed)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not Event.objects.filter(kind="nrm_referral").exists()
