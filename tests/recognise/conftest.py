"""A school, its people, and the clock of the tests."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from noddfa.access.actor import Actor
from noddfa.access.models import Organisation
from noddfa.access.roles import Role
from noddfa.chronicle.models import Record
from noddfa.recognise.services import About, Concern, Signs, record_concern
from tests.support import builders

NOW = builders.NOW


@pytest.fixture(autouse=True)
def _the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views read this clock: Tuesday 24 November 2026, 10:30."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def school(db: None) -> Organisation:
    return builders.organisation(kind="education", name_en="Invented School", name_cy="Ysgol Ddychmygol")


@pytest.fixture
def teacher(school: Organisation) -> Actor:
    return builders.actor(Role.PRACTITIONER, school, name="Athrawes Enghraifft")


@pytest.fixture
def browser(client: Client, teacher: Actor) -> Client:
    """The teacher's browser, signed in."""
    return builders.sign_in(client, teacher)


def write_concern(
    by: Actor,
    *,
    about: About | None = None,
    now: dt.datetime = NOW,
    happened: dt.datetime | None = None,
    event_id: uuid.UUID | None = None,
    **changed: Any,
) -> Record:
    """A concern as its command records it."""
    said = {
        "danger": "no",
        "called": "",
        "worried": "me",
        "worried_name": "",
        "profession": "teacher",
        "seen": "Afraid of the man in the grey car.",
        "signs": Signs(),
        "exploitation": (),
        "council": "",
        "area_basis": "",
        "place": "",
    }
    return record_concern(
        Concern(**{**said, **changed}),
        about=about or About(),
        by=by,
        now=now,
        happened=happened or now,
        precision="minute",
        event_id=event_id or uuid.uuid4(),
    )


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[dt.datetime], None]]:
    """Puts the clock of the views to another moment."""

    def put(moment: dt.datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    yield put
