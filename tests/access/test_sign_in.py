"""Signing in with password and second factor; wrong tries; cookies after signing out; sessions that end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from noddfa.access.accounts import axes_username, client_address
from noddfa.access.models import CacheEntry, User
from noddfa.access.roles import Role
from noddfa.access.sign_in.sessions import row_of
from tests.support import builders

pytestmark = pytest.mark.django_db

LOGIN = "/en/account/login/"
HOME = {"REMOTE_ADDR": "192.0.2.1"}
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.99"}
TRIES = 10


@pytest.fixture
def user() -> User:
    worker = builders.user(password=builders.PASSWORD)
    builders.membership(worker, builders.organisation(), Role.CASE_LEAD)
    return worker


@pytest.fixture
def secret(user: User) -> str:
    """Of the user's authenticator app."""
    return builders.authenticator_app(user)


def try_password(client: Client, user: User, password: str, **where: str) -> int:
    return client.post(LOGIN, {"login": user.email, "password": password}, **where).status_code


# ---- the way in ----


def test_password_and_code_let_in(client: Client, user: User, secret: str) -> None:
    answer = client.post(f"{LOGIN}?next=/en/drafts/", {"login": user.email, "password": builders.PASSWORD})
    assert answer["Location"].startswith("/en/account/2fa/authenticate/")
    assert "/account/login/" in client.get("/en/drafts/")["Location"], "the password alone has opened nothing"
    answer = client.post(answer["Location"], {"code": builders.code_of(secret)})
    assert answer.status_code == 302
    assert client.get("/en/drafts/").status_code == 200
    user.refresh_from_db()
    assert user.last_login is not None


def test_a_code_is_good_for_one_use(client: Client, user: User, secret: str) -> None:
    used = builders.code_of(secret)
    for browser, expected in ((client, 302), (Client(), 200)):
        browser.post(LOGIN, {"login": user.email, "password": builders.PASSWORD})
        assert browser.post("/en/account/2fa/authenticate/", {"code": used}).status_code == expected


def test_wrong_codes_are_slowed_down(client: Client, user: User, secret: str) -> None:
    client.post(LOGIN, {"login": user.email, "password": builders.PASSWORD})
    for _try in range(8):
        client.post("/en/account/2fa/authenticate/", {"code": "000000"})
    answer = client.post("/en/account/2fa/authenticate/", {"code": builders.code_of(secret)})
    assert answer.status_code == 200, "even the right one, for a while"
    assert client.get("/en/drafts/").status_code == 302


def test_without_a_second_factor_one_is_led_to_set_one_up(client: Client, user: User) -> None:
    try_password(client, user, builders.PASSWORD)
    assert client.get("/en/", follow=True).redirect_chain == [("/en/account/2fa/", 302)]
    page = client.get("/en/account/2fa/totp/activate/")
    assert page.status_code == 200
    fresh = client.session["mfa.totp.secret"]
    client.post("/en/account/2fa/totp/activate/", {"code": builders.code_of(fresh)})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert client.get("/en/").status_code == 200
    assert client.get("/en/account/2fa/recovery-codes/").status_code == 200


def test_later_the_password_is_asked_for_before_a_second_factor_is_changed(
    client: Client, user: User
) -> None:
    """Somebody at a screen left open must not add a key of their own."""
    try_password(client, user, builders.PASSWORD)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    for page in ("totp/activate/", "webauthn/add/", "recovery-codes/generate/"):
        assert "/reauthenticate/" in client.get(f"/en/account/2fa/{page}")["Location"], page


def test_whoever_asks_for_a_page_comes_to_it_after_signing_in(
    client: Client, user: User, secret: str
) -> None:
    to_login = client.get("/cy/drafts/")["Location"]
    answer = client.post(to_login, {"login": user.email, "password": builders.PASSWORD})
    answer = client.post(answer["Location"], {"code": builders.code_of(secret)})
    assert answer["Location"] == "/cy/drafts/"


