"""Recording a strategy discussion, and its minutes."""

from __future__ import annotations

import datetime as dt
import html
import uuid
from typing import Any

import pytest
from django.urls import reverse

from noddfa import chronicle
from noddfa.access.models import Notice
from noddfa.chronicle import drafts
from noddfa.protect.clocks.state import clocks, gather
from noddfa.protect.models import ActionRow
from noddfa.protect.strategy.kind import absentees
from noddfa.protocol import Status
from tests.protect import factories
from tests.protect.conftest import browse

HELD = factories.NOW - dt.timedelta(hours=2)


def payload(it: factories.Story, **changed: Any) -> dict[str, Any]:
    """A discussion by telephone that decided on joint enquiries, with one action for the support worker."""
    return {
        "event_id": str(uuid.uuid4()),
        **factories.when("happened", HELD),
        "held": "telephone",
        "attendance-count": "2",
        "attendance-0-agency": "social_services",
        "attendance-0-name": "Cadeirydd Enghraifft",
        "attendance-0-role": "Chair",
        "attendance-1-agency": "police",
        "attendance-1-name": "Ditectif Enghraifft",
        "attendance-1-role": "",
        "absent_because": "",
        "information": "School: afraid. Police: the car is known.",
        "threshold": "yes",
        "enquiries": "joint",
        "meeting": "no",
        "reasons": "Invented reasons.",
        "nrm": "agreed",
        "guardian": "made",
        "actions-count": "2",
        "actions-0-what": "See the child alone",
        "actions-0-owner": str(it.worker.user_id),
        "actions-0-body": "",
        "actions-0-due_day": "27",
        "actions-0-due_month": "11",
        "actions-0-due_year": "2026",
        "actions-0-id": "",
        "actions-1-what": "",
        "actions-1-owner": "",
        "actions-1-body": "",
        "actions-1-id": "",
        "contingency": "Ring the police at once.",
        **changed,
    }


@pytest.fixture
def address(it: factories.Story) -> str:
    return reverse("chronicle:add", args=[it.case.pk, "strategy_discussion"])


def status_of(it: factories.Story, step: str) -> Status:
    states = clocks(gather(it.case.pk), now=factories.NOW).steps
    return next(state.status for state in states if state.step.code == step)


def test_it_works(it: factories.Story, address: str) -> None:
    answer = browse(it.lead).post(address, payload(it))
    assert answer.status_code == 302
    (fact,) = chronicle.facts_of(it.case.pk, kinds=["strategy_discussion"])
    assert fact.happened == HELD
    assert [row["agency"] for row in fact.facts["attendance"]] == ["social_services", "police"]
    assert "information" not in fact.facts  # sealed
    assert status_of(it, "strategy_discussion") is Status.DONE_LATE
    assert status_of(it, "s47") is Status.OPEN
    assert status_of(it, "strategy_meeting") is Status.NOT_APPLICABLE
    assert status_of(it, "police_discussion") is Status.DONE_LATE


def test_whoever_was_given_an_action_is_told_and_the_writer_is_not(it: factories.Story, address: str) -> None:
    browse(it.lead).post(
        address,
        payload(
            it,
            **{
                "actions-1-what": "Ring",
                "actions-1-owner": str(it.lead.user_id),
                "actions-1-due_day": "27",
                "actions-1-due_month": "11",
                "actions-1-due_year": "2026",
            },
        ),
    )
    told = Notice.objects.filter(kind="action_given")
    assert [notice.user_id for notice in told] == [it.worker.user_id]
    assert ActionRow.objects.count() == 2


def test_sent_twice_it_is_stored_once(it: factories.Story, address: str) -> None:
    sent, browser = payload(it), browse(it.lead)
    browser.post(address, sent)
    browser.post(address, sent)
    assert len(chronicle.facts_of(it.case.pk, kinds=["strategy_discussion"])) == 1


def test_without_the_police_it_asks_why_and_then_lets_it_stand(it: factories.Story, address: str) -> None:
    alone, browser = payload(it, **{"attendance-1-agency": "health"}), browse(it.lead)
    answer = browser.post(address, alone)
    assert answer.status_code == 422
    assert "Not among those who took part: Police." in answer.content.decode()
    assert "School: afraid." in answer.content.decode()
    assert (
        browser.post(address, {**alone, "absent_because": "Rang twice; they join tomorrow."}).status_code
        == 302
    )


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"information": ""}, "Enter an answer."),
        ({"contingency": ""}, "Enter an answer."),
        ({"held": ""}, "Choose an answer."),
        ({"held": "by_pigeon"}, "Select a valid choice"),
        ({"attendance-count": "0"}, "Fill in at least 1 row."),
        ({"attendance-0-name": "x" * 121}, "Use 120 characters or fewer"),
        ({"information": "x" * 10_001}, "Use 10000 characters or fewer"),
        ({"happened_day": "31", "happened_month": "11"}, "There is no such date"),
        ({"happened_day": "25"}, "must be today or in the past"),
        ({"happened_time": "25:00"}, "time"),
        ({"actions-0-due_day": "soon"}, "There is no such date"),
        ({"actions-0-owner": str(uuid.uuid4())}, "Select a valid choice"),
        ({"actions-0-owner": ""}, "Nobody is named for action 1."),
        ({"threshold": "no"}, "there is no reasonable cause to suspect significant harm"),
        ({"reasons": "\u200b\u200b"}, "cannot be seen"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    it: factories.Story, address: str, changed: dict[str, str], message: str
) -> None:
    answer = browse(it.lead).post(address, payload(it, **changed))
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert message in page
    assert "Invented reasons." in page or "Ring the police at once." in page
    assert not chronicle.facts_of(it.case.pk, kinds=["strategy_discussion"])


