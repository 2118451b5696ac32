"""A manager varies a limit, or moves the case to another version of its protocol."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.chronicle.keeping import keeps_drafts
from noddfa.design import forms
from noddfa.design.offered import lang
from noddfa.protect.case.frame import frame, open_case
from noddfa.protect.clocks.showing import item_of
from noddfa.protect.limits import commands
from noddfa.protocol import Protocol


class VaryForm(forms.NoddfaForm):
    """A new last day, and why."""

    until = forms.DateField(
        label=_("New last day"), help_text=_("The limit then ends with the end of this day.")
    )
    reason = forms.TextAreaField(
        label=_("Why is the limit varied?"),
        help_text=_("Your name stands beside it. The limit there was, and your reason, stay to be seen."),
        max_length=2000,
        rows=4,
    )


class MoveForm(forms.NoddfaForm):
    """Another version of the protocol, and why."""

    to = forms.ChooseField(label=_("Version"), choices=())
    reason = forms.TextAreaField(label=_("Why is the case moved?"), max_length=2000, rows=4)

    def __init__(self, *args: Any, versions: list[Protocol], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(p.code, p.title.get(lang())) for p in versions]  # type: ignore[attr-defined]


@guard("case.vary_limit", record="record")
@keeps_drafts("protect:vary", _("Vary a limit"))
def vary(request: ActingRequest, record: uuid.UUID, step: str) -> HttpResponse:
    """Vary the limit of a step whose clock is running."""
    case = open_case(request, record)
    try:
        state = commands.running_step(case.clocks, step)
    except commands.MayNotBeVaried:
        raise Http404 from None
    form = forms.typed(VaryForm, request, now=case.now)
    if form.is_valid():
        try:
            commands.vary_limit(
                record,
                step=step,
                until=form.cleaned_data["until"],
                reason=form.cleaned_data["reason"],
                by=request.actor,
                now=case.now,
            )
        except ValidationError as problem:
            form.add_error("reason", problem)
        else:
            messages.success(request, now_("The limit is varied, with your reason."))
            return redirect("protect:protocol", record)
    context = {**frame(case, ""), "form": form, "item": item_of(state), "switch_form": "page-form"}
    return render(request, "protect/vary.html", context, status=422 if form.is_bound and form.errors else 200)


@guard("case.vary_limit", record="record")
@keeps_drafts("protect:move", _("Move to another version of the protocol"))
def move(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Carry the case on under another version of its protocol."""
    case = open_case(request, record)
    protocol = case.clocks.protocol
    form = forms.typed(MoveForm, request, now=case.now, versions=commands.versions(protocol))
    if form.is_valid():
        try:
            commands.move_protocol(
                record,
                to=form.cleaned_data["to"],
                reason=form.cleaned_data["reason"],
                by=request.actor,
                now=case.now,
            )
        except ValidationError as problem:
            form.add_error("reason", problem)
        else:
            messages.success(request, now_("The case goes on under the version you chose."))
            return redirect("protect:protocol", record)
    context = {
        **frame(case, ""),
        "form": form,
        "protocol_title": protocol.title.get(lang()),
        "switch_form": "page-form",
    }
    return render(request, "protect/move.html", context, status=422 if form.is_bound and form.errors else 200)
