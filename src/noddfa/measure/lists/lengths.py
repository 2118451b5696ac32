"""How long bodies' lists are, ready to be printed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from noddfa.design.components import Cell, Column, Table
from noddfa.estimate.wording import number
from noddfa.measure.lists.selectors import BodyList


def table(lists: Sequence[BodyList]) -> Table | None:
    """The bodies and how many children each knows of, or None when nobody knows of any."""
    if not lists:
        return None
    return Table(
        caption=_("Children on each body’s list"),
        columns=[Column(_("Body")), Column(_("Children"), numeric=True)],
        rows=[[Cell(str(one.body)), Cell(number(one.children))] for one in lists],
    )
