"""What a body's administrator does: inviting, ending a role, closing an account; and the letters that go out."""

from __future__ import annotations

import datetime as dt
import re
from email.message import EmailMessage

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from noddfa.access.actor import Actor, open_memberships
from noddfa.access.members import commands
from noddfa.access.members.inviting import mail_invitation
from noddfa.access.models import Membership, Organisation, User
from noddfa.access.roles import Role
from tests.support import builders
from tests.support.mail import Mailbox

pytestmark = pytest.mark.django_db

NOW = builders.NOW
TODAY = NOW.date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def administrator() -> Actor:
    return builders.actor(Role.AGENCY_ADMINISTRATOR)


@pytest.fixture
def body(administrator: Actor) -> Organisation:
    return Organisation.objects.get(pk=administrator.body)


def place_of(who: Actor) -> Membership:
    return Membership.objects.get(pk=who.membership)


def invited(
    by: Actor, email: str = "newydd@example.test", role: Role = Role.CASE_LEAD, **more: object
) -> Membership:
    given = {"name": "Newydd Dychmygol", "language": "cy", "now": NOW, **more}
    return commands.invite(email=email, role=role, by=by, **given)  # type: ignore[arg-type]


# ---- inviting ----


def test_somebody_new_gets_an_account_without_a_password_and_a_role_from_today(administrator: Actor) -> None:
    place = invited(administrator, "  Newydd@Example.Test ")
    user = place.user
    assert (user.email, user.name, user.language) == ("newydd@example.test", "Newydd Dychmygol", "cy")
    assert user.is_active and not user.has_usable_password()
    assert (place.organisation_id, place.role, place.starts) == (administrator.body, "case_lead", TODAY)
    assert place.added_by_id == administrator.user_id


def test_an_account_that_is_there_keeps_its_name_and_gets_a_further_role(administrator: Actor) -> None:
    there = builders.user("Eisoes Dychmygol", email="newydd@example.test", language="en")
    place = invited(administrator)
    assert place.user == there
    there.refresh_from_db()
    assert (there.name, there.language) == ("Eisoes Dychmygol", "en")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ANALYST])
def test_national_roles_are_given_by_national_bodies_alone(administrator: Actor, role: Role) -> None:
    """Else the administrator of any school could make themselves national co-ordinator."""
    with pytest.raises(commands.RoleNotHere):
        invited(administrator, role=role)
    national = builders.actor(Role.AGENCY_ADMINISTRATOR, builders.organisation(kind="national_body"))
    assert invited(national, role=role).role == role


def test_the_same_role_is_not_given_twice_while_it_lasts(administrator: Actor) -> None:
    place = invited(administrator)
    with pytest.raises(commands.AlreadyInRole):
        invited(administrator)
    assert invited(administrator, role=Role.MANAGER).user == place.user, "another role may be"
    commands.end_place(place, last_day=TODAY + DAY, by=administrator, now=NOW)
    with pytest.raises(commands.AlreadyInRole):
        invited(administrator)
    assert invited(administrator, now=NOW + 2 * DAY).user == place.user, "and the same one once it has ended"


def test_a_closed_account_is_not_opened_by_an_invitation(administrator: Actor) -> None:
    builders.user(email="newydd@example.test", is_active=False)
    with pytest.raises(commands.AccountClosed):
        invited(administrator)


def test_an_address_that_cannot_be_one_is_refused(administrator: Actor) -> None:
    with pytest.raises(ValidationError):
        invited(administrator, "dim-cyfeiriad")
    assert not User.objects.filter(name="Newydd Dychmygol").exists()


@pytest.mark.django_db(transaction=True)
def test_the_letter_is_sent_by_the_worker_once_all_is_kept() -> None:
    place = invited(builders.actor(Role.AGENCY_ADMINISTRATOR))
    (task,) = DBTaskResult.objects.all()
    assert task.args_kwargs["args"] == [str(place.user_id)]
    assert "password" not in str(task.args_kwargs), "the link to choose one is made when the letter is"


# ---- the letter ----


def link_in(text: str) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", text)
    assert found is not None, text
    return found[1]


@pytest.mark.parametrize(("language", "word"), [("en", "password"), ("cy", "cyfrinair")])
def test_the_letter_is_in_their_language_and_names_nobody(
    administrator: Actor, language: str, word: str, settings: Settings
) -> None:
    place = invited(administrator, language=language)
    assert mail_invitation.call(str(place.user_id))
    (letter,) = mail.outbox
    text = f"{letter.subject}\n{letter.body}"
    assert word in text and settings.SITE_URL in text
    for name in ("Newydd", "Dychmygol", administrator.name, str(place.organisation)):
        assert name not in text
    assert link_in(letter.body).startswith(f"/{language}/account/password/reset/key/")


