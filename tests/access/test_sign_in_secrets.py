"""Secrets of second factors, and sessions: sealed where they lie, bound to their user, turned over with the keys."""

from __future__ import annotations

import base64
import importlib
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.db.models import JSONField, Value
from django.test import Client
from pytest_django import Settings

from noddfa.access.models import SignInKey, User
from noddfa.access.roles import Role
from noddfa.access.sign_in import secrets
from noddfa.access.sign_in.sessions import row_of
from noddfa.envelope import KeyRing
from noddfa.web.operations import key_holders
from tests.support import builders

pytestmark = pytest.mark.django_db

LOGIN = "/en/account/login/"
SECOND_STEP = "/en/account/2fa/authenticate/"
CODES = "/en/account/2fa/recovery-codes/"


@pytest.fixture
def user() -> User:
    worker = builders.user(password=builders.PASSWORD)
    builders.membership(worker, builders.organisation(), Role.CASE_LEAD)
    return worker


def sign_in(user: User, code: str, client: Client | None = None) -> Client:
    """With password and code; whether that let in shows in what the client may open."""
    client = client or Client()
    client.post(LOGIN, {"login": user.email, "password": builders.PASSWORD})
    client.post(SECOND_STEP, {"code": code})
    return client


def is_in(client: Client) -> bool:
    return client.get("/en/drafts/").status_code == 200


def set_up(client: Client, user: User) -> tuple[str, list[str]]:
    """An authenticator app, set up on the pages; its secret and the recovery codes that came with it."""
    client.post(LOGIN, {"login": user.email, "password": builders.PASSWORD})
    page = client.get("/en/account/2fa/totp/activate/").content.decode()
    (secret,) = re.findall(r'<code class="noddfa-code">([A-Z2-7]{32})</code>', page)
    assert (
        client.post("/en/account/2fa/totp/activate/", {"code": builders.code_of(secret)}).status_code == 302
    )
    codes = re.findall(r'<code class="noddfa-code">(\d{8})</code>', client.get(CODES).content.decode())
    assert len(codes) == 10
    return secret, codes


def row(user: User, kind: str) -> Authenticator:
    return Authenticator.objects.get(user=user, type=kind)


def spoil(user: User, kind: str, field: str) -> None:
    """Change one letter in the middle of what is kept."""
    one = row(user, kind)
    text = one.data[field]
    middle = len(text) // 2
    one.data[field] = text[:middle] + ("A" if text[middle] != "A" else "B") + text[middle + 1 :]
    one.save()


# ---- at rest ----


@pytest.mark.django_db(transaction=True)
def test_a_thief_of_the_database_finds_no_secret_no_code_and_no_cookie(
    client: Client, user: User, raw_store: Callable[[], bytes]
) -> None:
    client.post(LOGIN, {"login": user.email, "password": builders.PASSWORD})
    client.get("/en/account/2fa/totp/activate/")
    being_set_up = client.session["mfa.totp.secret"]
    sessions = [sealed.session_data for sealed in Session.objects.all()]
    secret, codes = set_up(client, user)
    seed = secrets.opened(row(user, "recovery_codes").data["seed"])
    raw = raw_store()
    for entrusted in (being_set_up, secret, seed, client.cookies["noddfa_session"].value, *codes):
        assert entrusted.encode() not in raw
    assert user.email.encode() in raw, "the search itself works"
    plain = SessionData().decode(sessions[0])
    assert being_set_up not in str(plain) and not plain, "Django's own way of reading finds nothing either"


class SessionData:
    """Reads sessions as Django writes them: signed and compressed, which hides nothing."""

    def decode(self, text: str) -> object:
        from django.contrib.sessions.backends.db import SessionStore

        return SessionStore().decode(text)


def test_a_session_put_into_another_s_place_is_worth_nothing(client: Client, user: User) -> None:
    builders.sign_in(client, builders.actor(Role.CASE_LEAD))
    assert is_in(client)
    other = Client()
    other.get(LOGIN)
    session = other.session
    session["planted"] = "yes"
    session.save()
    stolen = Session.objects.get(session_key=row_of(client.session.session_key)).session_data
    Session.objects.filter(session_key=row_of(session.session_key)).update(session_data=stolen)
    other.cookies["noddfa_session"] = str(session.session_key)
    assert not is_in(other)


