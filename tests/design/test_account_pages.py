"""allauth's pages in our design: each in Welsh without a word of English left, and TOTP from beginning to end."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from noddfa.access.models import User
from noddfa.access.sign_in.letters import mail_letter
from tests.design.conftest import PASSWORD
from tests.design.english import english_left
from tests.support import builders
from tests.support.browser import Windows, axe

OPEN = ["login/", "logout/", "signup/", "inactive/", "password/reset/", "password/reset/done/"]
SIGNED_IN = [
    "logout/",
    "reauthenticate/",
    "password/change/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "2fa/recovery-codes/generate/",
]


def freshly(client: Client) -> None:
    """Give the password once more, as protected pages ask."""
    answer = client.post("/cy/account/reauthenticate/", {"password": PASSWORD})
    assert answer.status_code == 302


def assert_all_welsh(client: Client, path: str, **data: str) -> str:
    with english_left() as heard:
        response = client.post(path, data) if data else client.get(path)
    assert response.status_code == 200, f"{path}: {response.status_code} {response.headers.get('Location')}"
    assert heard == []
    page = response.content.decode()
    assert '<html lang="cy"' in page
    assert "noddfa-header" in page
    return page


@pytest.mark.django_db
@pytest.mark.parametrize("path", [p for p in OPEN if p != "logout/"])
def test_pages_for_everyone(client: Client, path: str) -> None:
    assert_all_welsh(client, f"/cy/account/{path}")


@pytest.mark.parametrize("path", SIGNED_IN)
def test_pages_for_who_is_signed_in(signed_in: Client, user: User, path: str) -> None:
    freshly(signed_in)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"}) if "recovery" in path else None
    assert_all_welsh(signed_in, f"/cy/account/{path}")


@pytest.mark.django_db
def test_a_wrong_password_is_refused_in_welsh(client: Client) -> None:
    page = assert_all_welsh(client, "/cy/account/login/", login="neb@example.org", password="anghywir")
    assert "Mae problem" in page
    assert "e-bost neu’r cyfrinair" in page


@pytest.mark.parametrize(
    ("password", "message"),
    [("byr", "rhy fyr"), ("q1w2e3r4t5y6", "rhy gyffredin"), ("enghraifft@example.org", "rhy debyg")],
)
def test_a_weak_new_password_is_refused_in_welsh(signed_in: Client, password: str, message: str) -> None:
    freshly(signed_in)
    data = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert message in assert_all_welsh(signed_in, "/cy/account/password/change/", **data)


@pytest.mark.django_db(transaction=True)  # allauth says that it is done once that is committed
def test_totp_is_turned_on_and_recovery_codes_are_shown(signed_in: Client, user: User) -> None:
    freshly(signed_in)
    page = assert_all_welsh(signed_in, "/cy/account/2fa/totp/activate/")
    picture = re.search(r'<img[^>]*src="data:image/svg\+xml[^"]+"[^>]*alt="[^"]+"', page)
    assert picture is not None  # img-src allows data:
    secret = signed_in.session["mfa.totp.secret"]
    assert secret in page
    assert "Cod anghywir" in assert_all_welsh(signed_in, "/cy/account/2fa/totp/activate/", code="000000")
    code = builders.code_of(secret)
    with english_left() as heard:
        answer = signed_in.post("/cy/account/2fa/totp/activate/", {"code": code}, follow=True)
    assert heard == []
    assert "ap dilysu wedi’i osod" in html.unescape(answer.content.decode())
    codes = assert_all_welsh(signed_in, "/cy/account/2fa/recovery-codes/")
    assert codes.count('<li><code class="noddfa-code">') == 10
    assert_all_welsh(signed_in, "/cy/account/2fa/totp/deactivate/")
    assert_all_welsh(signed_in, "/cy/account/2fa/")


def test_the_second_step_of_signing_in(client: Client, user: User) -> None:
    builders.authenticator_app(user)
    answer = client.post("/cy/account/login/", {"login": user.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/cy/account/2fa/authenticate/"
    page = assert_all_welsh(client, "/cy/account/2fa/authenticate/")
    assert "Ail gam" in page
    assert "mfa_webauthn_authenticate" not in page, "who has no key is not asked for one"
    assert "Cod anghywir" in assert_all_welsh(client, "/cy/account/2fa/authenticate/", code="123456")


def assert_named_in_welsh(page: str) -> None:
    """The name of a key has a label; without one Django makes an English one of the field's own name."""
    assert "Enw’r allwedd" in html.unescape(page)
    assert not re.search(r"<label[^>]*>\s*Name\b", page)


