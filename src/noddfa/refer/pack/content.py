"""The report on paper: everything the concern holds that its reader may see, with who wrote what and when.

It is filled from the concern; nothing is typed twice. Where the council's duty desk is not here it says 'prepared, not
sent': only its maker can say that it was sent.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.chronicle import Entry, showing
from noddfa.design.components import SummaryRow
from noddfa.design.dates import show_moment
from noddfa.design.offered import label_of
from noddfa.recognise import selectors as recognise
from noddfa.refer.report.kind import HERE, Report, WrittenConfirmation

OBSERVATION = "observation"


@dataclass(frozen=True)
class Section:
    """A part of the paper: lines, or entries with who wrote them."""

    title: str
    rows: list[SummaryRow]
    source: str = ""


@dataclass(frozen=True)
class Pack:
    """Everything the paper prints.

    sent: it lies before the council's duty desk in Noddfa as a report in writing. told: the desk can read it there,
    on a report by telephone that is not confirmed yet. Neither: Noddfa has shown it to nobody.
    """

    reference: str
    council: str
    sent: bool
    told: bool
    danger: bool
    sections: list[Section]
    printed: str


def report_pack(concern: recognise.ConcernAsRead, *, by: Actor, now: dt.datetime) -> Pack:
    """The paper for this reader."""
    reports = concern.standing_entries(Report.code)
    council = _council(concern, reports)
    return Pack(
        reference=concern.record.reference,
        council=recognise.council_name(council) if council else "",
        sent=_sent(concern, reports),
        told=any(e.fact.facts.get("desk") for e in reports),
        danger=concern.advice.danger,
        sections=[
            section
            for section in (
                _worried(concern),
                Section(_("About whom"), about_rows(concern, now=now)),
                _seen(concern),
                *(_further(entry) for entry in concern.standing_entries(OBSERVATION)),
                *(_made(entry) for entry in concern.standing_entries(Report.code, WrittenConfirmation.code)),
            )
            if section.rows
        ],
        printed=_("Printed by %(who)s (%(body)s) on %(when)s.")
        % {"who": by.name, "body": str(concern.record.owner), "when": show_moment(now)}
        if by.organisation == concern.record.owner_id
        else _("Printed by %(who)s on %(when)s.") % {"who": by.name, "when": show_moment(now)},
    )


def _council(concern: recognise.ConcernAsRead, reports: list[Entry]) -> str:
    if reports:
        return str(reports[-1].fact.facts["council"])
    return concern.content.council if concern.content else ""


def _sent(concern: recognise.ConcernAsRead, reports: list[Entry]) -> bool:
    """Whether it was put before a desk here in writing, or confirmed so."""
    at_a_desk = {str(e.fact.event) for e in reports if e.fact.facts.get("desk")}
    written = {str(e.fact.event) for e in reports if e.fact.facts.get("channel") == HERE}
    confirmed = {
        e.fact.facts.get("report")
        for e in concern.standing_entries(WrittenConfirmation.code)
        if e.fact.facts.get("sent") == HERE
    }
    return bool(at_a_desk & (written | confirmed))


def _worried(concern: recognise.ConcernAsRead) -> Section:
    first, said = concern.first, concern.content
    rows = []
    if first is not None:
        rows = [
            SummaryRow(_("Written by"), first.by),
            SummaryRow(_("Written for"), showing.body_of(first)),
            SummaryRow(_("Written on"), show_moment(first.fact.recorded)),
        ]
    if said is not None:
        if said.worried_name:
            rows.append(SummaryRow(_("Who is worried"), said.worried_name))
        rows.append(SummaryRow(_("Their work"), label_of("who_is_worried", said.profession)))
    return Section(_("Who is worried"), rows)


def seen_rows(concern: recognise.ConcernAsRead) -> list[SummaryRow]:
    """What was seen, in the words of the concern as they stand."""
    first, said = concern.first, concern.content
    if first is None or said is None:
        return []
    left_out = {"worried", "worried_name", "profession", "council", "area_basis", "place"}
    when = show_moment(first.fact.happened, precision=first.fact.precision)
    return [
        SummaryRow(_("When it was seen or heard"), when),
        *(
            SummaryRow(line.label, "\n".join(line.texts))
            for name, spec in said.specs().items()
            if name not in left_out and not (line := spec.show(getattr(said, name))).empty
        ),
    ]


def _seen(concern: recognise.ConcernAsRead) -> Section:
    first = concern.first
    return Section(_("What was seen"), seen_rows(concern), source=_corrected(first) if first else "")


def about_rows(concern: recognise.ConcernAsRead, *, now: dt.datetime) -> list[SummaryRow]:
    """Whom it is about, and where they are."""
    rows = recognise.identity_rows(concern.identity, now=now)
    said = concern.content
    if said is not None and said.council:
        rows.append(SummaryRow(_("Area"), recognise.council_place(said.council)))
        rows.append(SummaryRow(_("How the area is known"), label_of("area_basis", said.area_basis)))
    if said is not None and said.place:
        rows.append(SummaryRow(_("Where they can be found"), said.place))
    return rows


def _further(entry: Entry) -> Section:
    when = show_moment(entry.fact.happened, precision=entry.fact.precision)
    rows = [SummaryRow(_("When it was seen or heard"), when), *showing.summary_rows(entry.content)]
    return Section(_("Something further"), rows, source=showing.recorded_line(entry))


def _made(entry: Entry) -> Section:
    when = show_moment(entry.fact.happened, precision=entry.fact.precision)
    rows = [SummaryRow(_("When"), when), *showing.summary_rows(entry.content)]
    return Section(showing.headline_of(entry), rows, source=showing.recorded_line(entry))


def _corrected(entry: Entry) -> str:
    line = showing.recorded_line(entry)
    if not entry.fact.corrections:
        return line
    return _("%(recorded)s Corrected since; what it said before is kept in Noddfa.") % {"recorded": line}
