"""Finding a case by its reference, or by who the child is. Only cases one may see are ever found.

Names are sent in the body of a request, so that none stands in an address, a history or a log.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from noddfa.access.actor import Actor
from noddfa.design import forms
from noddfa.people import vault
from noddfa.people.values import Born
from noddfa.protect.case.listing import cases_for
from noddfa.protect.glass.commands import tidied
from noddfa.protect.models import CaseRow


class ReferenceForm(forms.NoddfaForm):
    """What everyone who works on cases may look for."""

    reference = forms.TextField(
        label=_("Reference of the case"),
        help_text=_("Like C-4FAC-DH7K; capitals and dashes do not matter."),
        required=False,
        max_length=20,
        width=20,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            self.add_error(None, _("Fill in at least one of the boxes."))
        return cleaned


class PersonForm(ReferenceForm):
    """What those may look for who may search for people."""

    name = forms.TextField(
        label=_("Name of the child"),
        help_text=_("Two words of the name, or one with the date of birth. Spelling need not be exact."),
        required=False,
    )
    born = forms.PartialDateField(label=_("Date of birth, as far as it is known"), required=False)
    number = forms.TextField(
        label=_("A reference number or telephone number of the child"), required=False, max_length=60
    )


def find(cleaned: dict[str, Any], *, actor: Actor, now: dt.datetime) -> QuerySet[CaseRow]:
    """The cases this actor may see that fit what was typed. Raises the vault's TooLittleToGoOn, TooManyFound."""
    rows = cases_for(actor, now=now)
    if cleaned.get("reference"):
        rows = rows.filter(record__reference=tidied(cleaned["reference"]))
    if cleaned.get("name") or cleaned.get("born") or cleaned.get("number"):
        matches = vault.find(
            name=cleaned.get("name", ""),
            born=born_of(cleaned.get("born"), today=now.date()),
            number=cleaned.get("number", ""),
        )
        rows = rows.filter(record__person__in=[match.person for match in matches])
    return rows.order_by("-opened", "pk")


def born_of(typed: forms.PartialDate | None, *, today: dt.date) -> Born | None:
    """What was typed as a date of birth, as the vault knows it."""
    if typed is None:
        return None
    if typed.precision == "about":
        return Born.about(typed.age or 0, on=today)
    assert typed.year is not None  # every other precision has one
    if typed.precision == "year":
        return Born.in_year(typed.year)
    assert typed.month is not None
    if typed.precision == "month":
        return Born.in_month(typed.year, typed.month)
    assert typed.day is not None
    return Born.on(dt.date(typed.year, typed.month, typed.day))
