"""The chronicle's own screens, walked on a case: put an entry right, withdraw it, see what it said, my drafts."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from noddfa import chronicle
from noddfa.chronicle import drafts
from noddfa.chronicle.models import Event
from tests.protect import factories
from tests.protect.conftest import browse

NOW = factories.NOW


@pytest.fixture
def note(it: factories.Story) -> Event:
    return chronicle.record(
        it.case.pk, factories.note("One telephone."), by=it.lead, now=NOW - dt.timedelta(days=1)
    )


def payload(**changed: Any) -> dict[str, Any]:
    sent = {"event_id": str(uuid.uuid4()), "about": "contact", "words": "Two telephones."}
    return {**sent, **factories.when("happened", NOW - dt.timedelta(days=1)), **changed}


def test_a_correction_is_read_by_those_the_entry_was_written_for(it: factories.Story, note: Event) -> None:
    browser, address = browse(it.lead), reverse("chronicle:correct", args=[it.case.pk, note.pk])
    page = browser.get(address).content.decode()
    assert "One telephone." in page
    assert 'name="visibility"' not in page
    assert browser.post(address, payload()).status_code == 302
    (fact,) = chronicle.facts_of(it.case.pk, kinds=["note"])
    assert (fact.corrections, fact.visibility) == (1, note.visibility)


def test_every_wording_stays_to_be_read(it: factories.Story, note: Event) -> None:
    chronicle.correct(note.pk, factories.note("Two telephones."), by=it.worker, now=NOW)
    address = reverse("chronicle:history", args=[it.case.pk, note.pk])
    page = browse(it.lead).get(address).content.decode()
    assert page.index("One telephone.") < page.index("Two telephones.")
    assert page.count("Stands now") == 1
    assert "Recorded by Gweithiwr Enghraifft" in page


def test_a_long_history_asks_no_more_than_a_short_one(it: factories.Story) -> None:
    def discussion() -> Any:
        return factories.discussion(actions=(factories.action(owner=it.worker, body=it.council.pk),))

    held = chronicle.record(it.case.pk, discussion(), by=it.lead, now=NOW)
    browser, address = browse(it.lead), reverse("chronicle:history", args=[it.case.pk, held.pk])

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    short = count()
    for _number in range(10):
        chronicle.correct(held.pk, discussion(), by=it.lead, now=NOW)
    assert count() == short


def test_withdrawn_with_a_reason_it_is_struck(it: factories.Story, note: Event) -> None:
    browser, address = browse(it.lead), reverse("chronicle:withdraw", args=[it.case.pk, note.pk])
    assert "One telephone." in browser.get(address).content.decode()
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "About another child."}).status_code == 302
    assert not chronicle.facts_of(it.case.pk, kinds=["note"])


def test_a_case_cannot_lose_its_opening(it: factories.Story) -> None:
    (opening,) = chronicle.facts_of(it.case.pk, kinds=["case_opened"])
    for name in ("chronicle:withdraw", "chronicle:correct"):
        assert browse(it.lead).get(reverse(name, args=[it.case.pk, opening.event])).status_code == 404


def test_what_code_records_and_may_be_wrong_can_be_withdrawn(it: factories.Story) -> None:
    given = factories.action(owner=it.worker)
    chronicle.record(it.case.pk, factories.discussion(actions=(given,)), by=it.lead, now=NOW)
    done = factories.ended(it.case, given)
    address = reverse("chronicle:withdraw", args=[it.case.pk, done.pk])
    assert browse(it.lead).post(address, {"reason": "Not done after all."}).status_code == 302


def test_headings_stand_over_the_questions(it: factories.Story) -> None:
    page = (
        browse(it.lead)
        .get(reverse("chronicle:add", args=[it.case.pk, "strategy_discussion"]))
        .content.decode()
    )
    places = [page.index(f">{title}</h2>") for title in ("Who took part", "What was decided", "Actions")]
    assert places == sorted(places)
    assert page.index("When was it held?") < places[0]


def test_my_drafts_name_the_case_and_can_be_thrown_away(it: factories.Story) -> None:
    place = drafts.Place(it.lead.user_id, "note", str(it.case.pk))
    drafts.save(place, QueryDict("words=Half a sentence"), now=NOW)
    browser, address = browse(it.lead), reverse("chronicle:drafts")
    page = browser.get(address).content.decode()
    assert f"({it.case.reference})" in page
    assert reverse("chronicle:add", args=[it.case.pk, "note"]) in page
    assert it.case.reference not in browse(it.worker).get(address).content.decode()
    browser.post(reverse("chronicle:drop_draft"), {"draft_token": place.token()})
    assert "You have no drafts" in browser.get(address).content.decode()
