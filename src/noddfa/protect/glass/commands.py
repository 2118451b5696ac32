"""Opening a case in an emergency by its reference.

A reference that does not exist, one of something that is no case, and a case this user is locked out of give one and
the same answer, NothingToOpen, after the same questions to the database. Whoever gives the right reference and a
reason is let in at once: to act comes first, and the case's managers are told and the trail keeps it. Guessing is
hopeless (23 letters and figures in 8 places) and is stopped after ten tries in an hour.

Exceptions: NothingToOpen, TooManyTries, and access's NoReason.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa.access import circle
from noddfa.access.actor import Actor
from noddfa.access.circle import NoReason
from noddfa.access.models import LockOut, TrailEntry
from noddfa.chronicle.models import Record
from noddfa.protect.families import FAMILY

TRIES = 10
WITHIN = dt.timedelta(hours=1)
ROUTE = "protect:glass"
NOBODY = uuid.UUID(int=0)


class NothingToOpen(ValidationError):
    """There is no such case, or none this user may open."""

    def __init__(self) -> None:
        super().__init__(
            _("No case that you can open has that reference. Check it, letter by letter."),
            code="nothing_to_open",
        )


class TooManyTries(ValidationError):
    """Too many references were tried."""

    def __init__(self) -> None:
        super().__init__(
            _("You have tried too many references. Wait an hour, or ring the council’s emergency duty team."),
            code="too_many_tries",
        )


@transaction.atomic
def open_by_reference(reference: str, *, reason: str, by: Actor, now: dt.datetime) -> Record:
    """Open a case for three hours. Who may look anyway is let in without breaking anything.

    Raises NoReason, TooManyTries, NothingToOpen.
    """
    if len(reason.strip()) < circle.SHORTEST_REASON:
        raise NoReason
    if tries(by.user_id, now=now) > TRIES:
        raise TooManyTries
    case = Record.objects.filter(reference=tidied(reference), family=FAMILY).first()
    asked = case.pk if case is not None else NOBODY
    locked = LockOut.objects.filter(record=asked, user_id=by.user_id, lifted=None).exists()
    where = circle.standing(by, NOBODY if locked else asked, now=now)
    if case is None or locked:
        raise NothingToOpen
    if not where.may_look:
        circle.break_glass(case.pk, by=by, reason=reason, now=now)
    return case


def tries(user: uuid.UUID, *, now: dt.datetime) -> int:
    """How often a user has tried within the last hour; the guard noted each try in the trail."""
    return TrailEntry.objects.filter(user_id=user, route=ROUTE, method="POST", at__gt=now - WITHIN).count()


def tidied(reference: str) -> str:
    """A reference as it is kept, however it was typed: 'c 4fac dh7k' is 'C-4FAC-DH7K'."""
    plain = "".join(sign for sign in reference.upper() if sign.isalnum())
    return f"{plain[:-8]}-{plain[-8:-4]}-{plain[-4:]}" if len(plain) > 8 else plain
