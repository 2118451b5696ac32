"""Making a report and confirming it: one transaction each, safe to send twice.

Exceptions (each a ValidationError with a message for a person):
    NoDeskHere     that council's duty desk is not here, so nothing can be put before it
    NoReportYet    there is no report to confirm
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa import chronicle
from noddfa.access import circle
from noddfa.access.actor import Actor
from noddfa.access.notices import tell
from noddfa.access.roles import Role
from noddfa.chronicle.models import Event, Record
from noddfa.design.dates import day_in_wales
from noddfa.refer.desk.places import desk_of, officers_of
from noddfa.refer.desk.telling import desk_path, tell_the_desks
from noddfa.refer.report.kind import HERE, REPORT, Report, WrittenConfirmation


class NoDeskHere(ValidationError):
    """The council's duty desk is not on the platform."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "That council’s duty desk is not in Noddfa, so nothing can be sent to it from here. Telephone it, or "
                "print the report and send it another way, and record that you did."
            ),
            code="no_desk_here",
        )


class NoReportYet(ValidationError):
    """No report was made that could be confirmed."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no report by telephone that waits to be confirmed."), code="no_report_yet"
        )


@transaction.atomic
def make_report(
    record: uuid.UUID,
    content: Report,
    *,
    by: Actor,
    now: dt.datetime,
    happened: dt.datetime | None = None,
    precision: str = "minute",
    event_id: uuid.UUID,
) -> Event:
    """Record that the duty to report was met, and put the concern before the council's duty desk if it is here.

    The desk named in `content` is not looked at: which desk it is follows from the council. Raises NoDeskHere when
    it was to be made in writing here and there is no desk, and
    the chronicle's AlreadyRecorded when this form was sent before with other words.
    """
    Record.objects.select_for_update().get(pk=record)
    sent_before = Event.objects.filter(pk=event_id).exists()
    on = day_in_wales(now)
    desk = desk_of(content.council, on=on)
    if desk is None and content.channel == HERE:
        raise NoDeskHere
    told = Report(**{**content.__dict__, "desk": desk.pk if desk else ""})
    event = chronicle.record(
        record, told, by=by, now=now, happened=happened, precision=precision, event_id=event_id
    )
    if desk is not None and not sent_before:
        circle.give_desk(record, desk.pk, Role.DUTY_OFFICER, now=now)
        tell(officers_of(desk.pk, on=on), "report_waiting", record=record, path=desk_path(record), now=now)
    return event


@transaction.atomic
def confirm_in_writing(
    record: uuid.UUID,
    content: WrittenConfirmation,
    *,
    by: Actor,
    now: dt.datetime,
    happened: dt.datetime | None = None,
    precision: str = "minute",
    event_id: uuid.UUID,
) -> Event:
    """Record that a report made by telephone was put in writing. Raises NoReportYet, NoDeskHere."""
    Record.objects.select_for_update().get(pk=record)
    reports = {str(f.event): f for f in chronicle.facts_of(record, kinds=[REPORT])}
    report = reports.get(content.report)
    if report is None:
        raise NoReportYet
    if content.sent == HERE and not report.facts.get("desk"):
        raise NoDeskHere
    sent_before = Event.objects.filter(pk=event_id).exists()
    event = chronicle.record(
        record, content, by=by, now=now, happened=happened, precision=precision, event_id=event_id
    )
    if not sent_before:
        tell_the_desks(record, now=now)
    return event
