"""What is typed into a concern is never lost: saved as typed, kept without a script, rescued after the session."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from noddfa.chronicle import drafts
from noddfa.chronicle.models import Draft, Record
from noddfa.recognise.families import NEW_CONCERN
from tests.recognise import payloads
from tests.support import builders

pytestmark = pytest.mark.django_db


def token(teacher, form: uuid.UUID) -> str:
    return drafts.Place(teacher.user_id, NEW_CONCERN, str(form)).token()


def test_save_and_come_back_later_works_without_a_script(browser: Client) -> None:
    form = uuid.uuid4()
    place = reverse("recognise:write", args=[form])
    answer = browser.post(place, payloads.least(seen="half a sent", danger="", keep="1"))
    assert answer.url == reverse("chronicle:drafts")
    assert not Record.objects.exists()
    listed = browser.get(answer.url).content.decode()
    assert place in listed
    page = browser.get(place)
    assert page.status_code == 200
    assert "half a sent" in page.content.decode()
    assert "This is your draft" in page.content.decode()
    assert not page.context["form"].errors


def test_what_is_typed_is_saved_as_it_is_typed(browser: Client, teacher, raw_store) -> None:
    form = uuid.uuid4()
    typed = {"seen": "afraid of Dychmygolyn", "signs-EXP10": "seen", "draft_token": token(teacher, form)}
    answer = browser.post(reverse("chronicle:save_draft"), typed)
    assert answer.json()["saved"]
    assert b"Dychmygolyn" not in raw_store()
    page = browser.get(reverse("recognise:write", args=[form])).content.decode()
    assert "afraid of Dychmygolyn" in page
    assert 'name="signs-EXP10" value="seen" checked' in page


def test_a_draft_survives_a_lost_session(browser: Client, teacher) -> None:
    """POST after the session is gone, sign in, and the draft is there."""
    form = uuid.uuid4()
    place = reverse("recognise:write", args=[form])
    browser.logout()
    answer = browser.post(place, payloads.concern(draft_token=token(teacher, form)))
    assert answer.status_code == 302
    assert place in answer.url
    assert not Record.objects.exists()
    builders.sign_in(browser, teacher)
    page = browser.get(place).content.decode()
    assert "grey car" in page
    assert "Enghraifft Dychmygol" in page


def test_once_recorded_there_is_no_draft(browser: Client, teacher) -> None:
    form = uuid.uuid4()
    browser.post(reverse("chronicle:save_draft"), {"seen": "x", "draft_token": token(teacher, form)})
    assert Draft.objects.count() == 1
    browser.post(reverse("recognise:write", args=[form]), payloads.least())
    assert not Draft.objects.exists()


def test_a_save_that_comes_too_late_makes_no_draft(browser: Client, teacher) -> None:
    form = uuid.uuid4()
    place = reverse("recognise:write", args=[form])
    assert f'name="event_id" value="{form}"' in browser.get(place).content.decode()
    sent = payloads.least(event_id=str(form))
    browser.post(place, sent)
    late = browser.post(reverse("chronicle:save_draft"), {**sent, "draft_token": token(teacher, form)})
    assert not late.json()["saved"]
    assert not Draft.objects.exists()


def test_two_begun_at_once_do_not_mix(browser: Client, teacher) -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    for form, seen in ((one, "the first child"), (other, "the second child")):
        browser.post(reverse("chronicle:save_draft"), {"seen": seen, "draft_token": token(teacher, form)})
    page = browser.get(reverse("recognise:write", args=[one])).content.decode()
    assert "the first child" in page
    assert "the second child" not in page
    fresh = browser.get(reverse("recognise:write", args=[uuid.uuid4()])).content.decode()
    assert "2 other concerns" in fresh


def test_a_draft_is_its_writers_alone(browser: Client, teacher, school) -> None:
    form = uuid.uuid4()
    browser.post(
        reverse("chronicle:save_draft"), {"seen": "secret words", "draft_token": token(teacher, form)}
    )
    colleague = builders.actor(builders.Role.PRACTITIONER, school)
    page = builders.sign_in(Client(), colleague).get(reverse("recognise:write", args=[form]))
    assert page.status_code == 200
    assert "secret words" not in page.content.decode()
