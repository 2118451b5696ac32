"""A review starts from the last version, shows what it changes, and overwrites nothing anybody else recorded."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from noddfa.chronicle.models import Event
from noddfa.support.needs.current import tip
from noddfa.support.services import change_need
from tests.support.cast import Cast
from tests.support_room import stories
from tests.support_room.conftest import browse
from tests.support_room.stories import about, payload, under


@pytest.fixture
def browser(it: Cast) -> Client:
    stories.record(it)
    return browse(it.worker)


def address(it: Cast) -> str:
    return reverse("support:edit", args=[it.record.pk])


def review(it: Cast, **changed: Any) -> dict[str, Any]:
    """A review that leaves everything of the first record as it was, sent from a form opened now."""
    data = payload(rests_on=tip(it.record.pk), own_words="I do not want to move again")
    data |= under(
        "accommodation",
        urgency="urgent",
        need="A room with a lock",
        wish="I want my own door",
        action="Ask the refuge for a room",
        who_else="Housing officer Ffugenw",
        due_day="23",
        due_month="11",
        due_year="2026",
        state="open",
        notes=f"Afraid of {stories.FEARED}",
    )
    data |= under("physical_health", urgency="none", state="open")
    data |= about(
        "health", status="given", on_day="18", on_month="11", on_year="2026", limits="Dr Dychmygol only"
    )
    return data | changed


def versions() -> int:
    return Event.objects.filter(kind="needs_record").count()


def test_the_form_starts_from_the_last_version_and_says_so(browser: Client, it: Cast) -> None:
    page = browser.get(address(it))
    said = page.content.decode()
    assert "Copied forward from the record of 18 November 2026" in said
    small = {one.code: one.form for one in page.context["headings"]}
    assert small["accommodation"]["need"].value() == "A room with a lock"
    assert small["accommodation"]["notes"].value() == f"Afraid of {stories.FEARED}"
    assert small["physical_health"]["urgency"].value() == "none"
    form = page.context["form"]
    assert form["language"].value() == "cy"
    assert form["own_words"].value() == "I do not want to move again"
    assert not form["present"].value()
    assert not form["happened"].value()
    assert form["next_review"].value() == dt.date(2026, 12, 24)


def test_before_it_is_recorded_what_changes_is_shown(browser: Client, it: Cast) -> None:
    data = review(it, **under("accommodation", need="A quiet room"))
    answer = browser.post(address(it), data)
    assert answer.status_code == 200
    assert versions() == 1
    (heading, whole) = answer.context["checking"]
    assert heading.label == "Accommodation"
    (difference,) = heading.differences
    assert (difference.before, difference.after) == ("A room with a lock", "A quiet room")
    assert [d.label for d in whole.differences] == ["When will you review it together?"]
    assert answer.context["unchanged"] == 1
    page = answer.content.decode()
    assert "Nothing is recorded yet." in page
    assert "A quiet room" in page
    again = data | {"checked": answer.context["form"]["checked"].value()}
    assert browser.post(address(it), again).status_code == 302
    assert versions() == 2
    said = browser.get(reverse("support:needs", args=[it.record.pk])).content.decode()
    assert "The review was recorded." in said
    assert "<del" in said
    assert "1 heading stands as it did." in said


def test_what_is_changed_after_checking_is_shown_again(browser: Client, it: Cast) -> None:
    data = review(it)
    first = browser.post(address(it), data)
    changed = (
        data | {"checked": first.context["form"]["checked"].value()} | under("accommodation", need="A flat")
    )
    second = browser.post(address(it), changed)
    assert second.status_code == 200
    assert versions() == 1
    assert second.context["checking"][0].differences[0].after == "A flat"


def test_a_made_up_mark_of_checking_records_nothing(browser: Client, it: Cast) -> None:
    assert browser.post(address(it), review(it, checked="x" * 32)).status_code == 200
    assert versions() == 1


def test_what_somebody_else_recorded_meanwhile_is_shown_and_not_overwritten(
    browser: Client, it: Cast
) -> None:
    data = review(it)
    change_need(
        it.record.pk,
        "accommodation",
        state="done",
        due=None,
        outcome="A room in the refuge",
        by=it.lead,
        now=stories.NOW,
        happened=stories.NOW,
        precision="minute",
    )
    answer = browser.post(address(it), data)
    assert answer.status_code == 422
    assert versions() == 1
    page = answer.content.decode()
    assert "Somebody else has recorded something about these needs" in page
    (meanwhile,) = answer.context["meanwhile"]
    assert "A room in the refuge" in [one.after for one in meanwhile.differences]
    again = data | {"rests_on": answer.context["form"]["rests_on"].value()}
    assert browser.post(address(it), again).status_code == 200  # shown to be checked, against what stands now


def test_two_first_records_at_once(it: Cast) -> None:
    browser = browse(it.worker)
    browser.get(address(it))
    stories.record(it, by=it.lead)
    answer = browser.post(address(it), payload(rests_on=0))
    assert answer.status_code == 422
    assert versions() == 1
    assert answer.context["meanwhile"][0].label == "Accommodation"


@pytest.mark.parametrize("spoilt", ["", "x", "-1", "99999", "٣"])
def test_a_spoilt_mark_of_what_it_rests_on_overwrites_nothing(browser: Client, it: Cast, spoilt: str) -> None:
    answer = browser.post(address(it), review(it, rests_on=spoilt))
    assert answer.status_code == 422
    assert versions() == 1


def test_a_conversation_before_the_last_one_is_refused(browser: Client, it: Cast) -> None:
    data = review(it, happened_day="17")
    first = browser.post(address(it), data)
    answer = browser.post(address(it), data | {"checked": first.context["form"]["checked"].value()})
    assert answer.status_code == 422
    assert "The last conversation on record was on 18 November 2026" in answer.content.decode()
    assert versions() == 1


def test_a_need_that_ended_is_not_begun_anew(it: Cast) -> None:
    done = stories.need(state="done", done_on=dt.date(2026, 11, 17))
    stories.record(it, stories.content(needs=(done,)))
    page = browse(it.worker).get(address(it))
    section = next(one for one in page.context["headings"] if one.code == "accommodation")
    assert section.form["urgency"].value() == "none"
    assert section.form["need"].value() == ""
    assert section.form["wish"].value() == "I want my own door"
    assert section.last_time == "Last time: A room with a lock – Done"


def test_whoever_has_a_need_in_hand_and_left_the_circle_is_not_lost(it: Cast) -> None:
    from noddfa.access import circle
    from tests.support import builders

    owner = str(it.worker.user_id)
    stories.record(it, stories.content(needs=(stories.need(owner=owner),)), by=it.lead)
    circle.leave(it.record.pk, builders.user_of(it.worker), by=it.lead, now=stories.NOW)
    browser = browse(it.lead)
    page = browser.get(address(it))
    section = next(one for one in page.context["headings"] if one.code == "accommodation")
    offered = dict(section.form.fields["owner"].choices)
    assert offered[owner].endswith("(no longer in the circle)")
    assert str(it.reporter.user_id) not in offered
    data = review(it, **under("accommodation", owner=owner))
    assert browser.post(address(it), data).status_code == 200


def test_a_heading_that_left_the_list_is_carried_along(it: Cast) -> None:
    stories.record(it, stories.content(needs=(stories.need("old_heading"), stories.need())))
    page = browse(it.worker).get(address(it))
    codes = [one.code for one in page.context["headings"]]
    assert codes[-1] == "old_heading"
    assert len(codes) == 13
