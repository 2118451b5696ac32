"""The needs record in a few lines, for the page of its case. From read models alone: no seal is opened."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from noddfa.design.components import Status
from noddfa.design.dates import day_in_wales, show_day
from noddfa.support.due.listing import pressing_first
from noddfa.support.models import NeedRow, NeedsReview
from noddfa.support.needs import words
from noddfa.support.needs.showing import Progress, due_status, review_status, urgency_status


@dataclass(frozen=True)
class OpenNeed:
    """One open need in a line: under which heading, by when, how urgent, in whose hands."""

    title: str
    url: str
    when: str
    owner: str
    statuses: tuple[Status, ...]


@dataclass(frozen=True)
class NeedsSummary:
    """Where the needs record of a case stands. talked, next_review: None before the first conversation.

    needs: what is open, what presses first. late: open needs past their day. urgent: open needs marked as urgent.
    """

    url: str
    progress: Progress
    talked: dt.datetime | None
    next_review: dt.date | None
    review_status: Status | None
    needs: tuple[OpenNeed, ...]
    late: int
    urgent: int

    @property
    def begun(self) -> bool:
        """Whether there is a needs record."""
        return self.talked is not None

    @property
    def next_review_day(self) -> str:
        """The day of the next review in words; '' when none is set."""
        return show_day(self.next_review) if self.next_review else ""


def needs_summary(record: uuid.UUID, *, now: dt.datetime | None = None) -> NeedsSummary:
    """Where the needs record of a case stands. Two queries.

    The caller has asked access for 'case.record' on this case: whoever only reported it is not shown its needs.
    """
    today = day_in_wales(now or timezone.now())
    review = NeedsReview.objects.filter(record=record).first()
    rows = list(pressing_first(NeedRow.objects.filter(record=record, state=words.OPEN), today=today))
    url = reverse("support:needs", args=[record])
    return NeedsSummary(
        url=url,
        progress=Progress(review.headings if review else 0, len(words.heading_codes())),
        talked=review.talked if review else None,
        next_review=review.next_review if review else None,
        review_status=review_status(review.next_review, today=today) if review else None,
        needs=tuple(_line(row, url, today) for row in rows),
        late=sum(row.due is not None and row.due < today for row in rows),
        urgent=sum(row.urgency == "urgent" for row in rows),
    )


def _line(row: NeedRow, url: str, today: dt.date) -> OpenNeed:
    late = due_status(row.due, today=today)
    urgent = urgency_status(row.urgency) if row.urgency == "urgent" else None
    return OpenNeed(
        title=words.heading_label(row.heading),
        url=f"{url}#heading-{row.heading}",
        when=_("By %(day)s") % {"day": show_day(row.due)} if row.due else _("No day set"),
        owner=row.owner.name if row.owner else "",
        statuses=tuple(status for status in (late, urgent) if status),
    )
