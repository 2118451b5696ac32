"""Screens of the report-maker: make the report, its receipt, confirm it in writing."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.access.rules import may
from noddfa.chronicle import drafts, facts_of
from noddfa.chronicle.models import Record
from noddfa.design import forms
from noddfa.design.dates import day_in_wales, show_moment
from noddfa.recognise import selectors as recognise
from noddfa.refer.desk.places import desks
from noddfa.refer.families import CONFIRM, MAKE
from noddfa.refer.report.commands import confirm_in_writing, make_report
from noddfa.refer.report.forms import ConfirmForm, ReportForm, moment_of
from noddfa.refer.report.kind import REPORT, TELEPHONE
from noddfa.refer.report.receipt import receipt_of


@guard("report.make", record="record")
def make(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Make the report to the right council's social services."""
    now = timezone.now()
    concern = recognise.as_read(concern_record(record), by=request.actor, now=now)
    place = drafts.Place(request.actor.user_id, MAKE, str(record))
    said = concern.content
    initial = {
        "event_id": uuid.uuid4(),
        "council": said.council if said else "",
        "area_basis": said.area_basis if said else "",
    }
    form, draft = drafts.typed(ReportForm, request, place, now=now, initial=initial)
    if form.is_valid():
        happened, precision = moment_of(form.cleaned_data["when"])
        try:
            event = make_report(
                record,
                form.content(),
                by=request.actor,
                now=now,
                happened=happened,
                precision=precision,
                event_id=form.cleaned_data["event_id"] or uuid.uuid4(),
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            drafts.drop(place)
            return redirect("refer:receipt", record, event.pk)
    here = desks(day_in_wales(now))
    context = {
        "record": concern.record,
        "concern": concern,
        "already": [f for f in concern.facts if f.kind == REPORT],
        "here": sorted(recognise.council_place(code) for code in here),
        **form_context(form, draft, place),
    }
    return _page(request, "refer/make.html", context, form)


@guard("concern.read", record="record")
def receipt(request: ActingRequest, record: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """The receipt of a report, to be printed: reference, time, council, what happens next and by when."""
    now = timezone.now()
    concern = recognise.as_read(concern_record(record), by=request.actor, now=now)
    found = receipt_of(concern, event, by=request.actor, now=now)
    if found is None:
        raise Http404
    context = {
        "record": concern.record,
        "receipt": found,
        "may_confirm": may(request.actor, "report.make", concern.where),
    }
    return render(request, "refer/receipt.html", context)


@guard("report.make", record="record")
def confirm(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Confirm in writing a report that was made by telephone."""
    now = timezone.now()
    chain = concern_record(record)
    facts = facts_of(record)
    by_telephone = [f for f in facts if f.kind == REPORT and f.facts.get("channel") == TELEPHONE]
    confirmed = {f.facts.get("report") for f in facts if f.kind == "written_confirmation"}
    waiting = [f for f in by_telephone if str(f.event) not in confirmed]
    if not by_telephone:
        raise Http404
    report = (waiting or by_telephone)[0]
    place = drafts.Place(request.actor.user_id, CONFIRM, str(record))
    at_a_desk = bool(report.facts.get("desk"))
    form, draft = drafts.typed(
        ConfirmForm, request, place, now=now, initial={"event_id": uuid.uuid4()}, at_a_desk=at_a_desk
    )
    if form.is_valid():
        happened, precision = moment_of(form.cleaned_data["when"])
        try:
            confirm_in_writing(
                record,
                form.content(report.event),
                by=request.actor,
                now=now,
                happened=happened,
                precision=precision,
                event_id=form.cleaned_data["event_id"] or uuid.uuid4(),
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            drafts.drop(place)
            messages.success(request, _("The report is confirmed in writing."))
            return redirect("refer:receipt", record, report.event)
    context = {
        "record": chain,
        "report": report,
        "council": recognise.council_name(report.facts["council"]),
        "when": show_moment(report.happened, precision=report.precision),
        "at_a_desk": at_a_desk,
        "confirmed": not waiting,
        **form_context(form, draft, place),
    }
    return _page(request, "refer/confirm.html", context, form)


def concern_record(record: uuid.UUID) -> Record:
    """The record, if it is a concern; 404 when it is another kind of record."""
    return get_object_or_404(Record.objects.select_related("owner"), pk=record, family="concern")


def form_context(form: forms.NoddfaForm, draft: drafts.Typed | None, place: drafts.Place) -> dict[str, Any]:
    """What a page with a form that keeps drafts needs to know."""
    return {
        "form": form,
        **drafts.shown(draft, place),
        "switch_form": "page-form",
    }


def _page(
    request: ActingRequest, template: str, context: dict[str, Any], form: forms.NoddfaForm
) -> HttpResponse:
    return render(request, template, context, status=422 if form.is_bound and form.errors else 200)
