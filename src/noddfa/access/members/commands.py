"""Who has an account and a role: invite somebody, give a role, end one, close an account, open it again.

Exceptions (each a ValidationError with a message for a person):
    MembersProblem
    ├── RoleNotHere       bodies of this kind have nobody in that role
    ├── AlreadyInRole     they hold that role here already
    ├── AccountThere      there is an account with this address already
    ├── AccountClosed     there is an account with this address, and it is closed
    ├── NotYourself       an administrator cannot shut themselves out
    ├── NeededElsewhere   the second step of somebody whom other bodies trust is not taken off by one of them
    ├── LastDayTooEarly   the last day would be before the first
    ├── WorksElsewhere    an account that other bodies need too is not closed by one of them
    └── NotYours          an account that another body may have closed is not opened by this one
"""

from __future__ import annotations

import datetime as dt

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from noddfa.access import trail
from noddfa.access.actor import Actor
from noddfa.access.members.inviting import mail_invitation
from noddfa.access.models import Membership, Organisation, User
from noddfa.access.roles import Role
from noddfa.access.sign_in.letters import mail_letter
from noddfa.design.dates import day_in_wales

# Roles that look beyond one body: only national bodies give them. What an auditor sees of the trail hangs on the body
# (trails/reading.py).
NATIONAL_ROLES = frozenset({Role.COORDINATOR, Role.ANALYST})
NATIONAL_KINDS = frozenset({"national_body"})


class MembersProblem(ValidationError):
    """Base of what these commands refuse."""


class RoleNotHere(MembersProblem):
    """A body of this kind has nobody in that role."""

    def __init__(self) -> None:
        super().__init__(_("Only a national body can have somebody in that role."), code="role_not_here")


class AlreadyInRole(MembersProblem):
    """They hold that role here already."""

    def __init__(self) -> None:
        super().__init__(_("That person has this role here already."), code="already_in_role")


class AccountThere(MembersProblem):
    """There is an account with this address."""

    def __init__(self) -> None:
        super().__init__(_("There is an account with this e-mail address already."), code="account_there")


class AccountClosed(MembersProblem):
    """The account with this address is closed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is an account with this address and it is closed. The body that closed it must open it again."
            ),
            code="account_closed",
        )


class NotYourself(MembersProblem):
    """Administrators cannot end their own role or close their own account."""

    def __init__(self) -> None:
        super().__init__(
            _("You cannot do this to yourself. Ask another administrator of your body."), code="not_yourself"
        )


class LastDayTooEarly(MembersProblem):
    """The last day is before the first."""

    def __init__(self) -> None:
        super().__init__(_("The last day must not be before the first."), code="last_day_too_early")


class WorksElsewhere(MembersProblem):
    """Other bodies need this account."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This person works for another body too, so the account stays open. End their role here instead."
            ),
            code="works_elsewhere",
        )


