"""Signing an audit as complete, and opening it again."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.audit.overview.views import audit_or_404
from noddfa.audit.signing import commands
from noddfa.audit.signing.forms import ReopenForm, SignForm
from noddfa.audit.signing.kind import AuditReopened, AuditSigned
from noddfa.chronicle.keeping import keeps_drafts
from noddfa.design import forms


@guard("audit.sign", record="record")
@keeps_drafts("audit:sign", gettext_lazy("Sign an audit as complete"))
def sign(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """A manager answers for the audit as complete."""
    audit = audit_or_404(request, record)
    if not audit.may_sign:
        raise Http404
    form = forms.typed(SignForm, request)
    if form.is_valid():
        try:
            content = AuditSigned(statement=form.cleaned_data["statement"])
            commands.sign(record, content, by=request.actor, now=timezone.now())
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The audit is signed as complete."))
            return redirect("audit:audit", record)
    left = audit.row.asked - audit.row.answered
    context = {
        "audit": audit,
        "form": form,
        "not_yet": commands.NotAllAnswered(left).messages[0] if left > 0 else "",
        "switch_form": "page-form",
    }
    return render(request, "audit/sign.html", context, status=422 if form.is_bound and form.errors else 200)


@guard("audit.sign", record="record")
@keeps_drafts("audit:reopen", gettext_lazy("Open an audit again"))
def reopen(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """A manager lets a signed audit be changed again."""
    audit = audit_or_404(request, record)
    if not audit.may_reopen:
        raise Http404
    form = forms.typed(ReopenForm, request)
    if form.is_valid():
        try:
            content = AuditReopened(reason=form.cleaned_data["reason"])
            commands.reopen(record, content, by=request.actor, now=timezone.now())
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The audit is open again. Your reason stays with it."))
            return redirect("audit:audit", record)
    context = {"audit": audit, "form": form, "switch_form": "page-form"}
    return render(request, "audit/reopen.html", context, status=422 if form.is_bound and form.errors else 200)
