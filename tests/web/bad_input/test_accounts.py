"""Every form of one's account (allauth's), wrongly filled in, in both languages: as test_forms.py asks of our own.

Passwords and codes do not come back; a fault of a key, which nobody types, is told of the form as a whole.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from noddfa.access.models import User
from tests.access.routes import walk
from tests.design.english import english_left
from tests.support import builders
from tests.web.bad_input.accounts import (
    ACCOUNT_BUTTONS,
    ACCOUNT_DOORS,
    COMES_BACK,
    NAMED,
    READ_ONLY,
    WRONG,
    AccountDoor,
    somebody,
    with_everything,
)
from tests.web.bad_input.reading import Page
from tests.web.bad_input.test_forms import assert_told, came_back
from tests.web.bad_input.values import TAG, WRITTEN

pytestmark = pytest.mark.django_db
every_account_form = pytest.mark.parametrize("door", ACCOUNT_DOORS, ids=lambda door: door.id)
in_both_languages = pytest.mark.parametrize("lang", ["en", pytest.param("cy", marks=pytest.mark.once)])


@pytest.fixture(autouse=True)
def _as_often_as_one_likes(settings: Settings) -> None:
    settings.AXES_ENABLED = False


@pytest.fixture
def user() -> User:
    return somebody()


def test_every_form_of_an_account_is_listed() -> None:
    listed = {door.route for door in ACCOUNT_DOORS} | set(ACCOUNT_BUTTONS) | READ_ONLY
    theirs = {route.name for route in walk() if route.name.startswith(("account_", "mfa_")) or route.others}
    assert theirs - {"javascript-catalog"} == listed, "give it a line in tests/web/bad_input/accounts.py"


@pytest.mark.parametrize("route", sorted(READ_ONLY))
def test_what_takes_nothing_says_so(user: User, route: str) -> None:
    answer = with_everything(user, "cy").post(reverse(route), {"x": TAG})
    assert answer.status_code in {404, 405}  # 404: there is nothing to download


@every_account_form
@in_both_languages
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(user: User, door: AccountDoor, lang: str) -> None:
    client = door.way(user, lang)
    address = door.address(user, client, lang)
    password, keys = user.password, list(user.authenticator_set.values_list("pk", "data"))
    with english_left() as heard:
        for name, sort in door.sorts.items():
            for wrong in WRONG[sort]:
                cache.clear()  # tried too often: below
                answer = client.post(address, {**door.right, name: wrong}, follow=door.away)
                where = (name, wrong[:30], answer.status_code)
                assert answer.status_code == 200, where
                page = Page(answer.content.decode())
                assert f'lang="{lang}"' in page.html
                assert not [e for e in page.elements if "data-let-through" in e.attributes], where
                assert_said(page, answer, door, name, where)
                for other, typed in {**door.right, name: wrong}.items():
                    if door.sorts.get(other) in COMES_BACK:
                        assert came_back(page, other, typed), (other, *where)
    user.refresh_from_db()
    assert user.password == password and list(user.authenticator_set.values_list("pk", "data")) == keys
    assert heard == [] or lang == "en"


def assert_said(page: Page, answer: Any, door: AccountDoor, name: str, where: Any) -> None:
    """The fault is told beside its field; or above all of them where it belongs to none that can be seen."""
    if door.away:
        assert [e for e in page.elements if "noddfa-banner--problem" in e.attributes.get("class", "")], where
        return
    form = answer.context[door.form]
    bound = form[name]
    assert form.errors, where
    if bound.is_hidden or (name in door.together and not bound.errors):
        summary = page.by_id("error-summary")
        assert summary is not None and len(summary.text.split()) > 5, where
        assert "JSON" not in summary.text, where
    else:
        assert_told(page, bound, where)


@in_both_languages
@pytest.mark.parametrize("route", sorted(ACCOUNT_BUTTONS))
def test_a_button_takes_whatever_is_sent_along(user: User, route: str, lang: str) -> None:
    way = ACCOUNT_BUTTONS[route]
    client = way(user, lang)
    address = AccountDoor(route, way, {}, {}).address(user, client, lang)
    junk = dict.fromkeys(("next", "email", "password1", "code", "name"), TAG + "\x00\u202e")
    answer = client.post(address, junk)
    assert answer.status_code in {200, 302}
    assert TAG not in answer.content.decode()


def test_the_name_of_a_key_may_be_in_any_script_and_hides_nothing(user: User) -> None:
    client = with_everything(user, "cy")
    door = next(door for door in ACCOUNT_DOORS if door.route == "mfa_edit_webauthn")
    assert client.post(door.address(user, client, "cy"), {"name": NAMED}).status_code == 302
    assert user.authenticator_set.get(type="webauthn").data["name"] == WRITTEN[:30]
    page = Page(client.get("/cy/account/2fa/webauthn/").content.decode())
    assert not [e for e in page.elements if "data-let-through" in e.attributes]


@pytest.mark.parametrize("new", ["👩\u200d🏫 שלום می\u200cخواهم 9", "<b>gair hir iawn</b>", "y" * 5000])
def test_a_password_may_be_anything_long_enough(user: User, new: str) -> None:
    client = with_everything(user, "en")
    sent = {"oldpassword": builders.PASSWORD, "password1": new, "password2": new}
    assert client.post("/en/account/password/change/", sent).status_code == 302
    entering = {"login": user.email, "password": new}
    assert "/2fa/authenticate/" in Client().post("/en/account/login/", entering)["Location"]


# ---- tried too often ----

LIMITED = ("account_reset_password", "account_change_password", "account_reauthenticate", "mfa_authenticate",
           "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_activate_totp")  # fmt: skip


@in_both_languages
@pytest.mark.parametrize("route", LIMITED)
def test_whoever_tries_too_often_is_told_to_wait_in_their_language(user: User, route: str, lang: str) -> None:
    cache.clear()
    door = next(door for door in ACCOUNT_DOORS if door.route == route)
    client = door.way(user, lang)
    address = door.address(user, client, lang)
    (name, *_rest), right = door.sorts, {**door.right}
    wrong = right.get(name, "") if route == "account_reset_password" else "anghywir"
    wait = {"en": ("Too many", "Wait"), "cy": ("Gormod o", "Arhoswch")}[lang]
    with english_left() as heard:
        for _try in range(12):
            answer = client.post(address, {**right, name: wrong})
            if answer.status_code == 429 or any(word in answer.content.decode() for word in wait):
                break
        else:
            pytest.fail("no limit")
    page = Page(answer.content.decode())
    assert page.elements[0].attributes["lang"] == lang
    assert [e for e in page.elements if e.tag == "h1"]
    assert heard == [] or lang == "en"


# ---- addresses ----


@in_both_languages
@pytest.mark.parametrize(
    "path",
    [
        "password/reset/key/x-y/",
        "password/reset/key/zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz-set-password/",
        "password/reset/key/1-%00/",
        "password/reset/key/1-%F0%9F%91%A9%E2%80%AE/",
        f"password/reset/key/{'9' * 3000}-{'9' * 3000}/",
        "login/?next=%00",
        "login/?next=%3Cscript%20data-let-through%3E",
        f"login/?next={'9' * 5000}",
        "reauthenticate/?next=%F0%9F%91%A9%E2%80%AE%00",
    ],
)
def test_nonsense_in_an_address_gets_a_page(user: User, path: str, lang: str) -> None:
    for client in (Client(raise_request_exception=False), with_everything(user, lang)):
        answer = client.get(f"/{lang}/account/{path}", follow=True)
        page = Page(answer.content.decode())
        assert answer.status_code in {200, 404}, answer.status_code
        assert page.elements[0].attributes["lang"] == lang
        assert not [e for e in page.elements if "data-let-through" in e.attributes]
        user.authenticator_set.all().delete()


@pytest.mark.parametrize("number", ["0", "9" * 30, "99999999999"])
@pytest.mark.parametrize("what", ["edit", "remove"])
def test_a_key_no_table_holds_is_not_found(user: User, number: str, what: str) -> None:
    client = with_everything(user, "cy")
    for answer in (
        client.get(f"/cy/account/2fa/webauthn/keys/{number}/{what}/"),
        client.post(f"/cy/account/2fa/webauthn/keys/{number}/{what}/", {"name": "x"}),
    ):
        assert answer.status_code == 404
        assert Page(answer.content.decode()).elements[0].attributes["lang"] == "cy"
