"""The person's own copy: plain words, their language, and nobody else in it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from noddfa.practice import support
from noddfa.support.own_copy.content import PLAIN
from tests.support.cast import Cast
from tests.support_room import stories
from tests.support_room.conftest import browse


@pytest.fixture
def browser(it: Cast) -> Client:
    owner = str(it.lead.user_id)
    stories.record(it, stories.content(needs=(stories.need(owner=owner), stories.nothing("mental_health"))))
    return browse(it.worker)


def read(browser: Client, it: Cast, lang: str = "en", *, worker: str = "en", **query: object) -> str:
    with translation.override(worker):
        place = reverse("support:own_copy", args=[it.record.pk])
    answer = browser.get(place, {"language": lang, **query})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == lang
    return answer.content.decode()


def test_it_speaks_to_the_person(browser: Client, it: Cast) -> None:
    page = read(browser, it)
    for words in (
        "What we talked about",
        "We talked on 18 November 2026.",
        "We will talk again by 18 December 2026",
        "Where you live",
        "I want my own door",
        "Ask the refuge for a room",
        "This is urgent.",
        "We want to have done it by 23 November 2026.",
        "We talked about this. You need nothing here now.",
        "You said yes, on 18 November 2026.",
        "I do not want to move again",
        "Police and court",
    ):
        assert words in page, words


def test_nobody_else_is_in_it(browser: Client, it: Cast) -> None:
    page = read(browser, it)
    for words in (
        it.lead.name,
        it.worker.name,
        stories.CHILD,
        stories.FEARED,
        "Ffugenw",
        "Gweithiwr",
        "Dr Dychmygol",
        it.record.reference,
    ):
        assert words not in page, words


def test_nothing_around_it_says_what_it_is_about(browser: Client, it: Cast) -> None:
    page = read(browser, it)
    assert "<title>Notes - Noddfa</title>" in page
    assert "Exit this page" in page
    for words in ("traffick", "masnachu", "Case", "govuk-service-navigation", "Sign out"):
        assert words not in page, words


@pytest.mark.parametrize("worker", ["en", "cy"])
@pytest.mark.parametrize(("lang", "said"), [("en", "Where you live"), ("cy", "Ble rydych chi’n byw")])
def test_its_language_is_the_person_s_own(
    browser: Client, it: Cast, worker: str, lang: str, said: str
) -> None:
    page = read(browser, it, lang, worker=worker)
    assert f'<html lang="{lang}"' in page
    assert said in page
    with translation.override(worker):  # the way back leads to the worker's language
        assert f'href="{reverse("support:needs", args=[it.record.pk])}"' in page


def test_a_language_nobody_offers_gives_that_of_the_page(browser: Client, it: Cast) -> None:
    answer = browser.get(reverse("support:own_copy", args=[it.record.pk]), {"language": "<x>"})
    assert '<html lang="en"' in answer.content.decode()


def test_what_the_person_does_not_want_in_it_is_left_out_in_both_languages(browser: Client, it: Cast) -> None:
    page = read(browser, it, without=["accommodation", "police_court", "no_such_thing"])
    assert "I want my own door" not in page
    assert "Where you live" not in page
    assert "Police and court" not in page
    assert "How you feel" in page
    assert "language=cy&amp;without=accommodation&amp;without=police_court" in page


def test_the_choice_starts_with_the_language_the_person_used(browser: Client, it: Cast) -> None:
    page = browser.get(reverse("support:prepare_copy", args=[it.record.pk])).content.decode()
    assert 'value="cy" checked' in page
    assert "look for the names of others" in page
    assert "Where you live" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"state": "done", "done_on": dt.date(2026, 11, 20)}, "This was done on 20 November 2026."),
        ({"state": "not_wanted"}, "You told us that you no longer want this."),
        ({"state": "not_possible"}, "We could not do this. Ask us why"),
        ({"urgency": "later", "due": None}, "This can wait a little."),
    ],
)
def test_what_became_of_a_need(it: Cast, changed: dict[str, object], said: str) -> None:
    need = dataclasses.replace(stories.need(), **changed)
    stories.record(it, stories.content(needs=(need,)))
    assert said in read(browse(it.worker), it)


def test_every_heading_has_plain_words() -> None:
    assert set(PLAIN) == {heading.code for heading in support.headings()}