def test_a_secret_put_into_another_s_row_opens_nothing(user: User) -> None:
    mine = builders.user(password=builders.PASSWORD)
    secret = builders.authenticator_app(mine)
    builders.authenticator_app(user)
    Authenticator.objects.filter(user=user).update(data=row(mine, "totp").data)
    assert not is_in(sign_in(user, builders.code_of(secret)))
    assert is_in(sign_in(mine, builders.code_of(secret)))


def test_what_stood_in_plain_is_sealed_by_the_migration_and_works_as_before(user: User) -> None:
    secret, seed = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "5e" * 40
    Authenticator.objects.create(user=user, type="totp", data={"secret": secret})
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": seed, "used_mask": 1})
    migration = importlib.import_module("noddfa.access.migrations.0002_sign_in_keys")
    editor = SimpleNamespace(connection=connection)
    for _again in range(2):  # it leaves alone what is sealed
        migration.seal_what_is_plain(apps, editor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        assert not [kept for (kept,) in cursor.fetchall() if secret in str(kept) or seed in str(kept)]
    codes = row(user, "recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 9, "what was used stays used"
    assert is_in(sign_in(user, builders.code_of(secret)))
    assert is_in(sign_in(user, codes[0]))


def test_an_account_that_is_deleted_takes_its_key_along(user: User) -> None:
    builders.authenticator_app(user)
    user.memberships.all().delete()
    user.delete()
    assert not SignInKey.objects.exists()


# ---- the master key turned over ----


def test_signing_in_goes_on_when_the_master_key_is_turned_over_and_the_old_one_dropped(
    client: Client, user: User, settings: Settings
) -> None:
    secret, codes = set_up(client, user)
    old: KeyRing = settings.NODDFA_KEY_RING()
    turned = old.with_new_master()
    settings.NODDFA_KEY_RING = lambda: turned
    assert is_in(client), "a session goes on meanwhile"
    key_holders.rewrap(lambda _done: None)
    assert KeyRing.wrapped_by(SignInKey.objects.get(user=user).wrapped_key) == turned.current
    alone = turned.without(old.current)
    settings.NODDFA_KEY_RING = lambda: alone
    assert is_in(client), "and afterwards: the last click wrapped it anew"
    assert is_in(sign_in(user, builders.code_of(secret)))
    assert is_in(sign_in(user, codes[3]))


def test_a_session_whose_master_key_is_gone_asks_to_sign_in_again(client: Client, settings: Settings) -> None:
    builders.sign_in(client, builders.actor(Role.CASE_LEAD))
    assert is_in(client)
    old: KeyRing = settings.NODDFA_KEY_RING()
    ring = old.with_new_master().without(old.current)
    settings.NODDFA_KEY_RING = lambda: ring
    assert "/account/login/" in client.get("/en/drafts/")["Location"]


# ---- damaged ----


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "We cannot check this code"), ("cy", "Ni allwn wirio’r cod hwn")]
)
def test_a_damaged_app_is_said_beside_the_field_and_a_recovery_code_still_lets_in(
    client: Client, user: User, lang: str, words: str
) -> None:
    secret, codes = set_up(client, user)
    spoil(user, "totp", "secret")
    browser = Client()
    browser.post(f"/{lang}/account/login/", {"login": user.email, "password": builders.PASSWORD})
    answer = browser.post(f"/{lang}/account/2fa/authenticate/", {"code": builders.code_of(secret)})
    assert answer.status_code == 200
    assert words in answer.content.decode().replace("&#x27;", "'")
    assert not is_in(browser)
    browser.post(f"/{lang}/account/2fa/authenticate/", {"code": codes[0]})
    assert is_in(browser)


@pytest.mark.parametrize(
    "data",
    [
        {"secret": ""},
        {"secret": "sealed:"},
        {"secret": "sealed:?"},
        {"secret": "JBSWY3DPEHPK3PXP"},
        {"secret": 7},
        {},
        ["x"],
        "x",
        Value(None, JSONField()),
    ],
    ids=str,
)
def test_whatever_stands_in_the_place_of_a_secret_it_lets_nobody_in(user: User, data: Any) -> None:
    builders.authenticator_app(user)
    Authenticator.objects.filter(user=user).update(data=data)
    for guess in ("328482", builders.code_of("JBSWY3DPEHPK3PXP"), "000000"):
        assert not is_in(sign_in(user, guess))
    client = Client()
    client.force_login(user, backend=builders.BACKEND)
    assert client.get("/en/account/2fa/").status_code == 200


