"""Screens of measure: the runs of my body, a new one, one with its result."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.design import forms
from noddfa.design.dates import day_in_wales
from noddfa.design.language import lang
from noddfa.estimate import report_html
from noddfa.measure.lists import lengths, selectors
from noddfa.measure.models import Run
from noddfa.measure.runs import commands, reading, results, tables
from noddfa.measure.runs.forms import ColumnsForm, NewRunForm

PAGE = 20


@guard("measure.run")
def runs(request: ActingRequest) -> HttpResponse:
    """What my body has worked out, newest first."""
    page = Paginator(reading.of_body(request.actor), PAGE).get_page(request.GET.get("page"))
    table = results.listing(page, lang()) if page.paginator.count else None
    return render(request, "measure/runs.html", {"page": page, "table": table})


@guard("measure.run")
def new(request: ActingRequest) -> HttpResponse:
    """Choose a table and begin."""
    form = forms.typed(NewRunForm, request)
    if form.is_valid():
        source = Run.Source(form.cleaned_data["source"])
        run = commands.begin(
            form.rows,
            source=source,
            name=form.table_name,
            methods=form.methods_chosen(),
            offered=form.offered,
            left_out=form.left_out,
            by=request.actor,
            now=timezone.now(),
        )
        return redirect("measure:columns" if form.offered else "measure:run", run.pk)
    context = {"form": form, "switch_form": "page-form"}
    return render(request, "measure/new.html", context, status=422 if form.is_bound and form.errors else 200)


@guard("measure.run", log=True)
def columns(request: ActingRequest, run: uuid.UUID) -> HttpResponse:
    """Say what the further columns of a file are for; then its estimate begins."""
    found = get_object_or_404(reading.of_body(request.actor), pk=run)
    if found.state != Run.State.CHOOSING:
        return redirect("measure:run", found.pk)
    form = forms.typed(ColumnsForm, request, run=found)
    if form.is_valid():
        commands.choose(found, form.choice)
        return redirect("measure:run", found.pk)
    context = {
        "form": form,
        "run": found,
        "lists": ", ".join(found.table["lists"]),
        "left_out": results.left_out(found),
        "switch_form": "page-form",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "measure/columns.html", context, status=status)


@guard("measure.run", log=True)
def run_page(request: ActingRequest, run: uuid.UUID) -> HttpResponse:
    """One run: how far it is, or its result."""
    found = get_object_or_404(reading.of_body(request.actor), pk=run)
    if found.state == Run.State.CHOOSING:
        return redirect("measure:columns", found.pk)
    context = {
        "run": found,
        "title": tables.title(found, lang()),
        "source": tables.source_line(found),
        "state": results.state(found),
        "result": results.of(found, lang()) if found.state == Run.State.DONE else None,
    }
    return render(request, "measure/run.html", context)


@guard("measure.run")
def progress(request: ActingRequest, run: uuid.UUID) -> HttpResponse:
    """How far a run is, for the page that waits for it."""
    found = get_object_or_404(reading.of_body(request.actor), pk=run)
    response = render(request, "measure/progress.html", {"run": found})
    if found.over:
        response["HX-Refresh"] = "true"
    return response


@guard("measure.run", log=True)
def report(request: ActingRequest, run: uuid.UUID) -> HttpResponse:
    """The result as one HTML file, to keep, send or print."""
    found = get_object_or_404(reading.finished(request.actor), pk=run)
    answer = HttpResponse(report_html(results.findings(found, lang()), lang()), content_type="text/html")
    day = day_in_wales(found.begun).isoformat()
    answer["Content-Disposition"] = f'attachment; filename="noddfa-estimate-{day}-{lang()}.html"'
    return answer


@guard("measure.run")
@require_POST
def discard(request: ActingRequest, run: uuid.UUID) -> HttpResponse:
    """Throw a run away."""
    commands.discard(get_object_or_404(reading.of_body(request.actor), pk=run))
    messages.success(request, _("The estimate and its table were discarded."))
    return redirect("measure:runs")


@guard("measure.run", log=True)
def lists(request: ActingRequest) -> HttpResponse:
    """How many children each body knows of, from the records here."""
    return render(request, "measure/lists.html", {"table": lengths.table(selectors.lengths())})
