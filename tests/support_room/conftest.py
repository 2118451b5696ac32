"""The clock of the tests, and a case with its cast."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from noddfa.access.actor import Actor
from tests.support import builders
from tests.support.cast import Cast
from tests.support_room import stories


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.datetime], None]:
    """Puts the clock of the views to another moment."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture(autouse=True)
def _the_clock(clock: Callable[[dt.datetime], None]) -> None:
    """Views read this clock: Tuesday 24 November 2026, 10:30."""
    clock(stories.NOW)


@pytest.fixture
def it(db: None) -> Cast:
    """A case with people around it, and no needs record yet."""
    return stories.case()


def browse(who: Actor) -> Client:
    """A browser in which somebody is signed in."""
    return builders.sign_in(Client(), who)
