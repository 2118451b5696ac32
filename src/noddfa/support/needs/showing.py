"""The needs record as it reads: for the circle, and as the person's own copy."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.chronicle import Entry
from noddfa.chronicle.fields import specs_of
from noddfa.chronicle.showing import day_and_time, recorded_line
from noddfa.design.components import Status, SummaryRow
from noddfa.design.dates import day_in_wales, show_day
from noddfa.design.offered import lang
from noddfa.practice import support
from noddfa.support.consent.kind import ANSWERS, PURPOSES, Consent, ConsentWithdrawn
from noddfa.support.needs.kind import PROGRESS, URGENCY, Need, NeedsRecord
from noddfa.support.needs.reviews import next_review

# What the person's own copy says of a need: nothing of who does it, who may be somebody else with a life of their own.
OWN = ("need", "wish", "action", "by_when", "progress", "outcome")


@dataclass(frozen=True)
class ShownHeading:
    """One heading with what stands under it; rows are empty when nothing does."""

    code: str
    label: str
    help: str
    rows: tuple[SummaryRow, ...]
    status: Status | None = None


@dataclass(frozen=True)
class Version:
    """One needs record in the list of all there are."""

    when: str
    recorded: str
    url: str
    current: bool


@dataclass(frozen=True)
class Review:
    """When the needs are to be talked through again, and how that stands today."""

    day: str
    status: Status


@dataclass(frozen=True)
class ConsentLine:
    """One answer about sharing, and whether it still holds."""

    title: str
    status: Status
    rows: tuple[SummaryRow, ...]
    when: str


def needs_entries(entries: Sequence[Entry]) -> list[Entry]:
    """The needs records among these entries that stand and can be read, in the order they were talked through."""
    return [entry for entry in entries if isinstance(entry.content, NeedsRecord) and not entry.fact.withdrawn]


def headings(content: NeedsRecord) -> list[ShownHeading]:
    """The twelve headings with what was recorded."""
    found = []
    for heading in support.headings():
        need = content.under(heading.code)
        found.append(
            ShownHeading(
                code=heading.code,
                label=heading.say("label", lang()),
                help=heading.say("help", lang()),
                rows=_rows(need, [name for name in specs_of(Need) if name != "heading"]),
                status=_status(need),
            )
        )
    return found


def own_copy(content: NeedsRecord, *, leave_out: Collection[str]) -> list[ShownHeading]:
    """What the person's own copy says: no names of those who act, and no headings that were left out."""
    return [
        ShownHeading(heading.code, heading.say("label", lang()), "", _rows(need, OWN))
        for heading in support.headings()
        if heading.code not in leave_out and (need := content.under(heading.code)) is not None
    ]


def versions(case: uuid.UUID, entries: Sequence[Entry], shown: Entry) -> list[Version]:
    """Every needs record, the newest first, each with its address."""
    url = reverse("support:needs", args=[case])
    return [
        Version(
            day_and_time(entry),
            recorded_line(entry),
            f"{url}?version={entry.fact.event}",
            entry.fact.event == shown.fact.event,
        )
        for entry in reversed(entries)
    ]


def review_of(entry: Entry, *, today: dt.date, closed: bool) -> Review | None:
    """When the needs are due to be talked through again; None in a closed case."""
    if closed:
        return None
    due = next_review(day_in_wales(entry.fact.happened))
    if due < today:
        status = Status(_("Late"), "late")
    elif due <= today + dt.timedelta(days=7):
        status = Status(_("Due soon"), "soon")
    else:
        status = Status(_("Not due yet"), "waiting")
    return Review(show_day(due), status)


def consents(entries: Sequence[Entry], *, today: dt.date) -> list[ConsentLine]:
    """Every answer about sharing, the newest first, with whether it holds today."""
    back = {
        entry.content.consent: entry
        for entry in entries
        if isinstance(entry.content, ConsentWithdrawn) and not entry.fact.withdrawn
    }
    return [
        _consent(entry, entry.content, back.get(str(entry.fact.event)), today)
        for entry in reversed(entries)
        if isinstance(entry.content, Consent) and not entry.fact.withdrawn
    ]


def _consent(entry: Entry, content: Consent, back: Entry | None, today: dt.date) -> ConsentLine:
    if back is not None:
        text = _("Taken back on %(day)s") % {"day": show_day(back.fact.happened)}
        status = Status(text, "stopped")
    elif content.answer == "refused":
        status = Status(dict(ANSWERS)["refused"], "stopped")
    elif content.until is not None and content.until < today:
        status = Status(_("Ran out on %(day)s") % {"day": show_day(content.until)}, "stopped")
    else:
        status = Status(_("Holds"), "done")
    shown = {line.label: "\n".join(line.texts) for line in content.shown()}
    skipped = {str(specs_of(Consent)[name].label) for name in ("purpose", "answer")}
    rows = tuple(SummaryRow(label, text) for label, text in shown.items() if label not in skipped)
    return ConsentLine(str(dict(PURPOSES).get(content.purpose, "")), status, rows, day_and_time(entry))


def _rows(need: Need | None, names: Collection[str]) -> tuple[SummaryRow, ...]:
    if need is None:
        return ()
    specs = specs_of(Need)
    shown = [specs[name].show(getattr(need, name)) for name in names]
    return tuple(SummaryRow(line.label, "\n".join(line.texts)) for line in shown if not line.empty)


def _status(need: Need | None) -> Status | None:
    if need is None:
        return None
    if need.progress in ("done", "not_wanted"):
        return Status(dict(PROGRESS)[need.progress], "done" if need.progress == "done" else "stopped")
    if need.urgency == "today":
        return Status(dict(URGENCY)["today"], "late")
    if need.urgency == "week":
        return Status(dict(URGENCY)["week"], "soon")
    return None
