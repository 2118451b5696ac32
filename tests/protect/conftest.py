"""The clock of the tests, and a worked case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from noddfa.access.actor import Actor
from tests.protect import factories
from tests.support import builders


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.datetime], None]:
    """Puts the clock of the views to another moment."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture(autouse=True)
def _the_clock(clock: Callable[[dt.datetime], None]) -> None:
    """Views read this clock: Tuesday 24 November 2026, 10:30."""
    clock(factories.NOW)


@pytest.fixture
def it(db: None) -> factories.Story:
    """A case of which somebody is lead, with the report it came from."""
    return factories.story()


def browse(who: Actor) -> Client:
    """A browser in which somebody is signed in."""
    return builders.sign_in(Client(), who)
