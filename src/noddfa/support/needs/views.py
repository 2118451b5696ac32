"""The needs record: reading it, recording and reviewing it, putting it right, and the person's own copy."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as now_

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.chronicle import Entry, drafts
from noddfa.chronicle.showing import recorded_line
from noddfa.design import forms
from noddfa.design.dates import day_in_wales, show_moment
from noddfa.design.offered import lang
from noddfa.practice import support
from noddfa.practice.bilingual import status_text
from noddfa.protect.selectors import OpenCase, frame, open_case
from noddfa.support.families import CORRECT_NEEDS, WRITE_NEEDS
from noddfa.support.needs import commands, showing
from noddfa.support.needs.form import NeedsForm, initial_for_correction, initial_from
from noddfa.support.needs.kind import NeedsRecord, heading_labels


@guard("case.read", record="record")
def needs(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """The needs as they were last talked through (or at an earlier time), what consent holds, the next review."""
    case = open_case(request, record)
    entries = own_entries(case)
    found = showing.needs_entries(entries)
    shown = _version(found, request.GET.get("version", ""))
    today = day_in_wales(case.now)
    context: dict[str, Any] = {
        **frame(case, "support:needs"),
        "shown": shown,
        "may_write": case.may("case.record"),
        "consents": showing.consents(entries, today=today),
    }
    if shown is not None:
        content = content_of(shown)
        newest = shown is found[-1]
        context |= {
            "headings": showing.headings(content),
            "recorded": recorded_line(shown),
            "talked_through": content.shown(),
            "newest": newest,
            "review": showing.review_of(shown, today=today, closed=case.facts.closed is not None)
            if newest
            else None,
            "proposed": status_text("proposed", lang()),
            "versions": showing.versions(record, found, shown),
        }
    return render(request, "support/needs.html", context)


@guard("case.record", record="record")
def write(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Record the needs, or review them: the form starts from what was last agreed."""
    case = open_case(request, record)
    found = showing.needs_entries(own_entries(case))
    last = content_of(found[-1]) if found else None
    place = drafts.Place(request.actor.user_id, WRITE_NEEDS, str(record))
    form, draft = drafts.typed(NeedsForm, request, place, now=case.now, initial=initial_from(last))
    if form.is_valid():
        when = form.cleaned_data["happened"]
        try:
            commands.record_needs(
                record,
                form.content(),
                by=request.actor,
                now=case.now,
                happened=when.moment,
                precision=when.precision,
                event_id=form.cleaned_data["event_id"],
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            drafts.drop(place)
            messages.success(request, now_("The needs are recorded."))
            return redirect("support:needs", record)
    return _form_page(request, case, form, draft, place, title=_title(bool(found)), correcting=False)


@guard("case.record", record="record")
def correct(request: ActingRequest, record: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """Put a mistake in a needs record right."""
    case = open_case(request, record)
    found = {entry.fact.event: entry for entry in showing.needs_entries(own_entries(case))}
    if event not in found:
        raise Http404
    entry = found[event]
    when_it_was = forms.When(entry.fact.happened, "day" if entry.fact.precision == "day" else "minute")
    start = initial_for_correction(content_of(entry), happened=when_it_was)
    place = drafts.Place(request.actor.user_id, CORRECT_NEEDS, f"{record}:{event}")
    form, draft = drafts.typed(NeedsForm, request, place, now=case.now, initial=start)
    if form.is_valid():
        when = form.cleaned_data["happened"]
        try:
            commands.correct_needs(
                event,
                form.content(),
                by=request.actor,
                now=case.now,
                happened=when.moment,
                precision=when.precision,
                new_id=form.cleaned_data["event_id"],
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            drafts.drop(place)
            messages.success(
                request, now_("The needs record was corrected. What it said before stays on record.")
            )
            return redirect("support:needs", record)
    title = now_("Correct a needs record")
    return _form_page(request, case, form, draft, place, title=title, correcting=True)


@guard("case.read", record="record")
def own_copy(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """What the person may take away: their needs and wishes, without anybody else's details and without a name."""
    case = open_case(request, record)
    found = showing.needs_entries(own_entries(case))
    if not found:
        raise Http404
    left_out = set(request.GET.getlist("leave_out"))
    content = content_of(found[-1])
    offered = [
        (code, label, code in left_out) for code, label in heading_labels() if content.under(code) is not None
    ]
    context = {
        **frame(case, ""),
        "headings": showing.own_copy(content, leave_out=left_out),
        "offered": offered,
        "talked_through": show_moment(found[-1].fact.happened, precision="day"),
    }
    return render(request, "support/own_copy.html", context)


def own_entries(case: OpenCase) -> list[Entry]:
    """The case's own entries, without those of its concerns."""
    return [told.entry for told in case.told if told.own]


def content_of(entry: Entry) -> NeedsRecord:
    """The needs record an entry holds. The entry comes from `needs_entries`."""
    assert isinstance(entry.content, NeedsRecord)
    return entry.content


def _version(found: list[Entry], asked: str) -> Entry | None:
    """The version asked for, else the newest; None when there is none."""
    by_id = {str(entry.fact.event): entry for entry in found}
    return by_id.get(asked) or (found[-1] if found else None)


def _title(reviewing: bool) -> str:
    return now_("Review the needs") if reviewing else now_("Record the needs")


def _form_page(
    request: ActingRequest,
    case: OpenCase,
    form: NeedsForm,
    draft: drafts.Typed | None,
    place: drafts.Place,
    *,
    title: str,
    correcting: bool,
) -> HttpResponse:
    context = {
        **frame(case, ""),
        "form": form,
        "title": title,
        "correcting": correcting,
        "draft": draft,
        "draft_saved": show_moment(draft.saved) if draft else "",
        "draft_token": place.token(),
        "issue": support.needs_record().version,
        "switch_form": "page-form",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "support/write.html", context, status=status)
