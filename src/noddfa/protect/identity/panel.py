"""Who the child is, as far as is known, ready to print; sealed items are counted, never opened here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from noddfa.design.components import SummaryRow
from noddfa.design.dates import show_day, show_month
from noddfa.people.models import Detail
from noddfa.people.values import Born, Identity


@dataclass(frozen=True)
class Panel:
    """The identity panel of a case. note: how to treat somebody whose age is in doubt."""

    name: str
    rows: tuple[SummaryRow, ...]
    note: str
    sealed_items: int
    erased: bool


def panel_of(identity: Identity | None, *, today: dt.date) -> Panel:
    """The panel of a person; of nobody, when the case has no person yet."""
    if identity is None:
        return Panel(_("Name not known"), (), child_note(None, today=today), 0, False)
    if identity.erased:
        return Panel(_("Details erased"), (), "", 0, True)
    rows = [SummaryRow(_("Age"), age_text(identity.born, today=today))]
    others = [*identity.names[1:], *identity.aliases]
    if others:
        rows.append(SummaryRow(_("Also known as"), "\n".join(others)))
    rows += [SummaryRow(Detail.Field(field).label, text) for field, text in identity.details]
    return Panel(
        name=identity.name or _("Name not known"),
        rows=tuple(rows),
        note=child_note(identity.born, today=today),
        sealed_items=identity.sealed_items,
        erased=False,
    )


def age_text(born: Born | None, *, today: dt.date) -> str:
    """The age on a day as exactly as it is known, and what it rests on."""
    if born is None:
        return _("Not known")
    youngest, oldest = (max(0, age) for age in born.ages_on(today))
    told = _told(born)
    if youngest == oldest:
        age = ngettext("%(age)d year old", "%(age)d years old", youngest) % {"age": youngest}
    elif oldest == youngest + 1:
        age = _("%(youngest)d or %(oldest)d years old") % {"youngest": youngest, "oldest": oldest}
    else:
        age = _("Between %(youngest)d and %(oldest)d years old") % {"youngest": youngest, "oldest": oldest}
    return _("%(age)s (%(told)s)") % {"age": age, "told": told}


def child_note(born: Born | None, *, today: dt.date) -> str:
    """How to treat the person, when that is not plain from the age."""
    if born is None:
        return _("The age is not known: treat this person as a child until it is.")
    youngest, oldest = born.ages_on(today)
    if youngest >= 18:
        return _("This person is 18 or over: the protocol for adults may apply.")
    if oldest >= 18:
        return _("This person may be under 18: treat them as a child until the doubt is settled.")
    return ""


def _told(born: Born) -> str:
    if born.precision == "day":
        return _("born on %(day)s") % {"day": show_day(born.earliest)}
    if born.precision == "month":
        return _("born in %(month)s") % {"month": show_month(born.earliest.year, born.earliest.month)}
    if born.precision == "year":
        return _("born in %(year)d") % {"year": born.earliest.year}
    return _("said or thought to be about that age")
