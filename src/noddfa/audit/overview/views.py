"""Pages that show an audit."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.audit import issue
from noddfa.audit.models import AuditRow
from noddfa.audit.overview import reading, records_say
from noddfa.audit.overview.reading import Audit
from noddfa.design.components import Link
from noddfa.design.language import lang
from noddfa.practice.audit import Criterion


@guard("audit.read", record="record")
def audit(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """The whole audit: progress, the spread of each standard, the reds that stand alone."""
    found = audit_or_404(request, record)
    spreads = reading.spreads(found)
    context = {
        "audit": found,
        "spreads": spreads,
        "reds": reading.reds_alone(found, spreads),
        "alone": [one.number for one in issue.alone(found.standards)],
        "turns": reading.turns_of(reading.entries_of(found, by=request.actor)),
    }
    return render(request, "audit/audit.html", context)


@guard("audit.read", record="record")
def standard(request: ActingRequest, record: uuid.UUID, number: int) -> HttpResponse:
    """One standard: its criteria, each with the answer that stands."""
    found = audit_or_404(request, record)
    try:
        chosen = found.standards.standard(number)
    except KeyError:
        raise Http404 from None
    entries = reading.entries_of(found, by=request.actor)
    criteria = reading.criteria_of(found, entries, chosen.criteria)
    context = {
        "audit": found,
        "standard": chosen,
        "title": chosen.say("title", lang()),
        "criteria": [one for one in criteria if one.asked or one.answers],
        "of_others": [one for one in criteria if not one.asked and not one.answers],
        "before": _neighbour(found, number - 1),
        "after": _neighbour(found, number + 1),
    }
    return render(request, "audit/standard.html", context)


@guard("audit.read", record="record")
def criterion(request: ActingRequest, record: uuid.UUID, criterion: str) -> HttpResponse:
    """One criterion: the answer that stands and the earlier ones."""
    found = audit_or_404(request, record)
    chosen = criterion_or_404(found, criterion)
    entries = reading.entries_of(found, by=request.actor)
    (shown,) = reading.criteria_of(found, entries, [chosen])
    context = {
        "audit": found,
        "criterion": shown,
        "standard": found.standards.standard(chosen.standard),
        "standard_title": found.standards.standard(chosen.standard).say("title", lang()),
        "hint": records_say.hint(chosen.id, found.row.body, now=timezone.now()),
    }
    return render(request, "audit/criterion.html", context)


@guard("audit.read", record="record")
def on_paper(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """All of it on one page, to be printed."""
    found = audit_or_404(request, record)
    entries = reading.entries_of(found, by=request.actor)
    shown = {one.id: one for one in reading.criteria_of(found, entries, found.standards.criteria)}
    standards = [
        (one.number, one.say("title", lang()), [shown[each.id] for each in one.criteria])
        for one in found.standards.standards
    ]
    context = {
        "audit": found,
        "standards": [
            (number, title, [one for one in criteria if one.asked or one.answers])
            for number, title, criteria in standards
        ],
        "turns": reading.turns_of(entries),
        "now": timezone.now(),
    }
    return render(request, "audit/print.html", context)


def audit_or_404(request: ActingRequest, record: uuid.UUID) -> Audit:
    """The audit for the actor; Http404 when the record is no audit."""
    try:
        return reading.audit_of(record, by=request.actor, now=timezone.now())
    except AuditRow.DoesNotExist:
        raise Http404 from None


def criterion_or_404(audit: Audit, criterion: str) -> Criterion:
    """A criterion of the audit's standards; Http404 when there is none of that id."""
    try:
        return audit.standards.criterion(criterion)
    except KeyError:
        raise Http404 from None


def _neighbour(audit: Audit, number: int) -> Link | None:
    """The way to another standard; None when there is none of that number."""
    found = next((one for one in audit.standards.standards if one.number == number), None)
    if found is None:
        return None
    return Link(
        _("Standard %(number)d") % {"number": number},
        reverse("audit:standard", args=[audit.id, number]),
        found.say("title", lang()),
    )
