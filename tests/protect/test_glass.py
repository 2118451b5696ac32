"""Opening a case in an emergency."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from noddfa.access import circle
from noddfa.access.actor import Actor
from noddfa.access.models import BreakGlass, Notice, Part, TrailEntry
from noddfa.access.roles import Role
from noddfa.protect.glass.commands import TRIES, tidied
from tests.protect import factories
from tests.protect.conftest import browse
from tests.support import builders

NOW = factories.NOW
URL = reverse("protect:glass")
REASON = "The child stands at our door and nobody answers the telephone."


@pytest.fixture
def stranger(db: None) -> Actor:
    return builders.actor(Role.SUPPORT_WORKER, name="Dieithryn Enghraifft")


def test_it_opens_for_three_hours_and_the_managers_are_told(
    it: factories.Story, stranger: Actor, clock: Callable[[dt.datetime], None]
) -> None:
    browser, case = browse(stranger), reverse("protect:case", args=[it.case.pk])
    assert browser.get(case).status_code == 404
    answer = browser.post(URL, {"reference": it.case.reference, "reason": REASON})
    assert answer.headers["Location"] == case
    page = browser.get(case).content.decode()
    assert "It closes for you at 13:30." in page
    (glass,) = BreakGlass.objects.all()
    assert (glass.reason, glass.until - glass.at) == (REASON, dt.timedelta(hours=3))
    assert list(Notice.objects.filter(kind="glass_broken").values_list("user_id", flat=True)) == [
        it.manager.user_id
    ]
    assert TrailEntry.objects.filter(record=it.case.pk, user_id=stranger.user_id, broke_glass=True).exists()
    clock(NOW + dt.timedelta(hours=3, minutes=1))
    assert browse(stranger).get(case).status_code == 404


def test_the_lead_sees_who_is_in_there(it: factories.Story, stranger: Actor) -> None:
    browse(stranger).post(URL, {"reference": it.case.reference, "reason": REASON})
    page = browse(it.lead).get(reverse("protect:case", args=[it.case.pk])).content.decode()
    assert "Dieithryn Enghraifft" in page
    assert "has emergency access to this case until 13:30" in page
    assert REASON in browse(it.lead).get(reverse("protect:circle", args=[it.case.pk])).content.decode()
    assert REASON not in browse(it.worker).get(reverse("protect:circle", args=[it.case.pk])).content.decode()


def test_a_wrong_reference_a_concerns_and_a_locked_case_are_answered_alike(
    it: factories.Story, stranger: Actor
) -> None:
    from noddfa.access import circle

    circle.lock_out(
        it.case.pk, builders.user_of(stranger), by=it.manager, reason="Invented: a relative.", now=NOW
    )
    pages = []
    for reference in ("C-AAAA-AAAA", it.concern.reference, it.case.reference):
        answer = browse(stranger).post(URL, {"reference": reference, "reason": REASON})
        assert answer.status_code == 422
        page = answer.content.decode().replace(reference, "")
        main = page.split('id="main-content"')[1].split("</main>")[0]
        pages.append(re.sub(r'name="(csrfmiddlewaretoken|draft_token)" value="[^"]+"', "", main))
    assert pages[0] == pages[1] == pages[2]
    assert "No case that you can open has that reference" in pages[0]
    assert not BreakGlass.objects.exists()


def test_the_same_is_asked_of_the_database_whether_it_is_locked_or_not_there(
    it: factories.Story, stranger: Actor
) -> None:
    from django.core.exceptions import ValidationError
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from noddfa.access import circle
    from noddfa.protect.glass.commands import open_by_reference

    circle.lock_out(
        it.case.pk, builders.user_of(stranger), by=it.manager, reason="Invented: a relative.", now=NOW
    )
    counts = []
    for reference in ("C-AAAA-AAAA", it.case.reference):
        with CaptureQueriesContext(connection) as queries, pytest.raises(ValidationError):
            open_by_reference(reference, reason=REASON, by=stranger, now=NOW)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_without_a_reason_nothing_is_looked_for(it: factories.Story, stranger: Actor) -> None:
    answer = browse(stranger).post(URL, {"reference": it.case.reference, "reason": "urgent"})
    assert answer.status_code == 422
    assert "Say why in a sentence" in answer.content.decode()
    assert not BreakGlass.objects.exists()


def test_after_ten_tries_in_an_hour_it_stops(
    it: factories.Story, stranger: Actor, clock: Callable[[dt.datetime], None]
) -> None:
    browser = browse(stranger)
    for _try in range(TRIES):
        browser.post(URL, {"reference": "C-AAAA-AAAA", "reason": REASON})
    answer = browser.post(URL, {"reference": it.case.reference, "reason": REASON})
    assert "You have tried too many references" in answer.content.decode()
    clock(NOW + dt.timedelta(minutes=61))
    assert browser.post(URL, {"reference": it.case.reference, "reason": REASON}).status_code == 302


def test_who_may_look_anyway_breaks_nothing(it: factories.Story) -> None:
    answer = browse(it.lead).post(URL, {"reference": it.case.reference, "reason": REASON})
    assert answer.status_code == 302
    assert not BreakGlass.objects.exists()


def test_a_practitioner_or_a_co_ordinator_breaks_no_glass(db: None) -> None:
    for role in (Role.PRACTITIONER, Role.COORDINATOR, Role.AUDITOR):
        assert browse(builders.actor(role)).get(URL).status_code == 403


@pytest.mark.parametrize("typed", ["c4fac dh7k", "C-4FAC-DH7K", " c 4fac-dh7k "])
def test_a_reference_is_read_however_it_is_written(typed: str) -> None:
    assert tidied(typed) == "C-4FAC-DH7K"


# ---- what it does not open (docs/decisions/0006) ----


@pytest.mark.parametrize("role", [Role.CASE_LEAD, Role.MANAGER, Role.DUTY_OFFICER, Role.SUPPORT_WORKER])
def test_it_opens_the_case_and_not_its_sealed_items(it: factories.Story, role: Role) -> None:
    stranger = builders.actor(role)
    browser, sealed = browse(stranger), reverse("protect:sealed", args=[it.case.pk])
    opened = browser.post(URL, {"reference": it.case.reference, "reason": REASON}, follow=True)
    page = opened.content.decode()
    assert factories.CHILD in page
    assert "There is 1 sealed item" in page and sealed not in page
    assert browser.get(sealed).status_code == 404
    assert browser.post(sealed).status_code == 404
    refused = TrailEntry.objects.filter(record=it.case.pk, permission="case.sealed", outcome="refused")
    assert {(row.user_id, row.broke_glass) for row in refused} == {(stranger.user_id, True)}


@pytest.mark.parametrize("who", ["lead", "manager"])
def test_who_may_open_sealed_items_anyhow_loses_nothing_by_breaking_the_glass(
    it: factories.Story, who: str
) -> None:
    actor: Actor = getattr(it, who)
    circle.break_glass(it.case.pk, by=actor, reason=REASON, now=NOW)
    assert browse(actor).get(reverse("protect:sealed", args=[it.case.pk])).status_code == 200


def test_a_stranger_taken_into_the_circle_with_a_place_of_their_own_may_open_them(
    it: factories.Story,
) -> None:
    stranger = builders.actor(Role.CASE_LEAD)
    circle.break_glass(it.case.pk, by=stranger, reason=REASON, now=NOW)
    builders.join(it.case, stranger, Part.WORKER, by=it.manager)
    assert browse(stranger).get(reverse("protect:sealed", args=[it.case.pk])).status_code == 200
