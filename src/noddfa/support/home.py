"""This room's card on the home page: needs that are to be talked through again. One query."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.access.rules import may
from noddfa.design.cards import Card
from noddfa.design.components import Status
from noddfa.design.dates import day_in_wales
from noddfa.support.selectors import reviews_due

AHEAD = dt.timedelta(days=7)


def cards(actor: Actor, *, now: dt.datetime) -> list[Card]:
    """The reviews of needs that are due within a week."""
    if not may(actor, "case.list"):
        return []
    today = day_in_wales(now)
    counts = reviews_due(actor, now=now, by=today + AHEAD).aggregate(
        due=Count("pk"), late=Count("pk", filter=Q(next_review__lt=today))
    )
    if not counts["due"]:
        return []
    return [
        Card(
            _("Needs to talk through again"),
            reverse("support:reviews"),
            _("Due within a week, or late."),
            figure=counts["due"],
            status=Status(_("Late"), "late") if counts["late"] else Status(_("Due soon"), "soon"),
            order=40,
        )
    ]