def test_keys_are_listed_renamed_and_removed_in_welsh(signed_in: Client, user: User) -> None:
    freshly(signed_in)
    assert_named_in_welsh(assert_all_welsh(signed_in, "/cy/account/2fa/webauthn/add/"))
    key = Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "Allwedd <un>", "passwordless": True, "credential": {}}
    )
    page = assert_all_welsh(signed_in, "/cy/account/2fa/webauthn/")
    assert "Allwedd &lt;un&gt;" in page
    assert_named_in_welsh(assert_all_welsh(signed_in, f"/cy/account/2fa/webauthn/keys/{key.pk}/edit/"))
    long = "a" * 61
    answer = signed_in.post(f"/cy/account/2fa/webauthn/keys/{key.pk}/edit/", {"name": long})
    assert long in answer.content.decode() and "60" in answer.content.decode()
    assert_all_welsh(signed_in, f"/cy/account/2fa/webauthn/keys/{key.pk}/remove/")


@pytest.mark.django_db(transaction=True)  # the worker is told once that is committed
def test_the_letter_for_a_new_password_names_nobody(client: Client, user: User) -> None:
    with english_left() as heard:
        client.post("/cy/account/password/reset/", {"email": user.email})
        client.post("/cy/account/password/reset/", {"email": "neb@example.org"})
        for task in DBTaskResult.objects.order_by("enqueued_at"):
            mail_letter.call(*task.args_kwargs["args"])
    assert heard == []
    known, unknown = mail.outbox
    assert user.name not in known.body + known.subject
    link = re.search(r"http://\S+(/cy/account/password/reset/key/\S+)", known.body)
    assert link is not None
    assert "Nid oes cyfrif" in unknown.subject
    answer = client.get(link[1], follow=True)
    assert "Dewis cyfrinair newydd" in answer.content.decode()
    with english_left() as heard:
        gone = client.get("/cy/account/password/reset/key/1-set-password-wrong/")
    assert heard == []
    assert "gweithio mwyach" in gone.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["email/", "confirm-email/", "login/code/confirm/"])
def test_pages_of_allauth_that_we_do_not_use_are_not_there(client: Client, path: str) -> None:
    assert client.get(f"/en/account/{path}").status_code == 404


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_added_and_signs_in(
    chromium: Browser, live_server: LiveServer, user: User, settings: Settings
) -> None:
    """Under our content security policy, with a key that Chromium plays."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # as in a demonstration; the test server has no TLS
    here: Any = live_server
    windows = Windows(chromium, here)
    page = windows.open(lang="cy", path="/cy/account/login/")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    page.fill("#id_login", user.email)
    page.fill("#id_password", PASSWORD)
    page.locator("#login-form .govuk-button-group button").click()
    page.goto(f"{live_server.url}/cy/account/2fa/webauthn/add/")
    page.check("#id_passwordless")  # the password was given a moment ago
    axe(page)
    page.get_by_role("button", name="Ychwanegu’r allwedd").click()
    page.wait_for_url("**/2fa/recovery-codes/**")
    page.goto(f"{live_server.url}/cy/account/2fa/webauthn/")
    expect(page.get_by_text("Allwedd mynediad").first).to_be_visible()

    page.get_by_role("button", name="Allgofnodi").click()
    page.goto(f"{live_server.url}/cy/account/login/")
    page.get_by_role("button", name="Mewngofnodi gydag allwedd mynediad").click()
    page.wait_for_url(re.compile(r"/cy/$"))
    windows.close()
