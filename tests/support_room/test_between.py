"""Between two reviews: what became of a need, and what the person now says about sharing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from noddfa.chronicle.models import Event
from noddfa.support.models import NeedRow
from tests.support.cast import Cast
from tests.support_room import stories
from tests.support_room.conftest import browse
from tests.support_room.stories import when


@pytest.fixture
def browser(it: Cast) -> Client:
    stories.record(it)
    return browse(it.worker)


def need_at(it: Cast, heading: str = "accommodation") -> str:
    return reverse("support:need", args=[it.record.pk, heading])


def consent_at(it: Cast, purpose: str = "health") -> str:
    return reverse("support:consent", args=[it.record.pk, purpose])


def done(**changed: Any) -> dict[str, Any]:
    return {"state": "done", "outcome": "I have my own door", **when(stories.NOW), **changed}


def later(day: str, month: str, **changed: Any) -> dict[str, Any]:
    return {
        "state": "open",
        "due_day": day,
        "due_month": month,
        "due_year": "2026",
        **when(stories.NOW),
        **changed,
    }


def needs(browser: Client, it: Cast) -> str:
    return browser.get(reverse("support:needs", args=[it.record.pk])).content.decode()


def test_a_need_is_done(browser: Client, it: Cast) -> None:
    assert "A room with a lock" in browser.get(need_at(it)).content.decode()
    answer = browser.post(need_at(it), done())
    assert answer.url == f"{reverse('support:needs', args=[it.record.pk])}#heading-accommodation"
    row = NeedRow.objects.get()
    assert (row.state, row.ended) == ("done", dt.date(2026, 11, 24))
    page = needs(browser, it)
    assert "I have my own door" in page
    assert "Changed since" in page
    assert need_at(it) not in page
    assert browser.get(need_at(it)).status_code == 404


def test_a_need_gets_a_new_day(browser: Client, it: Cast) -> None:
    assert browser.post(need_at(it), later("4", "12")).status_code == 302
    row = NeedRow.objects.get()
    assert (row.state, row.due) == ("open", dt.date(2026, 12, 4))
    assert "4 December 2026" in needs(browser, it)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Choose an answer."),
        ({"state": "finished"}, "Select a valid choice"),
        (done(happened_day="25"), "today or in the past"),
        (done(outcome="x" * 2001), "2000 characters or fewer"),
        (later("", ""), "The date must have a day"),
        (later("31", "11"), "There is no such date"),
        (later("23", "11"), "today or in the future"),
    ],
)
def test_what_is_wrong_stands_beside_the_field(
    browser: Client, it: Cast, data: dict[str, Any], message: str
) -> None:
    answer = browser.post(need_at(it), {**data, "typed": "kept"})
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert not Event.objects.filter(kind="need_changed").exists()


def test_the_same_day_again_changes_nothing(it: Cast) -> None:
    stories.record(it, stories.content(needs=(stories.need(due=dt.date(2026, 12, 4)),)))
    answer = browse(it.worker).post(need_at(it), later("4", "12"))
    assert answer.status_code == 422
    assert "That is the day it has already" in answer.content.decode()


def test_what_ended_meanwhile_is_not_ended_twice(browser: Client, it: Cast) -> None:
    assert browser.post(need_at(it), done()).status_code == 302
    answer = browser.post(need_at(it), done(outcome="Again"))
    assert answer.status_code == 422
    assert "Nothing is open under that heading any more" in answer.content.decode()


def test_sent_twice_it_is_stored_once(browser: Client, it: Cast) -> None:
    data = done(event_id="6f0f8f2e-8a1b-4c3e-9b5a-0000000000bb")
    for _time in range(2):
        assert browser.post(need_at(it), data).status_code == 302
    assert Event.objects.filter(kind="need_changed").count() == 1


@pytest.mark.parametrize("heading", ["physical_health", "mental_health", "no_such_heading"])
def test_there_is_nothing_to_change_where_nothing_is_needed(browser: Client, it: Cast, heading: str) -> None:
    answer = browser.get(need_at(it, heading))
    if heading == "physical_health":
        answer = browser.post(need_at(it, heading), done())
        assert answer.status_code == 422
    else:
        assert answer.status_code == 404


def test_consent_is_withdrawn_as_easily_as_given(browser: Client, it: Cast) -> None:
    data = {"status": "withdrawn", "told": "The surgery was told", "limits": "", **when(stories.NOW)}
    assert browser.post(consent_at(it), data).status_code == 302
    page = needs(browser, it)
    assert "No longer agrees" in page
    assert "The surgery was told" in page


def test_withdrawing_asks_who_was_told(browser: Client, it: Cast) -> None:
    answer = browser.post(consent_at(it), {"status": "withdrawn", **when(stories.NOW)})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["told"]


def test_a_purpose_not_asked_about_before(browser: Client, it: Cast) -> None:
    data = {"status": "given", "limits": "Coleg Dychmygol only", **when(stories.NOW)}
    assert browser.post(consent_at(it, "education_work"), data).status_code == 302
    assert "Coleg Dychmygol only" in needs(browser, it)


@pytest.mark.parametrize(
    "data", [{}, {"status": "not_asked", **when(stories.NOW)}, {"status": "given", "limits": "x" * 501}]
)
def test_a_consent_that_says_too_little_or_too_much(browser: Client, it: Cast, data: dict[str, str]) -> None:
    assert browser.post(consent_at(it), data).status_code == 422
    assert not Event.objects.filter(kind="consent_changed").exists()


def test_no_such_purpose_and_no_record_yet_are_not_found(browser: Client, it: Cast) -> None:
    assert browser.get(consent_at(it, "advertising")).status_code == 404
    other = stories.case()
    assert browse(other.worker).get(consent_at(other)).status_code == 404
    assert browse(other.worker).get(need_at(other)).status_code == 404


def test_changes_are_in_the_next_review_and_count_no_more_after_it(browser: Client, it: Cast) -> None:
    browser.post(need_at(it), later("4", "12"))
    form = browser.get(reverse("support:edit", args=[it.record.pk]))
    section = next(one for one in form.context["headings"] if one.code == "accommodation")
    assert section.form["due"].value() == dt.date(2026, 12, 4)
    stories.record(
        it,
        stories.content(occasion="review", needs=(stories.need(due=dt.date(2026, 12, 9)),)),
        happened=stories.NOW,
    )
    assert NeedRow.objects.get().due == dt.date(2026, 12, 9)
    assert "Changed since" not in needs(browser, it)


def test_a_change_may_be_withdrawn(browser: Client, it: Cast) -> None:
    browser.post(need_at(it), done())
    change = Event.objects.get(kind="need_changed")
    place = reverse("chronicle:withdraw", args=[it.record.pk, change.pk])
    assert browser.post(place, {"reason": "Written on the wrong case."}).status_code == 302
    assert NeedRow.objects.get().state == "open"
