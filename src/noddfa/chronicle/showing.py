"""From an entry to what a page prints of it: the same in every room's chronology, history and print."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from noddfa.chronicle import drafts, registry
from noddfa.chronicle.fields import Shown
from noddfa.chronicle.kinds import EventKind
from noddfa.chronicle.models import Event, Record
from noddfa.chronicle.reading import Entry
from noddfa.design.components import Link, Status, SummaryRow, TimelineDay, TimelineEntry
from noddfa.design.dates import day_in_wales, show_clock, show_day, show_moment


def body_of(entry: Entry) -> str:
    """The body for which an entry was recorded, in the language in force."""
    return entry.body_cy if (get_language() or "").startswith("cy") else entry.body_en


def headline_of(entry: Entry) -> str:
    """The first line of an entry, also when nothing more of it can be read."""
    return entry.content.headline() if entry.content is not None else _("An entry that was erased")


def when_of(entry: Entry) -> str:
    """When an entry happened: the time of day, or that only the day is known."""
    if entry.fact.precision == Event.Precision.DAY:
        return _("Time not known")
    return show_clock(entry.fact.happened)


def recorded_line(entry: Entry) -> str:
    """Who recorded an entry, for which body and when."""
    return _("Recorded by %(who)s, %(body)s, on %(when)s.") % {
        "who": entry.by,
        "body": body_of(entry),
        "when": show_moment(entry.fact.recorded),
    }


def summary_rows(content: EventKind | None) -> tuple[SummaryRow, ...]:
    """The content of an entry, one line for each field, rows of a field numbered beneath each other."""
    if content is None:
        return ()
    return tuple(SummaryRow(line.label, _value(line)) for line in content.shown())


def timeline_entry(
    entry: Entry,
    *,
    links: tuple[Link, ...] = (),
    status: Status | None = None,
    when: str = "",
    recorded: str = "",
    anchored: bool = True,
    folded: bool = False,
) -> TimelineEntry:
    """An entry as the timeline draws it, with a word on corrections and withdrawal."""
    return TimelineEntry(
        when=when or when_of(entry),
        title=headline_of(entry),
        recorded=recorded or recorded_line(entry),
        machine_when=_machine_when(entry),
        status=status,
        rows=summary_rows(entry.content),
        links=links,
        struck=entry.fact.withdrawn,
        note=_note(entry),
        anchor=f"e-{entry.fact.event}" if anchored else "",
        folded=folded,
    )


def in_days(entries: Iterable[tuple[Entry, TimelineEntry]]) -> Iterator[TimelineDay]:
    """Entries with their drawings, gathered under the days in Wales on which they happened. Order is kept."""
    for day, group in itertools.groupby(entries, key=lambda pair: day_in_wales(pair[0].fact.happened)):
        yield TimelineDay(day, tuple(drawn for _entry, drawn in group))


def _machine_when(entry: Entry) -> str:
    happened: dt.datetime = entry.fact.happened
    if entry.fact.precision == Event.Precision.DAY:
        return day_in_wales(happened).isoformat()
    return happened.isoformat(timespec="minutes")


def _note(entry: Entry) -> str:
    if entry.fact.withdrawn:
        return _("Withdrawn: %(reason)s") % {"reason": entry.withdrawn_because}
    if entry.content is None:
        return _("What this entry said was erased under the retention rules.")
    if entry.fact.corrections:
        return _("Corrected since it was first recorded.")
    return ""


def _value(line: Shown) -> str:
    if not line.rows:
        return "\n".join(line.texts)
    return "\n".join(
        f"{number}. " + "; ".join(f"{cell.label}: {', '.join(cell.texts)}" for cell in row)
        for number, row in enumerate(line.rows, start=1)
    )


def wordings(entries: Sequence[Entry]) -> list[TimelineEntry]:
    """Every wording of one entry, as `reading.history` gives them; the last is marked as the one that stands."""
    last = len(entries) - 1
    return [
        timeline_entry(
            entry,
            when=day_and_time(entry),
            status=Status(_("Stands now"), "now") if number == last else None,
        )
        for number, entry in enumerate(entries)
    ]


@dataclass(frozen=True)
class DraftLine:
    """A draft in a list: what it is, on which record, where it is gone on with, and the token to drop it."""

    label: str
    reference: str
    path: str
    token: str
    saved: dt.datetime


def draft_lines(user_id: uuid.UUID, *, record: uuid.UUID | None = None) -> list[DraftLine]:
    """A user's drafts, newest first; with a record, only those on it. Two queries."""
    found = drafts.of_user(user_id)
    if record is not None:
        found = [draft for draft in found if draft.place.startswith(str(record))]
    on = {draft.pk: _record_of(draft.place) for draft in found}
    wanted = {one for one in on.values() if one is not None}
    references: dict[uuid.UUID | None, str] = dict(
        Record.objects.filter(pk__in=wanted).values_list("pk", "reference")
    )
    return [
        DraftLine(
            label=registry.draft_label(draft.form),
            reference=references.get(on[draft.pk], ""),
            path=registry.draft_path(draft.form, draft.place),
            token=drafts.Place(draft.user_id, draft.form, draft.place).token(),
            saved=draft.saved,
        )
        for draft in found
    ]


def _record_of(place: str) -> uuid.UUID | None:
    """The record a draft's place begins with; None for a draft of something that is no record yet."""
    try:
        return uuid.UUID(place.partition(":")[0])
    except ValueError:
        return None


def day_and_time(entry: Entry) -> str:
    """When an entry happened, with its day."""
    if entry.fact.precision == Event.Precision.DAY:
        return show_day(entry.fact.happened)
    return show_moment(entry.fact.happened)
