"""Screens of a duty desk."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from noddfa.access.actor import ActingRequest
from noddfa.access.circle import standing
from noddfa.access.guard import guard
from noddfa.chronicle import Reader, asking, drafts, facts_of
from noddfa.chronicle.keeping import keeps_drafts
from noddfa.design import forms
from noddfa.recognise import selectors as recognise
from noddfa.refer.desk.arrivals import concerning
from noddfa.refer.desk.commands import AlreadyClaimed, claim, note_record_check, record_checks
from noddfa.refer.desk.forms import LookForm
from noddfa.refer.desk.kind import InitialChecks
from noddfa.refer.desk.matches import look, looked_lately
from noddfa.refer.desk.page import desk_page
from noddfa.refer.desk.places import has_a_desk
from noddfa.refer.desk.queue import queue
from noddfa.refer.families import CHECKS
from noddfa.refer.report.views import concern_record, form_context


@guard("desk.see", log=True)
def desk(request: ActingRequest) -> HttpResponse:
    """The queue of my council's duty desk."""
    context = {
        "queue": queue(request, request.actor, now=timezone.now()),
        "has_a_desk": has_a_desk(request.actor),
    }
    return render(request, "refer/desk.html", context)


@guard("desk.decide", record="record")
def desk_report(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """One report at my desk."""
    now = timezone.now()
    concern = recognise.as_read(concern_record(record), by=request.actor, now=now)
    page = desk_page(concern, by=request.actor, now=now)
    if page is None:
        raise Http404
    return render(request, "refer/desk_report.html", {"record": concern.record, "page": page})


@guard("desk.decide", record="record")
@require_POST
def claim_report(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """'I am dealing with it', or 'I take it over'."""
    arrival = _arrival(request, record)
    try:
        claim(
            record,
            arrival=arrival,
            by=request.actor,
            now=timezone.now(),
            take_over=request.POST.get("take_over") == "yes",
        )
    except AlreadyClaimed as problem:
        messages.warning(request, " ".join(problem.messages))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("You are dealing with this report."))
    return redirect("refer:desk_report", record)


@guard("desk.decide", record="record")
@keeps_drafts("refer:matches", gettext_lazy("Check the records"))
def matches(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Check the records for the person, having said why."""
    now = timezone.now()
    concern = recognise.as_read(concern_record(record), by=request.actor, now=now)
    form = forms.typed(LookForm, request)
    if form.is_valid():
        found = look(concern, by=request.actor, now=now)
        note_record_check(
            record,
            reason=form.cleaned_data["reason"],
            seen=len(found.here),
            elsewhere=len(found.elsewhere),
            by=request.actor,
            now=now,
        )
        return redirect("refer:matches", record)
    context = {
        "record": concern.record,
        "form": form,
        "found": look(concern, by=request.actor, now=now)
        if looked_lately(concern, by=request.actor, now=now)
        else None,
        "switch_form": "page-form",
    }
    return render(
        request, "refer/matches.html", context, status=422 if form.is_bound and form.errors else 200
    )


@guard("desk.decide", record="record")
def checks(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Record the initial checks of a report."""
    now = timezone.now()
    chain = concern_record(record)
    arrival = _arrival(request, record)
    reader = Reader(request.actor, standing(request.actor, record, now=now))
    place = drafts.Place(request.actor.user_id, CHECKS, str(record))
    form, draft = drafts.typed(
        asking.form_of(InitialChecks, chain, now=now, reader=reader),
        request,
        place,
        now=now,
        initial=asking.initial_of(InitialChecks, now=now),
    )
    if form.is_valid():
        content = InitialChecks(**{**form.content().__dict__, "arrival": str(arrival)})
        when = form.cleaned_data["happened"]
        try:
            record_checks(
                record,
                content,
                by=request.actor,
                now=now,
                happened=when.moment,
                precision=when.precision,
                event_id=form.cleaned_data["event_id"] or uuid.uuid4(),
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            drafts.drop(place)
            messages.success(request, _("The initial checks are recorded."))
            return redirect("refer:desk_report", record)
    context = {"record": chain, **form_context(form, draft, place)}
    return render(request, "refer/checks.html", context, status=422 if form.is_bound and form.errors else 200)


def _arrival(request: ActingRequest, record: uuid.UUID) -> uuid.UUID:
    """What this desk has to do with on a record; 404 when nothing came to it."""
    concern_record(record)
    arrival = concerning(facts_of(record), request.actor.organisation)
    if arrival is None:
        raise Http404
    return arrival.id
