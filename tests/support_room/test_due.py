"""Needs due, the reviews, the card on the home page, and the panel for the case page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from noddfa.access.actor import Actor
from noddfa.access.models import Part
from noddfa.access.roles import Role
from noddfa.chronicle import rebuild
from noddfa.protect import services as protect
from noddfa.protect.closing.kind import CaseClosed
from noddfa.support import home
from noddfa.support.models import NeedRow, NeedsReview
from noddfa.support.selectors import needs_summary
from noddfa.support.services import change_need
from noddfa.web.navigation import menu
from tests.support import builders
from tests.support.cast import Cast
from tests.support_room import stories
from tests.support_room.conftest import browse
from tests.support_room.stories import NOW, need

pytestmark = pytest.mark.django_db


def shown(browser: Client, **query: str) -> list[str]:
    """The headings on a page of the list, in order."""
    table = browser.get(reverse("support:due"), query).context["table"]
    return [row[0].text for row in table.rows]


def due(day: int, month: int = 11) -> dt.date:
    return dt.date(2026, month, day)


def test_empty(it: Cast) -> None:
    browser = browse(it.worker)
    for show, words in (
        ("needs", "No open needs"),
        ("mine", "Nothing is in your hands"),
        ("reviews", "No reviews"),
    ):
        assert words in browser.get(reverse("support:due"), {"show": show}).content.decode()


def test_late_ones_first_then_urgent_ones_without_a_day_then_by_day(it: Cast) -> None:
    needs = (
        need("immediate_safety", urgency="later", due=None),
        need("accommodation", urgency="soon", due=due(1, 12)),
        need("food_clothes_money", urgency="urgent", due=None),
        need("physical_health", urgency="later", due=due(23)),
        need("mental_health", urgency="soon", due=due(24)),
        need("police_court", urgency="urgent", due=due(20)),
        need("family_contact", state="done", done_on=due(20)),
        stories.nothing("education_work"),
    )
    stories.record(it, stories.content(needs=needs))
    assert shown(browse(it.worker)) == [
        "Police and court",
        "Physical health",
        "Food, clothes and money",
        "Mental health",
        "Accommodation",
        "Immediate safety",
    ]
    page = browse(it.worker).get(reverse("support:due")).content.decode()
    assert stories.CHILD in page
    assert "Late" in page
    assert "Family" not in page


def test_only_those_who_work_on_the_case_see_its_needs(it: Cast) -> None:
    stories.record(it)
    for name, who in it.insiders.items():
        assert shown(browse(who)) == ["Accommodation"], name
    for name, who in {**it.outsiders, **it.reporting}.items():
        assert shown(browse(who)) == [], name
        assert shown(browse(who), show="reviews") == [], name


def test_roles_without_casework_do_not_come_in(it: Cast) -> None:
    analyst = builders.actor(Role.ANALYST, it.council)
    assert browse(analyst).get(reverse("support:due")).status_code == 403


def test_what_is_in_my_hands(it: Cast) -> None:
    needs = (need(owner=str(it.worker.user_id)), need("mental_health", owner=str(it.lead.user_id)))
    stories.record(it, stories.content(needs=needs))
    assert shown(browse(it.worker), show="mine") == ["Accommodation"]
    assert shown(browse(it.lead), show="mine") == ["Mental health"]


def test_a_closed_case_waits_for_nobody(it: Cast) -> None:
    stories.record(it)
    browser = browse(it.worker)
    protect.close(it.record.pk, CaseClosed(why="safe", summary="Invented: safe."), by=it.manager, now=NOW)
    assert shown(browser) == []
    assert shown(browser, show="reviews") == []
    assert [(card.figure, card.urgent) for card in home.cards(it.lead, now=NOW)] == [(0, False)]
    assert home.cards(it.manager, now=NOW) == []


def test_reviews_the_longest_due_first(it: Cast) -> None:
    stories.record(it, stories.content(next_review=due(23)))
    other = _another_case(it.worker)
    stories.record(other, stories.content(next_review=due(20)), by=other.lead)
    table = browse(it.worker).get(reverse("support:due"), {"show": "reviews"}).context["table"]
    assert [row[0].text for row in table.rows] == [other.record.reference, it.record.reference]
    assert [row[2].status.text for row in table.rows] == ["Review late", "Review late"]
    assert table.rows[0][4].text == "2 of 12"


@pytest.mark.parametrize(
    "query", [{"show": "'; DROP"}, {"page": "x"}, {"page": "99"}, {"show": "reviews", "page": "-1"}]
)
def test_anything_may_stand_in_the_address(it: Cast, query: dict[str, str]) -> None:
    stories.record(it)
    assert browse(it.worker).get(reverse("support:due"), query).status_code == 200


def test_long_lists_have_pages_and_the_number_of_queries_does_not_grow(it: Cast) -> None:
    stories.record(it)
    browser = browse(it.worker)
    counts: dict[str, int] = {}
    for show in ("needs", "reviews"):
        with CaptureQueriesContext(connection) as one:
            browser.get(reverse("support:due"), {"show": show})
        counts[show] = len(one)
    for _each in range(29):
        _with_a_row(it.worker)
    for show, count in counts.items():
        with CaptureQueriesContext(connection) as many:
            assert len(shown(browser, show=show)) == 25
        assert len(many) == count, show
        assert len(shown(browser, show=show, page="2")) == 5


def test_rebuilding_gives_the_same_rows(it: Cast) -> None:
    other = stories.case()
    stories.record(it)
    change_need(
        it.record.pk,
        "accommodation",
        state="not_possible",
        due=None,
        outcome="",
        by=it.worker,
        now=NOW,
        happened=NOW,
        precision="minute",
    )
    stories.record(other)
    stories.record(
        other,
        stories.content(
            occasion="review",
            needs=(need(state="done", done_on=due(23)), need("mental_health", state="not_wanted")),
        ),
        happened=NOW,
    )
    before = [list(table.objects.order_by("pk").values()) for table in (NeedRow, NeedsReview)]
    assert [len(rows) for rows in before] == [3, 2]
    NeedRow.objects.all().delete()
    rebuild()
    assert [list(table.objects.order_by("pk").values()) for table in (NeedRow, NeedsReview)] == before
    ended = dict(NeedRow.objects.values_list("state", "ended"))
    assert ended == {"not_possible": due(24), "done": due(23), "not_wanted": due(24)}


def test_a_later_version_replaces_the_rows_of_the_one_before(it: Cast) -> None:
    stories.record(it)
    second = stories.record(
        it, stories.content(occasion="review", needs=(need("mental_health"),)), happened=NOW
    )
    assert list(NeedRow.objects.values_list("heading", "version")) == [("mental_health", second.pk)]
    assert NeedsReview.objects.get().versions == 2


# ---- the home page ----


def test_support_workers_and_case_leads_always_have_the_card_and_the_line_in_the_menu(it: Cast) -> None:
    for who in (it.worker, it.lead):
        (card,) = home.cards(who, now=NOW)
        assert (card.figure, card.urgent, card.url) == (0, False, reverse("support:due"))
        assert "Needs due" in menu_of(who)
    for who in (it.manager, builders.actor(Role.PRACTITIONER, it.council), builders.actor(Role.AUDITOR)):
        assert home.cards(who, now=NOW) == []
        assert "Needs due" not in menu_of(who)


def test_the_line_in_the_menu_in_welsh_leads_to_an_empty_list_that_says_why(it: Cast) -> None:
    with translation.override("cy"):
        assert "Anghenion sy’n aros" in menu_of(it.lead)
        page = browse(it.lead).get(reverse("support:due")).content.decode()
    assert "Dim anghenion agored" in page


def test_the_card_counts_what_will_not_wait(it: Cast) -> None:
    needs = (
        need("accommodation", due=due(23)),
        need("mental_health", urgency="later", due=due(26)),
        need("police_court", urgency="urgent", due=None),
        need("education_work", urgency="soon", due=due(27)),
    )
    stories.record(it, stories.content(needs=needs, next_review=due(30)))
    for who in (it.worker, it.lead):
        (card,) = home.cards(who, now=NOW)
        assert (card.figure, card.urgent) == (3, True)
        assert [link.text for link in card.links] == ["1 review is due or late"]
    for who in (*it.outsiders.values(), *it.reporting.values()):
        assert all(card.figure == 0 for card in home.cards(who, now=NOW))


def test_the_card_takes_two_queries(it: Cast, django_assert_num_queries: Callable[..., Any]) -> None:
    stories.record(it)
    with django_assert_num_queries(2):
        home.cards(it.worker, now=NOW)


def test_no_card_for_roles_without_casework(it: Cast) -> None:
    assert home.cards(builders.actor(Role.ANALYST, it.council), now=NOW) == []


# ---- the panel for the case page ----


def test_the_panel_before_and_after(it: Cast, django_assert_num_queries: Callable[..., Any]) -> None:
    empty = needs_summary(it.record.pk, now=NOW)
    assert not empty.begun
    assert (empty.needs, empty.late, empty.urgent, empty.review_status) == ((), 0, 0, None)
    stories.record(it, stories.content(needs=(need(), need("mental_health", urgency="soon", due=due(24)))))
    with django_assert_num_queries(2):
        panel = needs_summary(it.record.pk, now=NOW)
    assert panel.begun
    assert (panel.late, panel.urgent) == (1, 1)
    first, second = panel.needs
    assert (first.title, first.when) == ("Accommodation", "By 23 November 2026")
    assert [status.text for status in first.statuses] == ["Late", "Urgent"]
    assert (second.title, [status.text for status in second.statuses]) == ("Mental health", ["Due soon"])
    assert second.url == f"{panel.url}#heading-mental_health"
    assert panel.progress.text == "Headings talked about: 2 of 12"
    assert panel.next_review == due(18, 12)
    assert panel.url == reverse("support:needs", args=[it.record.pk])


def test_the_list_reads_in_welsh(it: Cast) -> None:
    stories.record(it)
    with translation.override("cy"):
        page = browse(it.worker).get(reverse("support:due")).content.decode()
    assert "Llety" in page
    assert "Anghenion sy’n aros" in page
    assert "Nobody in the circle" not in page


def menu_of(who: Actor) -> list[str]:
    """The lines of somebody's menu."""
    return [str(line.label) for line in menu(who, "/")]


def _another_case(worker: Actor) -> Cast:
    other = stories.case()
    builders.join(other.record, worker, Part.WORKER, by=other.lead)
    return other


def _with_a_row(worker: Actor) -> None:
    """One more case with one open need, as cheaply as a long list allows."""
    lead = builders.actor(Role.CASE_LEAD)
    record = builders.record("case", by=lead, person=builders.person(by=lead))
    stories.open_it(record, lead)
    builders.join(record, worker, Part.WORKER, by=lead)
    stories.say(record, stories.content(needs=(need(),)), by=lead)
