"""Emergency access: find a case by its exact reference, with a reason."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from noddfa.access.actor import ActingRequest
from noddfa.access.circle import NoReason
from noddfa.access.guard import guard
from noddfa.chronicle.keeping import keeps_drafts
from noddfa.design import forms
from noddfa.protect.glass.commands import open_by_reference


class GlassForm(forms.NoddfaForm):
    """Which case, and why it cannot wait."""

    reference = forms.TextField(
        label=_("Reference of the case"),
        help_text=_("Like C-4FAC-DH7K; capitals and dashes do not matter."),
        max_length=20,
        width=20,
    )
    reason = forms.TextAreaField(
        label=_("Why do you need to see this case now?"),
        help_text=_("The managers of the case read this at once."),
        max_length=1000,
        rows=3,
    )


@guard("glass.break", log=True)
@keeps_drafts("protect:glass", _("Open a case in an emergency"))
def glass(request: ActingRequest) -> HttpResponse:
    """Open a case in an emergency. See commands.py for what is answered when there is nothing to open."""
    now = timezone.now()
    form = forms.typed(GlassForm, request, now=now)
    if form.is_valid():
        try:
            case = open_by_reference(
                form.cleaned_data["reference"],
                reason=form.cleaned_data["reason"],
                by=request.actor,
                now=now,
            )
        except NoReason as problem:
            form.add_error("reason", problem)
        except ValidationError as problem:
            form.add_error("reference", problem)
        else:
            return redirect("protect:case", case.pk)
    context = {"form": form, "switch_form": "page-form"}
    return render(
        request, "protect/glass.html", context, status=422 if form.is_bound and form.errors else 200
    )
