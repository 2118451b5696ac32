"""The page of one report at a duty desk, made ready."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.access.circle import visible
from noddfa.chronicle import marks_of, registry
from noddfa.chronicle.models import Record
from noddfa.design.components import Link, Status, SummaryRow, TimelineDay
from noddfa.design.dates import show_moment
from noddfa.design.offered import label_of, lang
from noddfa.practice import areas
from noddfa.practice.organisations import organisation
from noddfa.protocol import MarkName
from noddfa.recognise import selectors as recognise
from noddfa.recognise.services import Concern
from noddfa.refer.desk.arrivals import Arrival, claim_on, concerning, decision_on
from noddfa.refer.desk.commands import name_of
from noddfa.refer.desk.kind import InitialChecks, PoliceDiscussion, RecordCheck
from noddfa.refer.desk.queue import state_of
from noddfa.refer.models import DeskReport
from noddfa.refer.pack.content import about_rows, seen_rows
from noddfa.refer.report.kind import CHANNELS, Report

# What the report itself adds to the concern.
TOLD = ("area_basis", "spoken_to", "sent_how", "talked", "talked_to", "more")

# Kinds of entry that the page prints in full above its chronology.
SAID_ABOVE = (*recognise.FIRST_SAID, Report.code)


@dataclass(frozen=True)
class DeskPage:
    """Everything the page prints."""

    reference: str
    arrival: Arrival
    state: Status
    danger: bool
    crime: bool
    police_told: bool
    police: str
    decided: bool
    decided_words: str
    case: Link | None
    dealing: str
    mine: bool
    report: list[SummaryRow]
    seen: list[SummaryRow]
    about: list[SummaryRow]
    clocks: list[recognise.Clock]
    looked: bool
    checked: bool
    other: tuple[Link, ...]
    days: list[TimelineDay]


def desk_page(concern: recognise.ConcernAsRead, *, by: Actor, now: dt.datetime) -> DeskPage | None:
    """The page for this desk, or None when nothing came to it."""
    arrival = concerning(concern.facts, by.organisation)
    if arrival is None:
        return None
    row = DeskReport.objects.get(pk=arrival.id)
    decision = decision_on(concern.facts, arrival.id)
    claim = claim_on(concern.facts, arrival.id)
    names = {mark.name for mark in marks_of(concern.facts)}
    record = concern.record.pk
    return DeskPage(
        reference=concern.record.reference,
        arrival=arrival,
        state=state_of(row, now=now),
        danger=concern.advice.danger,
        crime=MarkName.POSSIBLE_CRIME in names,
        police_told=bool(concern.standing_entries(PoliceDiscussion.code)),
        police=_police(arrival.council),
        decided=decision is not None,
        decided_words=_decided(decision.by, decision.recorded, decision.facts["outcome"]) if decision else "",
        case=_case(decision.facts.get("case", ""), by, now) if decision else None,
        dealing=_("%(who)s, since %(when)s") % {"who": name_of(claim.by), "when": show_moment(claim.recorded)}
        if claim
        else "",
        mine=claim is not None and claim.by == by.user_id,
        report=_report(concern, arrival),
        seen=seen_rows(concern),
        about=about_rows(concern, now=now),
        clocks=recognise.clocks_of(concern.facts, steps=recognise.OF_THE_DESK, now=now),
        looked=bool(concern.standing_entries(RecordCheck.code)),
        checked=bool(concern.standing_entries(InitialChecks.code)),
        other=(
            Link(
                _("Add something further that was seen or heard"),
                reverse("chronicle:add", args=[record, "observation"]),
            ),
            Link(_("Add details of the person"), reverse("recognise:about", args=[record])),
            Link(_("Print the report"), reverse("refer:pack", args=[record])),
        ),
        days=recognise.timeline_of(concern, by=by, said_elsewhere=SAID_ABOVE),
    )


def _decided(who: uuid.UUID, when: dt.datetime, outcome: str) -> str:
    return _("%(outcome)s. Decided by %(who)s on %(when)s.") % {
        "outcome": label_of("initial_decisions", outcome),
        "who": name_of(who),
        "when": show_moment(when),
    }


def _case(case: str, by: Actor, now: dt.datetime) -> Link | None:
    """The way to the case of a decision, for those who may see it."""
    if not case:
        return None
    found = Record.objects.filter(pk=case).filter(visible(by, now=now, field="pk")).first()
    if found is None:
        return None
    page = reverse(registry.family(found.family).page, args=[found.pk])
    return Link(_("Case %(reference)s") % {"reference": found.reference}, page)


def _police(council: str) -> str:
    """The force for a council's area, in the language in force; '' when it is not known."""
    try:
        return organisation(areas.council(council).police).say("name", lang())
    except KeyError:
        return ""


def _report(concern: recognise.ConcernAsRead, arrival: Arrival) -> list[SummaryRow]:
    """Who reported, when and how, in the words of the report. What the concern says as well is left to it."""
    made = [e for e in concern.standing_entries(Report.code) if e.fact.event == arrival.report]
    said = concern.content
    received = show_moment(arrival.received, precision=arrival.precision)
    how = str(dict(CHANNELS).get(arrival.channel, arrival.channel))
    by = made[0].by if made else ""
    work = label_of("who_is_worried", said.profession) if said is not None else ""
    rows = [
        SummaryRow(_("Received"), f"{received}\n{how}"),
        SummaryRow(_("Reported by"), "\n".join(filter(None, (by, str(concern.record.owner), work)))),
    ]
    if made:
        content = made[0].content
        if isinstance(content, Report):
            specs = content.specs()
            told = [name for name in TOLD if not (name == "area_basis" and _same_area(said, content))]
            lines = [specs[name].show(getattr(content, name)) for name in told]
            rows += [SummaryRow(line.label, "\n".join(line.texts)) for line in lines if line.texts]
    return rows


def _same_area(said: Concern | None, content: Report) -> bool:
    return said is not None and (said.council, said.area_basis) == (content.council, content.area_basis)
