"""Cards of the home page."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.access.rules import may
from noddfa.design.cards import Card
from noddfa.publish.models import Release


def cards(actor: Actor, *, now: dt.datetime) -> list[Card]:
    """How many releases wait for this person's signature."""
    if not may(actor, "publish.sign"):
        return []
    waiting = (
        Release.objects.filter(second_signed=None, withdrawn=None)
        .exclude(first_signed_by=actor.user_id)
        .count()
    )
    return [
        Card(
            title=_("Releases"),
            url=reverse("publish:desk"),
            text=_("Figures that wait for your signature, and those already out."),
            figure=waiting,
            order=61,
        )
    ]
