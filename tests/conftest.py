"""Fixtures for every test. The world is set up earlier still, in support/surroundings.py."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from pytest_django import DjangoDbBlocker

from tests.support import network, surroundings

# The server before the browser, which imports it: pytest rewrites the assertions of what it loads first.
pytest_plugins = ["tests.support.server", "tests.support.browser", "tests.support.mail", "tests.support.raw"]


def pytest_configure(config: pytest.Config) -> None:
    network.shut()
    # How long an example takes says what else the machine was doing: no test of ours is timed.
    hypothesis.settings.register_profile("house", deadline=None)
    hypothesis.settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole installations come first: they take longest, and no process shall wait for another's at the end."""
    items.sort(key=lambda item: "tests/web/" not in item.nodeid)  # a stable sort: nothing else moves


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector of garbage need not go through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_report_header() -> str:
    return f"database: {surroundings.DATABASE}"


@pytest.fixture(scope="session")
def database_kind() -> str:
    """`sqlite` or `postgres`: which one this run uses."""
    return surroundings.DATABASE


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """At the end PostgreSQL drops the database only when nobody is connected: a server thread may still be."""
    yield
    from django.db import connection

    if surroundings.DATABASE == "postgres":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def _english_to_begin_with() -> Iterator[None]:
    """A page drawn in Welsh leaves its language behind in the thread; no test may hang on the one before it."""
    from django.utils import translation

    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture(scope="session", autouse=True)
def _emptying_lifts_the_triggers() -> Iterator[None]:
    """Tests with real transactions empty every table at their end, which append-only tables refuse."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from noddfa.access import append_only

    plain = BaseDatabaseOperations.execute_sql_flush

    def flush(self: BaseDatabaseOperations, sql_list: list[str]) -> Any:
        with append_only.lifted(self.connection.alias):
            return plain(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush)
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """A password takes half a second to check, by design; within this process it need not."""
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=["tests.support.hasher.Quick"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def _plain_static_files() -> Iterator[None]:
    """Pages drawn within this process name their style sheets plainly: nothing is gathered for them."""
    from django.conf import settings
    from django.test import override_settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield
