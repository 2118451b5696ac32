"""Telling a duty desk that something waits for it."""

from __future__ import annotations

import datetime as dt
import uuid

from noddfa.access.models import Desk
from noddfa.access.notices import tell
from noddfa.access.roles import Role
from noddfa.design.dates import day_in_wales
from noddfa.refer.desk.places import officers_of


def tell_the_desks(record: uuid.UUID, *, now: dt.datetime) -> int:
    """Give a notice to everybody at the desks this record stands at; returns how many were told."""
    bodies = Desk.objects.filter(record=record, role=Role.DUTY_OFFICER).values_list(
        "organisation_id", flat=True
    )
    on = day_in_wales(now)
    return sum(
        tell(officers_of(body, on=on), "report_waiting", record=record, path=desk_path(record), now=now)
        for body in bodies
    )


def desk_path(record: uuid.UUID) -> str:
    """Where the desk sees a report, without the language."""
    return f"reports/desk/{record}"
