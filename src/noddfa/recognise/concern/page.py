"""The page of one concern, made ready: what it asks to be done, what is known, what happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.access.rules import may
from noddfa.chronicle import Fact
from noddfa.design.components import Link, Status, SummaryRow, TimelineDay
from noddfa.design.dates import show_moment
from noddfa.recognise.concern.clocks import OF_THE_REPORTER, Clock, clocks_of
from noddfa.recognise.concern.reading import ConcernAsRead, identity_rows, timeline_of
from noddfa.recognise.models import ConcernRow


@dataclass(frozen=True)
class ConcernPage:
    """Everything the page prints."""

    reference: str
    owner: str
    danger: bool
    tell_now: bool
    state: Status
    open: bool
    may_report: bool
    main: tuple[Link, ...]
    other: tuple[Link, ...]
    about: list[SummaryRow]
    clocks: list[Clock]
    days: list[TimelineDay]


def concern_page(concern: ConcernAsRead, *, by: Actor, now: dt.datetime) -> ConcernPage:
    """The page for this reader."""
    row = ConcernRow.objects.get(pk=concern.record.pk)
    may_report = may(by, "report.make", concern.where)
    may_write = may(by, "concern.write", concern.where)
    return ConcernPage(
        reference=concern.record.reference,
        owner=str(concern.record.owner),
        danger=concern.advice.danger,
        tell_now=concern.advice.tell_now,
        state=_state(row),
        open=row.state == ConcernRow.State.OPEN,
        may_report=may_report,
        main=_main(row) if may_report else (),
        other=_other(concern, row, may_write, may_report),
        about=identity_rows(concern.identity, now=now),
        clocks=clocks_of(concern.facts, steps=OF_THE_REPORTER, now=now),
        days=timeline_of(concern, by=by),
    )


def add_link(record: object, kind: str, text: str) -> Link:
    """A link to the shared screen that records an event of a kind."""
    return Link(text, reverse("chronicle:add", args=[record, kind]))


def _state(row: ConcernRow) -> Status:
    shapes = {"open": "now", "reported": "waiting", "answered": "done", "no_report": "stopped"}
    return Status(row.get_state_display(), shapes[row.state])  # type: ignore[arg-type]


def _main(row: ConcernRow) -> tuple[Link, ...]:
    """What its writer has to do next; the first is drawn as the button."""
    report = Link(_("Make the report"), reverse("refer:make", args=[row.pk]))
    if row.state == ConcernRow.State.OPEN:
        return (report, add_link(row.pk, "no_report", _("Record why no report is made")))
    if row.state == ConcernRow.State.NO_REPORT:
        return (report,)
    links = []
    if row.confirm_by is not None:
        links.append(Link(_("Confirm the report in writing"), reverse("refer:confirm", args=[row.pk])))
    if row.state == ConcernRow.State.REPORTED:
        links.append(add_link(row.pk, "acknowledged", _("Record their answer")))
        links.append(add_link(row.pk, "chased", _("Record that you asked again")))
    return tuple(links)


def _other(concern: ConcernAsRead, row: ConcernRow, may_write: bool, may_report: bool) -> tuple[Link, ...]:
    record = concern.record.pk
    links = [Link(_("Print the report"), reverse("refer:pack", args=[record])), *_receipts(concern)]
    if row.state == ConcernRow.State.OPEN:
        links.append(Link(_("What to do now"), reverse("recognise:now", args=[record])))
    if may_write:
        links += [
            add_link(record, "observation", _("Add something further that was seen or heard")),
            Link(_("Add details of the person"), reverse("recognise:about", args=[record])),
        ]
        if concern.advice.danger:
            links.append(add_link(record, "emergency_call", _("Record that 999 was called")))
    if may_report and row.state in (ConcernRow.State.REPORTED, ConcernRow.State.ANSWERED):
        links.append(Link(_("Report it again, or to another council"), reverse("refer:make", args=[record])))
    return tuple(links)


def _receipts(concern: ConcernAsRead) -> list[Link]:
    """The receipt of each report this reader may read, the newest last."""
    return [
        Link(
            _("Receipt of the report of %(when)s") % {"when": _when(entry.fact)},
            reverse("refer:receipt", args=[concern.record.pk, entry.fact.event]),
        )
        for entry in concern.standing_entries("report")
        if entry.content is not None
    ]


def _when(fact: Fact) -> str:
    return show_moment(fact.happened, precision=fact.precision)
