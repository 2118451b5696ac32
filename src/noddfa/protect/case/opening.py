"""Opening a case from a concern, and joining further concerns to it.

Exceptions: AlreadyInACase (this concern belongs to the case already).
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
from noddfa.access.models import Part, User
from noddfa.access.roles import Role
from noddfa.chronicle.models import Event, Record
from noddfa.protect.case.kind import CaseOpened, ConcernAdded
from noddfa.protect.clocks.state import concerns_of
from noddfa.protect.families import FAMILY
from noddfa.protocol import UnknownProtocol, load_protocols

PROTOCOL = "wales-child-2021"


class AlreadyInACase(ValidationError):
    """The concern belongs to this case already."""

    def __init__(self) -> None:
        super().__init__(_("That report belongs to this case already."), code="already_in_a_case")


@transaction.atomic
def open_case(
    *, person: uuid.UUID | None, concern: uuid.UUID, by: Actor, now: dt.datetime, protocol: str = PROTOCOL
) -> Record:
    """Open a case about a person from a concern; nothing is copied, the case points to the concern.

    Whoever decides becomes case lead until they hand it on; the duty desk of their body sees it, so that a child who
    goes missing at night is found in the record. Raises UnknownProtocol for a protocol that no file carries.
    """
    if protocol not in load_protocols():
        raise UnknownProtocol(f"no protocol '{protocol}'")
    case = chronicle.open_record(FAMILY, by=by, now=now, person=person)
    chronicle.record(case.pk, CaseOpened(concern=str(concern), protocol=protocol), by=by, now=now)
    assert by.organisation is not None  # open_record needed one
    circle.join(
        case.pk,
        User.objects.get(pk=by.user_id),
        organisation=by.organisation,
        part=Part.LEAD,
        by=by,
        now=now,
        reason=_("Opened the case"),
    )
    circle.give_desk(case.pk, by.organisation, Role.DUTY_OFFICER, now=now)
    case.refresh_from_db()
    return case


@transaction.atomic
def add_concern_to_case(*, case: uuid.UUID, concern: uuid.UUID, by: Actor, now: dt.datetime) -> Event:
    """Join a further concern about the same child to a case. Raises AlreadyInACase."""
    if concern in concerns_of(chronicle.facts_of(case)):
        raise AlreadyInACase
    return chronicle.record(case, ConcernAdded(concern=str(concern)), by=by, now=now)
