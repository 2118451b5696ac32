"""The frame of every page: languages, menu, the way out, titles; and the pages for when something does not go."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from noddfa.access.models import Membership, Organisation, User
from noddfa.access.roles import Role
from noddfa.web import errors, navigation
from tests.design.english import english_left

pytestmark = pytest.mark.django_db


@pytest.fixture
def menu_items(monkeypatch: pytest.MonkeyPatch) -> None:
    items = (
        ("Case work", "gallery", "case.list"),
        ("House", "home", "anyone"),
        ("Gone", "no_such_page", "anyone"),
    )
    monkeypatch.setattr(navigation, "items", lambda: items)


def test_both_languages_show_the_same_page_and_link_to_each_other(client: Client) -> None:
    for here, there in (("en", "cy"), ("cy", "en")):
        page = client.get(f"/{here}/gallery?sort=step&q=t%C5%B7").content.decode()
        assert f'<html lang="{here}"' in page
        # the gallery holds a form, so the switch is a button of that form
        assert re.search(
            rf'<button[^>]*form="page-form" formaction="/{there}/gallery\?sort=step&amp;q=t%C5%B7" formnovalidate'
            rf' name="switch_language" value="{there}" lang="{there}"',
            page,
        )


def test_a_page_without_a_form_links_to_the_other_language(client: Client) -> None:
    page = client.get("/en/account/login/?next=/en/gallery").content.decode()
    assert 'href="/cy/account/login/?next=/en/gallery" lang="cy" hreflang="cy"' in page


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/en/nothing/here?a=1", "/cy/nothing/here?a=1"),
        ("/elsewhere", "/cy/"),
        ("/en/gallery", "/cy/gallery"),
    ],
)
def test_the_other_language_of_any_address(path: str, other: str) -> None:
    assert navigation.in_language(path, "en", "cy") == other


def test_the_gallery_is_in_welsh_without_a_word_of_english(client: Client) -> None:
    with english_left() as heard:
        client.get("/cy/gallery")
        sent = client.post("/cy/gallery", {"actions-count": "1", "actions-0-who": "x", "born_age": "x"})
    assert sent.status_code == 422
    assert heard == []
    assert "<title>Gwall: Oriel y cydrannau - Noddfa</title>" in sent.content.decode()


def test_the_gallery_is_closed_outside_a_demonstration(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert client.get("/en/gallery").status_code == 404


def test_the_language_switch_of_a_form_page_keeps_what_was_typed(client: Client) -> None:
    page = client.post("/cy/gallery", {"name": "Enghraifft <b>", "switch_language": "cy"}).content.decode()
    assert 'value="Enghraifft &lt;b&gt;"' in page
    assert "govuk-error" not in page
    assert '<html lang="cy"' in page


def test_a_form_that_is_right_is_accepted(client: Client) -> None:
    data = {
        "name": "a", "story": "b", "number": "3", "council": "a", "safe": "yes", "inline": "no", "languages": "cy",
        "agreed": "on", "day_day": "1", "day_month": "1", "day_year": "2026", "when_day": "1", "when_month": "1",
        "when_year": "2026", "when_unknown": "on", "actions-count": "1", "actions-0-who": "x",
        "actions-0-due_day": "1", "actions-0-due_month": "1", "actions-0-due_year": "2030",
    }  # fmt: skip
    page = client.post("/en/gallery", data)
    assert page.status_code == 200
    assert "The form was accepted." in page.content.decode()


def test_the_way_out_works_without_a_script(client: Client) -> None:
    page = client.get("/en/gallery").content.decode()
    assert f'href="{navigation.LEAVE_URL}" rel="nofollow noreferrer"' in page


def test_nobody_signed_in_has_no_menu(client: Client, menu_items: None) -> None:
    page = client.get("/en/gallery").content.decode()
    assert "noddfa-navigation" not in page
    assert "/en/account/login/" in page
    assert "data-session=" not in page


def member(user: User, role: Role) -> None:
    body = Organisation.objects.create(
        slug="dychmygol", kind="council", name_en="Invented", name_cy="Dychmygol"
    )
    Membership.objects.create(user=user, organisation=body, role=role, starts=dt.date(2020, 1, 1))


@pytest.mark.parametrize(("role", "shown"), [(Role.CASE_LEAD, True), (Role.LEARNER, False)])
def test_the_menu_holds_what_the_role_may_open(
    signed_in: Client, user: User, menu_items: None, role: Role, shown: bool
) -> None:
    member(user, role)
    page = signed_in.get("/en/gallery").content.decode()
    assert ("Case work" in page) == shown
    assert "House" in page
    assert "Gone" not in page
    assert page.count('aria-current="true">\n') or page.count('aria-current="true"') >= 1


def test_the_page_one_is_on_is_marked_in_the_menu(signed_in: Client, user: User, menu_items: None) -> None:
    member(user, Role.CASE_LEAD)
    page = signed_in.get("/en/gallery").content.decode()
    assert re.search(r'href="/en/gallery" aria-current="true"><strong[^>]*>Case work', page)
    assert not re.search(r'href="/en/" aria-current', page)


def test_who_is_signed_in_can_sign_out_from_every_page(signed_in: Client) -> None:
    page = signed_in.get("/en/gallery").content.decode()
    assert "Enghraifft Un" in page
    assert '<form class="noddfa-header__form" method="post" action="/en/account/logout/">' in page
    assert "Enghraifft" not in page[page.index("<title>") : page.index("</title>")]


def test_a_page_can_ask_for_the_session_to_go_on(signed_in: Client) -> None:
    page = signed_in.get("/en/gallery").content.decode()
    assert 'data-session="3600"' in page
    assert 'method="post" action="/en/stay"' in page


def test_the_frame_costs_no_more_with_more_items(
    user: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
    rf: RequestFactory,
) -> None:
    member(user, Role.CASE_LEAD)
    request = rf.get("/en/gallery")
    request.user, request.session = user, {}  # type: ignore[assignment]
    monkeypatch.setattr(navigation, "items", lambda: [("x", "home", "case.list")] * 50)
    with django_assert_num_queries(1):
        navigation.page_frame(request)


def test_menu_items_come_from_each_app(monkeypatch: pytest.MonkeyPatch) -> None:
    navigation.items.cache_clear()
    for label, name, permission in navigation.items():
        assert str(label)
        assert ":" in name or name
        assert isinstance(permission, str)


# ---- when something does not go ----

TOLD = {
    errors.bad_request: (400, "could not be used"),
    errors.forbidden: (403, "not open to you"),
    errors.not_found: (404, "Page not found"),
}


@pytest.mark.parametrize("view", list(TOLD), ids=lambda view: view.__name__)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_error_pages(view: object, language: str, rf: RequestFactory) -> None:
    status, words = TOLD[view]  # type: ignore[index]
    request: HttpRequest = rf.get(f"/{language}/")
    request.user = SimpleNamespace(is_authenticated=False)  # type: ignore[assignment]
    with translation.override(language), english_left() as heard:
        response: HttpResponse = view(request, Exception("Enghraifft Un"))  # type: ignore[operator]
        page = response.content.decode()
    assert response.status_code == status
    assert heard == []
    assert (words in page) == (language == "en")
    assert "Enghraifft" not in page


@pytest.mark.parametrize(
    ("kept", "words"), [(True, "kept among your drafts"), (False, "copy what you typed")]
)
def test_a_form_that_was_open_too_long(kept: bool, words: str) -> None:
    assert words in render_to_string("403_csrf.html", {"kept": kept})


def test_our_own_mistake_is_told_in_both_languages_without_the_database(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = errors.server_error(rf.get("/en/x"))
    page = response.content.decode()
    assert response.status_code == 500
    assert "there is a problem with the service" in page
    assert "mae problem gyda’r gwasanaeth" in page
    assert '<section lang="cy">' in page
