"""What the duty desk does with a report before it decides.

Exceptions (each a ValidationError with a message for a person):
    NotAtThisDesk    the report did not come to the desk of the one who acts
    AlreadyClaimed   somebody else is dealing with it; they may be taken over from, knowingly
    AlreadyDecided   it was decided meanwhile
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.access.models import User
from noddfa.chronicle import Fact
from noddfa.chronicle.models import Event, Record
from noddfa.design.dates import show_moment
from noddfa.refer.desk.arrivals import Arrival, arrivals_of, claim_on, decision_on
from noddfa.refer.desk.kind import Claimed, InitialChecks, RecordCheck


class NotAtThisDesk(ValidationError):
    """The report did not come to this desk."""

    def __init__(self) -> None:
        super().__init__(_("This report did not come to your desk."), code="not_at_this_desk")


class AlreadyClaimed(ValidationError):
    """Somebody else is dealing with the report."""

    def __init__(self, who: str, when: dt.datetime) -> None:
        super().__init__(
            _("%(who)s has been dealing with it since %(when)s. Take it over only if you have agreed to."),
            code="already_claimed",
            params={"who": who, "when": show_moment(when)},
        )


class AlreadyDecided(ValidationError):
    """The report was decided meanwhile."""

    def __init__(self, who: str, when: dt.datetime) -> None:
        super().__init__(
            _(
                "%(who)s decided on this report on %(when)s. Your decision was not recorded; what you wrote is still "
                "here. Look at the report before you do anything further."
            ),
            code="already_decided",
            params={"who": who, "when": show_moment(when)},
        )


def arrival_at(facts: Sequence[Fact], arrival: uuid.UUID, *, by: Actor) -> Arrival:
    """One arrival at this actor's desk. Raises NotAtThisDesk."""
    for one in arrivals_of(facts):
        if one.id == arrival and one.body == by.organisation:
            return one
    raise NotAtThisDesk


def refuse_if_decided(facts: Sequence[Fact], arrival: uuid.UUID) -> None:
    """Raise AlreadyDecided when there is a decision on an arrival, naming who made it and when."""
    decision = decision_on(facts, arrival)
    if decision is not None:
        raise AlreadyDecided(name_of(decision.by), decision.recorded)


@transaction.atomic
def claim(
    record: uuid.UUID, *, arrival: uuid.UUID, by: Actor, now: dt.datetime, take_over: bool = False
) -> Event | None:
    """Say 'I am dealing with it'. None when it is said already.

    Raises NotAtThisDesk, AlreadyDecided, and AlreadyClaimed unless it is to be taken over.
    """
    Record.objects.select_for_update().get(pk=record)
    facts = chronicle.facts_of(record)
    one = arrival_at(facts, arrival, by=by)
    refuse_if_decided(facts, arrival)
    standing = claim_on(facts, arrival)
    if standing is not None and standing.by == by.user_id:
        return None
    if standing is not None and not take_over:
        raise AlreadyClaimed(name_of(standing.by), standing.recorded)
    return chronicle.record(record, Claimed(arrival=str(one.id)), by=by, now=now)


@transaction.atomic
def note_record_check(
    record: uuid.UUID, *, reason: str, seen: int, elsewhere: int, by: Actor, now: dt.datetime
) -> Event:
    """Keep on record that the records were looked through, why, and how many resembled."""
    content = RecordCheck(reason=reason, seen=seen, elsewhere=elsewhere)
    return chronicle.record(record, content, by=by, now=now)


@transaction.atomic
def record_checks(
    record: uuid.UUID,
    content: InitialChecks,
    *,
    by: Actor,
    now: dt.datetime,
    happened: dt.datetime | None = None,
    precision: str = "minute",
    event_id: uuid.UUID,
) -> Event:
    """Record the initial checks of a report at this actor's desk. Raises NotAtThisDesk."""
    arrival_at(chronicle.facts_of(record), uuid.UUID(content.arrival), by=by)
    return chronicle.record(
        record, content, by=by, now=now, happened=happened, precision=precision, event_id=event_id
    )


def name_of(user: uuid.UUID) -> str:
    """The name of somebody who acted."""
    return User.objects.filter(pk=user).values_list("name", flat=True).first() or _("Somebody")
