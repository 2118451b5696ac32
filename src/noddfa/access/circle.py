"""Circles: where an actor stands towards a record, which records they may see, and changes to a circle.

Exceptions: NoReason (an emergency or a lock-out needs one), AlreadyInCircle, NotInCircle.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.access.models import BreakGlass, CircleMember, Desk, LockOut, Membership, Notice, Part, User
from noddfa.access.notices import tell
from noddfa.access.roles import Role
from noddfa.design.dates import day_in_wales

GLASS_LASTS = dt.timedelta(hours=3)
SHORTEST_REASON = 15


class NoReason(ValidationError):
    """The reason given is missing or too short to mean anything later."""

    def __init__(self) -> None:
        super().__init__(
            _("Say why in a sentence, so that a manager can understand it later."), code="no_reason"
        )


class AlreadyInCircle(ValidationError):
    """That user is in the circle already."""

    def __init__(self) -> None:
        super().__init__(_("That person is already in the circle."), code="already_in_circle")


class NotInCircle(ValidationError):
    """That user is not in the circle."""

    def __init__(self) -> None:
        super().__init__(_("That person is not in the circle."), code="not_in_circle")


@dataclass(frozen=True)
class Standing:
    """Where an actor stands towards one record."""

    part: Part | None = None
    at_desk: bool = False
    supervises: bool = False  # manages a body that works on the record
    manages_reporter: bool = False  # manages a body that did no more than report it
    broke_glass: bool = False
    locked_out: bool = False

    @property
    def inside(self) -> bool:
        """True for whom the record is work: not for the report-maker and their managers, who see the outcome."""
        works = self.part in (Part.LEAD, Part.WORKER)
        return not self.locked_out and (works or self.at_desk or self.supervises or self.broke_glass)

    @property
    def may_look(self) -> bool:
        """True when anything lets the actor see the record and nothing locks them out."""
        return self.inside or (not self.locked_out and (self.part is not None or self.manages_reporter))


def standing(actor: Actor, record: uuid.UUID, *, now: dt.datetime) -> Standing:
    """Where `actor` stands towards `record` now. Four queries at most.

    A place in a circle is held for a body: whoever has left it, or acts for another one now, does not stand there.
    """
    if LockOut.objects.filter(record=record, user_id=actor.user_id, lifted=None).exists():
        return Standing(locked_out=True)
    circle = dict(
        CircleMember.objects.filter(
            record=record, organisation_id=actor.organisation, until=None
        ).values_list("user_id", "part")
    )
    desks = set(
        Desk.objects.filter(record=record, organisation_id=actor.organisation).values_list("role", flat=True)
    )
    glass = BreakGlass.objects.filter(
        record=record, user_id=actor.user_id, organisation_id=actor.organisation, at__lte=now, until__gt=now
    )
    own = circle.get(actor.user_id)
    manages = actor.role == Role.MANAGER
    works = bool(desks) or not {Part.LEAD, Part.WORKER}.isdisjoint(circle.values())
    return Standing(
        part=Part(own) if own else None,
        at_desk=actor.role in desks,
        supervises=manages and works,
        manages_reporter=manages and not works and Part.REPORTER in circle.values(),
        broke_glass=glass.exists(),
    )


def visible(actor: Actor, *, now: dt.datetime, field: str = "record", inside: bool = False) -> Q:
    """The condition that keeps a list to what `actor` may see: `rows.filter(visible(actor, now=now))`.

    `field` names the column of the list that holds the record's id. inside: only those for whom the record is work
    (Standing.inside), without the report-maker and their managers.
    """
    circle = CircleMember.objects.filter(organisation_id=actor.organisation, until=None)
    if inside:
        circle = circle.exclude(part=Part.REPORTER)
    around: list[QuerySet[Any]] = [
        circle.filter(user_id=actor.user_id),
        Desk.objects.filter(organisation_id=actor.organisation, role=actor.role),
        BreakGlass.objects.filter(
            user_id=actor.user_id, organisation_id=actor.organisation, at__lte=now, until__gt=now
        ),
    ]
    if actor.role == Role.MANAGER:
        around += [
            circle,
            Desk.objects.filter(organisation_id=actor.organisation),
        ]
    may_see = Q()
    for rows in around:
        may_see |= Q(**{f"{field}__in": rows.values("record")})
    locked = LockOut.objects.filter(user_id=actor.user_id, lifted=None).values("record")
    return may_see & ~Q(**{f"{field}__in": locked})


def glass_to_review(actor: Actor) -> QuerySet[BreakGlass]:
    """Every use of emergency access that a manager answers for: of records their body works on, or that they were told.

    Not through glass they broke themselves, and not of a record they are locked out of.
    """
    works = CircleMember.objects.filter(organisation_id=actor.organisation, until=None).exclude(
        part=Part.REPORTER
    )
    desks = Desk.objects.filter(organisation_id=actor.organisation)
    told = Notice.objects.filter(user_id=actor.user_id, kind=Notice.Kind.GLASS_BROKEN).exclude(record=None)
    locked = LockOut.objects.filter(user_id=actor.user_id, lifted=None)
    mine = Q()
    for rows in (works, desks, told):
        mine |= Q(record__in=rows.values("record"))
    return BreakGlass.objects.filter(mine).exclude(record__in=locked.values("record"))


@transaction.atomic
def join(
    record: uuid.UUID,
    user: User,
    *,
    organisation: str,
    part: Part,
    by: Actor,
    now: dt.datetime,
    reason: str = "",
) -> CircleMember:
    """Put a user in the circle of a record. Raises AlreadyInCircle."""
    member, joined = CircleMember.objects.get_or_create(
        record=record,
        user=user,
        until=None,
        defaults={
            "organisation_id": organisation,
            "part": part,
            "since": now,
            "added_by_id": by.user_id,
            "reason": reason,
        },
    )
    if not joined:
        raise AlreadyInCircle
    return member


@transaction.atomic
def leave(record: uuid.UUID, user: User, *, by: Actor, now: dt.datetime) -> None:
    """Take a user out of the circle of a record; the row stays, with its end. Raises NotInCircle."""
    changed = CircleMember.objects.filter(record=record, user=user, until=None).update(
        until=now, removed_by_id=by.user_id
    )
    if not changed:
        raise NotInCircle


def give_desk(record: uuid.UUID, organisation: str, role: Role, *, now: dt.datetime) -> None:
    """Let everyone of a role at a body see a record. Safe to repeat."""
    Desk.objects.get_or_create(
        record=record, organisation_id=organisation, role=role, defaults={"since": now}
    )


def take_desk(record: uuid.UUID, organisation: str, role: Role) -> None:
    """Take a record from a body's desk: it was handed on. Safe to repeat."""
    Desk.objects.filter(record=record, organisation_id=organisation, role=role).delete()


