"""Pages of the course: the modules, one module, one section; signed in or openly."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.access.rules import may
from noddfa.design.language import lang
from noddfa.learn.check import results
from noddfa.learn.reading import pages, progress, standing
from noddfa.learn.reading.modules import (
    OPEN,
    OPEN_TO_ALL,
    SIGNED_IN,
    Door,
    number_of,
    section_of,
    shipped,
    title_of,
)
from noddfa.practice import status_text
from noddfa.practice.course import Module

RESULTS_ON_A_PAGE = 10


@guard("learn.take")
def courses(request: ActingRequest) -> HttpResponse:
    """The modules, and where I stand in each."""
    rows = [
        (title_of(one.module), SIGNED_IN.home(one.module), one.status, one.module.minutes, one.module.code)
        for one in standing.standings(request.actor)
    ]
    context = {"rows": rows, "sees_body": may(request.actor, "learn.see_body")}
    return render(request, "learn/courses.html", context)


@guard("learn.take")
def module_page(request: ActingRequest, module: str) -> HttpResponse:
    """One module: what it is about, how far I am, my results."""
    found = SIGNED_IN.module(module)
    mine = standing.standing_in(request.actor, found)
    attempts = Paginator(results.of_learner(request.actor, found), RESULTS_ON_A_PAGE)
    page = attempts.get_page(request.GET.get("page"))
    context = _about(found, SIGNED_IN, opened=mine.opened) | {
        "standing": mine,
        "go_on_url": SIGNED_IN.section(found, mine.section) if mine.section else "",
        "attempts": page,
        "rows": [(attempt, results.outcome_of(attempt)) for attempt in page],
        "best": mine.best,
    }
    return render(request, "learn/module.html", context)


@guard("learn.take")
def section_page(request: ActingRequest, module: str, section: str) -> HttpResponse:
    """One section; to open it is to have reached it."""
    found = SIGNED_IN.module(module)
    chosen = section_of(found, section)
    mine = progress.open_section(found, chosen.anchor, by=request.actor, now=timezone.now())
    page = pages.section_page(found, chosen, SIGNED_IN, asked=request.GET.dict(), opened=mine.opened)
    return _section(request, found, page, SIGNED_IN)


@guard("anyone")
def open_courses(request: HttpRequest) -> HttpResponse:
    """The modules that may be read without an account."""
    rows = [
        (title_of(module), OPEN.home(module), module.minutes)
        for code, module in shipped().items()
        if code in OPEN_TO_ALL
    ]
    return render(request, "learn/open_courses.html", {"rows": rows})


@guard("anyone")
def open_module(request: HttpRequest, module: str) -> HttpResponse:
    """One module, for everybody."""
    found = OPEN.module(module)
    return render(request, "learn/module.html", _about(found, OPEN) | _kept_elsewhere(request, found))


@guard("anyone")
def open_section(request: HttpRequest, module: str, section: str) -> HttpResponse:
    """One section, for everybody; nothing is kept."""
    found = OPEN.module(module)
    page = pages.section_page(found, section_of(found, section), OPEN, asked=request.GET.dict())
    return _section(request, found, page, OPEN)


def _about(module: Module, door: Door, *, opened: tuple[str, ...] = ()) -> dict[str, object]:
    language = lang()
    return {
        "open": door.is_open,
        "module": module,
        "title": title_of(module),
        "number": number_of(module),
        "outcomes": module.say("outcomes", language),
        "note": pages.content_note(module, door),
        "help_url": pages.help_address(module, door),
        "contents": pages.contents(module, door, opened=opened),
        "first_url": door.section(module, module.sections[0].anchor),
        "check_url": door.check(module),
        "status": status_text(module.status, language),
        "sources": [source.say("text", language) for source in module.sources],
    }


def _section(request: HttpRequest, module: Module, page: pages.SectionPage, door: Door) -> HttpResponse:
    context = {
        "open": door.is_open,
        "module": module,
        "title": title_of(module),
        "number": number_of(module),
        "module_url": door.home(module),
        "check_url": door.check(module),
        "page": page,
        "form": page.form,
    }
    if door.is_open:
        context |= _kept_elsewhere(request, module)
    return render(request, "learn/section.html", context)


def _kept_elsewhere(request: HttpRequest, module: Module) -> dict[str, object]:
    """For somebody signed in who came by the open door: where their progress is kept."""
    return {"own_url": reverse("learn:module", args=[module.code]) if request.user.is_authenticated else ""}