@pytest.mark.parametrize("target", ["https://drwg.example/", "//drwg.example/", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(client: Client, user: User, secret: str, target: str) -> None:
    answer = client.post(f"{LOGIN}?next={target}", {"login": user.email, "password": builders.PASSWORD})
    answer = client.post(answer["Location"], {"code": builders.code_of(secret)})
    assert answer["Location"] == "/en/"


# ---- wrong tries ----


def test_ten_wrong_tries_slow_down_even_the_right_password(client: Client, user: User) -> None:
    answers = [try_password(client, user, f"anghywir-{number}", **HOME) for number in range(TRIES)]
    assert answers[: TRIES - 1] == [200] * (TRIES - 1)
    assert answers[-1] == 429
    answer = client.post(LOGIN, {"login": user.email, "password": builders.PASSWORD}, **HOME)
    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()
    answer = client.post("/cy/account/login/", {"login": user.email, "password": builders.PASSWORD}, **HOME)
    assert "Gormod o geisiadau" in answer.content.decode()
    assert client.get("/en/drafts/").status_code == 302


def test_the_right_owner_is_not_locked_out_from_elsewhere(client: Client, user: User) -> None:
    for number in range(TRIES + 2):
        try_password(client, user, f"anghywir-{number}", **ELSEWHERE)
    assert try_password(client, user, builders.PASSWORD, **HOME) == 302


def test_one_who_mistypes_locks_no_colleague_of_the_same_address_out(client: Client, user: User) -> None:
    other = builders.user(password=builders.PASSWORD)
    for number in range(TRIES + 2):
        try_password(client, other, f"anghywir-{number}", **HOME)
    assert try_password(client, user, builders.PASSWORD, **HOME) == 302


def test_capitals_are_the_same_name(client: Client, user: User) -> None:
    for number in range(TRIES):
        client.post(LOGIN, {"login": user.email.upper(), "password": f"anghywir-{number}"}, **HOME)
    assert try_password(client, user, builders.PASSWORD, **HOME) == 429


def test_after_half_an_hour_it_is_forgotten(client: Client, user: User) -> None:
    for number in range(TRIES):
        try_password(client, user, f"anghywir-{number}", **HOME)
    (count,) = CacheEntry.objects.filter(value=TRIES)
    assert count.expires <= timezone.now() + dt.timedelta(minutes=30)
    CacheEntry.objects.update(expires=timezone.now())
    assert try_password(client, user, builders.PASSWORD, **HOME) == 302


def test_the_right_password_wipes_the_slate(client: Client, user: User) -> None:
    for _round in range(2):
        for number in range(TRIES - 2):
            try_password(client, user, f"anghywir-{number}", **HOME)
        assert try_password(client, user, builders.PASSWORD, **HOME) == 302
        client.logout()


def test_of_a_sign_in_no_name_address_or_browser_is_kept(
    client: Client, user: User, raw_store: Callable[[], bytes]
) -> None:
    browser = {"REMOTE_ADDR": "192.0.2.213", "HTTP_USER_AGENT": "Porwr-Dychmygol/7.1"}
    wrong = {"login": "rhywun-arall@example.test", "password": "cyfrinair-a-deipiwyd"}
    assert client.post(LOGIN, wrong, **browser).status_code == 200
    assert try_password(client, user, builders.PASSWORD, **browser) == 302
    client.logout()
    assert not AccessLog.objects.exists() and not AccessAttempt.objects.exists()
    kept = raw_store()
    for said in (*wrong.values(), *browser.values()):
        assert said.encode() not in kept, said


def test_an_account_that_does_not_exist_answers_like_one_that_does(client: Client, user: User) -> None:
    pages = []
    for name in (user.email, "neb@example.test"):
        page = client.post(LOGIN, {"login": name, "password": "anghywir"}).content.decode()
        pages.append(len(page.replace(name, "")))
    assert abs(pages[0] - pages[1]) <= 20, "only the form's key differs"


def test_signing_up_is_closed(client: Client) -> None:
    client.post("/en/account/signup/", {"email": "neb@example.test", "password1": builders.PASSWORD})
    assert not User.objects.filter(email="neb@example.test").exists()


# ---- where a request comes from ----


@pytest.mark.parametrize(
    ("peer", "told", "address"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "203.0.113.7", "192.0.2.1"),  # not from our own web server: not believed
        ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "10.0.0.1, 203.0.113.7", "203.0.113.7"),  # the last is the one our server added
        ("::1", "2001:db8::7", "2001:db8::7"),
        ("", "203.0.113.7", "203.0.113.7"),  # a Unix socket
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
    ],
)
def test_the_address_of_a_request(peer: str, told: str, address: str) -> None:
    headers = {"HTTP_X_FORWARDED_FOR": told} if told else {}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=peer, **headers)) == address


