"""The page of a case."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from noddfa import chronicle
from noddfa.access import circle
from noddfa.access.models import Part, TrailEntry
from noddfa.access.roles import Role
from noddfa.chronicle import drafts
from noddfa.chronicle.recording import shred
from noddfa.design.forms import When
from noddfa.people.values import Statement
from tests.protect import factories
from tests.protect.conftest import browse
from tests.support import builders
from tests.support_room import stories as needs

TABS = ("protect:case", "protect:chronology", "protect:protocol", "protect:circle")


def page(it: factories.Story, who: object, name: str = "protect:case", lang: str = "en") -> str:
    with translation.override(lang):
        address = reverse(name, args=[it.case.pk])
    answer = browse(who).get(address)  # type: ignore[arg-type]
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("name", TABS)
def test_every_tab_opens_in_both_languages_and_names_nobody_in_its_title(
    it: factories.Story, name: str, lang: str
) -> None:
    html = page(it, it.lead, name, lang)
    title = html.split("<title>")[1].split("</title>")[0]
    assert factories.CHILD not in title
    assert factories.CHILD in html.split("</head>")[1]


@pytest.mark.parametrize("name", TABS)
def test_a_stranger_gets_what_a_case_that_does_not_exist_gets(it: factories.Story, name: str) -> None:
    browser = browse(builders.actor(Role.CASE_LEAD))
    theirs = browser.get(reverse(name, args=[it.case.pk]))
    nobodys = browser.get(reverse(name, args=["00000000-0000-4000-8000-000000000000"]))
    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert len(theirs.content) == len(nobodys.content)


def test_a_concern_is_no_case(it: factories.Story) -> None:
    assert browse(it.teacher).get(reverse("protect:case", args=[it.concern.pk])).status_code == 404


def test_every_look_is_noted(it: factories.Story) -> None:
    page(it, it.lead)
    assert TrailEntry.objects.filter(
        record=it.case.pk, user_id=it.lead.user_id, route="protect:case"
    ).exists()


def test_no_more_queries_for_a_long_case_than_for_a_short_one(it: factories.Story) -> None:
    browsers = {name: browse(it.lead) for name in TABS}

    def counts() -> list[int]:
        found = []
        for name, browser in browsers.items():
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(reverse(name, args=[it.case.pk])).status_code == 200
            found.append(len(queries))
        return found

    def discuss() -> None:
        actions = (factories.action(owner=it.lead), factories.action(body=it.council.pk))
        chronicle.record(it.case.pk, factories.discussion(actions=actions), by=it.lead, now=factories.NOW)

    discuss()
    at_one = counts()
    for _number in range(29):
        discuss()
    assert counts() == at_one


def test_what_is_due_is_said_with_its_basis_and_what_is_still_to_verify(it: factories.Story) -> None:
    html = page(it, it.lead)
    due = html.split('id="due"')[1].split('id="actions"')[0]
    assert "Was due: 18 November 2026" in due
    assert "2 working days after ‘initial decision’" in due
    assert "to verify" in due  # the two days are from memory
    assert reverse("chronicle:add", args=[it.case.pk, "strategy_discussion"]) in due


def test_only_a_manager_is_offered_to_vary_a_limit(it: factories.Story) -> None:
    address = reverse("protect:vary", args=[it.case.pk, "strategy_discussion"])
    assert address in page(it, it.manager)
    assert address not in page(it, it.lead)


def test_the_picture_has_its_words_beside_it(it: factories.Story) -> None:
    html = page(it, it.lead)
    picture, words = html.split('class="protect-picture"')[1].split("</svg>", 1)
    assert 'role="img"' in picture
    assert "<title" in picture
    assert "The same in words" in words
    for title in ("Notice and write down the concern", "Initial child protection conference"):
        assert title in words


def test_a_missing_child_is_said_first_on_every_tab(it: factories.Story) -> None:
    chronicle.record(
        it.case.pk,
        factories.missing(),
        by=it.worker,
        now=factories.NOW,
        happened=factories.NOW - dt.timedelta(hours=2),
    )
    for name in TABS:
        assert "The child is missing, since 24 November 2026 at 08:30." in page(it, it.lead, name)
    due = page(it, it.lead).split('id="due"')[1]
    assert due.index("Report the child missing") < due.index("Strategy discussion")


def test_sealed_items_are_counted_and_opened_only_by_those_who_may(it: factories.Story) -> None:
    address = reverse("protect:sealed", args=[it.case.pk])
    for who, offered in ((it.lead, True), (it.worker, False)):
        html = page(it, who)
        assert "There is 1 sealed item" in html
        assert "Stryd Ddychmygol" not in html
        assert (address in html) is offered
    assert browse(it.worker).get(address).status_code == 404


def test_an_age_in_doubt_is_treated_as_a_childs(db: None) -> None:
    unknown = factories.story(statements=(Statement("name", factories.CHILD),))
    assert "treat this person as a child until it is" in page(unknown, unknown.lead)


def test_my_drafts_on_it_wait_and_nobody_elses(it: factories.Story) -> None:
    from django.http import QueryDict

    place = drafts.Place(it.lead.user_id, "note", str(it.case.pk))
    drafts.save(place, QueryDict("words=Half a sentence"), now=factories.NOW)
    assert "Your drafts on this case" in page(it, it.lead)
    assert "Your drafts on this case" not in page(it, it.worker)


def test_a_return_is_offered_only_while_the_child_is_missing(it: factories.Story) -> None:
    address = reverse("chronicle:add", args=[it.case.pk, "returned"])
    assert address not in page(it, it.lead)
    episode = chronicle.record(it.case.pk, factories.missing(), by=it.lead, now=factories.NOW)
    assert address in page(it, it.lead)
    chronicle.record(it.case.pk, factories.returned(episode), by=it.lead, now=factories.NOW)
    assert address not in page(it, it.lead)


def test_who_can_only_look_is_offered_nothing_to_record(it: factories.Story) -> None:
    chronicle.record(it.case.pk, factories.missing(), by=it.lead, now=factories.NOW)
    html = page(it, it.officer)  # at the desk and in the circle: may record
    assert reverse("chronicle:add", args=[it.case.pk, "note"]) in html
    shred(it.case.pk, by=it.manager, now=factories.NOW)
    html = page(it, it.lead)
    assert reverse("chronicle:add", args=[it.case.pk, "note"]) not in html
    assert "An entry that was erased" in html


def test_a_locked_out_lead_sees_nothing(it: factories.Story) -> None:
    circle.lock_out(
        it.case.pk,
        builders.user_of(it.lead),
        by=it.manager,
        reason="Invented: a relative.",
        now=factories.NOW,
    )
    for name in TABS:
        assert browse(it.lead).get(reverse(name, args=[it.case.pk])).status_code == 404
    assert "This case has no lead" in page(it, it.manager)


def test_the_police_told_earlier_counts_from_when_they_were_told(it: factories.Story) -> None:
    told = When(factories.NOW - dt.timedelta(hours=1), "minute")
    chronicle.record(
        it.case.pk, factories.missing(police_told=True, police_when=told), by=it.worker, now=factories.NOW
    )
    assert "Done: 24 November 2026 at 09:30" in page(it, it.lead, "protect:protocol")


# ---- what the child needs ----


@pytest.mark.parametrize(
    ("lang", "title", "by", "link"),
    [
        ("en", "What the child needs", "By 23 November 2026", "The needs record"),
        ("cy", "Beth sydd ei angen ar y plentyn", "Erbyn 23 Tachwedd 2026", "Y cofnod anghenion"),
    ],
)
def test_what_is_needed_and_due_with_the_way_to_the_needs_record(
    it: factories.Story, lang: str, title: str, by: str, link: str
) -> None:
    needs.say(it.case, needs.content(), by=it.worker)
    html = page(it, it.lead, lang=lang).split('id="needs"')[1].split('id="protocol"')[0]
    assert html.startswith(f">{title}<")
    assert by in html
    with translation.override(lang):
        url = reverse("support:needs", args=[it.case.pk])
    assert f'href="{url}">{link}' in html
    assert f'href="{url}#heading-accommodation"' in html
    assert "A room with a lock" not in html, "the words stay in the needs record"


def test_before_the_first_conversation_it_says_so(it: factories.Story) -> None:
    html = page(it, it.lead)
    assert "Nobody has talked with the child about what they need yet" in html
    assert reverse("support:needs", args=[it.case.pk]) in html


def test_whoever_only_reported_is_not_shown_what_is_needed(it: factories.Story) -> None:
    needs.say(it.case, needs.content(), by=it.worker)
    builders.join(it.case, it.teacher, Part.REPORTER, by=it.lead)
    html = page(it, it.teacher)
    assert "What is due" in html
    assert "What the child needs" not in html
    assert "/needs" not in html
