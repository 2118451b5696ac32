"""Fixtures for every test. The world is set up earlier still, in support/surroundings.py."""

from __future__ import annotations

import pytest

from tests.support import network, surroundings

# The server before the browser, which imports it: pytest rewrites the assertions of what it loads first.
pytest_plugins = ["tests.support.server", "tests.support.browser", "tests.support.mail", "tests.support.raw"]


def pytest_configure(config: pytest.Config) -> None:
    network.shut()


def pytest_report_header() -> str:
    return f"database: {surroundings.DATABASE}"


@pytest.fixture(scope="session")
def database_kind() -> str:
    """`sqlite` or `postgres`: which one this run uses."""
    return surroundings.DATABASE
