"""Cards of the home page."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.access.rules import may
from noddfa.design.cards import Card
from noddfa.design.components import Link
from noddfa.measure.models import Run
from noddfa.measure.runs import reading


def cards(actor: Actor, *, now: dt.datetime) -> list[Card]:
    """Where an analyst's work begins."""
    if not may(actor, "measure.run"):
        return []
    working = reading.of_body(actor).filter(state__in=[Run.State.WAITING, Run.State.RUNNING]).count()
    return [
        Card(
            title=_("Estimates"),
            url=reverse("measure:runs"),
            text=_("How many people stay unseen, from the overlaps of lists."),
            figure=working or None,
            links=(Link(_("New estimate"), reverse("measure:new")),),
            order=60,
        )
    ]