@pytest.mark.parametrize("typed", ["🙂 اسم ‮abc‬ <script>alert(1)</script>", "a\x00b", "ŵŷ 'quoted' & more"])
def test_any_writing_is_kept_and_none_of_it_runs(it: factories.Story, address: str, typed: str) -> None:
    browser = browse(it.lead)
    assert browser.post(address, payload(it, reasons=typed)).status_code == 302
    (event,) = chronicle.facts_of(it.case.pk, kinds=["strategy_discussion"])
    page = browser.get(reverse("protect:minutes", args=[it.case.pk, event.event])).content.decode()
    assert "<script>alert" not in page
    assert "\u202e" not in page


def test_the_language_may_change_midway_and_a_row_may_be_added(it: factories.Story, address: str) -> None:
    browser = browse(it.lead)
    welsh = browser.post(address.replace("/en/", "/cy/"), payload(it, switch_language="cy")).content.decode()
    assert "Ditectif Enghraifft" in welsh
    assert "Ymholi" not in welsh or "govuk-error-message" not in welsh
    longer = browser.post(address, payload(it, add_row="attendance")).content.decode()
    assert 'name="attendance-2-name"' in longer
    assert not chronicle.facts_of(it.case.pk, kinds=["strategy_discussion"])


def test_what_is_typed_is_a_draft_until_it_is_recorded(it: factories.Story, address: str) -> None:
    browser = browse(it.lead)
    place = drafts.Place(it.lead.user_id, "strategy_discussion", str(it.case.pk))
    browser.post(
        reverse("chronicle:save_draft"), payload(it, draft_token=place.token(), reasons="Half a reason")
    )
    page = browser.get(address).content.decode()
    assert "Half a reason" in page
    assert "This is your draft" in page
    browser.post(address, payload(it))
    assert drafts.load(place) is None


def test_a_correction_keeps_what_became_of_an_action(it: factories.Story) -> None:
    first, second = factories.action("First", owner=it.lead), factories.action("Second", owner=it.worker)
    held = chronicle.record(it.case.pk, factories.discussion(actions=(first, second)), by=it.lead, now=HELD)
    factories.ended(it.case, second)
    chronicle.correct(held.pk, factories.discussion(actions=(second,)), by=it.lead, now=factories.NOW)
    (row,) = ActionRow.objects.filter(record=it.case.pk)
    assert str(row.pk) == second.id
    assert row.outcome == "done"


def test_a_correction_tells_only_those_who_had_no_action_before(it: factories.Story) -> None:
    action = factories.action(owner=it.worker)
    held = chronicle.record(it.case.pk, factories.discussion(actions=(action,)), by=it.lead, now=HELD)
    more = (action, factories.action("More", owner=it.officer))
    chronicle.correct(held.pk, factories.discussion(actions=more), by=it.lead, now=factories.NOW)
    told = Notice.objects.filter(kind="action_given").values_list("user_id", flat=True)
    assert sorted(told) == sorted([it.worker.user_id, it.officer.user_id])


def test_the_screen_of_correction_keeps_the_actions_identity(it: factories.Story) -> None:
    action = factories.action(owner=it.worker)
    held = chronicle.record(it.case.pk, factories.discussion(actions=(action,)), by=it.lead, now=HELD)
    address = reverse("chronicle:correct", args=[it.case.pk, held.pk])
    browser = browse(it.lead)
    assert f'value="{action.id}"' in browser.get(address).content.decode()
    answer = browser.post(address, payload(it, **{"actions-0-id": action.id, "reasons": "Better reasons."}))
    assert answer.status_code == 302
    assert [str(row.pk) for row in ActionRow.objects.all()] == [action.id]


def test_face_to_face_it_is_a_strategy_meeting(it: factories.Story) -> None:
    chronicle.record(it.case.pk, factories.discussion(meeting=True), by=it.lead, now=HELD)
    assert (
        status_of(it, "strategy_meeting") is Status.OPEN
        or status_of(it, "strategy_meeting") is Status.DUE_SOON
    )
    chronicle.record(it.case.pk, factories.discussion(held="face_to_face"), by=it.lead, now=factories.NOW)
    assert status_of(it, "strategy_meeting") in (Status.DONE, Status.DONE_LATE)


def test_the_minutes_read_as_one_page_and_are_not_for_strangers(it: factories.Story) -> None:
    actions = (factories.action("Check the car", body=it.council.pk),)
    held = chronicle.record(it.case.pk, factories.discussion(actions=actions), by=it.lead, now=HELD)
    address = reverse("protect:minutes", args=[it.case.pk, held.pk])
    page = browse(it.lead).get(address).content.decode()
    for words in ("Cadeirydd Enghraifft", "Check the car", str(it.council), "Invented plan.", "Printed by"):
        assert words in page
    assert browse(it.teacher).get(address).status_code == 404
    other = chronicle.record(it.case.pk, factories.note(), by=it.lead, now=HELD)
    assert browse(it.lead).get(reverse("protect:minutes", args=[it.case.pk, other.pk])).status_code == 404


def test_who_must_be_there() -> None:
    assert absentees(["health", "police"]) == ["social_services"]
    assert absentees(["police", "social_services"]) == []
