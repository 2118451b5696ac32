"""The pages of a needs record: who may see them, what they say, and what remains after erasure."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from noddfa.access import circle
from noddfa.access.models import TrailEntry
from noddfa.chronicle import recording
from tests.support import builders
from tests.support.cast import Cast
from tests.support_room import stories
from tests.support_room.conftest import browse

ONE_CASE = (
    ("support:needs", ()),
    ("support:edit", ()),
    ("support:print", ()),
    ("support:prepare_copy", ()),
    ("support:own_copy", ()),
    ("support:need", ("accommodation",)),
    ("support:consent", ("health",)),
)


def addresses(it: Cast, version: object) -> list[str]:
    """Every page of one case's needs record."""
    own = [reverse(name, args=[it.record.pk, *more]) for name, more in ONE_CASE]
    return own + [
        reverse(name, args=[it.record.pk, version]) for name in ("support:version", "support:correct")
    ]


def test_everybody_for_whom_the_case_is_work_may_read_and_write(it: Cast) -> None:
    version = stories.record(it).pk
    for name, who in it.insiders.items():
        browser = browse(who)
        for place in addresses(it, version):
            assert browser.get(place).status_code == 200, f"{name}: {place}"


def test_for_everybody_else_there_is_no_such_page(it: Cast) -> None:
    """Those who only reported, too: the needs are not part of the outcome of a report."""
    version = stories.record(it).pk
    for name, who in {**it.outsiders, **it.reporting}.items():
        browser = browse(who)
        for place in addresses(it, version):
            assert browser.get(place).status_code == 404, f"{name}: {place}"
            assert browser.post(place, stories.payload()).status_code == 404, f"{name}: {place}"
    assert TrailEntry.objects.filter(record=it.record.pk, outcome="refused").exists()


def test_a_reporter_s_chronology_says_nothing_of_needs(it: Cast) -> None:
    stories.record(it)
    page = browse(it.reporter).get(reverse("protect:chronology", args=[it.record.pk])).content.decode()
    assert "A room with a lock" not in page
    assert "Needs record begun" not in page


def test_a_concern_has_no_needs_record(it: Cast) -> None:
    concern = builders.record("concern", by=it.lead)
    assert browse(it.lead).get(reverse("support:needs", args=[concern.pk])).status_code == 404


def test_before_the_first_record(it: Cast) -> None:
    page = browse(it.worker).get(reverse("support:needs", args=[it.record.pk])).content.decode()
    assert "Begin the needs record" in page
    assert "Immediate safety" in page
    for name in ("support:print", "support:prepare_copy", "support:own_copy"):
        assert browse(it.worker).get(reverse(name, args=[it.record.pk])).status_code == 404


def test_the_page_says_what_stands(it: Cast) -> None:
    stories.record(it, stories.content(needs=(stories.need(owner=str(it.lead.user_id)),)))
    page = browse(it.worker).get(reverse("support:needs", args=[it.record.pk]))
    said = page.content.decode()
    for words in (
        "A room with a lock",
        "I want my own door",
        "Dr Dychmygol only",
        "I do not want to move again",
    ):
        assert words in said
    assert it.lead.name in said
    assert "Urgent" in said
    assert "Late" in said
    assert "Friday 18 December 2026" in said
    assert "Proposed" in said
    assert "<title>Case: needs - Noddfa</title>" in said
    assert stories.CHILD not in said.split("</title>")[0]


def test_a_review_that_is_late_says_so(it: Cast) -> None:
    stories.record(it, stories.content(next_review=dt.date(2026, 11, 23)))
    assert (
        "Review late" in browse(it.worker).get(reverse("support:needs", args=[it.record.pk])).content.decode()
    )


