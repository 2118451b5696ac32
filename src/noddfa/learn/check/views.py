"""The questions, the result with its explanations, the certificate."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.chronicle import drafts
from noddfa.design import forms
from noddfa.design.language import lang
from noddfa.learn.check import commands, results
from noddfa.learn.check.certificate import certificate_of
from noddfa.learn.check.forms import check_form
from noddfa.learn.families import CHECK
from noddfa.learn.models import Attempt
from noddfa.learn.reading import pages, progress
from noddfa.learn.reading.modules import OPEN, SIGNED_IN, Door, number_of, shipped, title_of
from noddfa.practice.course import Module

SHOWN = (
    "shown"  # sent along by the page of a result that is kept nowhere, when its reader changes the language
)


@guard("learn.take")
def check(request: ActingRequest, module: str) -> HttpResponse:
    """Answer the questions; the result is kept."""
    found = SIGNED_IN.module(module)
    now = timezone.now()
    place = drafts.Place(request.actor.user_id, CHECK, found.code)
    form, draft = drafts.typed(check_form(found), request, place, initial={"attempt": uuid.uuid4()})
    if form.is_valid():
        attempt = commands.finish_check(
            found,
            form.answers(),
            by=request.actor,
            now=now,
            language=lang(),
            attempt_id=form.cleaned_data["attempt"],
        )
        drafts.drop(place)
        return redirect("learn:result", attempt.pk)
    if request.method == "GET":
        progress.open_check(found, by=request.actor, now=now)
    context = _check(found, SIGNED_IN) | {
        "form": form,
        **drafts.shown(draft, place),
    }
    return render(request, "learn/check.html", context, status=422 if form.is_bound and form.errors else 200)


@guard("learn.take")
def result(request: ActingRequest, attempt: uuid.UUID) -> HttpResponse:
    """One of my results, with every answer explained as long as the questions are the same."""
    mine = _mine(request, attempt)
    module = shipped().get(mine.module)
    same = module is not None and module.version == mine.version
    context = {
        "attempt": mine,
        "outcome": results.outcome_of(mine),
        "questions": results.explained(module, mine.answers, SIGNED_IN) if module and same else [],
        "changed": not same,
    }
    context |= _check(module, SIGNED_IN) if module else {"open": False}
    return render(request, "learn/result.html", context)


@guard("learn.take")
def certificate(request: ActingRequest, attempt: uuid.UUID) -> HttpResponse:
    """The certificate of one of my results that is a pass."""
    mine = _mine(request, attempt)
    found = certificate_of(mine)
    if found is None:
        raise Http404
    module = shipped()[mine.module]
    context = {
        "certificate": found,
        "attempt": mine,
        "number": number_of(module),
        "module_url": SIGNED_IN.home(module),
    }
    return render(request, "learn/certificate.html", context)


@guard("anyone")
def open_check(request: HttpRequest, module: str) -> HttpResponse:
    """Answer the questions without an account: they are explained at once and kept nowhere."""
    found = OPEN.module(module)
    form_class = check_form(found)
    form = forms.typed(form_class, request)
    if request.method == "POST" and SHOWN in request.POST:
        form = form_class(data=request.POST)
    context = _check(found, OPEN) | {"form": form}
    if form.is_valid():
        answers = form.answers()
        context |= {
            "form": None,
            "answers": answers,
            "outcome": results.outcome_now(found, answers),
            "questions": results.explained(found, answers, OPEN),
            "switch_form": "answers",
        }
        return render(request, "learn/result.html", context)
    return render(request, "learn/check.html", context, status=422 if form.is_bound and form.errors else 200)


def _mine(request: ActingRequest, attempt: uuid.UUID) -> Attempt:
    """A result of the actor's own; Http404 for another's, as for one that does not exist."""
    rows = Attempt.objects.select_related("body", "user")
    return get_object_or_404(rows, pk=attempt, user_id=request.actor.user_id)


def _check(module: Module, door: Door) -> dict[str, object]:
    return {
        "open": door.is_open,
        "module": module,
        "title": title_of(module),
        "number": number_of(module),
        "module_url": door.home(module),
        "check_url": door.check(module),
        "help_url": pages.help_address(module, door),
        "switch_form": "page-form",
    }
