"""What became of an action."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from noddfa import chronicle
from noddfa.access.models import Part
from noddfa.protect.home import cards
from noddfa.protect.models import ActionRow, CaseRow
from tests.protect import factories
from tests.protect.conftest import browse
from tests.support import builders

NOW = factories.NOW


@pytest.fixture
def action(it: factories.Story) -> str:
    """One action for the support worker, due on Friday."""
    given = factories.action("See the child alone", owner=it.worker)
    chronicle.record(it.case.pk, factories.discussion(actions=(given,)), by=it.lead, now=NOW)
    return given.id


def test_it_works(it: factories.Story, action: str) -> None:
    browser = browse(it.worker)
    assert "See the child alone" in browser.get(reverse("protect:my_actions")).content.decode()
    address = reverse("protect:action_done", args=[it.case.pk, action])
    sent = {"outcome": "done", "words": "Seen at school.", **factories.when("happened", NOW)}
    assert browser.post(address, sent).status_code == 302
    row = ActionRow.objects.get(pk=action)
    assert (row.outcome, row.ended) == ("done", NOW)
    assert CaseRow.objects.get(pk=it.case.pk).open_actions == 0
    page = browser.get(reverse("protect:chronology", args=[it.case.pk])).content.decode()
    assert "Seen at school." in page
    assert "See the child alone" not in browser.get(reverse("protect:my_actions")).content.decode()


def test_it_is_said_once(it: factories.Story, action: str) -> None:
    factories.ended(it.case, factories.action(id=action))
    address = reverse("protect:action_done", args=[it.case.pk, action])
    answer = browse(it.worker).post(address, {"outcome": "done", **factories.when("happened", NOW)})
    assert answer.status_code == 422
    assert "This action is completed already." in answer.content.decode()
    assert len(chronicle.facts_of(it.case.pk, kinds=["action_done"])) == 1


def test_the_future_is_refused_and_the_words_are_kept(it: factories.Story, action: str) -> None:
    address = reverse("protect:action_done", args=[it.case.pk, action])
    later = NOW.replace(day=26)
    sent = {"outcome": "done", "words": "Almost.", **factories.when("happened", later)}
    answer = browse(it.worker).post(address, sent)
    assert answer.status_code == 422
    assert "Almost." in answer.content.decode()


def test_another_cases_action_is_none_of_this_ones(it: factories.Story, action: str) -> None:
    other = factories.story()
    address = reverse("protect:action_done", args=[other.case.pk, action])
    assert browse(other.lead).get(address).status_code == 404
    unknown = reverse("protect:action_done", args=[it.case.pk, uuid.uuid4()])
    assert browse(it.lead).get(unknown).status_code == 404


def test_withdrawn_it_is_open_again(it: factories.Story, action: str) -> None:
    done = factories.ended(it.case, factories.action(id=action))
    chronicle.withdraw(done.pk, reason="Not done after all.", by=it.lead, now=NOW)
    assert ActionRow.objects.get(pk=action).ended is None


def test_the_list_asks_no_more_for_many_actions_than_for_one(it: factories.Story, action: str) -> None:
    browser = browse(it.worker)
    address = reverse("protect:my_actions")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    with_one = count()
    for number in range(6):
        other = factories.story()
        builders.join(other.case, it.worker, Part.WORKER)
        given = factories.action(f"Action {number}", owner=it.worker)
        chronicle.record(other.case.pk, factories.discussion(actions=(given,)), by=other.lead, now=NOW)
    assert "Action 5" in browser.get(address).content.decode()
    assert count() == with_one


def test_an_action_in_a_case_i_may_no_longer_see_is_not_shown(it: factories.Story, action: str) -> None:
    from noddfa.protect import services

    services.remove_member(case=it.case.pk, user=builders.user_of(it.worker), by=it.lead, now=NOW)
    assert "See the child alone" not in browse(it.worker).get(reverse("protect:my_actions")).content.decode()
    assert not [card for card in cards(it.worker, now=NOW) if card.title == "Your actions"]


def test_home_tells_how_many_wait(it: factories.Story, action: str) -> None:
    (card,) = [card for card in cards(it.worker, now=NOW) if card.title == "Your actions"]
    assert card.figure == 1
