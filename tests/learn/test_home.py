"""What the home page and the list of modules say of learning."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from noddfa.access.actor import Actor
from noddfa.access.models import Organisation
from noddfa.access.roles import Role
from noddfa.learn import home
from noddfa.learn.services import finish_check, open_section
from noddfa.practice.course import Module
from tests.learn.conftest import NOW, right_answers, with_wrong
from tests.support import builders

pytestmark = pytest.mark.django_db


def said(actor: Actor) -> str:
    (card,) = home.cards(actor, now=NOW)
    assert card.url == reverse("learn:module", args=["m1"])
    assert card.status is not None
    return str(card.status.text)


def test_the_card_follows_the_learner(learner: Actor, module: Module) -> None:
    assert said(learner) == "Not begun"
    for number, section in enumerate(module.sections, start=1):
        open_section(module, section.anchor, by=learner, now=NOW)
        if number < len(module.sections):
            assert said(learner) == f"Section {number} of 7"
    assert said(learner) == "Read; the questions are still to be answered"
    finish_check(module, with_wrong(module, 2), by=learner, now=NOW, language="en")
    assert said(learner) == "Not passed yet"
    finish_check(module, right_answers(module), by=learner, now=NOW, language="en")
    assert said(learner) == "Passed on 24 November 2026"
    finish_check(module, with_wrong(module, 5), by=learner, now=NOW, language="en")
    assert said(learner) == "Passed on 24 November 2026"  # what was passed stays passed


def test_two_queries(learner: Actor, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        home.cards(learner, now=NOW)


def test_nobody_without_a_place_at_a_body_has_a_card() -> None:
    nobody = builders.user()
    assert home.cards(Actor(nobody.pk, nobody.name, "en"), now=NOW) == []


def test_the_list_of_modules(browser: Client, module: Module) -> None:
    page = browser.get(reverse("learn:courses")).content.decode()
    assert module.title_en in page
    assert "About 25 minutes" in page
    assert reverse("learn:open") in page
    welsh = browser.get(reverse("learn:courses").replace("/en/", "/cy/")).content.decode()
    assert module.title_cy in welsh
    assert "Tua 25 munud" in welsh


def test_whoever_answers_for_a_body_sees_how_its_people_stand(
    council: Organisation, learner: Actor, module: Module
) -> None:
    finish_check(module, right_answers(module), by=learner, now=NOW, language="en")
    for role in (Role.MANAGER, Role.AGENCY_ADMINISTRATOR):
        _own, of_body = home.cards(builders.actor(role, council), now=NOW)
        assert of_body.url == reverse("learn:body", args=["m1"])
        assert of_body.text.startswith("Passed: 1 of ")
