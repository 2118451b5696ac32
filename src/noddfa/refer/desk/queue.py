"""The queue of a duty desk: which reports wait, since when, until when; the late and the dangerous first."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from noddfa.access.actor import Actor
from noddfa.access.circle import visible
from noddfa.access.models import LockOut, User
from noddfa.design.components import Cell, Column, Status, Table, order_of
from noddfa.design.dates import day_in_wales, show_day, show_moment
from noddfa.design.offered import label_of
from noddfa.recognise import selectors as recognise
from noddfa.refer.decision.kind import PASSED
from noddfa.refer.models import DeskReport
from noddfa.refer.report.kind import CHANNELS

PAGE = 25
_SORTS = {"reference": "record__reference", "received": "received", "due": "due"}
STATES = (
    ("waiting", gettext_lazy("Waiting for a decision")),
    ("late", gettext_lazy("Late")),
    ("danger", gettext_lazy("Waiting, danger reported")),
    ("mine", gettext_lazy("Waiting, I am dealing with it")),
    ("unclaimed", gettext_lazy("Waiting, nobody is dealing with it")),
    ("decided", gettext_lazy("Decided")),
    ("all", gettext_lazy("All")),
)


@dataclass(frozen=True)
class Queue:
    """A page of the queue, with what it was asked for. waiting, late: of the whole desk."""

    table: Table | None
    page: Page[Any]
    search: str
    state: str
    states: tuple[tuple[str, Any], ...]
    waiting: int
    late: int
    any_at_all: bool


def reports_of(actor: Actor, *, now: dt.datetime) -> QuerySet[DeskReport]:
    """What came to the desk of this actor's body, as far as they may see it.

    A report passed to another council stays in the list of what was decided, though it can no longer be opened.
    """
    locked = LockOut.objects.filter(user_id=actor.user_id, lifted=None).values("record")
    return (
        DeskReport.objects.filter(body=actor.organisation or "")
        .filter(visible(actor, now=now, field="record") | Q(outcome=PASSED))
        .exclude(record__in=locked)
    )


def late(now: dt.datetime) -> Q:
    """The reports whose decision is late."""
    return Q(decided=None, due__lt=now)


def queue(request: HttpRequest, actor: Actor, *, now: dt.datetime) -> Queue:
    """The page of the queue that was asked for."""
    everything = reports_of(actor, now=now)
    search = request.GET.get("q", "").strip()[:40]
    state = request.GET.get("state", "waiting")
    state = state if state in dict(STATES) else "waiting"
    rows = recognise.with_reference(everything.filter(_in_state(state, actor, now)), search)
    order = order_of(request, _SORTS, "urgency")
    if order.by == "urgency":
        pressing = Case(When(late(now), then=Value(0)), default=Value(1))
        rows = rows.order_by(pressing, F("decided").desc(nulls_first=True), "-danger", "due", "received")
    else:
        rows = rows.order_by(f"{'-' if order.descending else ''}{_SORTS[order.by]}", "arrival")
    page = Paginator(rows.select_related("record__owner"), PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    names = _names(row.claimed_by for row in shown)
    table = Table(
        caption=_("Reports at this desk"),
        caption_hidden=True,
        columns=(
            Column(_("Reference"), "reference"),
            Column(_("State")),
            Column(_("Decide by"), "due"),
            Column(_("Danger")),
            Column(_("Received"), "received"),
            Column(_("Reported from")),
            Column(_("Dealing with it")),
        ),
        rows=[_row(row, names, now) for row in shown],
        order=order,
    )
    waiting = everything.filter(decided=None)
    return Queue(
        table=table if shown else None,
        page=page,
        search=search,
        state=state,
        states=STATES,
        waiting=waiting.count(),
        late=waiting.filter(due__lt=now).count(),
        any_at_all=bool(shown) or everything.exists(),
    )


def state_of(row: DeskReport, *, now: dt.datetime) -> Status:
    """How a report stands, in words, shape and colour."""
    if row.decided is not None:
        return Status(label_of("initial_decisions", row.outcome), "done")
    if row.due is not None and row.due < now:
        return Status(_("Late"), "late")
    if row.due is not None and day_in_wales(row.due) == day_in_wales(now):
        return Status(_("Due today"), "soon")
    return Status(_("Waiting"), "now")


def _in_state(state: str, actor: Actor, now: dt.datetime) -> Q:
    waiting = Q(decided=None)
    return {
        "waiting": waiting,
        "late": late(now),
        "danger": waiting & Q(danger=True),
        "mine": waiting & Q(claimed_by=actor.user_id),
        "unclaimed": waiting & Q(claimed_by=None),
        "decided": Q(decided__isnull=False),
        "all": Q(),
    }[state]


def _names(users: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, str]:
    wanted = {user for user in users if user is not None}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def _row(row: DeskReport, names: dict[uuid.UUID, str], now: dt.datetime) -> tuple[Cell, ...]:
    gone = row.outcome == PASSED
    how = str(dict(CHANNELS).get(row.channel, row.channel))
    received = show_moment(row.received, precision=row.received_precision)
    asked = Status(_("Asked again"), "late") if row.asked_again and row.decided is None else None
    return (
        Cell(row.record.reference, "" if gone else reverse("refer:desk_report", args=[row.record_id])),
        Cell(status=state_of(row, now=now)),
        Cell(show_day(row.due, weekday=True) if row.due and row.decided is None else ""),
        Cell(status=Status(_("Danger reported"), "late") if row.danger else None),
        Cell(_("%(when)s (%(how)s)") % {"when": received, "how": how}),
        Cell(str(row.record.owner), status=asked),
        Cell(_dealing(row, names)),
    )


def _dealing(row: DeskReport, names: dict[uuid.UUID, str]) -> str:
    if row.claimed_by is not None:
        return names.get(row.claimed_by, "")
    return _("Nobody yet") if row.decided is None else ""
