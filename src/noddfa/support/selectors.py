"""What other rooms may ask here."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from noddfa.access.actor import Actor
from noddfa.access.circle import visible
from noddfa.support.consent.kind import standing_consents
from noddfa.support.models import NeedsRow
from noddfa.support.needs.reviews import next_review

__all__ = ["next_review", "reviews_due", "standing_consents"]


def reviews_due(actor: Actor, *, now: dt.datetime, by: dt.date) -> QuerySet[NeedsRow]:
    """The needs records this actor may see whose review is due by a day, the longest due first."""
    rows = NeedsRow.objects.filter(visible(actor, now=now), closed=False, next_review__lte=by)
    return rows.select_related("record").order_by("next_review", "pk")
