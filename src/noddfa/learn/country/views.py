"""How learning stands in Wales, for the co-ordinator and the analysts. Counts of bodies; no person is ever named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.design.components import order_of
from noddfa.design.dates import day_in_wales
from noddfa.design.language import lang
from noddfa.design.sheets import download
from noddfa.learn.country import showing
from noddfa.learn.country.figures import OfKind, country, ends_of_months
from noddfa.learn.reading.modules import shipped, title_of
from noddfa.practice.course import Module

PAGE = 50


@guard("learn.see_country", log=True)
def figures(request: ActingRequest) -> HttpResponse:
    """How many began, finished and passed a module, by kind of body and by body, at the end of a month."""
    module, on, today = _asked(request)
    kinds = country(module, on=on)
    chosen = _of_kind(request, kinds)
    order = order_of(request, showing.ORDERS, "name")
    bodies = showing.by_name(chosen)
    shown = [one for one in bodies if one.has_people and not one.few]
    page = Paginator(showing.in_order(shown, order), PAGE).get_page(request.GET.get("page"))
    kind = chosen[0].kind if len(chosen) == 1 < len(kinds) else None
    context = {
        "module": module,
        "title": title_of(module),
        "modules": [(title_of(one), showing.query(one, on), one == module) for one in shipped().values()],
        "on": on,
        "months": showing.months(module, on, today, kind.code if kind else ""),
        "anybody": any(one.has_people for found in kinds for one in found.bodies),
        "wales": showing.for_wales(kinds),
        "kinds": showing.by_kind(kinds, module, on),
        "kind": kind,
        "kind_label": kind.label(lang()) if kind else "",
        "every_kind": showing.query(module, on),
        "bodies": showing.by_body(list(page), order),
        "page": page,
        "why_few": showing.why_few(),
        "few": [one.body for one in bodies if one.few],
        "without": [one.body for one in bodies if not one.has_people],
        "notes": showing.notes(),
        "file": reverse("learn:country_csv") + showing.query(module, on, kind.code if kind else ""),
    }
    return render(request, "learn/country.html", context)


@guard("learn.see_country", log=True)
def figures_csv(request: ActingRequest) -> StreamingHttpResponse:
    """The same as a file, a line for each body."""
    module, on, _today = _asked(request)
    kinds = _of_kind(request, country(module, on=on))
    return download(list(showing.lines(kinds, module, on)), f"noddfa-learning-{module.code}-{on:%Y-%m}")


def _asked(request: HttpRequest) -> tuple[Module, dt.date, dt.date]:
    """The module and the day asked for (else the first, and the end of last month), and today."""
    modules, today = shipped(), day_in_wales(timezone.now())
    module = modules.get(request.GET.get("module", "")) or next(iter(modules.values()))
    days = ends_of_months(today)
    on = next((day for day in days if f"{day:%Y-%m}" == request.GET.get("month")), days[0])
    return module, on, today


def _of_kind(request: HttpRequest, kinds: Sequence[OfKind]) -> Sequence[OfKind]:
    """The kind asked for alone, else all of them."""
    return [one for one in kinds if one.kind.code == request.GET.get("kind")] or kinds
