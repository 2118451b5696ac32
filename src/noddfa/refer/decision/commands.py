"""Deciding on a report: one transaction, safe to send twice, and never two decisions on one report."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa import chronicle
from noddfa.access import circle
from noddfa.access.actor import Actor
from noddfa.access.models import CircleMember, Organisation, Part, User
from noddfa.access.notices import tell
from noddfa.access.roles import Role
from noddfa.access.rules import may
from noddfa.chronicle.models import Event, Record
from noddfa.chronicle.reading import latest, open_event
from noddfa.design.dates import day_in_wales
from noddfa.protect import services as protect
from noddfa.recognise.selectors import PROTOCOL
from noddfa.refer.decision.kind import ALREADY_OPEN, DECISION, OPENS_A_CASE, PASSED, InitialDecision
from noddfa.refer.desk.arrivals import Arrival
from noddfa.refer.desk.commands import arrival_at, refuse_if_decided
from noddfa.refer.desk.places import desk_of, officers_of
from noddfa.refer.desk.telling import desk_path
from noddfa.refer.report.kind import HERE, Acknowledged


class PassedToItself(ValidationError):
    """A report cannot be passed to the council that has it."""

    def __init__(self) -> None:
        super().__init__(_("Choose another council: this one is yours."), code="passed_to_itself")


class NobodyTookIt(ValidationError):
    """Passed to a council whose desk is not here, without a word on who there took it over."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "That council’s duty desk is not in Noddfa. Telephone them first, then say who took the report over."
            ),
            code="nobody_took_it",
        )


class NoSuchCase(ValidationError):
    """No open case of that reference that the actor may see."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no case with this reference among those you may see. Check it."), code="no_such_case"
        )


@dataclass(frozen=True)
class Verdict:
    """What is decided. council, taken_by: when passed on. case: the case it belongs to, when one is open already."""

    outcome: str
    reasons: str
    reply: str
    council: str = ""
    taken_by: str = ""
    case: uuid.UUID | None = None


@transaction.atomic
def decide(
    record: uuid.UUID,
    verdict: Verdict,
    *,
    arrival: uuid.UUID,
    by: Actor,
    now: dt.datetime,
    event_id: uuid.UUID,
) -> Event:
    """Decide on a report, with reasons, answer its maker, and do what follows.

    A strategy discussion or an assessment opens a case; 'already open' joins the concern to a case; 'passed' gives it
    to another council's desk and takes it from this one. Raises NotAtThisDesk, AlreadyDecided, PassedToItself,
    NobodyTookIt, NoSuchCase. Source: Wales Safeguarding Procedures, section 3 part 1.
    """
    chain = Record.objects.select_for_update().get(pk=record)
    stored = Event.objects.filter(pk=event_id, record=chain, by_id=by.user_id, kind=DECISION).first()
    if stored is not None and _is_the_same(chain, stored, verdict):
        return stored
    facts = chronicle.facts_of(record)
    one = arrival_at(facts, arrival, by=by)
    refuse_if_decided(facts, arrival)
    new_desk = _new_desk(one, verdict, now)
    case = _case(chain, verdict, by, now)
    decision = InitialDecision(
        arrival=str(arrival),
        outcome=verdict.outcome,
        reasons=verdict.reasons,
        council=verdict.council if verdict.outcome == PASSED else "",
        desk=new_desk.pk if new_desk else "",
        taken_by=verdict.taken_by if verdict.outcome == PASSED else "",
        case=str(case) if case else "",
    )
    event = chronicle.record(record, decision, by=by, now=now, event_id=event_id)
    reply = Acknowledged(report=str(one.report), arrival=str(arrival), how=HERE, words=verdict.reply)
    chronicle.record(record, reply, by=by, now=now)
    if verdict.outcome == PASSED:
        _hand_on(record, by, new_desk, now)
    tell(_reporters(record, but=by), "report_decided", record=record, path=f"concerns/{record}", now=now)
    return event


def _is_the_same(chain: Record, stored: Event, verdict: Verdict) -> bool:
    """Whether a decision sent again is the one on record; one that says something else is refused like any second."""
    decided = open_event(stored)
    reply = latest(chain, Acknowledged.code)
    return (
        isinstance(decided, InitialDecision)
        and isinstance(reply, Acknowledged)
        and (decided.outcome, decided.reasons, reply.words)
        == (verdict.outcome, verdict.reasons, verdict.reply)
    )


def _new_desk(one: Arrival, verdict: Verdict, now: dt.datetime) -> Organisation | None:
    """The desk a report is passed to, None when it is not passed or no desk of that council is here."""
    if verdict.outcome != PASSED:
        return None
    desk = desk_of(verdict.council, on=day_in_wales(now))
    if desk is not None and desk.pk == one.body:
        raise PassedToItself
    if desk is None and not verdict.taken_by:
        raise NobodyTookIt
    return desk


def _case(chain: Record, verdict: Verdict, by: Actor, now: dt.datetime) -> uuid.UUID | None:
    """The case this decision opens or joins, if any."""
    if verdict.outcome in OPENS_A_CASE:
        made = protect.open_case(person=chain.person_id, concern=chain.pk, by=by, now=now, protocol=PROTOCOL)
        return made.pk
    if verdict.outcome == ALREADY_OPEN:
        if verdict.case is None or not may(by, "case.record", circle.standing(by, verdict.case, now=now)):
            raise NoSuchCase
        protect.add_concern_to_case(case=verdict.case, concern=chain.pk, by=by, now=now)
        return verdict.case
    return None


def _hand_on(record: uuid.UUID, by: Actor, desk: Organisation | None, now: dt.datetime) -> None:
    """Take the record from this desk and, where it is here, give it to the other and tell it."""
    circle.take_desk(record, str(by.organisation), Role.DUTY_OFFICER)
    if desk is not None:
        circle.give_desk(record, desk.pk, Role.DUTY_OFFICER, now=now)
        on = day_in_wales(now)
        tell(officers_of(desk.pk, on=on), "report_waiting", record=record, path=desk_path(record), now=now)


def _reporters(record: uuid.UUID, *, but: Actor) -> list[User]:
    """Those who made the report, without the one who decides."""
    members = CircleMember.objects.filter(record=record, part=Part.REPORTER, until=None)
    users = members.exclude(user_id=but.user_id).values("user_id")
    return list(User.objects.filter(is_active=True, pk__in=users))
