"""Letters about signing in: to the account's own address, nameless, by the worker; and a second step taken off."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from noddfa import cli
from noddfa.access.members import commands
from noddfa.access.models import Organisation, TrailEntry, User
from noddfa.access.roles import Role
from noddfa.access.sign_in.letters import mail_letter
from tests.support import builders

pytestmark = pytest.mark.django_db(transaction=True)

NOW = builders.NOW


@pytest.fixture
def user() -> User:
    worker = builders.user("Llythyr Dychmygol", password=builders.PASSWORD, language="cy")
    builders.membership(worker, builders.organisation(), Role.CASE_LEAD)
    return worker


def waiting() -> list[list[str]]:
    """What the worker was given to send."""
    return [task.args_kwargs["args"] for task in DBTaskResult.objects.order_by("enqueued_at")]


def send_all() -> list[mail.EmailMessage]:
    """As the worker does."""
    for arguments in waiting():
        mail_letter.call(*arguments)
    return mail.outbox


def signed_in(user: User) -> Client:
    client = Client()
    client.post("/en/account/login/", {"login": user.email, "password": builders.PASSWORD})
    return client


def test_asking_for_a_new_password_leaves_no_link_in_the_database(user: User) -> None:
    client = Client()
    for address in (user.email, "neb@example.test"):
        client.post("/en/account/password/reset/", {"email": address})
    assert [arguments[1] for arguments in waiting()] == [user.email, "neb@example.test"]
    assert "/key/" not in str(waiting())
    known, unknown = send_all()
    assert "/en/account/password/reset/key/" in known.body, "in the language of the page it was asked on"
    assert "/key/" not in unknown.body
    assert user.name not in known.body + known.subject


def test_a_closed_account_gets_no_link(user: User) -> None:
    User.objects.update(is_active=False)
    assert not mail_letter.call("account/email/password_reset_key", user.email, "en")
    Client().post("/en/account/password/reset/", {"email": user.email})
    assert "/key/" not in "".join(letter.body for letter in send_all())


def test_a_page_does_not_fail_when_the_mail_server_does(user: User, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_PORT = 1  # type: ignore[attr-defined]
    answer = Client().post("/en/account/password/reset/", {"email": user.email})
    assert answer.status_code == 302 and waiting(), "the letter waits"


def test_every_change_to_how_one_signs_in_is_told_in_ones_own_language(user: User) -> None:
    client = signed_in(user)
    page = client.get("/en/account/2fa/totp/activate/").content.decode()
    (secret,) = re.findall(r'<code class="noddfa-code">([A-Z2-7]{32})</code>', page)
    client.post("/en/account/2fa/totp/activate/", {"code": builders.code_of(secret)})
    client.post("/en/account/2fa/recovery-codes/generate/")
    new = "cyfrinair-newydd-sbon-8"
    client.post(
        "/en/account/password/change/",
        {"oldpassword": builders.PASSWORD, "password1": new, "password2": new},
    )
    client.post("/en/account/2fa/totp/deactivate/")
    letters = send_all()
    assert len(letters) == 4
    for letter, words in zip(
        letters, ("Gosodwyd ap dilysu", "codau adfer", "cyfrinair", "ap dilysu"), strict=True
    ):
        assert letter.to == [user.email]
        assert words in letter.body
        assert user.name not in letter.body + letter.subject


# ---- the second step taken off ----


def test_an_administrator_takes_it_off_and_the_way_in_begins_anew(user: User, client: Client) -> None:
    builders.authenticator_app(user)
    place = user.memberships.get()
    administrator = builders.actor(Role.AGENCY_ADMINISTRATOR, place.organisation)
    builders.sign_in(client, administrator)
    address = reverse("access:place", args=[place.pk])
    assert "Take the second step off" in client.get(address).content.decode()
    done = client.post(reverse("access:second_step_off", args=[place.pk]), follow=True)
    assert "The second step is off" in done.content.decode()
    assert "Take the second step off" not in done.content.decode()
    assert not Authenticator.objects.filter(user=user).exists()
    assert signed_in(user).get("/en/drafts/")["Location"] == "/en/account/2fa/"
    (letter,) = send_all()
    assert letter.to == [user.email] and "Tynnwyd ail gam" in letter.body
    assert TrailEntry.objects.filter(
        user_id=administrator.user_id, route="access:second_step_off", method="POST"
    ).exists()


def test_nobody_takes_off_their_own_or_that_of_somebody_whom_another_body_trusts(user: User) -> None:
    """Else whoever may invite could give a national co-ordinator a role and then weaken their account."""
    builders.authenticator_app(user)
    own = user.memberships.get().organisation
    administrator = builders.actor(Role.AGENCY_ADMINISTRATOR, own)
    builders.membership(user, builders.organisation(), Role.MANAGER)
    with pytest.raises(commands.NeededElsewhere):
        commands.take_second_step_off(user, by=administrator, now=NOW)
    with pytest.raises(commands.NotYourself):
        commands.take_second_step_off(builders.user_of(administrator), by=administrator, now=NOW)
    assert Authenticator.objects.filter(user=user).exists()


def test_another_body_s_administrator_has_no_such_page(user: User, client: Client) -> None:
    builders.authenticator_app(user)
    builders.sign_in(client, builders.actor(Role.AGENCY_ADMINISTRATOR))
    assert client.post(reverse("access:second_step_off", args=[user.memberships.get().pk])).status_code == 404
    assert Authenticator.objects.filter(user=user).exists()


def test_the_command_takes_it_off_whoever_it_is_and_notes_it_at_every_body(
    user: User, capsys: pytest.CaptureFixture[str]
) -> None:
    builders.authenticator_app(user)
    further: Organisation = builders.organisation()
    builders.membership(user, further, Role.AGENCY_ADMINISTRATOR)
    assert cli.main(["second-step-off", user.email.upper()]) == 0
    assert "Llythyr Dychmygol" in capsys.readouterr().out
    assert not Authenticator.objects.filter(user=user).exists()
    noted = TrailEntry.objects.filter(route="second-step-off").values_list("organisation_id", flat=True)
    assert set(noted) == set(user.memberships.values_list("organisation_id", flat=True))
    assert cli.main(["second-step-off", "neb@example.test"]) == 1
    assert "there is no account with the address 'neb@example.test'" in capsys.readouterr().err
