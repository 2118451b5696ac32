"""Varying a limit and moving to another version of the protocol: a manager's decisions, each with its reason.

Exceptions: MayNotBeVaried, NoSuchClock, NotAVersion, and access's NoReason.
Source: Wales Safeguarding Procedures, children strategy page: a senior manager may vary the limits in complex cases
and records why.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.access.circle import SHORTEST_REASON, NoReason
from noddfa.chronicle.models import Event
from noddfa.protect.clocks.state import Clocks, clocks, gather
from noddfa.protect.limits.kind import LimitVaried, ProtocolMoved
from noddfa.protocol import NotVariable, Protocol, StepState, UnknownProtocol, check_may_vary, load_protocols


class MayNotBeVaried(ValidationError):
    """The protocol lets nobody vary this limit, or the step has none running."""

    def __init__(self) -> None:
        super().__init__(_("The limit of this step cannot be varied."), code="may_not_be_varied")


class NotAVersion(ValidationError):
    """That is no other version of the protocol this case is under."""

    def __init__(self) -> None:
        super().__init__(_("Choose another version of the protocol of this case."), code="not_a_version")


def running_step(stand: Clocks, step: str) -> StepState:
    """The running clock of a step whose limit may be varied. Raises MayNotBeVaried."""
    try:
        check_may_vary(stand.protocol, step)
    except (NotVariable, UnknownProtocol):
        raise MayNotBeVaried from None
    for state in reversed(stand.steps):
        runs = state.start is not None and state.completion is None and state.closed_by is None
        if state.step.code == step and runs and state.due is not None:
            return state
    raise MayNotBeVaried


def versions(protocol: Protocol) -> list[Protocol]:
    """The other versions of a protocol, the newest first."""
    family = [p for p in load_protocols().values() if p.family == protocol.family and p.code != protocol.code]
    return sorted(family, key=lambda other: other.in_force_from, reverse=True)


@transaction.atomic
def vary_limit(
    case: uuid.UUID, *, step: str, until: dt.date, reason: str, by: Actor, now: dt.datetime
) -> Event:
    """Set a new last day for the running clock of a step. Raises MayNotBeVaried, NoReason.

    After the limit has passed this sets a day to work to; the step still counts as late.
    """
    _check_reason(reason)
    state = running_step(clocks(gather(case), now=now), step)
    assert state.start is not None  # running_step found one
    content = LimitVaried(step=step, start=state.start.id, until=until, reason=reason)
    return chronicle.record(case, content, by=by, now=now)


@transaction.atomic
def move_protocol(case: uuid.UUID, *, to: str, reason: str, by: Actor, now: dt.datetime) -> Event:
    """Carry a case on under another version of its protocol. Raises NotAVersion, NoReason."""
    _check_reason(reason)
    stand = clocks(gather(case), now=now)
    if to not in {other.code for other in versions(stand.protocol)}:
        raise NotAVersion
    return chronicle.record(case, ProtocolMoved(to=to, reason=reason), by=by, now=now)


def _check_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoReason
