"""What was said of a child, as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.design.components import Cell, Column, Status, Table
from noddfa.design.dates import day_in_wales, show_moment
from noddfa.people.models import Detail
from noddfa.people.values import Born
from noddfa.people.vault import Said
from noddfa.protect.case.frame import OpenCase
from noddfa.protect.identity.panel import age_text


def text_of(said: Said, *, today: dt.date) -> str:
    """What it says; of a sealed item only that it is one."""
    if said.value is None:
        return _("Sealed")
    return age_text(said.value, today=today) if isinstance(said.value, Born) else said.value


def table(said: Sequence[Said], *, case: OpenCase, may_record: bool) -> Table:
    """One row for each statement."""
    columns = [Column(_("Detail")), Column(_("What it says")), Column(_("Recorded"))]
    if may_record:
        columns.append(Column(_("If it is wrong")))
    rows = [_row(one, case, may_record) for one in said]
    return Table(_("What was said of the child"), tuple(columns), rows, caption_hidden=True)


def _row(said: Said, case: OpenCase, may_record: bool) -> tuple[Cell, ...]:
    label = str(Detail.Field(said.field).label)
    text = text_of(said, today=day_in_wales(case.now))
    who = _("%(when)s, %(who)s, %(body)s") % {
        "when": show_moment(said.recorded),
        "who": said.by,
        "body": said.body,
    }
    cells = [Cell(label), Cell("", status=Status(text, "stopped")) if said.sealed else Cell(text), Cell(who)]
    if may_record:
        may_this = not said.sealed or case.may("case.sealed")
        where = reverse("protect:detail_wrong", args=[case.record.pk, said.detail]) if may_this else ""
        cells.append(Cell(_("This is wrong"), where) if where else Cell(""))
    return tuple(cells)