def test_earlier_versions_stay_to_be_read(it: Cast) -> None:
    first = stories.record(it)
    stories.record(
        it,
        stories.content(occasion="review", needs=(stories.need(need="A quiet room"),)),
        happened=stories.NOW,
    )
    browser = browse(it.worker)
    now = browser.get(reverse("support:needs", args=[it.record.pk])).content.decode()
    assert "A quiet room" in now
    assert "Version 2" in now
    then = browser.get(reverse("support:version", args=[it.record.pk, first.pk])).content.decode()
    assert "This is an earlier version" in then
    assert "A room with a lock" in then
    assert "A quiet room" not in then


def test_an_earlier_version_stands_with_the_changes_that_were_made_to_it(it: Cast) -> None:
    from noddfa.support.services import change_need

    first = stories.record(it)
    change_need(
        it.record.pk,
        "accommodation",
        state="done",
        due=None,
        outcome="My own door at last",
        by=it.worker,
        now=stories.NOW,
        happened=stories.NOW,
        precision="minute",
    )
    stories.record(
        it,
        stories.content(occasion="review", needs=(stories.nothing("accommodation"),)),
        happened=stories.NOW,
    )
    page = browse(it.worker).get(reverse("support:version", args=[it.record.pk, first.pk])).content.decode()
    assert "My own door at last" in page


def test_print_opens_everything_and_is_marked(it: Cast) -> None:
    stories.record(it)
    page = browse(it.worker).get(reverse("support:print", args=[it.record.pk])).content.decode()
    assert "<details" in page
    assert page.count("<details") == page.count(" open>")
    assert f"Printed by {it.worker.name}" in page
    assert "not the person’s own copy" in page


def test_the_number_of_queries_does_not_grow_with_the_needs(it: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    other = stories.case()
    owner = str(it.lead.user_id)
    stories.record(it, stories.content(needs=(stories.need(owner=owner),)))
    codes = ("immediate_safety", "accommodation", "physical_health", "mental_health", "police_court")
    many = tuple(stories.need(code, owner=str(other.lead.user_id)) for code in codes)
    stories.record(other, stories.content(needs=many))
    counts = []
    for case in (it, other):
        browser = browse(case.worker)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse("support:needs", args=[case.record.pk])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_after_erasure_nothing_can_be_read_or_written(it: Cast) -> None:
    version = stories.record(it).pk
    recording.shred(it.record.pk, by=it.manager, now=stories.NOW)
    browser = browse(it.worker)
    page = browser.get(reverse("support:needs", args=[it.record.pk]))
    assert "erased under the retention rules" in page.content.decode()
    assert "Begin the needs record" not in page.content.decode()
    assert browser.get(reverse("support:edit", args=[it.record.pk])).status_code == 404
    assert browser.get(reverse("support:correct", args=[it.record.pk, version])).status_code == 404


def test_the_case_offers_a_tab_to_those_who_may_open_it(it: Cast) -> None:
    place = reverse("support:needs", args=[it.record.pk])
    case = reverse("protect:case", args=[it.record.pk])
    assert place in browse(it.worker).get(case).content.decode()
    assert place not in browse(it.reporter).get(case).content.decode()


def test_broken_glass_lets_in(it: Cast) -> None:
    circle.break_glass(
        it.record.pk, by=it.colleague, reason="Invented: the child is at the door now.", now=stories.NOW
    )
    assert browse(it.colleague).get(reverse("support:needs", args=[it.record.pk])).status_code == 200


@pytest.mark.parametrize(("name", "more"), ONE_CASE)
def test_every_page_reads_in_welsh(it: Cast, client: Client, name: str, more: tuple[str, ...]) -> None:
    stories.record(it)
    with translation.override("cy"):
        place = reverse(name, args=[it.record.pk, *more])
    page = builders.sign_in(client, it.worker).get(place).content.decode()
    assert '<html lang="cy"' in page
    main = page.split("<main")[1].split("</main>")[0]
    english = (
        "Needs",
        "Review",
        "Consent",
        " headings",
        "The conversation",
        "Accommodation",
        ">What ",
        "the person",
    )
    assert [words for words in english if words in main] == []
