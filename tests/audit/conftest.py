"""A council under audit, those around it, and the clock of the tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from noddfa.access.actor import Actor
from noddfa.access.models import Organisation
from noddfa.access.roles import Role
from noddfa.audit.answers.commands import standing_event
from noddfa.audit.services import CriterionAnswered, Evidence, answer, begin
from noddfa.chronicle.models import Event, Record
from tests.support import builders

NOW = builders.NOW
REGION = "dychmygol-region"


@pytest.fixture(autouse=True)
def _the_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Views read this clock: Tuesday 24 November 2026, 10:30. Tests begin in English."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    with translation.override("en"):
        yield


@dataclass(frozen=True)
class Audited:
    """A council with its audit of 2026, and the people around it."""

    record: Record
    council: Organisation
    auditor: Actor
    manager: Actor
    board_auditor: Actor
    co_ordinator: Actor

    @property
    def place(self) -> list[Any]:
        """The argument of most routes."""
        return [self.record.pk]


@pytest.fixture
def it(db: None) -> Audited:
    return audited("local_authority")


@pytest.fixture
def school(db: None) -> Audited:
    """A body of which little is asked: quickly answered in full."""
    return audited("education")


def audited(kind: str) -> Audited:
    """A new body of a kind with its audit."""
    council = builders.organisation(kind=kind, region=REGION)
    board = builders.organisation(kind="safeguarding_board", region=REGION)
    co_ordinator = builders.actor(Role.COORDINATOR, builders.organisation(kind="national_body"))
    manager = builders.actor(Role.MANAGER, council, name="Enghraifft Rheolwr")
    return Audited(
        record=begin(2026, by=manager, now=NOW),
        council=council,
        auditor=builders.actor(Role.AUDITOR, council, name="Enghraifft Archwilydd"),
        manager=manager,
        board_auditor=builders.actor(Role.AUDITOR, board),
        co_ordinator=co_ordinator,
    )


def browse(who: Actor) -> Client:
    """A browser in which somebody is signed in."""
    return builders.sign_in(Client(), who)


def evidence(**changed: Any) -> Evidence:
    """A dated document."""
    said = {"kind": "document", "what": "Rota of the invented team.", "dated": dt.date(2026, 3, 31)}
    return Evidence(**{**said, **changed})


def rate(it: Audited, criterion: str, rating: str, *, now: dt.datetime = NOW, **changed: Any) -> Event:
    """The council's auditor answers a criterion, with a dated document when it is green."""
    said: dict[str, Any] = {"criterion": criterion, "rating": rating}
    if rating == "green":
        said["evidence"] = (evidence(),)
    if rating == "not_applicable":
        said["reason"] = "The invented council has none."
    content = CriterionAnswered(**{**said, **changed})
    stands = standing_event(it.record.pk, criterion)
    return answer(it.record.pk, content, by=it.auditor, now=now, instead_of=stands)
