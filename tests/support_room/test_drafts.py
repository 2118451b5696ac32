"""What is typed into a needs record is never lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from noddfa.chronicle import drafts
from noddfa.chronicle.models import Draft
from noddfa.support.needs.kind import CONSENT_CHANGED, CORRECT, NEED_CHANGED, RECORD
from tests.support import builders
from tests.support.cast import Cast
from tests.support_room import stories
from tests.support_room.conftest import browse
from tests.support_room.stories import payload, under


@pytest.fixture
def browser(it: Cast) -> Client:
    return browse(it.worker)


def token(it: Cast, form: str = RECORD, more: str = "") -> str:
    return drafts.Place(it.worker.user_id, form, f"{it.record.pk}{more}").token()


def keep(browser: Client, it: Cast, form: str = RECORD, more: str = "", **typed: str) -> None:
    data = {**typed, "draft_token": token(it, form, more)}
    assert browser.post(reverse("chronicle:save_draft"), data).json()["saved"]


def test_what_is_typed_comes_back_unjudged(browser: Client, it: Cast) -> None:
    keep(browser, it, rests_on="0", **under("mental_health", urgency="soon", wish="half a wi"))
    page = browser.get(reverse("support:edit", args=[it.record.pk]))
    said = page.content.decode()
    assert "half a wi" in said
    assert "This is your draft" in said
    assert not page.context["problems"]
    assert "Headings talked about: 1 of 12" in said


def test_the_page_of_the_case_says_that_a_draft_waits(browser: Client, it: Cast) -> None:
    keep(browser, it, present="Enghraifft")
    assert (
        "You have begun to write"
        in browser.get(reverse("support:needs", args=[it.record.pk])).content.decode()
    )
    other = browse(it.lead).get(reverse("support:needs", args=[it.record.pk])).content.decode()
    assert "You have begun to write" not in other


def test_a_lost_session_loses_nothing(browser: Client, it: Cast) -> None:
    place = reverse("support:edit", args=[it.record.pk])
    browser.logout()
    assert browser.post(place, payload(draft_token=token(it))).status_code == 302
    builders.sign_in(browser, it.worker)
    assert "A room with a lock" in browser.get(place).content.decode()


def test_once_recorded_there_is_no_draft(browser: Client, it: Cast) -> None:
    keep(browser, it, present="Enghraifft")
    assert browser.post(reverse("support:edit", args=[it.record.pk]), payload()).status_code == 302
    assert not Draft.objects.exists()


def test_a_draft_of_a_review_shows_what_was_recorded_since(browser: Client, it: Cast) -> None:
    keep(browser, it, rests_on="0", present="Enghraifft")
    stories.record(it, by=it.lead)
    page = browser.get(reverse("support:edit", args=[it.record.pk])).content.decode()
    assert "Recorded by somebody else since you began" in page
    assert "Enghraifft" in page


@pytest.mark.parametrize(
    ("form", "more", "label"),
    [
        (RECORD, "", "Needs record"),
        (NEED_CHANGED, ":accommodation", "Change to a need"),
        (CONSENT_CHANGED, ":health", "Change to consent"),
    ],
)
def test_every_draft_is_listed_and_leads_back(
    browser: Client, it: Cast, form: str, more: str, label: str
) -> None:
    stories.record(it)
    keep(browser, it, form, more, outcome="half a sent", present="half a sent", limits="half a sent")
    (line,) = browser.get(reverse("chronicle:drafts")).context["drafts"]
    assert (line.label, line.reference) == (label, it.record.reference)
    assert "half a sent" in browser.get(line.path).content.decode()


def test_a_draft_of_a_correction_leads_back(browser: Client, it: Cast) -> None:
    version = stories.record(it)
    keep(browser, it, CORRECT, f":{version.pk}", present="half a sent")
    (line,) = browser.get(reverse("chronicle:drafts")).context["drafts"]
    assert line.path == reverse("support:correct", args=[it.record.pk, version.pk])
    assert "half a sent" in browser.get(line.path).content.decode()
