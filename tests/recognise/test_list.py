"""The list of concerns, and the home page's cards."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from noddfa.access.roles import Role
from noddfa.chronicle import rebuild
from noddfa.recognise import home
from noddfa.recognise.models import ConcernRow
from noddfa.recognise.services import About
from tests.recognise.conftest import NOW, write_concern
from tests.support import builders

pytestmark = pytest.mark.django_db

LIST = "recognise:concerns"


def shown(client: Client, **query: str) -> list[str]:
    table = client.get(reverse(LIST), query).context["list"].table
    return [row[0].text for row in table.rows] if table else []


def test_empty(browser: Client) -> None:
    assert "No concerns yet" in browser.get(reverse(LIST)).content.decode()


def test_mine_are_listed_newest_first_and_nobody_elses(browser: Client, teacher, school) -> None:
    older = write_concern(teacher, now=NOW - dt.timedelta(days=3), about=About(name="Enghraifft Hŷn"))
    newer = write_concern(teacher)
    write_concern(builders.actor(Role.PRACTITIONER, school))
    assert shown(browser) == [newer.reference, older.reference]
    said = browser.get(reverse(LIST)).content.decode()
    assert "Enghraifft Hŷn" in said
    assert "Name not known" in said


def test_a_manager_sees_the_bodys(teacher, school) -> None:
    record = write_concern(teacher)
    manager = builders.sign_in(Client(), builders.actor(Role.MANAGER, school))
    assert shown(manager) == [record.reference]
    assert shown(builders.sign_in(Client(), builders.actor(Role.MANAGER))) == []


@pytest.mark.parametrize("form", ["{}", "{:.7}", " {} ", "lower"])
def test_found_by_reference_however_it_is_typed(browser: Client, teacher, form: str) -> None:
    wanted, _other = write_concern(teacher), write_concern(teacher)
    typed = wanted.reference.lower().replace("-", "") if form == "lower" else form.format(wanted.reference)
    assert shown(browser, q=typed) == [wanted.reference]


def test_nothing_found_says_so_and_shows_the_way_back(browser: Client, teacher) -> None:
    write_concern(teacher)
    said = browser.get(reverse(LIST), {"q": "ZZZZ<b>"}).content.decode()
    assert "Nothing fits what you asked for" in said
    assert "<b>" not in said


def test_filtered_by_state_and_sorted(browser: Client, teacher) -> None:
    one = write_concern(teacher, happened=NOW - dt.timedelta(days=9))
    two = write_concern(teacher, happened=NOW - dt.timedelta(days=1))
    assert shown(browser, state="answered") == []
    assert shown(browser, state="open", sort="seen") == [one.reference, two.reference]
    assert shown(browser, sort="seen", order="desc") == [two.reference, one.reference]
    assert set(shown(browser, sort="'; DROP", page="x")) == {one.reference, two.reference}


def test_long_lists_have_pages(browser: Client, teacher) -> None:
    for _each in range(27):
        write_concern(teacher)
    assert len(shown(browser)) == 25
    assert len(shown(browser, page="2")) == 2
    assert "page=2" in browser.get(reverse(LIST)).content.decode()


def test_the_number_of_queries_does_not_grow(
    browser: Client, teacher, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    write_concern(teacher, about=About(name="Enghraifft Un"))
    with CaptureQueriesContext(connection) as one:
        browser.get(reverse(LIST))
    for number in range(24):
        write_concern(teacher, about=About(name=f"Enghraifft {'abcdefghijklmnopqrstuvwx'[number]}yn"))
    with django_assert_num_queries(len(one)):
        assert len(shown(browser)) == 25


def test_rebuilding_gives_the_same_rows(teacher) -> None:
    write_concern(teacher, danger="yes", called="yes")
    write_concern(teacher)
    before = list(ConcernRow.objects.order_by("pk").values())
    rebuild()
    assert list(ConcernRow.objects.order_by("pk").values()) == before


def test_the_home_page_says_what_waits(teacher) -> None:
    (begin,) = home.cards(teacher, now=NOW)
    assert begin.url == reverse("recognise:begin")
    write_concern(teacher)
    assert [card.figure for card in home.cards(teacher, now=NOW)] == [None, 1]
    assert not any(card.urgent for card in home.cards(teacher, now=NOW))
    write_concern(teacher, danger="yes", called="not_yet")
    assert any(card.urgent for card in home.cards(teacher, now=NOW))


def test_the_home_page_offers_nothing_to_other_roles(school) -> None:
    assert home.cards(builders.actor(Role.ANALYST, school), now=NOW) == []


def test_the_list_reads_in_welsh(browser: Client, teacher) -> None:
    write_concern(teacher)
    with translation.override("cy"):
        said = browser.get(reverse(LIST)).content.decode()
    assert "Pryderon" in said
    assert "Name not known" not in said
