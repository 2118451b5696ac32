"""This room's cards on the home page."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from noddfa.access.actor import Actor
from noddfa.access.rules import may
from noddfa.design.cards import Card
from noddfa.recognise.concern.listing import concerns_of
from noddfa.recognise.models import ConcernRow


def cards(actor: Actor, *, now: dt.datetime) -> list[Card]:
    """Record a concern; and the concerns that wait for their writer, if any do."""
    if not may(actor, "concern.begin"):
        return []
    waiting = concerns_of(actor, now=now).filter(
        Q(state=ConcernRow.State.OPEN) | Q(confirm_by__isnull=False) | Q(chase_from__lte=now)
    )
    count = waiting.count()
    begin = Card(
        title=_("Record a concern"),
        url=reverse("recognise:begin"),
        text=_("You are worried about somebody. It takes about four minutes, and keeps what you type."),
        order=10,
    )
    mine = Card(
        title=_("Your concerns"),
        url=reverse("recognise:concerns"),
        figure=count,
        text=ngettext(
            "waits for you: to be reported, confirmed in writing or asked about again",
            "wait for you: to be reported, confirmed in writing or asked about again",
            count,
        ),
        urgent=waiting.filter(
            Q(danger=True, state=ConcernRow.State.OPEN) | Q(confirm_by__lt=now) | Q(chase_from__lte=now)
        ).exists(),
        order=20,
    )
    return [begin, mine] if count else [begin]
