"""Who the child is, as far as is known; and the sealed items."""

from __future__ import annotations

import datetime as dt
import html
import re
import uuid
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.access.models import TrailEntry
from noddfa.access.roles import Role
from noddfa.people import vault
from noddfa.people.models import Detail
from noddfa.people.values import Born, Identity
from noddfa.protect.identity import commands
from noddfa.protect.identity.panel import age_text, child_note, panel_of
from tests.protect import factories
from tests.protect.conftest import browse
from tests.support import builders

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("born", "text"),
    [
        (Born.on(dt.date(2010, 11, 24)), "16 years old (born on 24 November 2010)"),
        (Born.on(dt.date(2010, 11, 25)), "15 years old (born on 25 November 2010)"),
        (Born.on(dt.date(2025, 11, 1)), "1 year old (born on 1 November 2025)"),
        (Born.in_month(2010, 11), "15 or 16 years old (born in November 2010)"),
        (Born.in_year(2010), "15 or 16 years old (born in 2010)"),
        (Born.about(15, on=TODAY), "Between 14 and 16 years old (said or thought to be about that age)"),
        (None, "Not known"),
    ],
)
def test_an_age_is_told_as_exactly_as_it_is_known(born: Born | None, text: str) -> None:
    assert age_text(born, today=TODAY) == text


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (None, "treat this person as a child until it is"),
        (Born.in_year(2008), "may be under 18"),
        (Born.on(dt.date(2008, 11, 24)), "18 or over"),
        (Born.on(dt.date(2008, 11, 25)), ""),
        (Born.about(18, on=TODAY), "may be under 18"),
    ],
)
def test_who_may_be_a_child_is_treated_as_one(born: Born | None, words: str) -> None:
    note = child_note(born, today=TODAY)
    assert words in note
    assert bool(note) is bool(words)


def test_the_first_name_stands_above_and_others_beneath() -> None:
    identity = Identity(person="x", names=("Enghraifft", "Other Enghraifft"), aliases=("Alias Dychmygol",))
    panel = panel_of(identity, today=TODAY)
    assert panel.name == "Enghraifft"
    assert [row.value for row in panel.rows][1] == "Other Enghraifft\nAlias Dychmygol"


def test_an_erased_person_has_nothing_left() -> None:
    assert panel_of(Identity(person="x", erased=True), today=TODAY).rows == ()


# ---- sealed items ----


def test_the_password_is_asked_for_again_and_the_look_is_noted(it: factories.Story) -> None:
    user = builders.user_of(it.lead)
    user.set_password(builders.PASSWORD)
    user.save()
    browser, address = browse(it.lead), reverse("protect:sealed", args=[it.case.pk])
    assert "Stryd Ddychmygol" not in browser.get(address).content.decode()
    asked = browser.post(address)
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    opened = browser.post(asked.headers["Location"], {"password": builders.PASSWORD}, follow=True)
    if "Stryd Ddychmygol" not in opened.content.decode():  # some ways of asking lead back by GET
        opened = browser.post(address)
    assert "1 Stryd Ddychmygol" in opened.content.decode()
    assert (
        TrailEntry.objects.filter(record=it.case.pk, permission="case.sealed", user_id=user.pk).count() >= 2
    )


def test_a_wrong_password_opens_nothing(it: factories.Story) -> None:
    user = builders.user_of(it.lead)
    user.set_password(builders.PASSWORD)
    user.save()
    browser, address = browse(it.lead), reverse("protect:sealed", args=[it.case.pk])
    asked = browser.post(address)
    answer = browser.post(asked.headers["Location"], {"password": "wrong"}, follow=True)
    assert "Stryd Ddychmygol" not in answer.content.decode()
    assert "Stryd Ddychmygol" not in browser.post(address).content.decode()


def test_without_sealed_items_there_is_nothing_to_open(db: None) -> None:
    from noddfa.people.values import Statement

    story = factories.story(statements=(Statement("name", factories.CHILD),))
    assert browse(story.lead).get(reverse("protect:sealed", args=[story.case.pk])).status_code == 404


