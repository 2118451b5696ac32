"""The receipt of a report: what its maker keeps, and may show."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.access.models import Organisation
from noddfa.chronicle import Entry
from noddfa.design.components import SummaryRow
from noddfa.design.dates import show_moment
from noddfa.design.offered import label_of
from noddfa.recognise import selectors as recognise
from noddfa.refer.report.kind import CHANNELS, TELEPHONE, Report, WrittenConfirmation

# What runs for the report-maker from the moment the report is made.
STEPS = ("written_confirmation", "initial_decision", "acknowledge", "chase_ack")


@dataclass(frozen=True)
class Receipt:
    """Everything the receipt prints. at_a_desk: the council's duty desk has it; else it is prepared, not sent."""

    rows: list[SummaryRow]
    at_a_desk: bool
    by_telephone: bool
    confirmed: bool
    clocks: list[recognise.Clock]
    printed: str


def receipt_of(
    concern: recognise.ConcernAsRead, event: uuid.UUID, *, by: Actor, now: dt.datetime
) -> Receipt | None:
    """The receipt of one report, or None when the concern has no such report or its words were erased."""
    found = [e for e in concern.standing_entries(Report.code) if e.fact.event == event]
    if not found or not isinstance(found[0].content, Report):
        return None
    report, content = found[0], found[0].content
    confirmations = concern.standing_entries(WrittenConfirmation.code)
    confirmed = any(e.fact.facts.get("report") == str(event) for e in confirmations)
    clocks = recognise.clocks_of(concern.facts, steps=STEPS, now=now)
    return Receipt(
        rows=_rows(concern, report, content),
        at_a_desk=bool(content.desk),
        by_telephone=content.channel == TELEPHONE,
        confirmed=confirmed,
        clocks=[clock for clock in clocks if _is_of(clock, event)],
        printed=_("Printed by %(who)s on %(when)s.") % {"who": by.name, "when": show_moment(now)},
    )


def _is_of(clock: recognise.Clock, report: uuid.UUID) -> bool:
    start = clock.state.start
    return start is not None and start.thread == str(report)


def _rows(concern: recognise.ConcernAsRead, report: Entry, content: Report) -> list[SummaryRow]:
    fact = report.fact
    rows = [
        SummaryRow(_("Reference"), concern.record.reference),
        SummaryRow(_("Council"), recognise.council_name(content.council)),
        SummaryRow(_("Why this council"), label_of("area_basis", content.area_basis)),
        SummaryRow(_("Report made"), show_moment(fact.happened, precision=fact.precision)),
        SummaryRow(_("How"), str(dict(CHANNELS)[content.channel])),
    ]
    if content.spoken_to:
        rows.append(SummaryRow(_("Spoken to"), content.spoken_to))
    if content.sent_how:
        rows.append(SummaryRow(_("How it was sent, and to whom"), content.sent_how))
    if content.desk:
        desk = Organisation.objects.filter(pk=content.desk).first()
        rows.append(SummaryRow(_("At the duty desk of"), str(desk) if desk else content.desk))
    rows.append(SummaryRow(_("Recorded"), _recorded(report)))
    return rows


def _recorded(report: Entry) -> str:
    return _("%(when)s, by %(who)s") % {"when": show_moment(report.fact.recorded), "who": report.by}
