"""Screens that every kind of event shares: record one, put one right, withdraw one, see what one said before."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from noddfa.access.actor import ActingRequest
from noddfa.access.circle import standing
from noddfa.access.guard import guard
from noddfa.access.rules import may
from noddfa.chronicle import asking, drafts, names, reading, recording, registry, showing
from noddfa.chronicle.facts import WITHDRAWN
from noddfa.chronicle.forms import WithdrawForm
from noddfa.chronicle.keeping import keeps_drafts
from noddfa.chronicle.kinds import EventKind
from noddfa.chronicle.models import Event, Record
from noddfa.design import forms
from noddfa.design.dates import show_clock


@guard("signed_in")
def my_drafts(request: ActingRequest) -> HttpResponse:
    """What I have begun and not sent."""
    context = {"drafts": showing.draft_lines(request.actor.user_id), "last_days": drafts.LAST_DAYS}
    return render(request, "chronicle/drafts.html", context)


@guard("signed_in")
@require_POST
def save_draft(request: ActingRequest) -> HttpResponse:
    """Keep what is typed so far; called by the page as its reader types, so it answers in few words."""
    now = timezone.now()
    place = drafts.place_of(request.POST.get(drafts.TOKEN_FIELD, ""))
    if place is None or place.user != request.actor.user_id:
        raise PermissionDenied
    kept = drafts.save(place, request.POST, now=now)
    said = _("Draft saved at %(time)s.") % {"time": show_clock(now)} if kept else ""
    return JsonResponse({"saved": kept, "message": said})


@guard("signed_in")
@require_POST
def drop_draft(request: ActingRequest) -> HttpResponse:
    """Throw a draft away."""
    place = drafts.place_of(request.POST.get(drafts.TOKEN_FIELD, ""))
    if place is None or place.user != request.actor.user_id:
        raise PermissionDenied
    drafts.drop(place)
    messages.success(request, _("The draft was thrown away."))
    return redirect("chronicle:drafts")


@guard("record.enter", record="record")
def add_event(request: ActingRequest, record: uuid.UUID, kind: str) -> HttpResponse:
    """Record an event of a kind on a record."""
    chain, family, kind_class = _what(request, record, kind)
    if not kind_class.by_hand:
        raise Http404
    now = timezone.now()
    place = drafts.Place(request.actor.user_id, kind_class.code, str(record))
    form_class = asking.form_of(kind_class, chain, now=now, reader=_reader(request, chain, now))
    form, draft = typed_or_draft(request, form_class, place, initial=asking.initial_of(kind_class, now=now))
    if form.is_valid():
        try:
            when = form.cleaned_data["happened"]
            recording.record(
                chain.pk,
                form.content(),
                by=request.actor,
                now=now,
                happened=when.moment,
                precision=when.precision,
                visibility=asking.visibility_of(form),
                event_id=form.cleaned_data["event_id"],
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            drafts.drop(place)
            messages.success(request, _("Recorded: %(what)s.") % {"what": kind_class.label})
            return redirect(family.page, chain.pk)
    return _page(
        request, "chronicle/add.html", chain, family, form, kind=kind_class, draft=draft, place=place
    )


@guard("record.enter", record="record")
def correct_event(request: ActingRequest, record: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """Put an entry right by a further one."""
    old = get_object_or_404(Event.objects.select_related("record"), pk=event, record_id=record)
    chain, family, kind_class = _what(request, record, old.kind)
    entry = _newest(request, chain, event)
    if entry.content is None or not (kind_class.by_hand or kind_class.correctable):
        raise Http404
    now = timezone.now()
    start = asking.initial_from(
        entry.content,
        happened=entry.fact.happened,
        precision=entry.fact.precision,
        visibility=entry.fact.visibility,
    )
    place = drafts.Place(request.actor.user_id, f"{old.kind}:correct", f"{record}:{event}")
    reader = _reader(request, chain, now)
    form_class = asking.form_of(kind_class, chain, now=now, reader=reader, correcting=True)
    form, draft = typed_or_draft(request, form_class, place, initial=start)
    if form.is_valid():
        try:
            when = form.cleaned_data["happened"]
            recording.correct(
                entry.fact.event,
                form.content(),
                by=request.actor,
                now=now,
                happened=when.moment,
                precision=when.precision,
                new_id=form.cleaned_data["event_id"],
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            drafts.drop(place)
            messages.success(request, _("The entry was corrected. What it said before stays on record."))
            return redirect(family.page, chain.pk)
    return _page(
        request,
        "chronicle/correct.html",
        chain,
        family,
        form,
        kind=kind_class,
        entry=entry,
        draft=draft,
        place=place,
    )


@guard("record.enter", record="record")
@keeps_drafts("chronicle:withdraw", gettext_lazy("Withdraw an entry"))
def withdraw_event(request: ActingRequest, record: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """Say that an entry does not belong here."""
    old = get_object_or_404(Event, pk=event, record_id=record)
    chain, family, kind_class = _what(request, record, old.kind)
    if not (kind_class.by_hand or kind_class.withdrawable):
        raise Http404
    entry = _newest(request, chain, event)
    form = forms.typed(WithdrawForm, request)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            recording.withdraw(entry.fact.event, reason=reason, by=request.actor, now=timezone.now())
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(
                request, _("The entry was withdrawn. It stays on record, struck through, with your reason.")
            )
            return redirect(family.page, chain.pk)
    return _page(request, "chronicle/withdraw.html", chain, family, form, kind=kind_class, entry=entry)


@guard("record.enter", record="record")
def entry_history(request: ActingRequest, record: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """Every wording of one entry, oldest first."""
    chain = get_object_or_404(Record, pk=record)
    family = registry.family(chain.family)
    where = standing(request.actor, record, now=timezone.now())
    if not may(request.actor, family.read, where):
        raise Http404
    entries = reading.history(chain, event, reading.Reader(request.actor, where))
    if not entries:
        raise Http404
    with names.known_for(entry.content for entry in entries):
        context = {"record": chain, "family": family, "shown": showing.wordings(entries)}
        return render(request, "chronicle/history.html", context)


def typed_or_draft(
    request: ActingRequest, form_class: type[asking.KindForm], place: drafts.Place, *, initial: dict[str, Any]
) -> tuple[asking.KindForm, drafts.Typed | None]:
    """The form as posted; or, when it is opened, as it was left in a draft; or empty. And the draft, if one is shown.

    A form that comes from a draft is shown as typed and not yet judged.
    """
    if request.method == "POST":
        return forms.typed(form_class, request), None
    draft = drafts.load(place)
    if draft is None:
        return form_class(initial=initial), None
    return form_class(data=draft.data, quiet=True), draft


def _what(
    request: ActingRequest, record: uuid.UUID, kind: str
) -> tuple[Record, registry.Family, type[EventKind]]:
    """The record, its family and the kind; 404 when the actor may not write that there."""
    chain = get_object_or_404(Record.objects.select_related("owner"), pk=record)
    family = registry.family(chain.family)
    try:
        kind_class = registry.kind(kind)
    except registry.UnknownKind:
        raise Http404 from None
    where = standing(request.actor, record, now=timezone.now())
    if chain.family not in kind_class.families or not may(
        request.actor, kind_class.write or family.write, where
    ):
        raise Http404
    return chain, family, kind_class


def _reader(request: ActingRequest, chain: Record, now: dt.datetime) -> reading.Reader:
    """Who asks, and where they stand."""
    return reading.Reader(request.actor, standing(request.actor, chain.pk, now=now))


def _newest(request: ActingRequest, chain: Record, event: uuid.UUID) -> reading.Entry:
    """The entry as it stands; 404 when the reader may not see it or it was withdrawn."""
    for entry in reading.read(chain, _reader(request, chain, timezone.now())):
        if (
            event in (entry.fact.event, entry.fact.latest)
            and not entry.fact.withdrawn
            and entry.fact.kind != WITHDRAWN
        ):
            return entry
    raise Http404


def _page(
    request: ActingRequest,
    template: str,
    chain: Record,
    family: registry.Family,
    form: forms.NoddfaForm,
    *,
    kind: type[EventKind],
    entry: reading.Entry | None = None,
    draft: drafts.Typed | None = None,
    place: drafts.Place | None = None,
) -> HttpResponse:
    context = {
        "record": chain,
        "family": family,
        "kind": kind,
        "form": form,
        "entry": entry,
        "shown": [showing.timeline_entry(entry, when=showing.day_and_time(entry))] if entry else [],
        **(drafts.shown(draft, place) if place else {}),
        "switch_form": "page-form",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, context, status=status)
