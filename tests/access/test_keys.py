"""Security keys and passkeys: those whose row is damaged, beside those that are whole."""

from __future__ import annotations

import html
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db.models import JSONField, Value
from django.test import Client
from fido2.utils import websafe_decode, websafe_encode

from noddfa.access.models import User
from noddfa.access.roles import Role
from tests.design.english import english_left
from tests.support import builders
from tests.support.passkeys import Passkey

pytestmark = pytest.mark.django_db

ACCOUNT = "account/2fa/"
DAMAGED_KEY = {"en": "one of your keys is damaged", "cy": "un o’ch allweddi wedi’i ddifrodi"}
ASK = {"en": "ask the administrator of your body", "cy": "gofynnwch i weinyddwr eich corff"}


def with_answer(**parts: Any) -> Callable[[dict[str, Any]], Any]:
    """Its row with another answer of the browser in it."""
    return lambda data: {
        **data,
        "credential": {
            **data["credential"],
            "response": {
                **data["credential"]["response"],
                **{n: of(data["credential"]["response"][n]) for n, of in parts.items()},
            },
        },
    }


def with_bytes(old: bytes, new: bytes) -> Callable[[dict[str, Any]], Any]:
    """Its row with other bytes in what the key said of itself (CBOR; RFC 9052)."""

    def other(text: str) -> str:
        raw = websafe_decode(text)
        assert raw.count(old) == 1
        return websafe_encode(raw.replace(old, new))

    return with_answer(attestationObject=other)


DAMAGE: dict[str, Callable[[dict[str, Any]], Any]] = {
    "nothing": lambda data: {},
    "null": lambda data: Value(None, JSONField()),
    "a list": lambda data: ["x"],
    "a text": lambda data: "sealed:AAAA",
    "no credential": lambda data: {"name": data["name"]},
    "credential is null": lambda data: {**data, "credential": None},
    "credential is a text": lambda data: {**data, "credential": "sealed:AAAA"},
    "no client data": with_answer(clientDataJSON=lambda text: None),
    "no attestation": with_answer(attestationObject=lambda text: None),
    "letters no code has": with_answer(clientDataJSON=lambda text: "é!" + text),
    "cut off": with_answer(attestationObject=lambda text: text[:100]),
    "of an algorithm nobody knows": with_bytes(b"\x03\x26\x20", b"\x03\x25\x20"),
    "of another algorithm": with_bytes(b"\x03\x26\x20", b"\x03\x27\x20"),
    "on no curve": with_bytes(b"\x20\x01\x21\x58", b"\x20\x07\x21\x58"),
}
every_damage = pytest.mark.parametrize("damage", DAMAGE)
every_damage_in_one_language = pytest.mark.parametrize(
    ("lang", "damage"), list(zip(itertools.cycle(["en", "cy"]), DAMAGE, strict=False))
)


@pytest.fixture
def user() -> User:
    worker = builders.user(password=builders.PASSWORD)
    builders.membership(worker, builders.organisation(), Role.CASE_LEAD)
    return worker


def damage_it(key: Authenticator, how: str) -> None:
    Authenticator.objects.filter(pk=key.pk).update(data=DAMAGE[how](key.data))


def past_the_password(user: User, lang: str = "en") -> Client:
    client = Client(raise_request_exception=False)
    client.post(f"/{lang}/account/login/", {"login": user.email, "password": builders.PASSWORD})
    return client


