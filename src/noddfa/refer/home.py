"""This room's card on the home page: what waits at the duty desk."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from noddfa.access.actor import Actor
from noddfa.access.rules import may
from noddfa.design.cards import Card
from noddfa.design.components import Status
from noddfa.refer.desk.places import has_a_desk
from noddfa.refer.desk.queue import late, reports_of


def cards(actor: Actor, *, now: dt.datetime) -> list[Card]:
    """How many reports wait at the desk of this actor's council, and how many of them are late."""
    if not may(actor, "desk.see") or not has_a_desk(actor):
        return []
    waiting = reports_of(actor, now=now).filter(decided=None)
    count = waiting.count()
    overdue = waiting.filter(late(now)).count()
    danger = waiting.filter(danger=True, claimed_by=None).exists()
    status = None
    if overdue:
        words = ngettext("%(count)s is late", "%(count)s are late", overdue) % {"count": overdue}
        status = Status(words, "late")
    elif danger:
        status = Status(_("Danger reported, and nobody is dealing with it"), "late")
    return [
        Card(
            title=_("Duty desk"),
            url=reverse("refer:desk"),
            figure=count,
            text=ngettext("report waits for a decision", "reports wait for a decision", count),
            status=status,
            urgent=bool(overdue) or danger,
            order=5,
        )
    ]
