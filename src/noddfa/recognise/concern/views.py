"""Screens of a concern."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from noddfa.access.actor import ActingRequest, Actor
from noddfa.access.guard import guard
from noddfa.chronicle import drafts
from noddfa.chronicle.models import Event, Record
from noddfa.chronicle.reading import open_event
from noddfa.recognise.concern.about import About
from noddfa.recognise.concern.alike import records_alike, statements_of
from noddfa.recognise.concern.commands import record_concern, say_more
from noddfa.recognise.concern.form import MoreAboutForm, concern_form
from noddfa.recognise.concern.kind import Concern
from noddfa.recognise.concern.listing import listed
from noddfa.recognise.concern.page import concern_page
from noddfa.recognise.concern.reading import as_read, note
from noddfa.recognise.families import ABOUT, NEW_CONCERN

KEEP = "keep"  # the button 'Save and come back later'


@guard("concern.begin")
def my_concerns(request: ActingRequest) -> HttpResponse:
    """The concerns I wrote, or those of my body when I manage it."""
    found = listed(request, request.actor, now=timezone.now())
    return render(request, "recognise/list.html", {"list": found})


@guard("concern.begin")
def begin(request: ActingRequest) -> HttpResponse:
    """Begin a concern: a form of its own, so that two begun at once do not mix."""
    return redirect("recognise:write", uuid.uuid4())


@guard("concern.begin")
def write(request: ActingRequest, form: uuid.UUID) -> HttpResponse:
    """Write a concern; `form` is this form's own id, that of the draft and of the event it will make."""
    now = timezone.now()
    place = drafts.Place(request.actor.user_id, NEW_CONCERN, str(form))
    stored = Event.objects.filter(pk=form, by_id=request.actor.user_id, kind=Concern.code).first()
    if stored is not None and request.method != "POST":
        return redirect("recognise:concern", stored.record_id)
    if request.method == "POST" and KEEP in request.POST:
        return _keep(request, place, now)
    typed, draft = drafts.typed(
        concern_form(now), request, place, now=now, initial={**_start(request.actor), "event_id": form}
    )
    if typed.is_valid():
        if stored is not None:
            return _sent_again(request, stored, typed.concern())
        when = typed.cleaned_data["happened"]
        try:
            record = record_concern(
                typed.concern(),
                about=typed.about(),
                by=request.actor,
                now=now,
                happened=when.moment,
                precision=when.precision,
                event_id=form,
            )
        except ValidationError as problem:
            typed.add_error(None, problem)
        else:
            drafts.drop(place)
            return redirect("recognise:now", record.pk)
    context = {
        "form": typed,
        **drafts.shown(draft, place),
        "others": _other_drafts(request.actor, str(form)) if draft is None else 0,
        "not_a_test": note("not_a_test"),
        "no_ticks": note("no_ticks"),
        "switch_form": "page-form",
    }
    status = 422 if typed.is_bound and typed.errors else 200
    return render(request, "recognise/write.html", context, status=status)


@guard("concern.read", record="record")
def now_what(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """After saving: what to do now."""
    now = timezone.now()
    concern = as_read(_concern(record), by=request.actor, now=now)
    alike = []
    if concern.identity is not None:
        alike = records_alike(statements_of(concern.identity), by=request.actor, now=now, but=record)
    context = {
        "record": concern.record,
        "page": concern_page(concern, by=request.actor, now=now),
        "alike": alike,
        "tell_now": note("tell_now"),
        "no_ticks": note("no_ticks"),
    }
    return render(request, "recognise/now.html", context)


@guard("concern.read", record="record")
def concern(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """One concern: what is to be done, what is known, what happened."""
    now = timezone.now()
    read = as_read(_concern(record), by=request.actor, now=now)
    page = concern_page(read, by=request.actor, now=now)
    return render(
        request, "recognise/concern.html", {"record": read.record, "page": page, "tell_now": note("tell_now")}
    )


@guard("concern.write", record="record")
def about(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Add details of the person a concern is about."""
    now = timezone.now()
    chain = _concern(record)
    place = drafts.Place(request.actor.user_id, ABOUT, str(record))
    form, draft = drafts.typed(MoreAboutForm, request, place, now=now, initial={"event_id": uuid.uuid4()})
    if form.is_valid():
        event_id = form.cleaned_data["event_id"] or uuid.uuid4()
        try:
            say_more(
                record,
                about=About.of(form.cleaned_data, now=now),
                by=request.actor,
                now=now,
                event_id=event_id,
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            drafts.drop(place)
            messages.success(request, _("The details you gave were added."))
            return redirect("recognise:concern", record)
    context = {
        "record": chain,
        "form": form,
        **drafts.shown(draft, place),
        "switch_form": "page-form",
    }
    return render(
        request, "recognise/about.html", context, status=422 if form.is_bound and form.errors else 200
    )


def _concern(record: uuid.UUID) -> Record:
    """The record, if it is a concern; 404 when it is another kind of record."""
    return get_object_or_404(Record.objects.select_related("owner"), pk=record, family="concern")


def _keep(request: ActingRequest, place: drafts.Place, now: dt.datetime) -> HttpResponse:
    """'Save and come back later', without a script."""
    if drafts.save(place, request.POST, now=now):
        messages.success(
            request, _("Your draft is saved. Nothing is recorded yet, and only you can read it.")
        )
    return redirect("chronicle:drafts")


def _sent_again(request: ActingRequest, stored: Event, content: Any) -> HttpResponse:
    """The form of a concern that is stored already was sent again: the same is the same, a change is a correction."""
    if content == open_event(stored):
        return redirect("recognise:now", stored.record_id)
    place = drafts.Place(request.actor.user_id, f"{Concern.code}:correct", f"{stored.record_id}:{stored.pk}")
    changed = request.POST.copy()
    changed["event_id"] = str(uuid.uuid4())  # the correction is an event of its own
    drafts.save(place, changed, now=timezone.now())
    messages.warning(
        request,
        _(
            "This concern was saved already. What you have changed since is here, to be recorded as a correction; "
            "details of the person are added on the concern’s own page."
        ),
    )
    return redirect("chronicle:correct", stored.record_id, stored.pk)


def _start(actor: Actor) -> dict[str, Any]:
    """What an empty form starts with: it is the writer who is worried, in the work they named last time."""
    last = (
        Event.objects.filter(by_id=actor.user_id, kind=Concern.code)
        .order_by("-recorded")
        .values("facts")
        .first()
    )
    return {"worried": "me", "profession": last["facts"].get("profession", "") if last else ""}


def _other_drafts(actor: Actor, form: str) -> int:
    """How many other concerns this actor has begun and not saved."""
    return sum(d.form == NEW_CONCERN and d.place != form for d in drafts.of_user(actor.user_id))