def test_behind_a_web_server_wrong_tries_are_told_apart(client: Client, user: User) -> None:
    """All connections come from loopback then; locking by name and that address would be locking by name."""
    for number in range(TRIES + 1):
        try_password(client, user, f"anghywir-{number}", HTTP_X_FORWARDED_FOR="203.0.113.66")
    assert try_password(client, user, builders.PASSWORD, HTTP_X_FORWARDED_FOR="203.0.113.7") == 302


@pytest.mark.parametrize(
    ("credentials", "posted", "name"),
    [
        ({"email": "A@example.test"}, {}, "a@example.test"),
        ({}, {"login": " A@example.test "}, "a@example.test"),
        ({"username": "b"}, {"login": "a"}, "b"),
        ({}, {}, ""),
    ],
)
def test_the_name_a_sign_in_was_tried_with(
    credentials: dict[str, str], posted: dict[str, str], name: str
) -> None:
    assert axes_username(RequestFactory().post("/", posted), credentials) == name


# ---- sessions ----


def test_a_cookie_kept_from_before_signing_out_opens_nothing(client: Client, user: User, secret: str) -> None:
    try_password(client, user, builders.PASSWORD)
    client.post("/en/account/2fa/authenticate/", {"code": builders.code_of(secret)})
    stolen = client.cookies["noddfa_session"].value
    assert client.get("/en/drafts/").status_code == 200
    client.post("/en/account/logout/")
    thief = Client()
    thief.cookies["noddfa_session"] = stolen
    assert "/account/login/" in thief.get("/en/drafts/")["Location"]


def test_signing_out_takes_a_click_not_a_link(client: Client, user: User) -> None:
    builders.sign_in(client, builders.actor(Role.CASE_LEAD))
    assert client.get("/en/account/logout/").status_code == 200
    assert client.get("/en/drafts/").status_code == 200


def test_a_session_is_another_one_after_signing_in(client: Client, user: User) -> None:
    """A cookie planted before signing in is worth nothing afterwards."""
    client.get(LOGIN)
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies["noddfa_session"] = before = session.session_key
    try_password(client, user, builders.PASSWORD)
    assert client.cookies["noddfa_session"].value != before


def test_a_session_ends_an_hour_after_the_last_click(client: Client, settings: Settings) -> None:
    assert settings.SESSION_COOKIE_AGE == 3600 and settings.SESSION_SAVE_EVERY_REQUEST
    builders.sign_in(client, builders.actor(Role.CASE_LEAD))
    client.get("/en/drafts/")
    ends = Session.objects.get(session_key=row_of(client.cookies["noddfa_session"].value)).expire_date
    assert dt.timedelta(minutes=59) < ends - timezone.now() <= dt.timedelta(hours=1)
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    assert "/account/login/" in client.get("/en/drafts/")["Location"]


def test_the_cookie_goes_with_the_browser_and_is_out_of_reach_of_scripts(client: Client, user: User) -> None:
    try_password(client, user, builders.PASSWORD)
    cookie = client.cookies["noddfa_session"]
    assert (
        cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["max-age"] and not cookie["expires"]
    )


def test_a_new_password_signs_out_everywhere_else(client: Client, user: User) -> None:
    elsewhere = Client()
    for browser in (client, elsewhere):
        try_password(browser, user, builders.PASSWORD)
    user.set_password("cyfrinair-newydd-sbon-8")
    user.save()
    assert "/account/login/" in elsewhere.get("/en/drafts/")["Location"]


def test_the_password_asked_for_once_more_is_the_users_own(client: Client, user: User) -> None:
    try_password(client, user, builders.PASSWORD)
    for password, expected in (("anghywir", 200), (builders.PASSWORD, 302)):
        answer = client.post("/en/account/reauthenticate/", {"password": password})
        assert answer.status_code == expected
