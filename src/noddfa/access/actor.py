"""The actor: who is doing this, for which body, in which role. Commands take one as `by`."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from noddfa.access.models import Membership, User
from noddfa.access.roles import Role

SESSION_MEMBERSHIP = "membership"


class ActsForNobody(PermissionDenied):
    """This takes a body to act for, and the user has no open membership of any."""


@dataclass(frozen=True)
class Actor:
    """A user acting for a body in a role; a user without a membership acts for nobody and may do next to nothing."""

    user_id: uuid.UUID
    name: str
    language: str
    organisation: str | None = None
    organisation_kind: str = ""
    role: Role | None = None
    membership: int | None = None

    @property
    def body(self) -> str:
        """The body acted for. Raises ActsForNobody."""
        if self.organisation is None:
            raise ActsForNobody
        return self.organisation

    @classmethod
    def of(cls, membership: Membership) -> Actor:
        """The actor a membership makes of its user."""
        user = membership.user
        return cls(
            user_id=user.pk,
            name=user.name,
            language=user.language,
            organisation=membership.organisation_id,
            organisation_kind=membership.organisation.kind,
            role=Role(membership.role),
            membership=membership.pk,
        )


class ActingRequest(HttpRequest):
    """A request that passed a guard: someone is signed in and `actor` says who."""

    actor: Actor
    user: User


def open_memberships(user: User, *, on: dt.date) -> QuerySet[Membership]:
    """The memberships a user holds on a day, oldest first."""
    return (
        Membership.objects.filter(user=user, starts__lte=on)
        .filter(Q(ends=None) | Q(ends__gte=on))
        .select_related("organisation", "user")
        .order_by("starts", "pk")
    )


def actor_of(user: User, *, on: dt.date, chosen: int | None = None) -> Actor:
    """The actor for a user on a day: the chosen membership when it is open, else the oldest open one."""
    memberships = list(open_memberships(user, on=on))
    if not memberships:
        return Actor(user_id=user.pk, name=user.name, language=user.language)
    return Actor.of(next((m for m in memberships if m.pk == chosen), memberships[0]))
