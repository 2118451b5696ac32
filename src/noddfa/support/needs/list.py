"""The list of needs records whose review is due."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.design.components import Cell, Column, Status, Table
from noddfa.design.dates import day_in_wales, show_day
from noddfa.people import vault
from noddfa.support.home import AHEAD
from noddfa.support.models import NeedsRow
from noddfa.support.selectors import reviews_due

ON_A_PAGE = 20


@guard("case.list", log=True)
def reviews(request: ActingRequest) -> HttpResponse:
    """The needs that are to be talked through again within a week, and those that are late."""
    now = timezone.now()
    today = day_in_wales(now)
    rows = reviews_due(request.actor, now=now, by=today + AHEAD)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown: list[NeedsRow] = list(page.object_list)
    people = vault.read_many(row.record.person_id for row in shown if row.record.person_id is not None)
    cells = []
    for row in shown:
        late = row.next_review < today
        status = Status(_("Late"), "late") if late else Status(_("Due soon"), "soon")
        identity = people.get(row.record.person_id) if row.record.person_id is not None else None
        cells.append(
            (
                Cell(row.record.reference, reverse("support:needs", args=[row.record_id])),
                Cell((identity.name if identity else "") or _("Name not known")),
                Cell(show_day(row.talked_through)),
                Cell(show_day(row.next_review), status=status),
                Cell(str(row.open_needs)),
            )
        )
    columns = (
        Column(_("Case")),
        Column(_("Person")),
        Column(_("Last talked through")),
        Column(_("Next review")),
        Column(_("Needs still open"), numeric=True),
    )
    table = Table(_("Needs to talk through again"), columns, cells, caption_hidden=True)
    return render(request, "support/reviews.html", {"table": table, "page": page})