def members(record: uuid.UUID) -> QuerySet[CircleMember]:
    """The circle of a record today, case lead first, with users and bodies loaded."""
    return (
        CircleMember.objects.filter(record=record, until=None)
        .select_related("user", "organisation")
        .order_by("part", "since")
    )


def managers_of(record: uuid.UUID, *, on: dt.date) -> QuerySet[User]:
    """The managers who answer for a record: those of the bodies that work on it.

    While nobody does yet, those of the body that reports it.
    """
    circle = CircleMember.objects.filter(record=record, until=None).values_list("organisation_id", "part")
    desks = Desk.objects.filter(record=record).values_list("organisation_id", flat=True)
    around = list(circle)
    working = {body for body, part in around if part != Part.REPORTER} | set(desks)
    return managers(*(working or {body for body, _part in around}), on=on)


def managers(*bodies: str | None, on: dt.date) -> QuerySet[User]:
    """The managers of bodies on a day."""
    memberships = Membership.objects.filter(
        Q(ends=None) | Q(ends__gte=on), role=Role.MANAGER, starts__lte=on, organisation_id__in=bodies
    )
    return User.objects.filter(is_active=True, pk__in=memberships.values("user_id")).order_by("email")


@transaction.atomic
def break_glass(record: uuid.UUID, *, by: Actor, reason: str, now: dt.datetime) -> BreakGlass:
    """Open a record in an emergency for three hours and tell its managers (if it has none, the actor's own).

    Raises NoReason.

    The caller has found the record; whether anything may be found by this role is a rule (rules.py).
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoReason
    glass = BreakGlass.objects.create(
        record=record,
        user_id=by.user_id,
        organisation_id=by.body,
        reason=reason.strip(),
        at=now,
        until=now + GLASS_LASTS,
    )
    today = day_in_wales(now)
    told = managers_of(record, on=today) or managers(by.organisation, on=today)
    tell(told, "glass_broken", record=record, path="access/glass/", now=now)
    return glass


@transaction.atomic
def lock_out(record: uuid.UUID, user: User, *, by: Actor, reason: str, now: dt.datetime) -> LockOut:
    """Keep a named user from a record whatever else is true. Raises NoReason."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoReason
    CircleMember.objects.filter(record=record, user=user, until=None).update(
        until=now, removed_by_id=by.user_id
    )
    return LockOut.objects.create(
        record=record, user=user, by_id=by.user_id, reason=reason.strip(), since=now
    )