def text_of(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def challenge_of(answer: Any) -> str:
    return str(answer.context["js_data"]["request_options"]["publicKey"]["challenge"])


def is_in(client: Client) -> bool:
    return client.get("/en/drafts/").status_code == 200


@every_damage_in_one_language
def test_a_damaged_key_is_said_at_the_second_step_and_a_code_lets_in(
    user: User, lang: str, damage: str
) -> None:
    damage_it(Passkey().register(user), damage)
    secret = builders.authenticator_app(user)
    client = past_the_password(user, lang)
    with english_left() as heard:
        page = client.get(f"/{lang}/{ACCOUNT}authenticate/")
    assert heard == [] or lang == "en"
    assert page.status_code == 200
    assert DAMAGED_KEY[lang] in text_of(page) and ASK[lang] in text_of(page)
    assert "mfa_webauthn_authenticate" not in text_of(page), "there is no key to use"
    client.post(f"/{lang}/{ACCOUNT}authenticate/", {"code": builders.code_of(secret)})
    assert is_in(client)


@every_damage
def test_whoever_has_nothing_but_a_damaged_key_is_told_whom_to_ask_and_stays_outside(
    user: User, damage: str
) -> None:
    key = Passkey()
    damage_it(key.register(user), damage)
    client = past_the_password(user)
    page = client.get(f"/en/{ACCOUNT}authenticate/")
    assert ASK["en"] in text_of(page)
    answer = client.post(
        f"/en/{ACCOUNT}authenticate/", {"credential": key.answer(challenge_of(page))}, follow=True
    )
    assert answer.status_code == 200
    assert "This key was not accepted" in text_of(answer)
    assert not is_in(client)


@every_damage
def test_a_key_that_is_whole_signs_in_beside_one_that_is_damaged(user: User, damage: str) -> None:
    whole = Passkey()
    damage_it(Passkey().register(user), damage)
    whole.register(user)
    damage_it(Passkey().register(user), damage)
    client = past_the_password(user)
    page = client.get(f"/en/{ACCOUNT}authenticate/")
    client.post(f"/en/{ACCOUNT}authenticate/", {"credential": whole.answer(challenge_of(page))})
    assert is_in(client)


@every_damage
def test_a_damaged_passkey_alone_does_not_sign_in_and_the_password_still_may(user: User, damage: str) -> None:
    key = Passkey()
    row = key.register(user)
    client, login = Client(raise_request_exception=False), f"/en/{ACCOUNT}webauthn/login/"

    def answer() -> Any:
        asked = client.get(login, headers={"X-Requested-With": "XMLHttpRequest"})
        challenge = asked.json()["request_options"]["publicKey"]["challenge"]
        return client.post(login, {"credential": key.answer(challenge)}, follow=True)

    answer()
    assert is_in(client), "whole it does"
    client.logout()
    damage_it(row, damage)
    page = answer()
    assert page.status_code == 200
    assert "This passkey was not accepted" in text_of(page)
    assert page.request["PATH_INFO"] == "/en/account/login/"
    assert not is_in(client)


@every_damage_in_one_language
def test_on_the_page_of_the_account_a_damaged_key_is_named_and_can_be_renamed_replaced_and_removed(
    user: User, lang: str, damage: str
) -> None:
    row = Passkey().register(user)
    damage_it(row, damage)
    client = Client(raise_request_exception=False)
    client.force_login(user, backend=builders.BACKEND)
    client.post(f"/{lang}/account/reauthenticate/", {"password": builders.PASSWORD})
    with english_left() as heard:
        index = client.get(f"/{lang}/{ACCOUNT}")
        listed = client.get(f"/{lang}/{ACCOUNT}webauthn/")
        others = [
            client.get(f"/{lang}/{ACCOUNT}webauthn/{path}")
            for path in ("add/", "reauthenticate/", f"keys/{row.pk}/edit/", f"keys/{row.pk}/remove/")
        ]
    assert heard == [] or lang == "en"
    assert {answer.status_code for answer in (index, listed, *others)} == {200}
    assert {"en": "is damaged", "cy": "wedi’i ddifrodi"}[lang] in text_of(index)
    assert {"en": "Damaged", "cy": "Wedi’i difrodi"}[lang] in text_of(listed)

    fresh = Passkey()
    challenge = client.get(f"/{lang}/{ACCOUNT}webauthn/add/").context["js_data"]["creation_options"][
        "publicKey"
    ]["challenge"]
    added = {"name": "Un newydd", "credential": fresh.attestation(challenge)}
    assert client.post(f"/{lang}/{ACCOUNT}webauthn/add/", added).status_code == 302
    client.post(f"/{lang}/{ACCOUNT}webauthn/keys/{row.pk}/edit/", {"name": "Hen un"})
    assert "Hen un" in text_of(client.get(f"/{lang}/{ACCOUNT}webauthn/"))
    client.post(f"/{lang}/{ACCOUNT}webauthn/keys/{row.pk}/remove/")
    assert list(Authenticator.objects.filter(type="webauthn").values_list("data__name", flat=True)) == [
        "Un newydd"
    ]


def test_a_key_that_has_lost_nothing_but_its_name_still_signs_in(user: User) -> None:
    key = Passkey()
    row = key.register(user)
    Authenticator.objects.filter(pk=row.pk).update(data={"credential": row.data["credential"], "name": 7})
    client = past_the_password(user)
    page = client.get(f"/en/{ACCOUNT}authenticate/")
    client.post(f"/en/{ACCOUNT}authenticate/", {"credential": key.answer(challenge_of(page))})
    assert is_in(client)
    assert "A key without a name" in text_of(client.get(f"/en/{ACCOUNT}webauthn/"))
    assert "Damaged" not in text_of(client.get(f"/en/{ACCOUNT}webauthn/"))
