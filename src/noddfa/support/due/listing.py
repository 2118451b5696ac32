"""Needs and reviews that are due, across the cases somebody works on. Nothing here asks once for each row."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from noddfa.access.actor import Actor
from noddfa.access.circle import visible
from noddfa.chronicle.models import Record
from noddfa.design.components import Cell, Column, Table
from noddfa.design.dates import day_in_wales, show_day
from noddfa.people import vault
from noddfa.people.values import Identity
from noddfa.protect.selectors import open_cases
from noddfa.support.models import NeedRow, NeedsReview
from noddfa.support.needs import showing, words

SHOWN = (
    ("needs", gettext_lazy("All open needs")),
    ("mine", gettext_lazy("Needs in my hands")),
    ("reviews", gettext_lazy("Reviews")),
)


def needs_for(actor: Actor, *, now: dt.datetime) -> QuerySet[NeedRow]:
    """Every open need in the open cases this actor works on."""
    return NeedRow.objects.filter(
        visible(actor, now=now, inside=True), record__in=open_cases(), state=words.OPEN
    )


def reviews_for(actor: Actor, *, now: dt.datetime) -> QuerySet[NeedsReview]:
    """The reviews of the open cases this actor works on."""
    return NeedsReview.objects.filter(visible(actor, now=now, inside=True), record__in=open_cases())


def pressing_first(rows: QuerySet[NeedRow], *, today: dt.date) -> QuerySet[NeedRow]:
    """Late ones first, then urgent ones without a day, then by their day, then the rest; the more urgent first."""
    place = Case(
        When(due__lt=today, then=Value(0)),
        When(due=None, urgency="urgent", then=Value(1)),
        When(due__isnull=False, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    weight = Case(
        *(When(urgency=code, then=Value(rank)) for rank, code in enumerate(words.NEEDED)),
        default=Value(len(words.NEEDED)),
        output_field=IntegerField(),
    )
    return rows.order_by(place, F("due").asc(nulls_last=True), weight, "pk").select_related("record", "owner")


def soonest_first(rows: QuerySet[NeedsReview]) -> QuerySet[NeedsReview]:
    """By the day of the next review."""
    return rows.order_by(F("next_review").asc(nulls_last=True), "pk").select_related("record")


def pressing_now(today: dt.date) -> Q:
    """The condition of a need that will not wait: late, due soon, or urgent."""
    return Q(due__lte=today + showing.SOON) | Q(urgency="urgent", due=None)


def needs_table(rows: Sequence[NeedRow], *, now: dt.datetime, caption: str) -> Table:
    """Needs ready to print. Two queries, for names."""
    today = day_in_wales(now)
    people = _people(row.record for row in rows)
    columns = (
        Column(_("Need")),
        Column(_("Person")),
        Column(_("By when")),
        Column(_("How urgent")),
        Column(_("In whose hands")),
    )
    return Table(caption, columns, [_need(row, people, today) for row in rows], caption_hidden=True)


def reviews_table(rows: Sequence[NeedsReview], *, now: dt.datetime, caption: str) -> Table:
    """Reviews ready to print. Two queries, for names."""
    today = day_in_wales(now)
    people = _people(row.record for row in rows)
    columns = (
        Column(_("Case")),
        Column(_("Person")),
        Column(_("Next review")),
        Column(_("Last talked through")),
        Column(_("Headings talked about")),
    )
    return Table(caption, columns, [_review(row, people, today) for row in rows], caption_hidden=True)


def _need(row: NeedRow, people: Mapping[uuid.UUID, Identity], today: dt.date) -> tuple[Cell, ...]:
    url = f"{reverse('support:needs', args=[row.record_id])}#heading-{row.heading}"
    return (
        Cell(words.heading_label(row.heading), url),
        Cell(
            _("%(name)s (%(reference)s)")
            % {"name": _name(row.record, people), "reference": row.record.reference}
        ),
        Cell(
            show_day(row.due) if row.due else _("No day set"), status=showing.due_status(row.due, today=today)
        ),
        Cell(status=showing.urgency_status(row.urgency)),
        Cell(row.owner.name if row.owner else _("Nobody in the circle")),
    )


def _review(row: NeedsReview, people: Mapping[uuid.UUID, Identity], today: dt.date) -> tuple[Cell, ...]:
    return (
        Cell(row.record.reference, reverse("support:needs", args=[row.record_id])),
        Cell(_name(row.record, people)),
        Cell(
            show_day(row.next_review) if row.next_review else _("No day set"),
            status=showing.review_status(row.next_review, today=today),
        ),
        Cell(show_day(row.talked)),
        Cell(_("%(done)d of %(total)d") % {"done": row.headings, "total": len(words.heading_codes())}),
    )


def _people(records: Iterable[Record]) -> Mapping[uuid.UUID, Identity]:
    return vault.read_many(record.person_id for record in records if record.person_id is not None)


def _name(record: Record, people: Mapping[uuid.UUID, Identity]) -> str:
    identity = people.get(record.person_id) if record.person_id is not None else None
    if identity is None:
        return _("Name not known")
    if identity.erased:
        return _("Details erased")
    return identity.name or _("Name not known")
