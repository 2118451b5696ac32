"""Putting a version right: what was written wrongly, not what has changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from noddfa.chronicle.models import Event
from noddfa.support.models import NeedRow
from noddfa.support.needs.current import tip
from tests.support.cast import Cast
from tests.support_room import stories
from tests.support_room.conftest import browse
from tests.support_room.stories import payload, under, when


@pytest.fixture
def version(it: Cast) -> Event:
    return stories.record(it)


@pytest.fixture
def browser(it: Cast, version: Event) -> Client:
    return browse(it.lead)


def address(it: Cast, version: Event) -> str:
    return reverse("support:correct", args=[it.record.pk, version.pk])


def corrected(it: Cast, **changed: Any) -> dict[str, Any]:
    data = payload(rests_on=tip(it.record.pk)) | when(stories.TALKED) | under("accommodation", need="A flat")
    return data | changed


def send(browser: Client, place: str, data: dict[str, Any]) -> Any:
    """Send, see what changes, and send again."""
    shown = browser.post(place, data)
    if shown.status_code != 200:
        return shown
    return browser.post(place, data | {"checked": shown.context["form"]["checked"].value()})


def test_it_works_and_keeps_what_was_said(browser: Client, it: Cast, version: Event) -> None:
    page = browser.get(address(it, version))
    assert page.context["form"]["present"].value() == "Gweithiwr Enghraifft"
    assert "Withdraw this version" in page.content.decode()
    assert send(browser, address(it, version), corrected(it)).status_code == 302
    said = browser.get(reverse("support:needs", args=[it.record.pk])).content.decode()
    assert "A flat" in said
    assert "A room with a lock" not in said
    assert "Version 2" not in said
    history = browser.get(reverse("chronicle:history", args=[it.record.pk, version.pk])).content.decode()
    assert "A room with a lock" in history
    assert NeedRow.objects.get(record=it.record).urgency == "urgent"


def test_what_changes_is_shown_with_the_conversation_too(browser: Client, it: Cast, version: Event) -> None:
    answer = browser.post(address(it, version), corrected(it))
    labels = [one.label for change in answer.context["checking"] for one in change.differences]
    assert "Who was there?" in labels


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (stories.NOW - dt.timedelta(days=1), "This one cannot have been later"),
        (stories.TALKED, ""),
    ],
)
def test_it_stays_in_its_place_among_the_conversations(
    browser: Client, it: Cast, version: Event, moment: dt.datetime, said: str
) -> None:
    stories.record(it, stories.content(occasion="review"), happened=stories.NOW - dt.timedelta(days=2))
    answer = send(browser, address(it, version), corrected(it, **when(moment)))
    assert answer.status_code == (422 if said else 302)
    assert said in answer.content.decode()


def test_what_others_recorded_meanwhile_is_shown_first(browser: Client, it: Cast, version: Event) -> None:
    data = corrected(it)
    stories.record(it, stories.content(occasion="review"), happened=stories.NOW - dt.timedelta(days=2))
    assert browser.post(address(it, version), data).status_code == 422


def test_another_case_s_version_is_not_found(browser: Client, it: Cast, db: None) -> None:
    other = stories.case()
    elsewhere = stories.record(other)
    assert browser.get(address(it, elsewhere)).status_code == 404


def test_a_version_may_be_withdrawn(browser: Client, it: Cast, version: Event) -> None:
    place = reverse("chronicle:withdraw", args=[it.record.pk, version.pk])
    assert "A room with a lock" in browser.get(place).content.decode()
    assert browser.post(place, {"reason": "It is about another child."}).status_code == 302
    page = browser.get(reverse("support:needs", args=[it.record.pk])).content.decode()
    assert "Begin the needs record" in page
    assert not NeedRow.objects.exists()