# ---- adding and taking out ----


def send(who: Actor, name: str, *more: object, it: factories.Story, **data: str) -> HttpResponse:
    return browse(who).post(reverse(name, args=[it.case.pk, *more]), data)


def shown(who: Actor, it: factories.Story) -> str:
    return browse(who).get(reverse("protect:details", args=[it.case.pk])).content.decode()


def test_a_detail_is_added_with_who_said_it_and_the_child_is_found_by_it(it: factories.Story) -> None:
    answer = send(it.lead, "protect:detail_add", it=it, what="alias", text="Twmi Ffuglen")
    assert answer.status_code == 302
    page = shown(it.lead, it)
    assert "Twmi Ffuglen" in page
    assert it.lead.name in page
    assert it.person in {match.person for match in vault.find(name="Twmi Ffuglen")}
    assert "Details of the child: Also known as" in chronology(it)


def test_a_sealed_detail_is_shown_and_found_nowhere(it: factories.Story) -> None:
    send(it.lead, "protect:detail_add", it=it, what="address", text="9 Lôn Ddirgel, Dychmygol", sealed="on")
    for page in (shown(it.lead, it), chronology(it)):
        assert "Ddirgel" not in page
        assert "Sealed" in page
    assert ("address", "9 Lôn Ddirgel, Dychmygol") in vault.read_sealed(it.person)


def test_sent_twice_it_is_added_once(it: factories.Story) -> None:
    twice = {"what": "phone", "text": "00000 000000", "event_id": str(uuid.uuid4())}
    send(it.lead, "protect:detail_add", it=it, **twice)
    send(it.lead, "protect:detail_add", it=it, **twice)
    assert shown(it.lead, it).count("00000 000000") == 1


@pytest.mark.parametrize("sealed", [{}, {"sealed": "on"}])
def test_sent_again_with_other_words_nothing_typed_is_lost(
    it: factories.Story, sealed: dict[str, str]
) -> None:
    form = {"what": "phone", "event_id": str(uuid.uuid4()), **sealed}
    send(it.lead, "protect:detail_add", it=it, text="00000 000000", **form)
    answer = send(it.lead, "protect:detail_add", it=it, text="00000 111111", **form)
    assert answer.status_code == 422
    assert "00000 111111" in answer.content.decode()


def test_sent_again_with_what_another_sealed_detail_says_it_does_not_tell(it: factories.Story) -> None:
    """Else who may not open sealed items could try one address after another."""
    form = {"what": "address", "sealed": "on", "event_id": str(uuid.uuid4())}
    assert send(it.worker, "protect:detail_add", it=it, text="9 Lôn Ddirgel", **form).status_code == 302
    for guess in ("1 Stryd Ddychmygol", "2 Stryd Ddychmygol"):
        assert send(it.worker, "protect:detail_add", it=it, text=guess, **form).status_code == 422
    assert send(it.worker, "protect:detail_add", it=it, text="9 Lôn Ddirgel", **form).status_code == 302


def test_the_id_of_an_entry_of_another_kind_is_no_detail(it: factories.Story) -> None:
    note = chronicle.record(it.case.pk, factories.note(), by=it.lead, now=factories.NOW)
    sent = {"what": "alias", "text": "Twmi Ffuglen", "event_id": str(note.pk)}
    answer = send(it.lead, "protect:detail_add", it=it, **sent)
    assert answer.status_code == 422
    assert "Twmi Ffuglen" in answer.content.decode()
    assert "Twmi Ffuglen" not in shown(it.lead, it)


