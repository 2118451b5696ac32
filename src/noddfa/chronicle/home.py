"""This room's card on the home page: what one began to write and has not sent."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.chronicle.models import Draft
from noddfa.design.cards import Card


def cards(actor: Actor, *, now: dt.datetime) -> list[Card]:
    """The drafts that wait, if any do. One query."""
    count = Draft.objects.filter(user_id=actor.user_id).count()
    if not count:
        return []
    text = _("What you began to write and have not sent.")
    return [Card(_("Your drafts"), reverse("chronicle:drafts"), text, count, order=40)]
