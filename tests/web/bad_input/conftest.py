"""The invented world, made once for all these tests; what a test does in it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.support import builders
from tests.web.bad_input import world as the_world
from tests.web.bad_input.doors import Door
from tests.web.bad_input.world import World


@pytest.fixture(scope="package")
def _made(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(timezone, "now", lambda: the_world.NOW)
        yield the_world.build()
        transaction.set_rollback(True)


@pytest.fixture
def world(_made: World, db: None, settings: Any) -> World:
    """The world as it was made. Views read its clock: Tuesday 24 November 2026, 10:30."""
    settings.DEMO = True  # the gallery has a form, too
    return _made


def browser(world: World, door: Door) -> Client:
    """A browser in which whoever may open a form is signed in; a page that fails is a page, not an exception."""
    client = Client(raise_request_exception=False)
    return builders.sign_in(client, world.people[door.who]) if door.who else client
