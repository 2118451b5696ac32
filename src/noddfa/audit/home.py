"""What the home page says of audits: the one of one's own body, and those of others one may see."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.access.rules import may
from noddfa.audit.models import AuditRow
from noddfa.audit.opening.listing import progress_of, status_of
from noddfa.audit.overview.reading import visible_audits
from noddfa.design.cards import Card


def cards(actor: Actor, *, now: dt.datetime) -> list[Card]:
    """The newest audit of the actor's body, or the way to begin one; and the audits of other bodies. Two queries."""
    if not may(actor, "audit.see"):
        return []
    return [*_own(actor, now), *_of_others(actor, now)]


def _own(actor: Actor, now: dt.datetime) -> list[Card]:
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


def _of_others(actor: Actor, now: dt.datetime) -> list[Card]:
    """The co-ordinator sees the card always, others when there is an audit of another body to see."""
    rows = visible_audits(actor, now=now).exclude(body=actor.organisation or "")
    counts = rows.order_by().aggregate(
        all=Count("pk"), signed=Count("pk", filter=Q(state=AuditRow.State.SIGNED))
    )
    if not counts["all"] and may(actor, "audit.begin"):
        return []
    return [
        Card(
            title=_("Audits of other bodies"),
            url=reverse("audit:audits"),
            text=_("Signed as complete: %(signed)d") % counts,
            figure=counts["all"],
            order=66,
        )
    ]
