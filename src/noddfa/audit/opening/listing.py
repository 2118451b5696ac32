"""The list of audits, and how far one is, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.audit import issue
from noddfa.audit.models import AuditRow
from noddfa.design.components import Cell, Column, Status, Table


def status_of(row: AuditRow) -> Status:
    """Where an audit stands."""
    if row.state == AuditRow.State.SIGNED:
        return Status(AuditRow.State.SIGNED.label, "done")
    if row.answered >= row.asked:
        return Status(_("All answered, to be signed"), "soon")
    if row.answered:
        return Status(AuditRow.State.OPEN.label, "now")
    return Status(_("Nothing answered yet"), "waiting")


def progress_of(row: AuditRow) -> str:
    """How many of the criteria asked are answered."""
    return _("%(answered)d of %(asked)d answered") % {"answered": row.answered, "asked": row.asked}


def as_table(rows: Iterable[AuditRow]) -> Table:
    """The audits of one page of the list."""
    alone = [str(standard.number) for standard in issue.alone(issue.current())]
    columns = (
        Column(_("Body")),
        Column(_("Year"), numeric=True),
        Column(_("State")),
        Column(_("Progress")),
        Column(_("Red in standards %(numbers)s") % {"numbers": ", ".join(alone)}, numeric=True),
    )
    cells = [
        (
            Cell(str(row.record.owner), reverse("audit:audit", args=[row.record_id])),
            Cell(str(row.year)),
            Cell(status=status_of(row)),
            Cell(progress_of(row)),
            Cell(str(row.red_alone)),
        )
        for row in rows
    ]
    return Table(_("Audits you may see"), columns, cells, caption_hidden=True)
