"""What the home page says of the audits of one's own body."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.access.rules import may
from noddfa.audit.models import AuditRow
from noddfa.audit.opening.listing import progress_of, status_of
from noddfa.audit.overview.reading import visible_audits
from noddfa.design.cards import Card


def cards(actor: Actor, *, now: dt.datetime) -> list[Card]:
    """A card for the newest audit of the actor's body; or the way to begin one. One query."""
    if not may(actor, "audit.begin"):
        return []
    row = visible_audits(actor, now=now).filter(body=actor.organisation).first()
    if row is None:
        return [
            Card(
                title=_("Audit"),
                url=reverse("audit:begin"),
                text=_("Your body has not begun an audit yet."),
                order=75,
            )
        ]
    return [
        Card(
            title=_("Audit %(year)d") % {"year": row.year},
            url=reverse("audit:audit", args=[row.record_id]),
            text=progress_of(row),
            status=status_of(row),
            order=85 if row.state == AuditRow.State.SIGNED else 65,
        )
    ]
