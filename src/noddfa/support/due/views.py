"""Needs due: what waits for somebody, in every case they work on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.design.components import Table
from noddfa.design.dates import day_in_wales
from noddfa.support.due import listing

ON_A_PAGE = 25


@guard("case.list", log=True)
def needs_due(request: ActingRequest) -> HttpResponse:
    """Open needs, the late ones first; those in my hands; or the reviews."""
    now = timezone.now()
    which = request.GET.get("show", "needs")
    if which not in dict(listing.SHOWN):
        which = "needs"
    caption = str(dict(listing.SHOWN)[which])
    table, page = _shown(request, which, now=now, caption=caption)
    context = {"shown": listing.SHOWN, "which": which, "caption": caption, "page": page, "table": table}
    return render(request, "support/due.html", context)


def _shown(request: ActingRequest, which: str, *, now: dt.datetime, caption: str) -> tuple[Table, Page[Any]]:
    """One page of what is to be shown, and its table."""
    number = request.GET.get("page")
    if which == "reviews":
        rows = listing.soonest_first(listing.reviews_for(request.actor, now=now))
        reviews = Paginator(rows, ON_A_PAGE).get_page(number)
        return listing.reviews_table(list(reviews.object_list), now=now, caption=caption), reviews
    open_needs = listing.needs_for(request.actor, now=now)
    if which == "mine":
        open_needs = open_needs.filter(owner_id=request.actor.user_id)
    needs = Paginator(listing.pressing_first(open_needs, today=day_in_wales(now)), ON_A_PAGE).get_page(number)
    return listing.needs_table(list(needs.object_list), now=now, caption=caption), needs
