"""The learners of my body, for its managers and administrator."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.design.components import order_of
from noddfa.design.dates import day_in_wales
from noddfa.learn.body import export
from noddfa.learn.body import learners as of_body
from noddfa.learn.reading.modules import SIGNED_IN, number_of, title_of

PAGE = 30


@guard("learn.see_body", log=True)
def learners(request: ActingRequest, module: str) -> HttpResponse:
    """How many of my body's people have passed a module, and who."""
    found = SIGNED_IN.module(module)
    body, today = request.actor.organisation or "", day_in_wales(timezone.now())
    order = order_of(request, of_body.ORDERS, "name")
    rows = of_body.in_order(of_body.learners(body, found, on=today), order)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "module": found,
        "title": title_of(found),
        "number": number_of(found),
        "counts": of_body.counts(body, found, on=today),
        "page": page,
        "learners": of_body.as_table([of_body.learner_of(row, found) for row in page], found, order),
    }
    return render(request, "learn/body.html", context)


@guard("learn.see_body", log=True)
def learners_csv(request: ActingRequest, module: str) -> HttpResponse:
    """The same as a file."""
    found = SIGNED_IN.module(module)
    today = day_in_wales(timezone.now())
    rows = of_body.learners(request.actor.organisation or "", found, on=today)
    text = export.as_csv((of_body.learner_of(row, found) for row in rows), found)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="noddfa-{found.code}-{today.isoformat()}.csv"'
    return answer
