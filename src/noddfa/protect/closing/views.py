"""Closing a case and opening it again."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.chronicle.keeping import keeps_drafts
from noddfa.design import forms
from noddfa.protect.case.frame import frame, open_case
from noddfa.protect.closing import commands
from noddfa.protect.closing.kind import WHY, CaseClosed, CaseReopened
from noddfa.protect.models import CaseRow


class CloseForm(forms.NoddfaForm):
    """Why a case can be closed, and what remains."""

    why = forms.ChooseField(label=_("Why can the case be closed?"), choices=WHY)
    summary = forms.TextAreaField(
        label=_("What is the child's situation now, and who will they turn to?"), max_length=6000, rows=6
    )


class ReopenForm(forms.NoddfaForm):
    """Why a case is taken up again."""

    reason = forms.TextAreaField(label=_("Why is the case opened again?"), max_length=2000, rows=4)


@guard("case.circle", record="record")
@keeps_drafts("protect:close", _("Close this case"))
def close(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Close a case in which nothing waits any more."""
    case = open_case(request, record)
    row = get_object_or_404(CaseRow, pk=record)
    form = forms.typed(CloseForm, request, now=case.now)
    if form.is_valid():
        content = CaseClosed(why=form.cleaned_data["why"], summary=form.cleaned_data["summary"])
        try:
            commands.close(record, content, by=request.actor, now=case.now)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(
                request, now_("The case is closed. Nothing in it is lost, and it can be opened again.")
            )
            return redirect("protect:case", record)
    context = {
        **frame(case, ""),
        "form": form,
        "waiting": commands.what_waits(row),
        "switch_form": "page-form",
    }
    return render(
        request, "protect/close.html", context, status=422 if form.is_bound and form.errors else 200
    )


@guard("case.circle", record="record")
@keeps_drafts("protect:reopen", _("Open this case again"))
def reopen(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Take a closed case up again."""
    case = open_case(request, record)
    form = forms.typed(ReopenForm, request, now=case.now)
    if form.is_valid():
        try:
            commands.reopen(
                record, CaseReopened(reason=form.cleaned_data["reason"]), by=request.actor, now=case.now
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, now_("The case is open again."))
            return redirect("protect:case", record)
    context = {**frame(case, ""), "form": form, "switch_form": "page-form"}
    return render(
        request, "protect/reopen.html", context, status=422 if form.is_bound and form.errors else 200
    )