# ---- what is typed and not sent ----


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_what_was_typed_when_the_session_ended_waits_sealed_and_is_gone_when_it_is_added(
    it: factories.Story, lang: str, raw_store: Callable[[], bytes]
) -> None:
    with translation.override(lang):
        address = reverse("protect:detail_add", args=[it.case.pk])
    browser = browse(it.lead)
    token, event_id = (
        re.findall(rf'name="{name}" value="([^"]+)"', browser.get(address).content.decode())[0]
        for name in ("draft_token", "event_id")
    )
    typed = {"what": "address", "text": "9 Lôn Ddirgel", "sealed": "on", "event_id": event_id}
    lost = Client().post(address, {**typed, "draft_token": token})
    assert "/account/login/" in lost["Location"]
    assert ("address", "9 Lôn Ddirgel") not in vault.read_sealed(it.person)
    assert b"Ddirgel" not in raw_store()

    page = browser.get(address)
    assert {"en": "This is your draft", "cy": "Dyma eich drafft"}[lang] in html.unescape(
        page.content.decode()
    )
    form = page.context["form"]
    assert (form["what"].value(), form["text"].value(), form["sealed"].value()) == (
        "address",
        "9 Lôn Ddirgel",
        True,
    )
    listed = browser.get(f"/{lang}/drafts/").content.decode()
    assert {"en": "Add a detail", "cy": "Ychwanegu manylyn"}[lang] in listed and "Ddirgel" not in listed
    assert "Ddirgel" not in browse(it.worker).get(address).content.decode()

    assert browser.post(address, {**typed, "draft_token": token}).status_code == 302
    assert ("address", "9 Lôn Ddirgel") in vault.read_sealed(it.person)
    assert "Ddirgel" not in browser.get(address).content.decode()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "what", "Choose"),
        ({"what": "name", "text": " "}, "text", "Enter what it says."),
        ({"what": "born"}, "born_day", "Enter the date of birth, or about how old."),
        ({"what": "born", "born_age": "15", "text": "x"}, "text", "Leave this empty for a date of birth."),
    ],
)
def test_what_is_missing_is_said_beside_the_field(
    it: factories.Story, typed: dict[str, str], field: str, words: str
) -> None:
    answer = send(it.lead, "protect:detail_add", it=it, **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{field}' in page
    assert words in page


def test_a_wrong_detail_is_taken_out_and_stays_on_record(it: factories.Story) -> None:
    send(it.lead, "protect:detail_add", it=it, what="alias", text="Twmi Ffuglen")
    detail = next(said.detail for said in vault.statements(it.person) if said.value == "Twmi Ffuglen")
    assert send(it.lead, "protect:detail_wrong", detail, it=it, reason="").status_code == 422
    assert send(it.lead, "protect:detail_wrong", detail, it=it, reason="Another child.").status_code == 302
    assert "Twmi Ffuglen" not in shown(it.lead, it)
    assert it.person not in {match.person for match in vault.find(name="Twmi Ffuglen")}
    assert "Another child." in chronology(it)
    assert Detail.objects.filter(pk=detail, withdrawn__isnull=False).exists()
    assert send(it.lead, "protect:detail_wrong", detail, it=it, reason="Again.").status_code == 404


def chronology(it: factories.Story) -> str:
    return browse(it.lead).get(reverse("protect:chronology", args=[it.case.pk])).content.decode()


def test_who_may_not_open_a_sealed_detail_cannot_take_it_out(it: factories.Story) -> None:
    sealed = next(said.detail for said in vault.statements(it.person) if said.sealed)
    assert send(it.worker, "protect:detail_wrong", sealed, it=it, reason="x").status_code == 404
    assert "Stryd Ddychmygol" not in shown(it.worker, it)


def test_the_command_itself_lets_nobody_take_out_a_sealed_detail_they_may_not_open(
    it: factories.Story,
) -> None:
    sealed = next(said.detail for said in vault.statements(it.person) if said.sealed)
    elsewhere = builders.actor(Role.MANAGER)

    def wrong(by: Actor) -> None:
        commands.detail_was_wrong(it.case.pk, sealed, reason="Moved.", by=by, now=factories.NOW)

    for other in (it.worker, it.officer, it.teacher, elsewhere):
        with pytest.raises(commands.SealedForOthers):
            wrong(other)
    assert vault.read_sealed(it.person)
    assert not chronicle.facts_of(it.case.pk, kinds=["detail_wrong"])
    wrong(it.manager)
    assert not vault.read_sealed(it.person)
