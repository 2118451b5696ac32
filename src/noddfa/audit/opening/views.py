"""The audits there are, and beginning one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.access.models import Organisation
from noddfa.access.rules import may
from noddfa.audit.opening import commands, listing
from noddfa.audit.opening.forms import BeginForm
from noddfa.audit.overview.reading import visible_audits
from noddfa.design import forms

PAGE = 30


@guard("audit.see")
def audits(request: ActingRequest) -> HttpResponse:
    """The audits I may see, the newest year first."""
    page = Paginator(visible_audits(request.actor, now=timezone.now()), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "audits": listing.as_table(page) if page.object_list else None,
        "may_begin": may(request.actor, "audit.begin"),
    }
    return render(request, "audit/audits.html", context)


@guard("audit.begin")
def begin(request: ActingRequest) -> HttpResponse:
    """Begin the audit of my body for a year."""
    form = forms.typed(BeginForm, request)
    if form.is_valid():
        try:
            record = commands.begin(int(form.cleaned_data["year"]), by=request.actor, now=timezone.now())
        except ValidationError as problem:
            form.add_error("year", problem)
        else:
            messages.success(request, _("The audit has begun."))
            return redirect("audit:audit", record.pk)
    body = Organisation.objects.get(pk=request.actor.organisation)
    context = {"form": form, "body": body, "switch_form": "page-form"}
    return render(request, "audit/begin.html", context, status=422 if form.is_bound and form.errors else 200)
