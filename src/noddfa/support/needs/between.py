"""Between two reviews: what became of one need, and what the person now says about sharing."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.chronicle import drafts, names
from noddfa.chronicle.recording import AlreadyRecorded
from noddfa.design import forms
from noddfa.design.dates import day_in_wales
from noddfa.support.needs import commands, showing, words
from noddfa.support.needs.kind import CONSENT_CHANGED, NEED_CHANGED
from noddfa.support.needs.pages import NeedsPage, writable


class BetweenForm(forms.NoddfaForm):
    """What both forms have. event_id: this form's own id for what it records."""

    event_id = forms.FormIdField()

    def add_error(self, field: str | None, error: Any) -> None:
        """As of any form; when its entry is on record already, what is sent next is a further one."""
        if getattr(error, "code", "") == AlreadyRecorded.code:
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("event_id")] = str(uuid.uuid4())
            self.data = data
        super().add_error(field, error)


class NeedForm(BetweenForm):
    """What became of one need."""

    state = forms.ChooseField(
        label=_("What became of it?"), choices=words.STATES, reveals={words.OPEN: "due"}
    )
    due = forms.DateField(label=_("By which day now?"), not_past=True)
    happened = forms.WhenField(label=_("When did it happen, or when was this agreed?"), not_future=True)
    outcome = forms.TextAreaField(
        label=_("What did it change for the person?"),
        help_text=_("As the person says it, where they do. It stands in their own copy: name nobody else."),
        required=False,
        max_length=2000,
        rows=4,
    )


class ConsentForm(BetweenForm):
    """What the person now says about sharing for one purpose."""

    status = forms.ChooseField(
        label=_("What did the person say?"), choices=words.CONSENT[1:], reveals={words.WITHDRAWN: "told"}
    )
    told = forms.TextAreaField(
        label=_("Who was told to stop, and what had been shared by then?"),
        help_text=_("The person need not say why."),
        max_length=2000,
        rows=3,
    )
    happened = forms.WhenField(label=_("When did they say so?"), not_future=True)
    limits = forms.TextField(label=_("With whom, and within what limits?"), required=False, max_length=500)


@guard("case.record", record="record")
def need(request: ActingRequest, record: uuid.UUID, heading: str) -> HttpResponse:
    """Say what became of one need, or give it a new day."""
    page = writable(request, record)
    stands = next(
        (one for one in (page.content.needs if page.content else ()) if one.heading == heading), None
    )
    if stands is None or (request.method != "POST" and stands.state != words.OPEN):
        raise Http404
    place = drafts.Place(request.actor.user_id, NEED_CHANGED, f"{record}:{heading}")
    start = {"event_id": uuid.uuid4(), "due": stands.due}
    form, draft = drafts.typed(NeedForm, request, place, now=page.case.now, initial=start)
    if form.is_valid():
        said = form.cleaned_data
        try:
            commands.change_need(
                record,
                heading,
                state=said["state"],
                due=said["due"],
                outcome=said["outcome"],
                **_common(request, form, page),
            )
        except ValidationError as problem:
            form.add_error(getattr(problem, "field", None), problem)
        else:
            drafts.drop(place)
            messages.success(request, now_("What became of it is recorded."))
            return redirect(f"{reverse('support:needs', args=[record])}#heading-{heading}")
    with names.known_for([page.content]):
        context = {
            "label": words.heading_label(heading),
            "statuses": showing.statuses_of(stands, today=day_in_wales(page.case.now)),
            "rows": showing.rows_of(stands, "heading"),
        }
        return _page(request, "support/need.html", page, form, draft, place, context)


@guard("case.record", record="record")
def consent(request: ActingRequest, record: uuid.UUID, purpose: str) -> HttpResponse:
    """Record what the person now says about sharing for one purpose: as easily withdrawn as given."""
    page = writable(request, record)
    stands = {one.purpose: one for one in (page.content.consents if page.content else ())}
    if page.content is None or purpose not in words.in_order(words.purpose_codes(), list(stands)):
        raise Http404
    place = drafts.Place(request.actor.user_id, CONSENT_CHANGED, f"{record}:{purpose}")
    last = stands.get(purpose)
    form, draft = drafts.typed(
        ConsentForm,
        request,
        place,
        now=page.case.now,
        initial={"event_id": uuid.uuid4(), "limits": last.limits if last else ""},
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            commands.change_consent(
                record,
                purpose,
                status=said["status"],
                limits=said["limits"],
                told=said["told"] or "",
                **_common(request, form, page),
            )
        except ValidationError as problem:
            form.add_error(getattr(problem, "field", None), problem)
        else:
            drafts.drop(place)
            messages.success(request, now_("What the person said about sharing is recorded."))
            return redirect(f"{reverse('support:needs', args=[record])}#sharing")
    context = {
        "label": words.purpose_label(purpose),
        "statuses": (showing.consent_status(last.status if last else words.NOT_ASKED),),
        "rows": showing.rows_of(last, "purpose") if last else (),
    }
    return _page(request, "support/consent.html", page, form, draft, place, context)


def _common(request: ActingRequest, form: BetweenForm, page: NeedsPage) -> dict[str, Any]:
    """What every command is told: who, when, and this form's own id."""
    when: forms.When = form.cleaned_data["happened"]
    return {
        "by": request.actor,
        "now": page.case.now,
        "happened": when.moment,
        "precision": when.precision,
        "event_id": form.cleaned_data["event_id"],
    }


def _page(
    request: ActingRequest,
    template: str,
    page: NeedsPage,
    form: BetweenForm,
    draft: drafts.Typed | None,
    place: drafts.Place,
    more: dict[str, Any],
) -> HttpResponse:
    context = {
        **page.frame,
        **more,
        "form": form,
        **drafts.shown(draft, place),
        "back": reverse("support:needs", args=[page.case.record.pk]),
        "switch_form": "page-form",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, context, status=status)
