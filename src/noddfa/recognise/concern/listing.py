"""The list of concerns: mine, or for a manager those of the body."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Replace
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.access.circle import visible
from noddfa.access.models import CircleMember, Part
from noddfa.access.roles import Role
from noddfa.design.components import Cell, Column, Status, Table, order_of
from noddfa.design.components import Kind as StatusKind
from noddfa.design.dates import show_day, show_moment
from noddfa.recognise.concern import councils
from noddfa.recognise.concern.reading import names_of_many
from noddfa.recognise.models import ConcernRow

PAGE = 25
_SORTS = {
    "reference": "record__reference",
    "seen": "seen",
    "written": "written",
    "state": "state",
}
_SHAPES: dict[str, StatusKind] = {
    ConcernRow.State.OPEN: "now",
    ConcernRow.State.REPORTED: "waiting",
    ConcernRow.State.ANSWERED: "done",
    ConcernRow.State.NO_REPORT: "stopped",
}


@dataclass(frozen=True)
class ConcernList:
    """A page of the list, with what it was asked for."""

    table: Table | None
    page: Page[Any]
    search: str
    state: str
    states: list[tuple[str, Any]]
    any_at_all: bool


def concerns_of(actor: Actor, *, now: dt.datetime) -> QuerySet[ConcernRow]:
    """The concerns this actor wrote or, as a manager, those of their body; of these only what they may see."""
    mine = CircleMember.objects.filter(
        user_id=actor.user_id, organisation_id=actor.organisation, part=Part.REPORTER, until=None
    )
    whose = Q(record__in=mine.values("record"))
    if actor.role == Role.MANAGER:
        whose |= Q(record__owner=actor.organisation)
    return ConcernRow.objects.filter(visible(actor, now=now, field="record")).filter(whose)


def plain_reference(typed: str) -> str:
    """A reference as somebody may type it, without dashes, spaces and case."""
    return re.sub(r"[^A-Z0-9]", "", typed.upper())[:16]


def with_reference(rows: QuerySet[Any], typed: str, *, field: str = "record__reference") -> QuerySet[Any]:
    """Only the rows whose reference holds what was typed."""
    wanted = plain_reference(typed)
    if not wanted:
        return rows
    return rows.annotate(plain=Replace(field, Value("-"), Value(""))).filter(plain__contains=wanted)


def listed(request: HttpRequest, actor: Actor, *, now: dt.datetime) -> ConcernList:
    """The page of the list that was asked for."""
    everything = concerns_of(actor, now=now)
    search = request.GET.get("q", "").strip()[:40]
    state = request.GET.get("state", "")
    rows = with_reference(everything, search)
    if state in ConcernRow.State.values:
        rows = rows.filter(state=state)
    order = order_of(request, _SORTS, "written", descending=True)
    sign = "-" if order.descending else ""
    rows = rows.order_by(f"{sign}{_SORTS[order.by]}", "pk").select_related("record")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    names = names_of_many([row.record for row in shown])
    table = Table(
        caption=_("Concerns"),
        caption_hidden=True,
        columns=(
            Column(_("Reference"), "reference"),
            Column(_("About")),
            Column(_("Seen"), "seen"),
            Column(_("Written"), "written"),
            Column(_("Area")),
            Column(_("State"), "state"),
            Column(_("To do")),
        ),
        rows=[_row(row, names.get(row.pk, ""), now) for row in shown],
        order=order,
    )
    return ConcernList(
        table=table if shown else None,
        page=page,
        search=search,
        state=state,
        states=[("", _("All")), *ConcernRow.State.choices],
        any_at_all=bool(shown) or everything.exists(),
    )


def to_do(row: ConcernRow, *, now: dt.datetime) -> Status | None:
    """The most pressing thing its writer has to do, if there is one."""
    if row.state == ConcernRow.State.OPEN:
        return Status(_("Report, or say why not"), "late" if row.danger else "now")
    if row.confirm_by is not None:
        if row.confirm_by < now:
            return Status(_("Late: confirm in writing"), "late")
        return Status(_("Confirm in writing by %(when)s") % {"when": show_moment(row.confirm_by)}, "soon")
    if row.chase_from is not None and row.chase_from <= now:
        return Status(_("Ask social services again"), "late")
    return None


def _row(row: ConcernRow, name: str, now: dt.datetime) -> tuple[Cell, ...]:
    label = dict(ConcernRow.State.choices)[row.state]
    return (
        Cell(row.record.reference, reverse("recognise:concern", args=[row.pk])),
        Cell(name or _("Name not known")),
        Cell(show_day(row.seen)),
        Cell(show_day(row.written)),
        Cell(councils.place_of(row.council) if row.council else _("Not known")),
        Cell(status=Status(label, _SHAPES[row.state])),
        Cell(status=to_do(row, now=now)),
    )
