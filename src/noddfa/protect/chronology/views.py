"""The chronology of a case on a page of its own."""

from __future__ import annotations

import datetime as dt
import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.design import forms
from noddfa.design.dates import show_day
from noddfa.protect.case.frame import frame, open_case
from noddfa.protect.chronology.showing import days, kinds_present
from noddfa.protocol.days import day_end


class KnownOnForm(forms.NoddfaForm):
    """As of which day a page is to be shown."""

    known = forms.DateField(
        label=_("What was known on"),
        help_text=_("Leave it empty to see what is known today."),
        required=False,
        not_future=True,
    )


def known_on_form(request: ActingRequest) -> KnownOnForm:
    """The form of ?known_day=…, judged when anything was typed."""
    asked = any(name.startswith("known_") for name in request.GET)
    return KnownOnForm(data=request.GET) if asked else KnownOnForm()


def known_at_of(form: KnownOnForm) -> dt.datetime | None:
    """The end of the day asked for; None for today, or when what was typed is no day."""
    if not form.is_valid() or form.cleaned_data["known"] is None:
        return None
    end = day_end(form.cleaned_data["known"]) + dt.timedelta(seconds=1, microseconds=-1)
    return min(end, timezone.now())


@guard("case.read", record="record")
def chronology(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Everything that happened, or that was known to have happened on a day; one kind of entry or all."""
    form = known_on_form(request)
    case = open_case(request, record, known_at=known_at_of(form))
    kinds = kinds_present(case.told)
    chosen = request.GET.get("kind", "")
    if chosen not in {kind.code for kind in kinds}:
        chosen = ""
    newest_first = request.GET.get("order") == "newest"
    told = [one for one in case.told if not chosen or one.entry.fact.kind == chosen]
    context = {
        **frame(case, "protect:chronology"),
        "form": form,
        "kinds": kinds,
        "chosen": chosen,
        "newest_first": newest_first,
        "days": days(case, told, newest_first=newest_first),
        "count": len(told),
        "known_day": show_day(case.known_at) if case.known_at else "",
    }
    return render(request, "protect/chronology.html", context)
