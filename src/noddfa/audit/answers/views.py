"""The screen on which a criterion is answered."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.audit.answers import commands
from noddfa.audit.answers.forms import answer_form, initial_of
from noddfa.audit.families import ANSWER
from noddfa.audit.overview import reading, records_say
from noddfa.audit.overview.views import audit_or_404, criterion_or_404
from noddfa.chronicle import drafts
from noddfa.chronicle.recording import AlreadyRecorded
from noddfa.design.language import lang


@guard("audit.answer", record="record")
def answer(request: ActingRequest, record: uuid.UUID, criterion: str) -> HttpResponse:
    """Answer a criterion, or answer it further."""
    audit = audit_or_404(request, record)
    chosen = criterion_or_404(audit, criterion)
    if audit.row.body != request.actor.organisation:
        raise Http404
    if audit.signed:
        messages.error(request, commands.SignedAlready().messages[0])
        return redirect("audit:criterion", record, criterion)
    now = timezone.now()
    place = drafts.Place(request.actor.user_id, ANSWER, f"{record}:{criterion}")
    entries = reading.entries_of(audit, by=request.actor)
    standing = commands.standing_event(record, criterion)
    stands = reading.content_of(entries, criterion)
    form, draft = drafts.typed(
        answer_form(chosen, audit.standards, now=now, empty_rows=0 if stands and stands.evidence else 1),
        request,
        place,
        initial=initial_of(stands, standing),
        now=now,
    )
    if form.is_valid():
        try:
            commands.answer(
                record,
                form.content(),
                by=request.actor,
                now=now,
                instead_of=form.cleaned_data["instead_of"],
                event_id=form.cleaned_data["event_id"],
            )
        except ValidationError as problem:
            form.add_error(None, problem)
            if isinstance(problem, commands.AnsweredMeanwhile):
                form.now_instead_of(standing)
            elif isinstance(problem, AlreadyRecorded):
                form.send_as_new()
                form.now_instead_of(standing)
        else:
            drafts.drop(place)
            messages.success(request, _("Recorded: %(criterion)s.") % {"criterion": chosen.id})
            return redirect("audit:standard", record, chosen.standard)
    (shown,) = reading.criteria_of(audit, entries, [chosen])
    standard = audit.standards.standard(chosen.standard)
    context = {
        "audit": audit,
        "criterion": shown,
        "standard": standard,
        "standard_title": standard.say("title", lang()),
        "hint": records_say.hint(chosen.id, audit.row.body, now=now),
        "form": form,
        **drafts.shown(draft, place),
        "switch_form": "page-form",
    }
    return render(request, "audit/answer.html", context, status=422 if form.is_bound and form.errors else 200)
