"""Where the forms of one's account stand (allauth's): the route, how one gets there, and what each field is.

They are no NoddfaForms, so what can be typed wrongly into them is written down here by sort of field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import translation

from noddfa.access.members.inviting import password_link
from noddfa.access.models import User
from noddfa.access.roles import Role
from tests.support import builders
from tests.support.passkeys import Passkey
from tests.web.bad_input.values import HIDDEN, TAG, WRITTEN

NEW = "cyfrinair-dychmygol-newydd-9"
LONG = "y" * 5000
ODD = (
    TAG + "\"'>",
    "👩\u200d🏫" * 40,
    "שלום مرحبا \u202e",
    "١٢٣٤٥٦",
    "a\x00b",
    "\x00",
    "\u200b\u202e\u2066",
    LONG,
)

# What is wrong in a field, by sort.
WRONG: dict[str, tuple[str, ...]] = {
    "address": ("", "  ", "nid-cyfeiriad", "a@b", "a@b@c.test", f"{TAG}@example.test", *ODD),
    "password": ("", "  ", "anghywir", *ODD),
    "new password": ("", "  ", "byr", "q1w2e3r4t5y6", "\x00" * 20, "\u200b\u202e"),
    "again": ("", "  ", f"{NEW}x", *ODD),
    "code": ("", "  ", "000000", "12345", "1e400", "0x1F", *ODD),
    "name": ("y" * 61, "🙂" * 61, TAG + "\"'>" + "🙂" * 61, "\u200b\u202e\u2066", "\x00"),
    "name that must be": ("", "  ", "y" * 61, "\u200b\u202e\u2066", "\x00"),
    "answer of a key": (
        "", "null", "5", "true", '"x"', "[1]", "{}", '{"id": 5}', "{", "[" * 20_000, "9" * 5000, "NaN",
        '{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"clientDataJSON": "é", "signature": null}}',
        '{"response": {"userHandle": 7}}', '{"response": null}', *ODD,
    ),
}  # fmt: skip
COMES_BACK = frozenset({"address", "name", "name that must be"})

# What looks wrong and is not: as typed, and as kept.
NAMED = f"{HIDDEN}{WRITTEN[:30]}{HIDDEN}"

Way = Callable[[User, str], Client]


@dataclass(frozen=True)
class AccountDoor:
    """A form of one's account: its route, how one comes to it, what is right in it and what sort each field is.

    form: its name in the page's context.
    together: fields whose faults are told of the form as a whole, so that nobody learns which of them was wrong.
    away: a wrong answer leads to another page, which says so.
    """

    route: str
    way: Way
    right: Mapping[str, str]
    sorts: Mapping[str, str]
    form: str = "form"
    together: frozenset[str] = frozenset()
    away: bool = False
    apart: str = ""

    @property
    def id(self) -> str:
        """The name of its tests."""
        return f"{self.route}-{self.apart}" if self.apart else self.route

    def address(self, user: User, client: Client, lang: str) -> str:
        """Its path in a language; that of a letter's link only the browser knows that followed it."""
        if self.route == "account_reset_password_from_key":
            return str(client.session["there"])
        keys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
        named = [keys.get().pk] if self.route in {"mfa_edit_webauthn", "mfa_remove_webauthn"} else []
        with translation.override(lang):
            return reverse(self.route, args=named)


def somebody() -> User:
    """Somebody with a place at a body and a password."""
    worker = builders.user(password=builders.PASSWORD)
    builders.membership(worker, builders.organisation(), Role.CASE_LEAD)
    return worker


# ---- how one comes there ----


def anybody(user: User, lang: str) -> Client:
    return Client(raise_request_exception=False)


def past_the_password(user: User, lang: str) -> Client:
    builders.authenticator_app(user)
    Passkey().register(user)
    client = anybody(user, lang)
    client.post(f"/{lang}/account/login/", {"login": user.email, "password": builders.PASSWORD})
    return client


def signed_in(user: User, lang: str) -> Client:
    """With the password given a moment ago."""
    client = anybody(user, lang)
    client.force_login(user, backend=builders.BACKEND)
    client.post(f"/{lang}/account/reauthenticate/", {"password": builders.PASSWORD})
    return client


def with_everything(user: User, lang: str) -> Client:
    """Signed in, with an app, a key and recovery codes."""
    builders.authenticator_app(user)
    Passkey().register(user)
    return signed_in(user, lang)


def without_a_password(user: User, lang: str) -> Client:
    user.set_unusable_password()
    user.save()
    client = anybody(user, lang)
    client.force_login(user, backend=builders.BACKEND)
    return client


def by_a_letter(user: User, lang: str) -> Client:
    client = anybody(user, lang)
    link = re.sub(r"^/\w\w/", f"/{lang}/", urlsplit(password_link(user)).path)
    there = client.get(link, follow=True).request["PATH_INFO"]
    session = client.session
    session["there"] = there
    session.save()
    return client


TWICE = {"password1": NEW, "password2": NEW}
CHOSEN = {"password1": "new password", "password2": "again"}

ACCOUNT_DOORS: tuple[AccountDoor, ...] = (
    AccountDoor(
        "account_login",
        anybody,
        {"login": "neb@example.test", "password": "anghywir"},
        {"login": "address", "password": "password"},
        together=frozenset({"password"}),
    ),
    AccountDoor("mfa_login_webauthn", anybody, {}, {"credential": "answer of a key"}, away=True),
    AccountDoor("account_reset_password", anybody, {"email": "neb@example.test"}, {"email": "address"}),
    AccountDoor("account_reset_password_from_key", by_a_letter, TWICE, CHOSEN),
    AccountDoor("mfa_authenticate", past_the_password, {}, {"code": "code"}, apart="code"),
    AccountDoor(
        "mfa_authenticate",
        past_the_password,
        {},
        {"credential": "answer of a key"},
        form="webauthn_form",
        apart="key",
    ),
    AccountDoor(
        "account_reauthenticate",
        with_everything,
        {"password": builders.PASSWORD},
        {"password": "password"},
    ),
    AccountDoor("mfa_reauthenticate", with_everything, {}, {"code": "code"}),
    AccountDoor("mfa_reauthenticate_webauthn", with_everything, {}, {"credential": "answer of a key"}),
    AccountDoor(
        "account_change_password",
        with_everything,
        {"oldpassword": builders.PASSWORD, **TWICE},
        {"oldpassword": "password", **CHOSEN},
    ),
    AccountDoor("account_set_password", without_a_password, TWICE, CHOSEN),
    AccountDoor("mfa_activate_totp", signed_in, {}, {"code": "code"}),
    AccountDoor(
        "mfa_add_webauthn",
        with_everything,
        {"name": "Enghraifft"},
        {"name": "name", "credential": "answer of a key"},
    ),
    AccountDoor("mfa_edit_webauthn", with_everything, {"name": "Enghraifft"}, {"name": "name that must be"}),
)

# Sent by a button alone, or asking nothing of anybody: whatever is sent along is passed over.
ACCOUNT_BUTTONS: dict[str, Way] = {
    "account_logout": signed_in,
    "account_signup": anybody,
    "mfa_deactivate_totp": with_everything,
    "mfa_generate_recovery_codes": with_everything,
    "mfa_remove_webauthn": with_everything,
}
# Read only: 405 for whatever is sent.
READ_ONLY = frozenset(
    {
        "account_inactive",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
    }
)
