"""Makes what tests need, with invented names that look invented. Each call makes something new.

lead = builders.actor(Role.CASE_LEAD)
chain = builders.record("case", by=lead)
builders.sign_in(client, lead)
"""

from __future__ import annotations

import datetime as dt
import itertools
import time
import uuid
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from noddfa import chronicle
from noddfa.access import circle
from noddfa.access.actor import SESSION_MEMBERSHIP, Actor
from noddfa.access.models import Membership, Organisation, Part, User
from noddfa.access.roles import Role
from noddfa.access.sign_in import secrets
from noddfa.chronicle.models import Record
from noddfa.people import vault
from noddfa.people.values import Statement

NOW = dt.datetime(2026, 11, 24, 10, 30, tzinfo=dt.UTC)  # a Tuesday
PASSWORD = "dychmygol-a-hir-iawn-7"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SINCE = dt.date(2026, 1, 1)

_number = itertools.count(1)


def organisation(slug: str = "", *, kind: str = "local_authority", **fields: Any) -> Organisation:
    """A body, 'Dychmygol Council 7' unless told otherwise."""
    number = next(_number)
    named = {"name_en": f"Dychmygol Council {number}", "name_cy": f"Cyngor Dychmygol {number}"}
    return Organisation.objects.create(slug=slug or f"dychmygol-{number}", kind=kind, **{**named, **fields})


def user(name: str = "", *, password: str | None = None, **fields: Any) -> User:
    """Somebody who can sign in, 'Enghraifft Defnyddiwr 7' unless told otherwise; with a password only when given."""
    number = next(_number)
    email = fields.pop("email", f"enghraifft-{number}@example.test")
    return User.objects.create_user(email, password, name=name or f"Enghraifft Defnyddiwr {number}", **fields)


def membership(
    of: User,
    at: Organisation,
    role: Role,
    *,
    starts: dt.date = SINCE,
    ends: dt.date | None = None,
) -> Membership:
    """A user's place at a body, since the new year unless told otherwise."""
    return Membership.objects.create(user=of, organisation=at, role=role, starts=starts, ends=ends)


def actor(role: Role, at: Organisation | None = None, *, of: User | None = None, **fields: Any) -> Actor:
    """Somebody acting in a role, for a new body unless one is given."""
    place = membership(of or user(**fields), at or organisation(), role)
    return Actor.of(Membership.objects.select_related("organisation", "user").get(pk=place.pk))


def user_of(who: Actor) -> User:
    """The user who acts."""
    return User.objects.get(pk=who.user_id)


def person(
    *statements: Statement, by: Actor | None = None, now: dt.datetime = NOW, name: str = ""
) -> uuid.UUID:
    """Somebody in the vault, by name alone unless more is said of them."""
    said = statements or (Statement("name", name or f"Plentyn Enghraifft {_word(next(_number))}"),)
    return vault.create(said, by=by or actor(Role.DUTY_OFFICER), now=now)


def record(
    family: str,
    *,
    by: Actor,
    now: dt.datetime = NOW,
    person: uuid.UUID | None = None,
    part: Part | None = Part.LEAD,
) -> Record:
    """An empty record, with the one who opened it in its circle (none when part is None)."""
    made = chronicle.open_record(family, by=by, now=now, person=person)
    if part is not None:
        join(made, by, part, by=by, now=now)
    return made


def join(to: Record, who: Actor, part: Part, *, by: Actor | None = None, now: dt.datetime = NOW) -> None:
    """Put somebody in the circle of a record, for the body they act for."""
    assert who.organisation is not None
    circle.join(
        to.pk,
        user_of(who),
        organisation=who.organisation,
        part=part,
        by=by or who,
        now=now,
        reason="for a test",
    )


def second_factor(of: User) -> None:
    """An authenticator, so that the guard lets its user in. Signing in with a real one is tested apart."""
    Authenticator.objects.get_or_create(
        user=of, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "unusable"}}
    )


def authenticator_app(of: User) -> str:
    """A working authenticator app; its secret."""
    secret: str = totp.generate_totp_secret()
    Authenticator.objects.create(
        user=of, type=Authenticator.Type.TOTP, data={"secret": secrets.seal(secret, of.pk)}
    )
    return secret


def code_of(secret: str, *, later: int = 0) -> str:
    """What an authenticator app shows now, or so many half minutes later."""
    step = int(time.time()) // app_settings.TOTP_PERIOD + later
    return totp.format_hotp_value(totp.hotp_value(secret, step))


def sign_in(client: Client, who: Actor, *, with_second_factor: bool = True) -> Client:
    """Sign an actor in, as if by password and second factor; the client comes back, for use in one line."""
    acting = user_of(who)
    if with_second_factor:
        second_factor(acting)
    client.force_login(acting, backend=BACKEND)
    session = client.session
    session[SESSION_MEMBERSHIP] = who.membership
    session.save()
    return client


def _word(number: int) -> str:
    """A made-up word for a number: names without figures, all different."""
    letters = "bcdfgjklmnprstvwz"
    word = ""
    while number:
        number, letter = divmod(number, len(letters))
        word += letters[letter] + "aeiouy"[letter % 6]
    return word.capitalize()
