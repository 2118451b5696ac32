"""Recording the needs, and putting a needs record right."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.chronicle.models import Event
from noddfa.support.needs.kind import NeedsRecord


@transaction.atomic
def record_needs(
    case: uuid.UUID,
    content: NeedsRecord,
    *,
    by: Actor,
    now: dt.datetime,
    happened: dt.datetime,
    precision: str,
    event_id: uuid.UUID | None = None,
) -> Event:
    """Record the needs as they were talked through, for the first time or at a review. Safe to send twice.

    Raises chronicle's AheadOfTime, RecordErased.
    """
    return chronicle.record(
        case, content, by=by, now=now, happened=happened, precision=precision, event_id=event_id
    )


@transaction.atomic
def correct_needs(
    event: uuid.UUID,
    content: NeedsRecord,
    *,
    by: Actor,
    now: dt.datetime,
    happened: dt.datetime,
    precision: str,
    new_id: uuid.UUID | None = None,
) -> Event:
    """Put a mistake in a needs record right; what it said before stays on record. Raises NotItsCorrection."""
    return chronicle.correct(
        event, content, by=by, now=now, happened=happened, precision=precision, new_id=new_id
    )
