"""A child goes missing, comes back, and is listened to."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.urls import reverse

from noddfa import chronicle
from noddfa.protect.clocks.state import clocks, gather
from noddfa.protect.models import CaseRow
from noddfa.protocol import Status, StepState
from tests.protect import factories
from tests.protect.conftest import browse

NOW = factories.NOW
HOUR = dt.timedelta(hours=1)


def states(it: factories.Story, step: str, now: dt.datetime = NOW) -> list[StepState]:
    return [state for state in clocks(gather(it.case.pk), now=now).steps if state.step.code == step]


def payload(**changed: Any) -> dict[str, Any]:
    """Found missing an hour ago; the police were told at once."""
    return {
        "event_id": str(uuid.uuid4()),
        "visibility": "circle",
        **factories.when("happened", NOW - HOUR),
        **factories.when("last_seen", NOW - 3 * HOUR),
        "where": "At the placement",
        "with_whom": "",
        "circumstances": "left_placement",
        "description": "Black coat",
        "police_told": "yes",
        **factories.when("police_when", NOW - HOUR / 2),
        "police_reference": "INVENTED-1",
        "risk": "high",
        "doing": "",
        **changed,
    }


@pytest.fixture
def address(it: factories.Story) -> str:
    return reverse("chronicle:add", args=[it.case.pk, "missing"])


def test_it_works(it: factories.Story, address: str) -> None:
    assert browse(it.worker).post(address, payload()).status_code == 302
    assert CaseRow.objects.get(pk=it.case.pk).missing_since == NOW - HOUR
    (reported,) = states(it, "report_missing")
    assert reported.completion is not None
    assert reported.completion.happened == NOW - HOUR / 2


def test_when_the_police_were_told_is_asked_only_after_yes(it: factories.Story, address: str) -> None:
    browser = browse(it.worker)
    blank = {"police_when_day": "", "police_when_month": "", "police_when_year": "", "police_when_time": ""}
    assert browser.post(address, payload(**blank)).status_code == 422
    assert browser.post(address, payload(police_told="no", **blank)).status_code == 302
    (reported,) = states(it, "report_missing")
    assert reported.status is Status.OPEN


def test_nobody_is_last_seen_after_being_missed(it: factories.Story, address: str) -> None:
    answer = browse(it.worker).post(address, payload(**factories.when("last_seen", NOW - HOUR / 2)))
    assert answer.status_code == 422
    assert "cannot have been last seen after being found missing" in answer.content.decode()


def test_each_episode_has_its_own_clock(it: factories.Story) -> None:
    first = chronicle.record(it.case.pk, factories.missing(), by=it.worker, now=NOW - 60 * HOUR)
    chronicle.record(it.case.pk, factories.returned(first), by=it.worker, now=NOW - 50 * HOUR)
    second = chronicle.record(it.case.pk, factories.missing(), by=it.worker, now=NOW - 10 * HOUR)
    back = [state.completion is not None for state in states(it, "return")]
    assert back == [True, False]
    chronicle.record(it.case.pk, factories.returned(second), by=it.worker, now=NOW - 2 * HOUR)
    talks = states(it, "return_conversation")
    assert [talk.due.at for talk in talks if talk.due] == [NOW + 22 * HOUR, NOW + 70 * HOUR]


def test_back_again_the_child_is_missing_no_more(it: factories.Story) -> None:
    episode = chronicle.record(it.case.pk, factories.missing(), by=it.worker, now=NOW - HOUR)
    returned = chronicle.record(it.case.pk, factories.returned(episode), by=it.worker, now=NOW)
    assert CaseRow.objects.get(pk=it.case.pk).missing_since is None
    chronicle.withdraw(returned.pk, reason="Another child came.", by=it.worker, now=NOW)
    assert CaseRow.objects.get(pk=it.case.pk).missing_since == NOW - HOUR


def test_a_return_belongs_to_an_episode_of_this_case(it: factories.Story) -> None:
    chronicle.record(it.case.pk, factories.missing(), by=it.worker, now=NOW - HOUR)
    sent = {
        "event_id": str(uuid.uuid4()),
        "visibility": "circle",
        **factories.when("happened", NOW),
        "episode": str(uuid.uuid4()),
        "how": "came_back",
        "seen_by": "Me",
        "checked": "no",
    }
    answer = browse(it.worker).post(reverse("chronicle:add", args=[it.case.pk, "returned"]), sent)
    assert answer.status_code == 422
    assert not chronicle.facts_of(it.case.pk, kinds=["returned"])


def conversation(it: factories.Story, outcome: str, said: str) -> int:
    episode = chronicle.record(it.case.pk, factories.missing(), by=it.worker, now=NOW - 5 * HOUR)
    chronicle.record(it.case.pk, factories.returned(episode), by=it.worker, now=NOW - 4 * HOUR)
    sent = {
        "event_id": str(uuid.uuid4()),
        "visibility": "circle",
        **factories.when("happened", NOW - HOUR),
        "episode": str(episode.pk),
        "outcome": outcome,
        "held_by": "Annibynnol Enghraifft",
        "independent": "yes",
        "said": said,
    }
    return (
        browse(it.worker)
        .post(reverse("chronicle:add", args=[it.case.pk, "return_conversation"]), sent)
        .status_code
    )


@pytest.mark.parametrize(
    ("outcome", "said", "status", "done"),
    [
        ("held", "I had to take a bag.", 302, True),
        ("held", "", 422, False),
        ("declined", "", 302, True),
        ("not_possible", "", 302, False),
    ],
)
def test_the_return_conversation(
    it: factories.Story, outcome: str, said: str, status: int, done: bool
) -> None:
    assert conversation(it, outcome, said) == status
    (talk,) = states(it, "return_conversation")
    assert (talk.status is Status.DONE) is done
