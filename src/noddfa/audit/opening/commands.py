"""Beginning an audit.

Exceptions: AlreadyBegun (a body has one audit a year).
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.access.models import Organisation
from noddfa.audit import issue
from noddfa.audit.families import FAMILY
from noddfa.audit.models import AuditRow
from noddfa.audit.opening import desks
from noddfa.audit.opening.kind import AuditBegun
from noddfa.chronicle.models import Record


class AlreadyBegun(ValidationError):
    """The body has begun its audit of that year."""

    def __init__(self, year: int) -> None:
        super().__init__(
            _("Your body has begun its audit of %(year)d already. Go on with that one."),
            code="already_begun",
            params={"year": year},
        )


@transaction.atomic
def begin(year: int, *, by: Actor, now: dt.datetime) -> Record:
    """Begin the audit of the actor's body for a year, under the issue of the standards in use.

    Raises AlreadyBegun.
    """
    body = Organisation.objects.select_for_update().get(pk=by.organisation)
    if AuditRow.objects.filter(body=body.pk, year=year).exists():
        raise AlreadyBegun(year)
    record = chronicle.open_record(FAMILY, by=by, now=now)
    desks.lay(record.pk, body, now=now)
    begun = AuditBegun(year=year, issue=issue.current().version, called=issue.asked_as(body.kind))
    chronicle.record(record.pk, begun, by=by, now=now)
    return record