def test_by_the_link_one_chooses_a_password_once(client: Client, administrator: Actor) -> None:
    place = invited(administrator)
    mail_invitation.call(str(place.user_id))
    link = link_in(mail.outbox[0].body)
    form = client.get(link, follow=True)
    chosen = {"password1": builders.PASSWORD, "password2": builders.PASSWORD}
    client.post(form.redirect_chain[-1][0], chosen)
    user = User.objects.get(pk=place.user_id)
    assert user.check_password(builders.PASSWORD)
    again = Client().get(link, follow=True)
    assert b"password1" not in again.content, "the link is used up"
    answer = client.post("/cy/account/login/", {"login": user.email, "password": builders.PASSWORD})
    assert answer.status_code == 302
    assert client.get("/cy/")["Location"] == "/cy/account/2fa/", "and next the second factor"


def test_the_link_grows_old(client: Client, administrator: Actor, settings: Settings) -> None:
    place = invited(administrator)
    mail_invitation.call(str(place.user_id))
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert b"password1" not in client.get(link_in(mail.outbox[0].body), follow=True).content
    settings.PASSWORD_RESET_TIMEOUT = 259_200
    assert settings.PASSWORD_RESET_TIMEOUT == 3 * 24 * 3600, "three days, as the letter says"


def test_who_has_a_password_is_told_of_the_further_role_alone(administrator: Actor) -> None:
    builders.user(email="newydd@example.test", password=builders.PASSWORD)
    mail_invitation.call(str(invited(administrator).user_id))
    (letter,) = mail.outbox
    assert "/password/reset/" not in letter.body


def test_a_closed_account_gets_no_letter(administrator: Actor) -> None:
    place = invited(administrator)
    commands.close_account(place.user, by=administrator, now=NOW)
    assert not mail_invitation.call(str(place.user_id))
    assert mail.outbox == []


def test_the_letter_goes_through_a_real_mail_server(administrator: Actor, mailbox: Mailbox) -> None:
    place = invited(administrator)
    mail_invitation.call(str(place.user_id))
    letter: EmailMessage = mailbox.wait_for(1)[0]
    assert letter["To"] == "newydd@example.test"
    assert "/account/password/reset/key/" in letter.get_content()


# ---- ending ----


def test_a_role_ends_after_its_last_day(administrator: Actor) -> None:
    place = place_of(builders.actor(Role.CASE_LEAD, Organisation.objects.get(pk=administrator.body)))
    commands.end_place(place, last_day=TODAY + DAY, by=administrator, now=NOW)
    assert open_memberships(place.user, on=TODAY + DAY).exists()
    assert not open_memberships(place.user, on=TODAY + 2 * DAY).exists()
    place.refresh_from_db()
    assert place.ended_by_id == administrator.user_id


def test_a_role_that_ends_at_once_lets_in_no_more_today(administrator: Actor) -> None:
    place = place_of(builders.actor(Role.CASE_LEAD, Organisation.objects.get(pk=administrator.body)))
    commands.end_place(place, last_day=None, by=administrator, now=NOW)
    assert not open_memberships(place.user, on=TODAY).exists()
    assert open_memberships(place.user, on=TODAY - DAY).exists()


def test_a_role_that_ends_on_the_day_it_began_never_was(administrator: Actor) -> None:
    place = invited(administrator)
    commands.end_place(place, last_day=None, by=administrator, now=NOW)
    assert not Membership.objects.filter(user=place.user).exists()


def test_a_last_day_before_the_first_is_refused(administrator: Actor) -> None:
    place = invited(administrator, starts=TODAY + 5 * DAY)
    with pytest.raises(commands.LastDayTooEarly):
        commands.end_place(place, last_day=TODAY + DAY, by=administrator, now=NOW)


def test_administrators_do_not_shut_themselves_out(administrator: Actor) -> None:
    with pytest.raises(commands.NotYourself):
        commands.end_place(place_of(administrator), last_day=None, by=administrator, now=NOW)
    with pytest.raises(commands.NotYourself):
        commands.close_account(builders.user_of(administrator), by=administrator, now=NOW)


def test_an_account_others_need_is_not_closed_nor_opened_by_one_of_them(
    administrator: Actor, body: Organisation
) -> None:
    user = builders.user()
    builders.membership(user, body, Role.CASE_LEAD)
    elsewhere = builders.membership(user, builders.organisation(), Role.CASE_LEAD)
    with pytest.raises(commands.WorksElsewhere):
        commands.close_account(user, by=administrator, now=NOW)
    User.objects.filter(pk=user.pk).update(is_active=False)
    with pytest.raises(commands.NotYours):
        commands.open_account(user, by=administrator, now=NOW)
    elsewhere.ends = TODAY - DAY
    elsewhere.save()
    commands.open_account(user, by=administrator, now=NOW)
    commands.close_account(user, by=administrator, now=NOW)
    assert not User.objects.get(pk=user.pk).is_active


@pytest.mark.parametrize(
    "problem",
    [
        commands.RoleNotHere,
        commands.AlreadyInRole,
        commands.AccountClosed,
        commands.NotYourself,
        commands.LastDayTooEarly,
        commands.WorksElsewhere,
        commands.NotYours,
    ],
)
def test_what_is_refused_is_said_in_both_languages(problem: type[commands.MembersProblem]) -> None:
    with translation.override("en"):
        english = problem().messages
    with translation.override("cy"):
        welsh = problem().messages
    assert english != welsh
