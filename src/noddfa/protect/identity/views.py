"""Who the child is: what was said, by whom; adding to it, taking out what was wrong; opening sealed items.

Sealed items are for few, after the password again, and it is noted in the trail that they were opened.
"""

from __future__ import annotations

import uuid

from allauth.account.internal.flows.reauthentication import is_reauthentication_required, suspend_request
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.chronicle import drafts
from noddfa.chronicle.keeping import keeps_drafts
from noddfa.design import forms
from noddfa.design.components import SummaryRow
from noddfa.design.dates import day_in_wales
from noddfa.people import vault
from noddfa.people.models import Detail
from noddfa.protect.case.frame import OpenCase, frame, open_case
from noddfa.protect.families import DETAIL
from noddfa.protect.identity import commands, showing
from noddfa.protect.identity.forms import DetailForm, WrongForm


@guard("case.sealed", record="record")
def sealed(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """What opening them means; and, once that is confirmed and the password was given again, what they say."""
    case = open_case(request, record)
    if case.record.person_id is None or not case.panel.sealed_items:
        raise Http404
    items: list[SummaryRow] = []
    if request.method == "POST":
        if is_reauthentication_required(request, app="noddfa"):
            return suspend_request(request, reverse("account_reauthenticate"))
        items = [
            SummaryRow(Detail.Field(field).label, text)
            for field, text in vault.read_sealed(case.record.person_id)
        ]
    context = {**frame(case, ""), "items": items, "count": case.panel.sealed_items}
    return render(request, "protect/sealed.html", context)


@guard("case.read", record="record")
def details(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Everything said of the child, with who said it and when."""
    case = open_case(request, record)
    may_record = case.may("case.record")
    context = {
        **frame(case, ""),
        "table": showing.table(_said(case), case=case, may_record=may_record),
        "may_record": may_record,
        "may_open": case.may("case.sealed") and bool(case.panel.sealed_items),
        "erased": case.panel.erased,
    }
    return render(request, "protect/details.html", context)


@guard("case.record", record="record")
def add_detail(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Add one detail of the child."""
    case = open_case(request, record)
    place = drafts.Place(request.actor.user_id, DETAIL, str(record))
    form, draft = drafts.typed(DetailForm, request, place, now=case.now, initial={"event_id": uuid.uuid4()})
    if form.is_valid():
        try:
            commands.say_detail(
                record,
                form.statement(),
                by=request.actor,
                now=case.now,
                event_id=form.cleaned_data["event_id"] or uuid.uuid4(),
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            drafts.drop(place)
            messages.success(request, _("The detail was added."))
            return redirect("protect:details", record)
    return _form(request, case, "protect/detail_add.html", form, **drafts.shown(draft, place))


@guard("case.record", record="record")
@keeps_drafts("protect:detail_wrong", gettext_lazy("A detail is wrong"))
def detail_wrong(request: ActingRequest, record: uuid.UUID, detail: uuid.UUID) -> HttpResponse:
    """Say that a detail of the child is wrong."""
    case = open_case(request, record)
    said = next((one for one in _said(case) if one.detail == detail), None)
    if said is None or (said.sealed and not case.may("case.sealed")):
        raise Http404
    form = forms.typed(WrongForm, request, now=case.now)
    if form.is_valid():
        try:
            commands.detail_was_wrong(
                record, detail, reason=form.cleaned_data["reason"], by=request.actor, now=case.now
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(
                request, _("The detail is no longer shown. It stays on record, with your reason.")
            )
            return redirect("protect:details", record)
    rows = [SummaryRow(Detail.Field(said.field).label, showing.text_of(said, today=day_in_wales(case.now)))]
    return _form(request, case, "protect/detail_wrong.html", form, rows=rows)


def _said(case: OpenCase) -> tuple[vault.Said, ...]:
    person = case.record.person_id
    return vault.statements(person) if person is not None else ()


def _form(
    request: ActingRequest, case: OpenCase, template: str, form: forms.NoddfaForm, **more: object
) -> HttpResponse:
    context = {**frame(case, ""), "form": form, "switch_form": "page-form", **more}
    return render(request, template, context, status=422 if form.is_bound and form.errors else 200)
