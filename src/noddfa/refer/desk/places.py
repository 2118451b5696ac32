"""Which council's duty desk is here: a council whose body has somebody working at its desk today.

A desk at which nobody sits is no desk: a report put there would be lost.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from noddfa.access.actor import Actor
from noddfa.access.models import Membership, Organisation, User
from noddfa.access.roles import Role

COUNCIL = "local_authority"


def desks(on: dt.date) -> dict[str, Organisation]:
    """The duty desks there are on a day: code of the council -> its body. One query."""
    staffed = _officers(on).values("organisation_id")
    bodies = Organisation.objects.filter(kind=COUNCIL, pk__in=staffed).exclude(code="")
    return {body.code: body for body in bodies}


def desk_of(council: str, *, on: dt.date) -> Organisation | None:
    """The body whose duty desk takes the reports of a council, or None when it is not here."""
    return desks(on).get(council) if council else None


def officers_of(body: str, *, on: dt.date) -> QuerySet[User]:
    """Those who work at a duty desk on a day."""
    users = _officers(on).filter(organisation_id=body).values("user_id")
    return User.objects.filter(is_active=True, pk__in=users).order_by("email")


def has_a_desk(actor: Actor) -> bool:
    """Whether this actor's body is a council: only a council takes reports."""
    return actor.organisation_kind == COUNCIL


def _officers(on: dt.date) -> QuerySet[Membership]:
    return Membership.objects.filter(
        Q(ends=None) | Q(ends__gte=on), role=Role.DUTY_OFFICER, starts__lte=on, user__is_active=True
    )
