"""The list of a body's people as it is shown: searched, sorted, with the state of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from noddfa.access.members.commands import places_of
from noddfa.access.models import Membership
from noddfa.access.roles import Role
from noddfa.design.components import Cell, Column, Order, Status, Table
from noddfa.design.dates import show_day

SHOWN = (("now", gettext_lazy("Now or soon")), ("ended", gettext_lazy("Ended")), ("all", gettext_lazy("All")))
SORTS = {"name": ("user__name", "pk"), "role": ("role", "user__name", "pk"), "since": ("starts", "pk")}


def places(body: str, *, on: dt.date, shown: str = "now", words: str = "") -> QuerySet[Membership]:
    """The memberships of a body, with users; `words` must each be in a name or an address."""
    rows = Membership.objects.filter(organisation_id=body)
    if shown == "now":
        rows = rows.filter(places_of(body, on=on))
    elif shown == "ended":
        rows = rows.filter(ends__lt=on)
    for word in words.split():
        rows = rows.filter(Q(user__name__icontains=word) | Q(user__email__icontains=word))
    second = Authenticator.objects.filter(user_id=OuterRef("user_id"))
    return rows.select_related("user").annotate(second_factor=Exists(second))


def ordered(rows: QuerySet[Membership], order: Order) -> QuerySet[Membership]:
    """The rows in the order asked for."""
    names = SORTS[order.by]
    return rows.order_by(*(f"-{name}" if order.descending else name for name in names))


def state_of(place: Membership, *, on: dt.date) -> Status:
    """How it stands with somebody's place, what hinders them first."""
    if place.ends is not None and place.ends < on:
        return Status(_("Ended"), "stopped")
    if not place.user.is_active:
        return Status(_("Account closed"), "stopped")
    if place.starts > on:
        return Status(_("Not yet begun"), "waiting")
    if not place.user.has_usable_password():
        return Status(_("Has not chosen a password yet"), "waiting")
    if not getattr(place, "second_factor", True):
        return Status(_("Has no second factor yet"), "waiting")
    return Status(_("Can sign in"), "done")


def period_of(place: Membership) -> str:
    """From when until when."""
    if place.ends is None:
        return _("Since %(day)s") % {"day": show_day(place.starts)}
    return _("%(first)s to %(last)s") % {"first": show_day(place.starts), "last": show_day(place.ends)}


def table(rows: Sequence[Membership], order: Order, *, on: dt.date, caption: str) -> Table:
    """The rows of a page, ready to draw."""
    columns = (
        Column(_("Name"), sort="name"),
        Column(_("E-mail address")),
        Column(_("Role"), sort="role"),
        Column(_("When"), sort="since"),
        Column(_("State")),
    )
    drawn = [
        (
            Cell(place.user.name, reverse("access:place", args=[place.pk])),
            Cell(place.user.email),
            Cell(Role(place.role).label),
            Cell(period_of(place)),
            Cell(status=state_of(place, on=on)),
        )
        for place in rows
    ]
    return Table(caption, columns, drawn, order)
