"""The kinds of event on the report-maker's side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from noddfa.chronicle import EventKind, MarkOf, event_kind, fields
from noddfa.chronicle.models import Event, Visibility
from noddfa.design.offered import choices_of
from noddfa.protocol import MarkName
from noddfa.recognise import selectors as recognise
from noddfa.refer.opaque import opaque

if TYPE_CHECKING:
    from noddfa.access.actor import Actor
    from noddfa.chronicle import Fact

REPORT = "report"

TELEPHONE, HERE, ELSEWHERE = "telephone", "here", "elsewhere"
CHANNELS = (
    (TELEPHONE, _("By telephone")),
    (HERE, _("In writing, here")),
    (ELSEWHERE, _("In writing, sent another way")),
)
TALKED = (
    ("yes", pgettext_lazy("did you", "Yes")),
    ("delay", _("No: it would have caused delay")),
    ("about_them", _("No: the concern is about them")),
    ("not_yet", pgettext_lazy("did you", "Not yet")),
)
SENT = (
    (HERE, _("Here: the duty desk can read it")),
    ("email", _("By secure e-mail")),
    ("letter", _("By letter or by hand")),
    ("other", _("Another way")),
)


@event_kind
class Report(EventKind):
    """The duty to report was met: to which council, and how. Source: Wales Safeguarding Procedures, section 2."""

    code = REPORT
    label = _("Report to social services")
    families = ("concern",)
    visibilities = (Visibility.REPORTER,)
    write = "report.make"
    by_hand = False
    makes = (
        MarkName.CONCERN_LOGGED,
        MarkName.REPORT_BY_TELEPHONE,
        MarkName.REPORT_IN_WRITING,
        MarkName.REPORT_RECEIVED,
    )

    council: str = fields.choice(_("To which council?"), recognise.councils_offered, dropdown=True)
    area_basis: str = fields.choice(_("Why this council?"), choices_of("area_basis"))
    channel: str = fields.choice(_("How is the report made?"), CHANNELS)
    desk: str = fields.body(_("At the duty desk of"), required=False)
    spoken_to: str = fields.text(_("Spoken to"), required=False)
    sent_how: str = fields.text(_("How it was sent, and to whom"), required=False)
    talked: str = fields.choice(_("Talked to the designated safeguarding person"), TALKED)
    talked_to: str = fields.text(_("Who that was"), required=False)
    more: str = fields.long_text(_("What else social services should know"), required=False)

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        thread = str(fact.event)
        channel = fact.facts.get("channel")
        found = [MarkOf(MarkName.CONCERN_LOGGED, {"outcome": "report"})]
        written = MarkName.REPORT_BY_TELEPHONE if channel == TELEPHONE else MarkName.REPORT_IN_WRITING
        found.append(MarkOf(written, thread=thread))
        if channel != ELSEWHERE:  # of a letter nobody here can say that it was received
            found.append(MarkOf(MarkName.REPORT_RECEIVED, thread=thread))
        return found

    def headline(self) -> str:
        told = {
            TELEPHONE: _("Reported by telephone to %(council)s"),
            HERE: _("Reported in writing to %(council)s"),
            ELSEWHERE: _("Reported in writing, sent another way, to %(council)s"),
        }
        return told[self.channel] % {"council": recognise.council_name(self.council)}


@event_kind
class WrittenConfirmation(EventKind):
    """A report made by telephone was put in writing; within 24 hours. Source: as above."""

    code = "written_confirmation"
    label = _("Report confirmed in writing")
    families = ("concern",)
    visibilities = (Visibility.REPORTER,)
    write = "report.make"
    by_hand = False
    makes = (MarkName.REPORT_IN_WRITING,)

    report: str = opaque()
    sent: str = fields.choice(_("How is it sent?"), SENT)
    more: str = fields.long_text(
        _("Anything to add to what you said by telephone?"), required=False, max_length=4000, lines=4
    )

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        return [MarkOf(MarkName.REPORT_IN_WRITING, thread=fact.facts.get("report", ""))]


@event_kind
class Chased(EventKind):
    """The report-maker asked again, having had no answer in seven working days."""

    code = "chased"
    label = _("Asked social services again")
    families = ("concern",)
    visibilities = (Visibility.REPORTER,)
    write = "report.make"
    happened_label = _("When did you ask?")
    makes = (MarkName.REPORT_CHASED,)

    report: str = fields.event(_("About which report?"), REPORT)
    spoken_to: str = fields.text(_("Whom did you ask?"))
    answer: str = fields.long_text(_("What did they say?"), required=False, max_length=2000, lines=3)

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        return [MarkOf(MarkName.REPORT_CHASED, thread=fact.facts.get("report", ""))]

    @classmethod
    def offered(cls, facts: Iterable[Fact]) -> bool:
        return any(fact.kind == REPORT for fact in facts)

    def after(self, event: Event, *, by: Actor, now: dt.datetime) -> None:
        from noddfa.refer.desk.telling import tell_the_desks

        tell_the_desks(event.record_id, now=now)


@event_kind
class Acknowledged(EventKind):
    """Social services told the report-maker what became of the report."""

    code = "acknowledged"
    label = _("Answer to the person who reported")
    families = ("concern",)
    visibilities = (Visibility.REPORTER,)
    write = "report.make"
    happened_label = _("When did the answer come?")
    makes = (MarkName.ACKNOWLEDGEMENT,)

    report: str = fields.event(_("About which report?"), REPORT)
    arrival: str = opaque(required=False)
    how: str = fields.choice(
        _("How did it come?"),
        (
            (TELEPHONE, _("By telephone")),
            ("email", _("By e-mail")),
            ("letter", _("By letter")),
            ("in_person", _("Face to face")),
            (HERE, _("Here")),
        ),
    )
    words: str = fields.long_text(_("What was said of the report?"), max_length=4000, lines=4)

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        thread = fact.facts.get("arrival") or fact.facts.get("report", "")
        return [MarkOf(MarkName.ACKNOWLEDGEMENT, thread=thread)]

    @classmethod
    def offered(cls, facts: Iterable[Fact]) -> bool:
        return any(fact.kind == REPORT for fact in facts)
