"""The list of cases: which rows, in what order, and how each reads. Nothing here asks once for each row."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from noddfa.access.actor import Actor
from noddfa.access.circle import visible
from noddfa.access.models import CircleMember, Part
from noddfa.design.components import Cell, Column, Order, Status, Table
from noddfa.design.dates import day_in_wales, show_day
from noddfa.design.offered import lang
from noddfa.people import vault
from noddfa.people.values import Identity
from noddfa.protect.clocks.showing import deadline_text
from noddfa.protect.models import CaseRow
from noddfa.protocol import UnknownProtocol, load_protocols

SHOWN = (
    ("open", gettext_lazy("Open cases")),
    ("late", gettext_lazy("With something late")),
    ("missing", gettext_lazy("Child is missing")),
    ("mine", gettext_lazy("I am in the circle")),
    ("closed", gettext_lazy("Closed cases")),
    ("all", gettext_lazy("All cases")),
)
SORTS = ("due", "opened", "reference")


def cases_for(actor: Actor, *, now: dt.datetime) -> QuerySet[CaseRow]:
    """Every case this actor may see."""
    return CaseRow.objects.filter(visible(actor, now=now)).select_related("record")


def is_late(now: dt.datetime) -> Q:
    """The condition of a case in which something is late: a step of the protocol or an action."""
    return Q(closed=None) & (Q(next_late__lt=now) | Q(next_action__lt=day_in_wales(now)))


def shown(rows: QuerySet[CaseRow], which: str, *, actor: Actor, now: dt.datetime) -> QuerySet[CaseRow]:
    """One of the views of SHOWN."""
    if which == "late":
        return rows.filter(is_late(now))
    if which == "missing":
        return rows.exclude(missing_since=None)
    if which == "closed":
        return rows.exclude(closed=None)
    if which == "mine":
        own = CircleMember.objects.filter(user_id=actor.user_id, until=None)
        return rows.filter(closed=None, record__in=own.values("record"))
    return rows if which == "all" else rows.filter(closed=None)


def ordered(rows: QuerySet[CaseRow], order: Order) -> QuerySet[CaseRow]:
    """Sorted; by what is due, the missing children come first whatever else is late."""
    if order.by == "opened":
        return rows.order_by("-opened" if order.descending else "opened", "pk")
    if order.by == "reference":
        return rows.order_by("-record__reference" if order.descending else "record__reference")
    return rows.order_by(F("missing_since").asc(nulls_last=True), _by_due(order), "opened", "pk")


def table(rows: Sequence[CaseRow], order: Order, *, now: dt.datetime, caption: str) -> Table:
    """The rows ready to print. Three queries however many they are: two for names, one for the leads."""
    people = vault.read_many(row.record.person_id for row in rows if row.record.person_id is not None)
    leads = _leads([row.record_id for row in rows])
    columns = (
        Column(_("Case"), sort="reference"),
        Column(_("Child")),
        Column(_("Next by the protocol"), sort="due"),
        Column(_("Actions")),
        Column(_("Lead")),
        Column(_("Opened"), sort="opened"),
    )
    cells = [_row(row, people, leads, now) for row in rows]
    return Table(caption, columns, cells, order, caption_hidden=True)


def _by_due(order: Order) -> OrderBy:
    due = F("next_late")
    return due.desc(nulls_last=True) if order.descending else due.asc(nulls_last=True)


def _row(
    row: CaseRow, people: Mapping[uuid.UUID, Identity], leads: Mapping[uuid.UUID, str], now: dt.datetime
) -> tuple[Cell, ...]:
    text, status = due_of(row, now=now)
    return (
        Cell(row.record.reference, reverse("protect:case", args=[row.record_id])),
        Cell(_name(row, people), status=Status(_("Missing"), "late") if row.missing_since else None),
        Cell(text, status=status),
        Cell(*_actions(row, now)),
        Cell(leads.get(row.record_id) or _("Nobody")),
        Cell(show_day(row.opened)),
    )


def due_of(row: CaseRow, *, now: dt.datetime) -> tuple[str, Status | None]:
    """The step that presses most, with its deadline and, at this moment, its state."""
    if row.closed is not None:
        return _("Closed on %(day)s") % {"day": show_day(row.closed)}, Status(_("Closed"), "stopped")
    if not row.next_step:
        return _("Nothing is waiting"), None
    title = _step_title(row)
    if row.next_late is None or row.next_at is None:
        return title, None
    late = row.next_late < now
    when = deadline_text(row.next_at, exact=row.next_exact, late=late)
    said = _("%(step)s. %(when)s") % {"step": title, "when": when}
    if late:
        return said, Status(_("Late"), "late")
    if row.next_soon is not None and row.next_soon <= now:
        return said, Status(_("Due soon"), "soon")
    return said, None


def _step_title(row: CaseRow) -> str:
    try:
        return load_protocols()[row.protocol].step(row.next_step).title.get(lang())
    except (KeyError, UnknownProtocol):  # the file was changed since; `noddfa rebuild` puts the row right
        return row.next_step


def _actions(row: CaseRow, now: dt.datetime) -> tuple[str, str, Status | None]:
    if not row.open_actions or row.next_action is None:
        return _("None open"), "", None
    text = ngettext("%(count)d open", "%(count)d open", row.open_actions) % {"count": row.open_actions}
    late = row.next_action < day_in_wales(now)
    return text, "", Status(_("Late"), "late") if late else None


def _name(row: CaseRow, people: Mapping[uuid.UUID, Identity]) -> str:
    identity = people.get(row.record.person_id) if row.record.person_id is not None else None
    if identity is None:
        return _("Name not known")
    if identity.erased:
        return _("Details erased")
    return identity.name or _("Name not known")


def _leads(records: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    members = CircleMember.objects.filter(record__in=list(records), part=Part.LEAD, until=None)
    return dict(members.values_list("record", "user__name"))
