"""Short forms lose nothing either: what was typed when the session ended is there after signing in again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse, translate_url

from noddfa.access.actor import Actor
from noddfa.access.models import Membership
from noddfa.chronicle import drafts
from noddfa.chronicle.models import Draft
from noddfa.chronicle.registry import draft_label
from noddfa.people import vault
from tests.protect import factories
from tests.protect.conftest import browse

WHY = "Dychmygol: the interpreter comes on Friday, and the child asked for it."


@dataclass(frozen=True)
class Short:
    """A short form: its route, who fills it in, and with what."""

    route: str
    who: Callable[[factories.Story], Actor]
    at: Callable[[factories.Story], list[object]]
    sent: Callable[[factories.Story], dict[str, str]]


def _born(it: factories.Story) -> object:
    return next(said.detail for said in vault.statements(it.person) if said.field == "born")


FORMS = (
    Short(
        "protect:vary",
        lambda it: it.manager,
        lambda it: [it.case.pk, "strategy_discussion"],
        lambda it: {"until_day": "27", "until_month": "11", "until_year": "2026", "reason": WHY},
    ),
    Short(
        "protect:glass",
        lambda it: it.officer,
        lambda it: [],
        lambda it: {"reference": it.case.reference, "reason": WHY},
    ),
    Short(
        "protect:detail_wrong",
        lambda it: it.lead,
        lambda it: [it.case.pk, _born(it)],
        lambda it: {"reason": WHY},
    ),
    Short(
        "protect:circle_add",
        lambda it: it.lead,
        lambda it: [it.case.pk],
        lambda it: {"who": it.teacher.name, "membership": _place(it.teacher), "reason": WHY},
    ),
    Short(
        "protect:keep_out",
        lambda it: it.manager,
        lambda it: [it.case.pk],
        lambda it: {"who": it.teacher.name, "membership": _place(it.teacher), "reason": WHY},
    ),
)


def _place(who: Actor) -> str:
    return str(Membership.objects.get(user_id=who.user_id).pk)


def token_on(page: str) -> str:
    found = re.search(r'name="draft_token" value="([^"]+)"', page)
    assert found, "the form saves nothing as it is typed"
    return found[1]


@pytest.mark.parametrize("short", FORMS, ids=lambda short: short.route)
def test_what_was_typed_outlasts_the_session(short: Short, it: factories.Story) -> None:
    who, sent = short.who(it), short.sent(it)
    browser, address = browse(who), reverse(short.route, args=short.at(it))
    page = browser.get(address).content.decode()
    if "membership" in sent:  # the form of the second step
        page = browser.post(address, {"who": sent["who"]}).content.decode()
    token = token_on(page)
    lost = Client().post(address, {**sent, "draft_token": token})  # the session has ended meanwhile
    assert lost.status_code == 302 and "/account/login/" in lost["Location"]
    again = browse(who)
    for lang in ("cy", "en"):
        page = again.get(translate_url(address, lang)).content.decode()
        assert WHY in page
        assert (
            "Nothing of it is recorded yet." if lang == "en" else "Nid oes dim ohono wedi’i gofnodi eto."
        ) in page
    assert page.count("govuk-error-summary") == 0, "nobody has asked to send it"
    mine = again.get(reverse("chronicle:drafts")).content.decode()
    assert draft_label(short.route) in mine and address in mine
    assert again.post(address, {**sent, "draft_token": token_on(page)}).status_code == 302
    assert not Draft.objects.exists(), "what is sent is no draft any more"


def test_what_is_refused_or_only_drawn_again_stays_a_draft(it: factories.Story) -> None:
    address = reverse("protect:glass")
    place = drafts.Place(it.officer.user_id, "protect:glass")
    browser = browse(it.officer)
    sent = {"reference": "C-0000-0000", "reason": WHY}
    browser.post("/en/drafts/save", {**sent, "draft_token": place.token()})
    assert browser.post(address, sent).status_code == 422
    assert browser.post(address, {**sent, "switch_language": "cy"}).status_code != 422
    assert drafts.load(place) is not None


def test_a_draft_is_its_writers_alone(it: factories.Story) -> None:
    place = drafts.Place(it.lead.user_id, "protect:close", str(it.case.pk))
    browse(it.lead).post("/en/drafts/save", {"summary": WHY, "draft_token": place.token()})
    assert drafts.load(place) is not None
    address = reverse("protect:close", args=[it.case.pk])
    assert WHY not in browse(it.manager).get(address).content.decode()
    assert WHY in browse(it.lead).get(address).content.decode()
