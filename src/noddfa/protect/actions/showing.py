"""Actions as they read in a list."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.access.models import Organisation
from noddfa.design.components import Kind, Status
from noddfa.design.dates import show_day
from noddfa.protect.actions.kind import OUTCOMES, Action
from noddfa.protect.models import ActionRow

SOON = dt.timedelta(days=2)


@dataclass(frozen=True)
class ActionLine:
    """One action, ready to print. done_url: where to say what became of it, for those who may."""

    what: str
    who: str
    due: str
    status: Status
    reference: str
    case_url: str
    meeting_url: str
    done_url: str


def lines(
    rows: Sequence[ActionRow], texts: Mapping[uuid.UUID, Action], *, today: dt.date, may_end: bool
) -> list[ActionLine]:
    """Rows (with owner and record loaded) ready to print, open ones first by due day. One query, for bodies."""
    bodies = Organisation.objects.in_bulk({row.body for row in rows if row.body})
    ordered = sorted(rows, key=lambda row: (row.ended is not None, row.due, row.number))
    return [_line(row, texts.get(row.pk), bodies, today, may_end) for row in ordered]


def status_of(row: ActionRow, *, today: dt.date) -> Status:
    """The state of an action on a day, with its sign."""
    if row.ended is not None:
        kind: Kind = "done" if row.outcome == "done" else "stopped"
        return Status(dict(OUTCOMES).get(row.outcome, row.outcome), kind)
    if row.due < today:
        return Status(_("Late"), "late")
    if row.due <= today + SOON:
        return Status(_("Due soon"), "soon")
    return Status(_("Open"), "now")


def _line(
    row: ActionRow, text: Action | None, bodies: Mapping[str, Organisation], today: dt.date, may_end: bool
) -> ActionLine:
    who = [row.owner.name] if row.owner else []
    if row.body:
        who.append(str(bodies[row.body]) if row.body in bodies else row.body)
    may_end_this = may_end and row.ended is None
    return ActionLine(
        what=text.what
        if text is not None
        else _("What this action said was erased or is not for you to read."),
        who=", ".join(who),
        due=show_day(row.due),
        status=status_of(row, today=today),
        reference=row.record.reference,
        case_url=reverse("protect:case", args=[row.record_id]),
        meeting_url=f"{reverse('protect:chronology', args=[row.record_id])}#e-{row.meeting}",
        done_url=reverse("protect:action_done", args=[row.record_id, row.pk]) if may_end_this else "",
    )
