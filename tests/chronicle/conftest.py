"""Fixtures for the chronicle: the invented room, and people around a record of its family."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from noddfa.access.actor import Actor
from noddfa.access.roles import Role
from noddfa.chronicle import registry
from noddfa.chronicle.models import Record
from noddfa.protect.services import open_case
from tests.chronicle.invented import kind as invented_room
from tests.support import builders, cast


@pytest.fixture(autouse=True)
def invented(monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented room is installed for the tests of this folder, and for no others."""
    monkeypatch.setitem(registry._families, invented_room.FAMILY.code, invented_room.FAMILY)
    for kind in invented_room.KINDS:
        monkeypatch.setitem(registry._kinds, kind.code, kind)


@pytest.fixture
def lead(db: None) -> Actor:
    """A case lead."""
    return builders.actor(Role.CASE_LEAD)


@pytest.fixture
def chain(lead: Actor) -> Record:
    """An empty record of the invented family, which the lead opened."""
    return builders.record("invented", by=lead)


@pytest.fixture
def it(db: None) -> cast.Cast:
    """A record of the invented family with the whole cast around it."""
    return cast.around("invented")


@pytest.fixture
def case(lead: Actor) -> Record:
    """A real case."""
    return open_case(person=None, concern=uuid.uuid4(), by=lead, now=timezone.now())


@pytest.fixture
def browser(client: Client, lead: Actor) -> Client:
    return builders.sign_in(client, lead)
