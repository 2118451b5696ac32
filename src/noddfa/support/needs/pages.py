"""What the pages of a needs record have in common: the case with its frame, what stands, what a page says of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from noddfa.access.actor import ActingRequest
from noddfa.chronicle import Entry, names
from noddfa.design.dates import day_in_wales
from noddfa.protect.selectors import OpenCase, frame, open_case
from noddfa.support.needs import showing
from noddfa.support.needs.changes import compare, unchanged_headings
from noddfa.support.needs.current import Standing, standing_for, standing_of
from noddfa.support.needs.kind import NeedsRecord

TAB = "support:needs"


@dataclass(frozen=True)
class NeedsPage:
    """A case whose needs record is before somebody: the case, and what stands (None before the first record)."""

    case: OpenCase
    standing: Standing | None

    @property
    def content(self) -> NeedsRecord | None:
        """What stands, in words; None when there is none or it was erased."""
        return self.standing.content if self.standing else None

    @property
    def frame(self) -> dict[str, Any]:
        """What the frame of the case's pages needs."""
        return frame(self.case, TAB)


def needs_page(request: ActingRequest, record: uuid.UUID) -> NeedsPage:
    """The needs record of a case for a page whose guard has let the reader in. Raises Http404 when it is no case."""
    case = open_case(request, record)
    return NeedsPage(case, standing_for(case.record, case.reader))


def writable(request: ActingRequest, record: uuid.UUID) -> NeedsPage:
    """As needs_page, for a page that adds to it. Raises Http404 when the record was erased."""
    page = needs_page(request, record)
    if page.case.record.wrapped_key is None:
        raise Http404
    return page


def as_of_version(page: NeedsPage, event: uuid.UUID) -> Standing:
    """What stood when a version was the newest. event: its first recording. Raises Http404 when there is none."""
    if page.standing is None:
        raise Http404
    versions = (page.standing.version, *page.standing.earlier)
    chosen = next((entry for entry in versions if entry.fact.event == event), None)
    if chosen is None:
        raise Http404
    if chosen is page.standing.version:
        return page.standing
    entries = [entry for told in page.case.told if told.own for entry in (told.entry,)]
    return _standing_then(entries, chosen)


def _standing_then(entries: list[Entry], version: Entry) -> Standing:
    """What stood while a version was the newest: later versions and what changed those are left out."""
    later = {
        str(entry.fact.event)
        for entry in entries
        if isinstance(entry.content, NeedsRecord) and entry.fact.seq > version.fact.seq
    }
    kept = [
        entry
        for entry in entries
        if str(entry.fact.event) not in later and entry.fact.facts.get("amends") not in later
    ]
    found = standing_of(kept)
    if found is None:
        raise Http404
    return found


def before(page: NeedsPage, standing: Standing) -> NeedsRecord | None:
    """What stood before a version was recorded, later changes included; None for the first."""
    if not standing.earlier:
        return None
    return as_of_version(page, standing.earlier[0].fact.event).content


def content_context(
    page: NeedsPage, standing: Standing, *, may_change: bool, everything: bool
) -> dict[str, Any]:
    """What the page of one version says. Two queries at most, for names."""
    content, record = standing.content, page.case.record.pk
    # An earlier version is read as of its conversation: what was late since then is not said of it.
    today = day_in_wales(page.case.now if standing is page.standing else standing.version.fact.happened)
    changeable = record if may_change else None
    previous = before(page, standing)
    with names.known_for([content, previous, *(entry.content for entry in standing.changes)]):
        return {
            "standing": standing,
            "content": content,
            "progress": showing.progress_of(content),
            "sections": showing.heading_sections(
                content, today=today, record=changeable, everything=everything
            ),
            "purposes": showing.purpose_sections(content, record=changeable, everything=everything),
            "conversation": showing.conversation_rows(standing.version, content) if content else (),
            "review": showing.review_text(content.next_review if content else None),
            "review_status": showing.review_status(content.next_review, today=today) if content else None,
            "changed_since": showing.change_lines(standing.changes),
            "differences": compare(previous, content) if content and previous else [],
            "unchanged": len(unchanged_headings(previous, content)) if content and previous else 0,
            "previous_day": standing.earlier[0].fact.happened if standing.earlier else None,
            "versions": showing.versions_of(page.standing, record=record, shown=standing.version.fact.event)
            if page.standing
            else [],
            "recorded": showing.recorded_line(standing.version),
            "corrected": standing.version.fact.corrections > 0,
            "history_url": reverse("chronicle:history", args=[record, standing.version.fact.event]),
        }
