"""A school that reports, two councils that receive, and the clock of the tests."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from noddfa.access.actor import Actor
from noddfa.access.models import Organisation
from noddfa.access.roles import Role
from noddfa.chronicle.models import Event, Record
from noddfa.recognise.services import About
from noddfa.refer.services import Report, make_report
from tests.recognise.conftest import write_concern
from tests.refer import payloads
from tests.support import builders

NOW = builders.NOW  # Tuesday 24 November 2026, 10:30


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.datetime], None]:
    """Puts the clock of the views to another moment."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture(autouse=True)
def _the_clock(clock: Callable[[dt.datetime], None]) -> None:
    clock(NOW)


def council(code: str) -> Organisation:
    """A council of the dated list, as the platform takes it in."""
    return Organisation.objects.get(code=code)


@pytest.fixture
def bodies(db: None) -> None:
    from noddfa.access import bodies

    bodies.take_in()


@pytest.fixture
def teacher(bodies: None) -> Actor:
    school = builders.organisation(kind="education", name_en="Invented School", name_cy="Ysgol Ddychmygol")
    return builders.actor(Role.PRACTITIONER, school, name="Athrawes Enghraifft")


@pytest.fixture
def cardiff(bodies: None) -> Actor:
    """The duty officer of one council."""
    return builders.actor(Role.DUTY_OFFICER, council(payloads.CARDIFF), name="Swyddog Caerdydd Enghraifft")


@pytest.fixture
def swansea(bodies: None) -> Actor:
    """The duty officer of another."""
    return builders.actor(Role.DUTY_OFFICER, council(payloads.SWANSEA), name="Swyddog Abertawe Enghraifft")


@pytest.fixture
def concern(teacher: Actor) -> Record:
    return write_concern(
        teacher,
        about=About(name="Enghraifft Dychmygol"),
        exploitation=("criminal",),
        council=payloads.CARDIFF,
        area_basis="lives",
    )


def browse(who: Actor) -> Client:
    """A browser in which somebody is signed in."""
    return builders.sign_in(Client(), who)


def reported(
    record: Record,
    by: Actor,
    *,
    now: dt.datetime = NOW,
    happened: dt.datetime | None = None,
    council: str = payloads.CARDIFF,
    channel: str = "here",
    **changed: Any,
) -> Event:
    """A report as its command records it."""
    said = {
        "area_basis": "lives",
        "desk": "",
        "spoken_to": "Swyddog Enghraifft" if channel == "telephone" else "",
        "sent_how": "",
        "talked": "delay",
        "talked_to": "",
        "more": "",
    }
    content = Report(council=council, channel=channel, **{**said, **changed})
    return make_report(record.pk, content, by=by, now=now, happened=happened, event_id=uuid.uuid4())


@pytest.fixture
def report(concern: Record, teacher: Actor, cardiff: Actor) -> Event:
    """The concern, reported in writing to a desk that is here."""
    return reported(concern, teacher)
