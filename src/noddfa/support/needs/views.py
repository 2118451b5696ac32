"""The needs record: reading it, one version of it, and the whole of it on paper."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.chronicle import drafts
from noddfa.design.dates import show_moment
from noddfa.support.needs.kind import RECORD
from noddfa.support.needs.pages import as_of_version, content_context, needs_page
from noddfa.support.needs.showing import heading_sections, progress_of


@guard("case.record", record="record")
def needs(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """What this person needs, as it stands."""
    page = needs_page(request, record)
    draft = drafts.load(drafts.Place(request.actor.user_id, RECORD, str(record)))
    erased = page.case.record.wrapped_key is None
    context = {**page.frame, "draft_saved": show_moment(draft.saved) if draft else "", "erased": erased}
    if page.standing is None or page.content is None:
        empty = heading_sections(None, today=page.case.now.date())
        return render(
            request, "support/begin.html", {**context, "sections": empty, "progress": progress_of(None)}
        )
    context |= content_context(page, page.standing, may_change=True, everything=False)
    return render(request, "support/needs.html", {**context, "current": True})


@guard("case.record", record="record")
def version(request: ActingRequest, record: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """One version, as it stood while it was the newest, and what it changed against the one before it."""
    page = needs_page(request, record)
    standing = as_of_version(page, event)
    current = standing is page.standing
    context = {
        **page.frame,
        **content_context(page, standing, may_change=False, everything=True),
        "current": current,
    }
    return render(request, "support/version.html", context)


@guard("case.record", record="record")
def printed(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """The record as it stands, all of it open, to be printed."""
    page = needs_page(request, record)
    standing = as_of_version(page, page.standing.version.fact.event if page.standing else uuid.uuid4())
    context = content_context(page, standing, may_change=False, everything=True)
    return render(request, "support/print.html", {**page.frame, **context})
