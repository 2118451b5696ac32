"""Who works on a case: put somebody in, take them out, hand on the lead, keep somebody out, let them in again.

Exceptions: IsLockedOut, CannotJoin, LeadMustBeHandedOn, and access's AlreadyInCircle, NotInCircle, NoReason.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa import chronicle
from noddfa.access import circle
from noddfa.access.actor import Actor
from noddfa.access.circle import NoReason, NotInCircle
from noddfa.access.models import CircleMember, LockOut, Membership, Part, User
from noddfa.access.notices import tell
from noddfa.access.rules import CASEWORK
from noddfa.protect.circle.kind import CircleChanged


class IsLockedOut(ValidationError):
    """That user is kept from this case; a manager must let them in first."""

    def __init__(self) -> None:
        super().__init__(
            _("That person is kept from this case. A manager has to lift that first."), code="locked_out"
        )


class CannotJoin(ValidationError):
    """That membership is closed, or is of a role that does no casework."""

    def __init__(self) -> None:
        super().__init__(_("That person does not work on cases, or no longer does."), code="cannot_join")


class LeadMustBeHandedOn(ValidationError):
    """A case keeps a lead: the lead is handed on before the lead leaves."""

    def __init__(self) -> None:
        super().__init__(_("Give the lead to somebody else first."), code="lead_must_be_handed_on")


@transaction.atomic
def add_member(
    *, case: uuid.UUID, membership: Membership, reason: str, by: Actor, now: dt.datetime
) -> CircleMember:
    """Put somebody in the circle, for the body they work for, and tell them.

    Raises AlreadyInCircle, IsLockedOut, CannotJoin.
    """
    if membership.role not in CASEWORK or not _is_open(membership, now) or not membership.user.is_active:
        raise CannotJoin
    if LockOut.objects.filter(record=case, user_id=membership.user_id, lifted=None).exists():
        raise IsLockedOut
    member = circle.join(
        case,
        membership.user,
        organisation=membership.organisation_id,
        part=Part.WORKER,
        by=by,
        now=now,
        reason=reason,
    )
    _write_down(case, "joined", membership.user, by=by, now=now, reason=reason)
    if membership.user_id != by.user_id:
        tell([membership.user], "joined_circle", record=case, path=f"cases/{case}/", now=now)
    return member


@transaction.atomic
def remove_member(*, case: uuid.UUID, user: User, by: Actor, now: dt.datetime) -> None:
    """Take somebody out of the circle. Raises NotInCircle, LeadMustBeHandedOn."""
    if _member(case, user).part == Part.LEAD:
        raise LeadMustBeHandedOn
    circle.leave(case, user, by=by, now=now)
    _write_down(case, "left", user, by=by, now=now)


@transaction.atomic
def give_lead(*, case: uuid.UUID, user: User, by: Actor, now: dt.datetime) -> None:
    """Make a member of the circle case lead; whoever led works on. Raises NotInCircle."""
    member = _member(case, user)
    if member.part == Part.LEAD:
        return
    leads = CircleMember.objects.select_related("user").filter(record=case, part=Part.LEAD, until=None)
    for lead in list(leads):
        _change_part(lead, Part.WORKER, by=by, now=now)
    _change_part(member, Part.LEAD, by=by, now=now)
    _write_down(case, "lead", user, by=by, now=now)


@transaction.atomic
def keep_out(*, case: uuid.UUID, user: User, reason: str, by: Actor, now: dt.datetime) -> LockOut:
    """Keep a named user from a case, whatever else is true; their part in it ends. Raises NoReason.

    The reason (kinship, say) is for managers and does not go into the chronology, which the circle reads. Doing it
    twice changes nothing.
    """
    standing = LockOut.objects.filter(record=case, user=user, lifted=None).first()
    if standing is not None:
        return standing
    was_member = CircleMember.objects.filter(record=case, user=user, until=None).exists()
    locked = circle.lock_out(case, user, by=by, reason=reason, now=now)
    if was_member:
        _write_down(case, "left", user, by=by, now=now)
    return locked


@transaction.atomic
def let_in_again(*, case: uuid.UUID, lock_out: int, by: Actor, now: dt.datetime) -> None:
    """Lift a lock-out; the row stays, with who lifted it. The user is not put back into the circle by it."""
    LockOut.objects.filter(pk=lock_out, record=case, lifted=None).update(lifted=now, lifted_by_id=by.user_id)


def _member(case: uuid.UUID, user: User) -> CircleMember:
    member = (
        CircleMember.objects.filter(record=case, user=user, until=None).exclude(part=Part.REPORTER).first()
    )
    if member is None:
        raise NotInCircle
    return member


def _change_part(member: CircleMember, part: Part, *, by: Actor, now: dt.datetime) -> None:
    """End one membership of the circle and begin another: the rows keep who was what until when."""
    circle.leave(member.record, member.user, by=by, now=now)
    circle.join(
        member.record,
        member.user,
        organisation=member.organisation_id,
        part=part,
        by=by,
        now=now,
        reason=member.reason,
    )


def _is_open(membership: Membership, now: dt.datetime) -> bool:
    day = now.date()
    return membership.starts <= day and (membership.ends is None or membership.ends >= day)


def _write_down(
    case: uuid.UUID, what: str, user: User, *, by: Actor, now: dt.datetime, reason: str = ""
) -> None:
    chronicle.record(case, CircleChanged(what=what, member=str(user.pk), reason=reason), by=by, now=now)


__all__ = [
    "CannotJoin",
    "IsLockedOut",
    "LeadMustBeHandedOn",
    "NoReason",
    "NotInCircle",
    "add_member",
    "give_lead",
    "keep_out",
    "let_in_again",
    "remove_member",
]