@pytest.mark.parametrize(
    "data", [{}, {"seed": 7, "used_mask": 0}, {"used_mask": 0}, ["x"], "x", Value(None, JSONField())], ids=str
)
def test_whatever_stands_in_the_place_of_recovery_codes_is_said_to_be_damaged(
    client: Client, user: User, data: Any
) -> None:
    secret, codes = set_up(client, user)
    Authenticator.objects.filter(user=user, type="recovery_codes").update(data=data)
    assert "Your recovery codes are damaged" in client.get("/en/account/2fa/").content.decode()
    assert client.get(CODES).status_code == 409
    assert not is_in(sign_in(user, codes[0]))
    assert is_in(sign_in(user, builders.code_of(secret, later=1)))


def test_recovery_codes_that_forgot_which_were_used_are_damaged_as_a_whole(
    client: Client, user: User
) -> None:
    _secret, codes = set_up(client, user)
    Authenticator.objects.filter(user=user, type="recovery_codes").update(
        data={"seed": row(user, "recovery_codes").data["seed"], "used_mask": "0"}
    )
    assert not is_in(sign_in(user, codes[0]))


def test_without_its_key_a_secret_is_damaged(user: User) -> None:
    secret = builders.authenticator_app(user)
    SignInKey.objects.filter(user=user).delete()
    client = Client()
    client.post(LOGIN, {"login": user.email, "password": builders.PASSWORD})
    answer = client.post(SECOND_STEP, {"code": builders.code_of(secret)})
    assert "We cannot check this code" in answer.content.decode()


def test_damaged_recovery_codes_are_said_to_be_and_made_anew(client: Client, user: User) -> None:
    set_up(client, user)
    spoil(user, "recovery_codes", "seed")
    assert "Your recovery codes are damaged" in client.get("/en/account/2fa/").content.decode()
    for page in (CODES, f"{CODES}generate/", f"{CODES}download/"):
        answer = client.get(page)
        assert answer.status_code == 409
        assert "Your recovery codes are damaged" in answer.content.decode()
        assert f'action="{CODES}generate/"' in answer.content.decode()
    answer = client.post(f"{CODES}generate/", follow=True)
    assert answer.content.decode().count('<code class="noddfa-code">') == 10


# ---- once ----


def test_a_code_that_was_taken_is_noted_with_the_app_itself(user: User) -> None:
    """Not among what is counted for a while only."""
    secret = builders.authenticator_app(user)
    code = builders.code_of(secret)
    assert is_in(sign_in(user, code))
    cache.clear()
    assert not is_in(sign_in(user, code))


def test_a_code_of_the_half_minute_before_or_after_is_taken_and_none_older_than_the_last(user: User) -> None:
    secret = builders.authenticator_app(user)
    assert not is_in(sign_in(user, builders.code_of(secret, later=-4)))
    assert not is_in(sign_in(user, builders.code_of(secret, later=4)))
    assert is_in(sign_in(user, builders.code_of(secret, later=1)))
    cache.clear()
    for earlier in (1, 0, -1):
        assert not is_in(sign_in(user, builders.code_of(secret, later=earlier)))


def test_a_recovery_code_lets_in_once(client: Client, user: User) -> None:
    _secret, codes = set_up(client, user)
    assert is_in(sign_in(user, codes[0]))
    assert not is_in(sign_in(user, codes[0]))
    assert is_in(sign_in(user, codes[1]))


def test_the_seal_of_a_secret_differs_each_time(user: User) -> None:
    one, two = secrets.seal("yr un gyfrinach", user.pk), secrets.seal("yr un gyfrinach", user.pk)
    assert one != two
    assert len(base64.b64decode(one.removeprefix("sealed:"))) == len(b"yr un gyfrinach") + 1 + 12 + 16
    assert SignInKey.objects.filter(user=user).count() == 1
    assert (
        KeyRing.wrapped_by(SignInKey.objects.get(user=user).wrapped_key) == settings.NODDFA_KEY_RING().current
    )