class NeededElsewhere(MembersProblem):
    """Other bodies rely on this second step."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This person works for another body too. Only those who run Noddfa can take their second step off."
            ),
            code="needed_elsewhere",
        )


class NotYours(MembersProblem):
    """Another body has this person now."""

    def __init__(self) -> None:
        super().__init__(
            _("This person works for another body now. Only that body can open the account again."),
            code="not_yours",
        )


def roles_for(body: Organisation) -> tuple[Role, ...]:
    """The roles an administrator of a body may give."""
    return tuple(role for role in Role if role not in NATIONAL_ROLES or body.kind in NATIONAL_KINDS)


def places_of(body: str, *, on: dt.date) -> Q:
    """The condition for memberships of a body that are open on a day, or begin later."""
    return Q(organisation_id=body) & (Q(ends=None) | Q(ends__gte=on))


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    language: str,
    role: Role,
    by: Actor,
    now: dt.datetime,
    starts: dt.date | None = None,
) -> Membership:
    """Give somebody a role at the actor's body, with an account if they have none, and mail them how to go on.

    An account that is there already keeps its name and language. Raises RoleNotHere, AlreadyInRole, AccountClosed,
    and Django's ValidationError for an address that cannot be one.
    """
    body = Organisation.objects.get(pk=by.organisation)
    if role not in roles_for(body):
        raise RoleNotHere
    address = email.strip().lower()
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, None, name=name, language=language)
    elif not user.is_active:
        raise AccountClosed
    today = day_in_wales(now)
    if Membership.objects.filter(places_of(body.pk, on=today), user=user, role=role).exists():
        raise AlreadyInRole
    try:
        with transaction.atomic():
            place = Membership.objects.create(
                user=user, organisation=body, role=role, starts=starts or today, added_by_id=by.user_id
            )
    except IntegrityError as problem:  # sent twice at once
        raise AlreadyInRole from problem
    transaction.on_commit(lambda: mail_invitation.enqueue(str(user.pk)))
    return place


@transaction.atomic
def make_account(
    *,
    email: str,
    name: str,
    language: str,
    body: Organisation,
    role: Role,
    password: str,
    now: dt.datetime,
) -> Membership:
    """An account with a password and a role at a body, made at the command line by nobody who is signed in.

    Noted in the body's trail. The caller has asked whether the password is strong enough. Raises AccountThere, and
    RoleNotHere.
    """
    if role not in roles_for(body):
        raise RoleNotHere
    if User.objects.filter(email=email.strip().lower()).exists():
        raise AccountThere
    user = User.objects.create_user(email, password, name=name, language=language)
    place = Membership.objects.create(user=user, organisation=body, role=role, starts=day_in_wales(now))
    trail.note_command("create-user", permission="house.members", body=body.pk, now=now)
    return place


@transaction.atomic
def end_place(place: Membership, *, last_day: dt.date | None, by: Actor, now: dt.datetime) -> None:
    """End a role at the actor's body after a last day, or at once (None). Raises NotYourself, LastDayTooEarly."""
    if place.user_id == by.user_id and place.role == Role.AGENCY_ADMINISTRATOR:
        raise NotYourself
    last = last_day if last_day is not None else day_in_wales(now) - dt.timedelta(days=1)
    if last_day is not None and last < place.starts:
        raise LastDayTooEarly
    if last < place.starts:  # at once, on its first day or before: it never was
        place.delete()
        return
    place.ends, place.ended_by_id = last, by.user_id
    place.save(update_fields=["ends", "ended_by"])


@transaction.atomic
def close_account(user: User, *, by: Actor, now: dt.datetime) -> None:
    """Let nobody sign in to an account any more, at once, wherever it is signed in.

    Raises NotYourself, WorksElsewhere.
    """
    if user.pk == by.user_id:
        raise NotYourself
    if _works_elsewhere(user, by, now):
        raise WorksElsewhere
    User.objects.filter(pk=user.pk).update(is_active=False)


@transaction.atomic
def open_account(user: User, *, by: Actor, now: dt.datetime) -> None:
    """Let an account be signed in to again. Raises NotYours: it would open what another body has closed."""
    if _works_elsewhere(user, by, now):
        raise NotYours
    User.objects.filter(pk=user.pk).update(is_active=True)


@transaction.atomic
def take_second_step_off(user: User, *, by: Actor, now: dt.datetime) -> None:
    """Let somebody who lost their phone and their codes set up a second step anew. They are written a letter.

    Raises NotYourself, and NeededElsewhere: else whoever invites somebody could weaken their account.
    """
    if user.pk == by.user_id:
        raise NotYourself
    if _works_elsewhere(user, by, now):
        raise NeededElsewhere
    forget_second_step(user)


@transaction.atomic
def forget_second_step(user: User) -> None:
    """Remove every authenticator app, key and recovery code of a user, and write to them that it was done."""
    Authenticator.objects.filter(user=user).delete()
    mail_letter.enqueue("mfa/email/second_step_off", user.email, user.language)


def _works_elsewhere(user: User, by: Actor, now: dt.datetime) -> bool:
    """Whether a user has an open place, or one to come, at a body other than the actor's."""
    open_places = Membership.objects.filter(Q(ends=None) | Q(ends__gte=day_in_wales(now)), user=user)
    return open_places.exclude(organisation_id=by.organisation).exists()
