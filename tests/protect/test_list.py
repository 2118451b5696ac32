"""The list of cases, and finding one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from noddfa import chronicle
from noddfa.access import circle
from noddfa.access.models import Part
from noddfa.access.roles import Role
from noddfa.people.values import Born, Statement
from noddfa.protect.case.listing import cases_for
from noddfa.protect.closing.kind import CaseClosed
from noddfa.protect.home import cards
from noddfa.protect.models import CaseRow
from tests.protect import factories
from tests.protect.conftest import browse
from tests.support import builders

URL = reverse("protect:cases")


def test_it_shows_what_is_mine_and_what_presses(it: factories.Story) -> None:
    page = browse(it.lead).get(URL).content.decode()
    assert it.case.reference in page
    assert factories.CHILD in page
    assert "Discuss a possible crime with the police. Was due: 16 November 2026" in page


def test_nobody_outside_sees_it(it: factories.Story) -> None:
    stranger = builders.actor(Role.CASE_LEAD)
    colleague = builders.actor(Role.CASE_LEAD, it.council)
    for who in (stranger, colleague):
        page = browse(who).get(URL + "?show=all").content.decode()
        assert it.case.reference not in page
        assert "There are none" in page


def test_no_query_is_made_for_each_row(it: factories.Story) -> None:
    browser = browse(it.lead)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(URL).status_code == 200
        return len(queries)

    chronicle.record(
        it.case.pk,
        factories.discussion(actions=(factories.action(owner=it.lead),)),
        by=it.lead,
        now=factories.NOW,
    )
    with_one = count()
    for _number in range(15):
        other = factories.story()
        builders.join(other.case, it.lead, Part.WORKER)
    assert cases_for(it.lead, now=factories.NOW).count() == 16
    assert count() == with_one


def test_a_missing_child_comes_first_then_what_is_late_longest(it: factories.Story) -> None:
    later = factories.story(now=factories.NOW - dt.timedelta(hours=1))
    missing = factories.story(now=factories.NOW - dt.timedelta(minutes=30))
    for other in (later, missing):
        builders.join(other.case, it.lead, Part.WORKER)
    chronicle.record(missing.case.pk, factories.missing(), by=missing.lead, now=factories.NOW)
    page = browse(it.lead).get(URL).content.decode()
    places = [page.index(story.case.reference) for story in (missing, it, later)]
    assert places == sorted(places)
    only_missing = browse(it.lead).get(URL + "?show=missing").content.decode()
    assert missing.case.reference in only_missing
    assert it.case.reference not in only_missing


def test_late_is_worked_out_when_it_is_asked(it: factories.Story) -> None:
    early, late = factories.OPENED + dt.timedelta(days=1), factories.NOW
    chronicle.record(it.case.pk, factories.step("police_discussion"), by=it.lead, now=factories.OPENED)
    row = CaseRow.objects.get(pk=it.case.pk)
    assert row.next_step == "strategy_discussion"
    urgent = {
        moment: [card for card in cards(it.lead, now=moment) if card.urgent] for moment in (early, late)
    }
    assert [len(found) for found in urgent.values()] == [0, 1]


def test_a_closed_case_leaves_the_open_ones(it: factories.Story) -> None:
    chronicle.record(it.case.pk, CaseClosed(why="safe", summary="Invented."), by=it.lead, now=factories.NOW)
    browser = browse(it.lead)
    assert it.case.reference not in browser.get(URL).content.decode()
    assert it.case.reference in browser.get(URL + "?show=closed").content.decode()


@pytest.mark.parametrize(
    "query", ["?sort=opened&order=desc", "?sort=reference", "?sort=<b>&page=-3", "?show=nothing"]
)
def test_any_order_and_any_nonsense_is_answered(it: factories.Story, query: str) -> None:
    assert browse(it.lead).get(URL + query).status_code == 200


def test_a_co_ordinator_has_no_list_of_cases(db: None) -> None:
    assert browse(builders.actor(Role.COORDINATOR)).get(URL).status_code == 403


# ---- finding ----

FIND = reverse("protect:find")


def search(**changed: str) -> dict[str, str]:
    return {
        "reference": "",
        "name": "",
        "number": "",
        "born_day": "",
        "born_month": "",
        "born_year": "",
        "born_age": "",
        **changed,
    }


def test_a_reference_is_found_however_it_is_typed(it: factories.Story) -> None:
    typed = it.case.reference.lower().replace("-", " ")
    page = browse(it.lead).post(FIND, search(reference=typed)).content.decode()
    assert reverse("protect:case", args=[it.case.pk]) in page


def test_a_child_is_found_by_a_name_spelt_otherwise_and_a_year(it: factories.Story) -> None:
    page = browse(it.manager).post(FIND, search(name="dychmigol", born_year="2010")).content.decode()
    assert reverse("protect:case", args=[it.case.pk]) in page


def test_too_little_to_go_on_is_refused_beside_the_name(it: factories.Story) -> None:
    answer = browse(it.manager).post(FIND, search(name="Plentyn"))
    assert answer.status_code == 422
    assert "Give two words of a name" in answer.content.decode()


def test_somebody_elses_case_is_found_no_more_than_one_that_does_not_exist(it: factories.Story) -> None:
    stranger = browse(builders.actor(Role.CASE_LEAD))
    pages = [
        stranger.post(FIND, search(reference=reference)).content.decode()
        for reference in (it.case.reference, "C-AAAA-AAAA")
    ]
    told = [
        page.replace(ref, "").split("csrfmiddlewaretoken")[0]
        for page, ref in zip(pages, (it.case.reference, "C-AAAA-AAAA"), strict=True)
    ]
    assert "No case of yours matches" in pages[0]
    assert told[0].count("<") == told[1].count("<")


def test_who_may_not_search_for_people_is_not_asked_for_a_name(it: factories.Story) -> None:
    page = browse(it.worker).post(FIND, search(name=factories.CHILD))
    assert page.status_code == 422
    assert 'name="name"' not in page.content.decode()
    assert it.case.reference not in page.content.decode()


def test_one_who_is_locked_out_finds_nothing(it: factories.Story) -> None:
    circle.lock_out(
        it.case.pk,
        builders.user_of(it.lead),
        by=it.manager,
        reason="Invented: a relative.",
        now=factories.NOW,
    )
    page = browse(it.lead).post(FIND, search(name=factories.CHILD)).content.decode()
    assert it.case.reference not in page
    assert it.case.reference not in browse(it.lead).get(URL + "?show=all").content.decode()


def test_an_empty_search_says_what_to_do(it: factories.Story) -> None:
    assert "Fill in at least one of the boxes" in browse(it.lead).post(FIND, search()).content.decode()


def test_an_erased_child_has_no_name_in_the_list(it: factories.Story) -> None:
    from noddfa.people import vault

    vault.shred(it.person, by=it.manager, now=factories.NOW)
    page = browse(it.lead).get(URL).content.decode()
    assert "Details erased" in page
    assert factories.CHILD not in page


def test_a_date_of_birth_alone_is_too_little(it: factories.Story) -> None:
    assert browse(it.manager).post(FIND, search(born_year="2010")).status_code == 422


def test_two_children_of_one_name_are_both_shown(it: factories.Story) -> None:
    other = factories.story(
        statements=(Statement("name", factories.CHILD), Statement("born", Born.in_year(2012)))
    )
    builders.join(other.case, it.lead, Part.WORKER)
    page = browse(it.lead).post(FIND, search(name=factories.CHILD)).content.decode()
    assert it.case.reference in page
    assert other.case.reference in page
