"""Screens of the trail, and the same as files. Reading the trail is itself noted in it."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from noddfa.access import trail
from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.access.models import TrailEntry
from noddfa.access.records import names_of
from noddfa.access.trails import reading
from noddfa.access.trails.forms import trail_form
from noddfa.design.dates import day_in_wales
from noddfa.design.language import lang
from noddfa.design.sheets import download

PAGE = 50


@guard("case.trail", record="record")
def of_record(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Everyone who looked at or changed a record."""
    named = names_of([record]).get(record)
    return _page(request, "access/record_trail.html", trail.of_record(record), record=record, named=named)


@guard("case.trail", record="record")
def of_record_csv(request: ActingRequest, record: uuid.UUID) -> HttpResponseBase:
    """The same as a file."""
    named = names_of([record]).get(record)
    return _file(request, trail.of_record(record), named.reference.lower() if named else "record")


@guard("house.trail", log=True)
def of_house(request: ActingRequest) -> HttpResponse:
    """Who looked at and did what, in the bodies this auditor looks after."""
    return _page(request, "access/trail.html", reading.of_house(request.actor))


@guard("house.trail", log=True)
def of_house_csv(request: ActingRequest) -> HttpResponseBase:
    """The same as a file."""
    return _file(request, reading.of_house(request.actor), "house")


def _page(request: ActingRequest, template: str, rows: QuerySet[TrailEntry], **more: object) -> HttpResponse:
    form = trail_form(request)
    page = Paginator(reading.filtered(rows, form.asked), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        **more,
        "form": form,
        "page": page,
        "query": query.urlencode(),
        "table": reading.table(list(page), caption=_("Who looked at and did what, newest first")),
    }
    return render(request, template, context, status=422 if form.is_bound and form.errors else 200)


def _file(request: ActingRequest, rows: QuerySet[TrailEntry], name: str) -> HttpResponseBase:
    form = trail_form(request)
    if form.is_bound and not form.is_valid():  # never more than was asked for
        return redirect(f"{request.path.removesuffix('.csv')}?{request.GET.urlencode()}")
    today = day_in_wales(timezone.now()).isoformat()
    found = reading.filtered(rows, form.asked)
    return download(reading.exported(found, lang()), f"noddfa-trail-{name}-{today}")
