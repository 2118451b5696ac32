"""This room's card on the home page: needs that will not wait, and reviews that are due. Two queries."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from noddfa.access.actor import Actor
from noddfa.access.rules import may
from noddfa.design.cards import Card
from noddfa.design.components import Link, Status
from noddfa.design.dates import day_in_wales
from noddfa.support.due.listing import needs_for, pressing_now, reviews_for
from noddfa.support.needs.showing import REVIEW_SOON


def cards(actor: Actor, *, now: dt.datetime) -> list[Card]:
    """What waits for this actor. Support workers and case leads see the card always, others when something waits."""
    if not may(actor, "case.list"):
        return []
    today = day_in_wales(now)
    needs = needs_for(actor, now=now).aggregate(
        waiting=Count("pk", filter=pressing_now(today)), late=Count("pk", filter=Q(due__lt=today))
    )
    reviews = reviews_for(actor, now=now).aggregate(
        waiting=Count("pk", filter=Q(next_review__lte=today + REVIEW_SOON)),
        late=Count("pk", filter=Q(next_review__lt=today)),
    )
    if not needs["waiting"] and not reviews["waiting"] and not may(actor, "needs.see_to"):
        return []
    url = reverse("support:due")
    links: tuple[Link, ...] = ()
    if reviews["waiting"]:
        text = ngettext(
            "%(count)d review is due or late", "%(count)d reviews are due or late", reviews["waiting"]
        )
        links = (Link(text % {"count": reviews["waiting"]}, f"{url}?show=reviews"),)
    late = needs["late"] + reviews["late"]
    return [
        Card(
            title=_("Needs due"),
            url=url,
            text=_("Needs that are late, due within two days, or urgent."),
            figure=needs["waiting"],
            status=Status(_("Late"), "late") if late else None,
            links=links,
            urgent=bool(late),
            order=32,
        )
    ]
