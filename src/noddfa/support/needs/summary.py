"""The needs record in a few figures, for the page of its case. From read models alone: no seal is opened."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from noddfa.design.components import Status
from noddfa.design.dates import day_in_wales
from noddfa.support.models import NeedRow, NeedsReview
from noddfa.support.needs import words
from noddfa.support.needs.showing import Progress, review_status


@dataclass(frozen=True)
class NeedsSummary:
    """Where the needs record of a case stands. talked, next_review: None before the first conversation.

    late: open needs past their day. urgent: open needs marked as urgent.
    """

    url: str
    progress: Progress
    talked: dt.datetime | None
    next_review: dt.date | None
    review_status: Status | None
    open: int
    late: int
    urgent: int

    @property
    def begun(self) -> bool:
        """Whether there is a needs record."""
        return self.talked is not None


def needs_summary(record: uuid.UUID, *, now: dt.datetime | None = None) -> NeedsSummary:
    """Where the needs record of a case stands. Two queries.

    The caller has asked access for 'case.record' on this case: whoever only reported it is not shown its needs.
    """
    today = day_in_wales(now or timezone.now())
    review = NeedsReview.objects.filter(record=record).first()
    counts = NeedRow.objects.filter(record=record, state=words.OPEN).aggregate(
        open=Count("pk"),
        late=Count("pk", filter=Q(due__lt=today)),
        urgent=Count("pk", filter=Q(urgency="urgent")),
    )
    return NeedsSummary(
        url=reverse("support:needs", args=[record]),
        progress=Progress(review.headings if review else 0, len(words.heading_codes())),
        talked=review.talked if review else None,
        next_review=review.next_review if review else None,
        review_status=review_status(review.next_review, today=today) if review else None,
        **counts,
    )
