"""The screen of the decision."""

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
from noddfa.chronicle import drafts
from noddfa.recognise import selectors as recognise
from noddfa.refer.decision.commands import decide as decide_on
from noddfa.refer.decision.form import DecisionForm
from noddfa.refer.decision.kind import PASSED
from noddfa.refer.desk.page import desk_page
from noddfa.refer.families import DECIDE
from noddfa.refer.report.views import concern_record, form_context


@guard("desk.decide", record="record")
def decide(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Decide on a report, with reasons and with words for the one who reported."""
    now = timezone.now()
    concern = recognise.as_read(concern_record(record), by=request.actor, now=now)
    page = desk_page(concern, by=request.actor, now=now)
    if page is None:
        raise Http404
    if page.decided and request.method != "POST":
        return redirect("refer:desk_report", record)
    place = drafts.Place(request.actor.user_id, DECIDE, str(record))
    form, draft = drafts.typed(
        DecisionForm, request, place, now=now, by=request.actor, initial={"event_id": uuid.uuid4()}
    )
    if form.is_valid():
        verdict = form.verdict()
        try:
            decide_on(
                record,
                verdict,
                arrival=page.arrival.id,
                by=request.actor,
                now=now,
                event_id=form.cleaned_data["event_id"] or uuid.uuid4(),
            )
        except ValidationError as problem:
            form.add_error(None, problem)
            drafts.save(place, request.POST, now=now)  # what was written waits, whatever is done next
        else:
            drafts.drop(place)
            messages.success(
                request, _("The decision is recorded, and the person who reported can read your reply.")
            )
            if verdict.outcome == PASSED:
                return redirect("refer:desk")
            return redirect("refer:desk_report", record)
    context = {"record": concern.record, "page": page, **form_context(form, draft, place)}
    return render(request, "refer/decide.html", context, status=422 if form.is_bound and form.errors else 200)
