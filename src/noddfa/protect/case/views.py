"""The list of cases, finding one, and the page of a case."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from noddfa.access.actor import ActingRequest
from noddfa.access.circle import members
from noddfa.access.guard import guard
from noddfa.access.models import CircleMember
from noddfa.access.rules import may
from noddfa.chronicle.kinds import EventKind
from noddfa.chronicle.showing import draft_lines
from noddfa.design import forms
from noddfa.design.components import Link, order_of
from noddfa.design.dates import day_in_wales
from noddfa.protect import groups
from noddfa.protect.actions.showing import ActionLine, lines
from noddfa.protect.case import finding, listing
from noddfa.protect.case.frame import OpenCase, frame, open_case
from noddfa.protect.chronology.showing import newest
from noddfa.protect.clocks.picture import picture_of, reachable
from noddfa.protect.clocks.pressing import cannot_wait, pressing
from noddfa.protect.clocks.showing import item_of
from noddfa.protect.clocks.svg import draw
from noddfa.protect.clocks.views import by_phase
from noddfa.protect.models import ActionRow
from noddfa.protect.projections import action_id
from noddfa.support.selectors import needs_summary

ON_A_PAGE = 20
LATEST = 6  # entries of the chronology on the overview


@dataclass(frozen=True)
class MenuGroup:
    """Kinds of event offered together on the case page."""

    title: str
    links: tuple[Link, ...]


@guard("case.list", log=True)
def cases(request: ActingRequest) -> HttpResponse:
    """The cases I can see: what presses first."""
    now = timezone.now()
    order = order_of(request, listing.SORTS, "due")
    which = request.GET.get("show", "open")
    if which not in dict(listing.SHOWN):
        which = "open"
    rows = listing.shown(listing.cases_for(request.actor, now=now), which, actor=request.actor, now=now)
    page = Paginator(listing.ordered(rows, order), ON_A_PAGE).get_page(request.GET.get("page"))
    caption = str(dict(listing.SHOWN)[which])
    context = {
        "shown": listing.SHOWN,
        "which": which,
        "caption": caption,
        "page": page,
        "table": listing.table(list(page.object_list), order, now=now, caption=caption),
        "may_break_glass": may(request.actor, "glass.break"),
    }
    return render(request, "protect/cases.html", context)


@guard("case.list", log=True)
def find(request: ActingRequest) -> HttpResponse:
    """Find a case by its reference or by who the child is."""
    now = timezone.now()
    may_find_people = may(request.actor, "people.find")
    form = forms.typed(finding.PersonForm if may_find_people else finding.ReferenceForm, request, now=now)
    table = None
    if form.is_valid():
        try:
            found = list(finding.find(form.cleaned_data, actor=request.actor, now=now)[:ON_A_PAGE])
            order = order_of(request, (), "due")
            table = listing.table(found, order, now=now, caption=_("Cases found"))
        except ValidationError as problem:
            form.add_error("name", problem)
    context = {
        "form": form,
        "table": table,
        "may_break_glass": may(request.actor, "glass.break"),
        "switch_form": "page-form",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "protect/find.html", context, status=status)


@guard("case.read", record="record")
def case_page(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """One case: who the child is, what is due, where the protocol stands, who does what."""
    case = open_case(request, record)
    stand = case.clocks
    picture = picture_of(stand)
    drawn = reachable(stand.protocol, stand.steps)
    recording = case.recording
    due = pressing(stand)
    context = {
        **frame(case, "protect:case"),
        "panel": case.panel,
        "sealed_url": reverse("protect:sealed", args=[record])
        if case.panel.sealed_items and case.may("case.sealed")
        else "",
        "details_url": reverse("protect:details", args=[record]),
        "due": [item_of(state, recording) for state in due if state.due is not None or cannot_wait(state)],
        "unlimited": [
            item_of(state, recording) for state in due if state.due is None and not cannot_wait(state)
        ],
        "picture": draw(picture),
        "summary": picture.summary,
        "not_called_for": picture.not_called_for,
        "phases": by_phase(stand, [item_of(state) for state in stand.steps if state.step.code in drawn]),
        "actions": action_lines(case),
        "needs": needs_summary(record, now=case.now) if case.may("case.record") else None,
        "members": list(circle_of(case)),
        "drafts": draft_lines(request.actor.user_id, record=record),
        "menu": menu(case.record.pk, case.kinds),
        "latest": newest(case, LATEST),
        "may_close": case.may("case.circle"),
        "may_see_trail": case.may("case.trail"),
        "closed": case.facts.closed is not None,
    }
    return render(request, "protect/case.html", context)


def menu(case: uuid.UUID, kinds: Sequence[type[EventKind]]) -> list[MenuGroup]:
    """The kinds that may be recorded here, under their headings; kinds of other rooms without one come last."""
    order = [str(title) for title in groups.ORDER]
    by_title: dict[str, list[Link]] = {title: [] for title in order}
    for kind in kinds:
        title = str(kind.group) or _("Other")
        link = Link(kind.label, reverse("chronicle:add", args=[case, kind.code]))
        by_title.setdefault(title, []).append(link)
    return [
        MenuGroup(title, tuple(sorted(links, key=lambda link: str(link.text))))
        for title, links in by_title.items()
        if links
    ]


def action_lines(case: OpenCase) -> list[ActionLine]:
    """The actions of every meeting of the case, with what they say. Two queries."""
    texts = {
        action_id(told.entry.fact.event, number, action.id): action
        for told in case.told
        for number, action in enumerate(getattr(told.entry.content, "actions", ()), start=1)
    }
    rows = list(ActionRow.objects.filter(record=case.record.pk).select_related("owner", "record"))
    return lines(rows, texts, today=day_in_wales(case.now), may_end=case.may("case.record"))


def circle_of(case: OpenCase) -> Sequence[CircleMember]:
    """Those who work on the case now."""
    return list(members(case.record.pk))
