"""The actions given to me, and saying what became of one."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from noddfa.access.actor import ActingRequest
from noddfa.access.circle import visible
from noddfa.access.guard import guard
from noddfa.chronicle.keeping import keeps_drafts
from noddfa.design import forms
from noddfa.design.dates import day_in_wales
from noddfa.protect.actions.commands import end_action, texts_of
from noddfa.protect.actions.kind import OUTCOMES
from noddfa.protect.actions.showing import lines
from noddfa.protect.case.frame import frame, open_case
from noddfa.protect.models import ActionRow

ON_A_PAGE = 25


class ActionDoneForm(forms.NoddfaForm):
    """What became of an action."""

    outcome = forms.ChooseField(label=_("What became of it?"), choices=OUTCOMES)
    happened = forms.WhenField(label=_("When?"), not_future=True)
    words = forms.TextAreaField(label=_("In a few words"), required=False, max_length=2000, rows=3)


@guard("case.list", log=True)
def my_actions(request: ActingRequest) -> HttpResponse:
    """The open actions that meetings gave me, in every case I can see, the longest due first."""
    now = timezone.now()
    rows = ActionRow.objects.filter(
        visible(request.actor, now=now), owner_id=request.actor.user_id, ended=None
    )
    page = Paginator(rows.select_related("owner", "record").order_by("due", "pk"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    shown = list(page.object_list)
    context = {
        "page": page,
        "actions": lines(shown, texts_of(shown), today=day_in_wales(now), may_end=True),
    }
    return render(request, "protect/my_actions.html", context)


@guard("case.record", record="record")
@keeps_drafts("protect:action_done", _("What became of an action"))
def action_done(request: ActingRequest, record: uuid.UUID, action: uuid.UUID) -> HttpResponse:
    """Say what became of an action."""
    case = open_case(request, record)
    row = get_object_or_404(ActionRow.objects.select_related("owner", "record"), pk=action, record=record)
    if row.ended is not None and request.method != "POST":
        raise Http404
    form = forms.typed(ActionDoneForm, request, now=case.now)
    if form.is_valid():
        when = form.cleaned_data["happened"]
        try:
            end_action(
                record,
                action,
                outcome=form.cleaned_data["outcome"],
                words=form.cleaned_data["words"],
                happened=when.moment,
                precision=when.precision,
                by=request.actor,
                now=case.now,
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, now_("What became of the action is recorded."))
            return redirect("protect:case", record)
    (line,) = lines([row], texts_of([row]), today=day_in_wales(case.now), may_end=False)
    context = {**frame(case, ""), "form": form, "action": line, "switch_form": "page-form"}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "protect/action_done.html", context, status=status)
