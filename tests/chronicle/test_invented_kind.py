"""One definition is enough: an invented kind works on every screen of a real case, in both languages."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django.fixtures import DjangoAssertNumQueries

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.access.models import Part
from noddfa.access.roles import Role
from noddfa.chronicle import recording
from noddfa.chronicle.models import Event, Record
from noddfa.protect.services import open_case
from tests.chronicle.invented.kind import Internal, Plain, Sighting
from tests.support import builders

LANGUAGES = ("en", "cy")
SAID = {
    "en": {
        "kind": "Invented sighting", "field": "What was seen?", "place": "At a station", "row": "Who saw it?",
        "not_thirteen": "Not thirteen.",
    },
    "cy": {
        "kind": "Gweld dychmygol", "field": "Beth a welwyd?", "place": "Mewn gorsaf", "row": "Pwy a’i gwelodd?",
        "not_thirteen": "Nid tri ar ddeg.",
    },
}  # fmt: skip


def url(name: str, *args: object, lang: str = "en") -> str:
    with translation.override(lang):
        return reverse(name, args=args)


def payload(**changes: str) -> dict[str, str]:
    """What a filled form sends."""
    today = timezone.localdate()
    return {
        "happened_day": str(today.day), "happened_month": str(today.month), "happened_year": str(today.year),
        "happened_unknown": "on", "visibility": "circle", "event_id": str(uuid.uuid4()),
        "words": "Gwelwyd ger y bont <b>ddychmygol</b>", "place": "station", "how_many": "2", "places": "street",
        "again": "yes", "seen_by-count": "1", "seen_by-0-who": "Tyst Dychmygol",
        **changes,
    }  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_offered_on_the_page_of_the_case(browser: Client, case: Record, lang: str) -> None:
    page = browser.get(url("protect:case", case.pk, lang=lang)).content.decode()
    assert SAID[lang]["kind"] in page
    assert url("chronicle:add", case.pk, "invented_sighting", lang=lang) in page
    assert "invented_internal" not in page, "what only other code records is not offered"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_form_asks_for_every_field(browser: Client, case: Record, lang: str) -> None:
    answer = browser.get(url("chronicle:add", case.pk, "invented_sighting", lang=lang))
    page = answer.content.decode()
    assert answer.status_code == 200
    for text in ("kind", "field", "place", "row"):
        assert SAID[lang][text] in page
    for name in Sighting.specs():
        assert f'name="{name}' in page or f"id_{name}" in page, name
    assert "draft_token" in page and "data-draft-url" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_recorded_and_read_in_the_chronology(
    browser: Client, case: Record, lang: str, lead: Actor
) -> None:
    answer = browser.post(url("chronicle:add", case.pk, "invented_sighting", lang=lang), payload())
    assert (answer.status_code, answer["Location"]) == (302, url("protect:case", case.pk, lang=lang))
    event = Event.objects.get(kind="invented_sighting")
    assert event.facts == {"place": "station", "how_many": 2, "places": ["street"], "again": True}
    for page in ("protect:case", "protect:chronology"):
        assert SAID[lang]["kind"] in browser.get(url(page, case.pk, lang=lang)).content.decode()
    page = browser.get(url("protect:chronology", case.pk, lang=lang)).content.decode()
    assert "Gwelwyd ger y bont &lt;b&gt;ddychmygol&lt;/b&gt;" in page
    assert "Tyst Dychmygol" in page and SAID[lang]["place"] in page and SAID[lang]["field"] in page
    assert lead.name in page, "who recorded it"
    assert url("chronicle:correct", case.pk, event.pk, lang=lang) in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    browser: Client, case: Record, lang: str
) -> None:
    address = url("chronicle:add", case.pk, "invented_sighting", lang=lang)
    answer = browser.post(address, payload(place="", how_many="13", words="Hanner brawddeg"))
    assert answer.status_code == 422
    assert "Hanner brawddeg" in answer.content.decode() and "place" in answer.context["form"].errors
    answer = browser.post(address, payload(how_many="13"))
    assert answer.context["form"].errors["how_many"] == [SAID[lang]["not_thirteen"]]
    assert not Event.objects.filter(kind="invented_sighting").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("words", ""),
        ("words", "x" * 501),
        ("words", "\u200b\u202e"),
        ("place", "mars"),
        ("how_many", "many"),
        ("how_many", "-1"),
        ("happened_year", "2999"),
        ("happened_month", "13"),
        ("happened_day", "31.5"),
        ("visibility", "everyone"),
        ("seen_by-0-on_day", "99"),
    ],
)
def test_bad_input_is_refused_and_kept(browser: Client, case: Record, field: str, value: str) -> None:
    answer = browser.post(url("chronicle:add", case.pk, "invented_sighting"), payload(**{field: value}))
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not Event.objects.filter(kind="invented_sighting").exists()


def test_switching_the_language_keeps_what_was_typed(browser: Client, case: Record) -> None:
    answer = browser.post(
        url("chronicle:add", case.pk, "invented_sighting", lang="cy"),
        payload(words="Hanner brawddeg", how_many="13", switch_language="cy"),
    )
    page = answer.content.decode()
    assert answer.status_code == 200 and "Hanner brawddeg" in page and SAID["cy"]["field"] in page
    assert not answer.context["form"].errors
    assert not Event.objects.filter(kind="invented_sighting").exists()


def test_sent_twice_it_is_recorded_once(browser: Client, case: Record) -> None:
    sent = payload()
    address = url("chronicle:add", case.pk, "invented_sighting")
    for _time in range(2):
        assert browser.post(address, sent).status_code == 302
    assert Event.objects.filter(kind="invented_sighting").count() == 1


def test_sent_again_with_other_words_one_is_told_and_may_record_it_as_well(
    browser: Client, case: Record
) -> None:
    sent = payload()
    address = url("chronicle:add", case.pk, "invented_sighting")
    browser.post(address, sent)
    answer = browser.post(address, {**sent, "words": "Wedi meddwl eto"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Wedi meddwl eto" in page
    renewed = answer.context["form"]["event_id"].value()
    assert renewed != sent["event_id"] and renewed in page
    assert browser.post(address, {**sent, "words": "Wedi meddwl eto", "event_id": renewed}).status_code == 302
    assert Event.objects.filter(kind="invented_sighting").count() == 2


def test_a_draft_waits_on_its_form_and_on_the_case(browser: Client, case: Record, lead: Actor) -> None:
    from noddfa.chronicle import drafts

    token = drafts.Place(lead.user_id, "invented_sighting", str(case.pk)).token()
    browser.post("/en/drafts/save", payload(words="Hanner brawddeg", draft_token=token))
    page = browser.get(url("chronicle:add", case.pk, "invented_sighting")).content.decode()
    assert "Hanner brawddeg" in page and "This is your draft" in page
    assert SAID["en"]["kind"] in browser.get("/en/drafts/").content.decode()
    browser.post(url("chronicle:add", case.pk, "invented_sighting"), payload(draft_token=token))
    assert (
        "Hanner brawddeg"
        not in browser.get(url("chronicle:add", case.pk, "invented_sighting")).content.decode()
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_put_right_and_what_it_said_before_can_be_seen(
    browser: Client, case: Record, lang: str
) -> None:
    browser.post(url("chronicle:add", case.pk, "invented_sighting", lang=lang), payload())
    event = Event.objects.get(kind="invented_sighting")
    address = url("chronicle:correct", case.pk, event.pk, lang=lang)
    opened = browser.get(address)
    assert "Gwelwyd ger y bont" in opened.content.decode() and SAID[lang]["kind"] in opened.content.decode()
    assert "visibility" not in opened.context["form"].fields, "a correction is read by the same people"
    assert browser.post(address, payload(words="Ger yr afon", place="street")).status_code == 302
    page = browser.get(url("protect:chronology", case.pk, lang=lang)).content.decode()
    assert "Ger yr afon" in page and "Gwelwyd ger y bont" not in page
    history = browser.get(url("chronicle:history", case.pk, event.pk, lang=lang)).content.decode()
    assert history.index("Gwelwyd ger y bont") < history.index("Ger yr afon")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_withdrawn_with_a_reason_and_stays_to_be_seen(browser: Client, case: Record, lang: str) -> None:
    browser.post(url("chronicle:add", case.pk, "invented_sighting", lang=lang), payload())
    event = Event.objects.get(kind="invented_sighting")
    address = url("chronicle:withdraw", case.pk, event.pk, lang=lang)
    assert "Gwelwyd ger y bont" in browser.get(address).content.decode()
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "Plentyn arall oedd hwnnw"}).status_code == 302
    page = browser.get(url("protect:chronology", case.pk, lang=lang)).content.decode()
    assert "Plentyn arall oedd hwnnw" in page and "Gwelwyd ger y bont" in page
    for name in ("correct", "withdraw"):
        assert browser.get(url(f"chronicle:{name}", case.pk, event.pk)).status_code == 404


def test_it_makes_its_mark_on_the_protocol(case: Record, lead: Actor) -> None:
    now = timezone.now()
    event = chronicle.record(case.pk, Sighting(words="Gwelwyd", place="station"), by=lead, now=now)
    marks = [
        mark for mark in chronicle.marks_of(chronicle.facts_of(case.pk)) if mark.id.startswith(str(event.pk))
    ]
    assert [mark.name for mark in marks] == ["missing"]


def test_it_is_on_the_protocol_page_as_what_it_marks(browser: Client, case: Record, lead: Actor) -> None:
    before = browser.get(url("protect:protocol", case.pk)).content.decode()
    chronicle.record(case.pk, Sighting(words="Gwelwyd", place="station"), by=lead, now=timezone.now())
    after = browser.get(url("protect:protocol", case.pk)).content.decode()
    assert before != after


def test_erased_it_stays_in_the_chronology_without_its_words(
    browser: Client, case: Record, lead: Actor
) -> None:
    browser.post(url("chronicle:add", case.pk, "invented_sighting"), payload())
    event = Event.objects.get(kind="invented_sighting")
    recording.shred(case.pk, by=lead, now=timezone.now())
    page = browser.get(url("protect:chronology", case.pk)).content.decode()
    assert "erased" in page and "Gwelwyd ger y bont" not in page
    assert browser.get(url("chronicle:history", case.pk, event.pk)).status_code == 200
    assert browser.get(url("chronicle:correct", case.pk, event.pk)).status_code == 404
    answer = browser.post(url("chronicle:withdraw", case.pk, event.pk), {"reason": "Dileu hwn eto"})
    assert answer.status_code == 422 and "erased" in answer.content.decode()
    answer = browser.post(url("chronicle:add", case.pk, "invented_sighting"), payload())
    assert answer.status_code == 422 and "erased" in answer.content.decode()


# ---- who may not ----


def test_what_only_other_code_records_cannot_be_added_or_withdrawn_by_hand(
    browser: Client, case: Record, lead: Actor
) -> None:
    event = chronicle.record(case.pk, Internal(outcome="street"), by=lead, now=timezone.now())
    for address in (
        url("chronicle:add", case.pk, "invented_internal"),
        url("chronicle:correct", case.pk, event.pk),
        url("chronicle:withdraw", case.pk, event.pk),
    ):
        assert browser.get(address).status_code == 404
        assert browser.post(address, payload(outcome="station", reason="Rheswm da iawn")).status_code == 404


@pytest.mark.parametrize("kind", ["unheard_of", "needs_review_of_nothing", "withdrawn"])
def test_a_kind_that_does_not_exist_or_does_not_belong_here(browser: Client, case: Record, kind: str) -> None:
    assert browser.get(url("chronicle:add", case.pk, kind)).status_code == 404


def test_an_entry_of_another_record_is_not_reached_through_this_one(
    browser: Client, case: Record, lead: Actor
) -> None:
    other = open_case(
        person=None, concern=uuid.uuid4(), by=builders.actor(Role.CASE_LEAD), now=timezone.now()
    )
    event = chronicle.record(other.pk, Plain(words="Cyfrinach"), by=lead, now=timezone.now())
    for name in ("history", "correct", "withdraw"):
        assert browser.get(url(f"chronicle:{name}", case.pk, event.pk)).status_code == 404


def test_whoever_may_not_write_here_is_told_no_more_than_that_it_is_not_there(
    client: Client, case: Record, lead: Actor
) -> None:
    event = chronicle.record(case.pk, Plain(words="Cyfrinach"), by=lead, now=timezone.now())
    reporter = builders.actor(Role.PRACTITIONER)
    builders.join(case, reporter, Part.REPORTER, by=lead)
    for who in (reporter, builders.actor(Role.CASE_LEAD)):
        builders.sign_in(client, who)
        for address in (
            url("chronicle:add", case.pk, "invented_plain"),
            url("chronicle:correct", case.pk, event.pk),
            url("chronicle:withdraw", case.pk, event.pk),
            url("chronicle:history", case.pk, event.pk),
        ):
            assert client.get(address).status_code == 404


def test_an_earlier_entry_that_is_not_for_one_is_not_offered_to_be_pointed_to(
    client: Client, case: Record, lead: Actor
) -> None:
    other = builders.actor(Role.SUPPORT_WORKER)
    builders.join(case, other, Part.WORKER, by=lead)
    hidden = chronicle.record(
        case.pk, Sighting(words="Mewnol", place="street"), by=lead, now=timezone.now(), visibility="body"
    )
    shown = chronicle.record(case.pk, Sighting(words="I bawb", place="street"), by=lead, now=timezone.now())
    builders.sign_in(client, other)
    page = client.get(url("chronicle:add", case.pk, "invented_sighting")).content.decode()
    assert str(shown.pk) in page and str(hidden.pk) not in page


# ---- cost ----


def test_a_long_chronology_costs_no_more_queries(
    browser: Client, case: Record, lead: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def add(count: int) -> None:
        for number in range(count):
            content = Sighting(
                words=f"Gair {number}", place="street", member=str(lead.user_id), body=str(lead.organisation)
            )
            chronicle.record(case.pk, content, by=lead, now=timezone.now())

    counts: dict[str, list[int]] = {}
    for more in (1, 29):
        add(more)
        for name in ("protect:case", "protect:chronology"):
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(url(name, case.pk)).status_code == 200
            counts.setdefault(name, []).append(len(queries))
    assert all(few == many for few, many in counts.values()), counts
