"""Pages drawn in the test's own process: static files as they stand, and the gallery open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from noddfa.access.models import User
from tests.support.browser import Windows

PASSWORD = "dychmygol iawn 1"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Begin in English: the test client leaves the language of its last request in force."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _as_in_a_demonstration(settings: Settings) -> None:
    settings.DEMO = True
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user(email="enghraifft@example.org", password=PASSWORD, name="Enghraifft Un")


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def gallery(
    chromium: Browser, live_server: LiveServer, _as_in_a_demonstration: None
) -> Iterator[Callable[..., Page]]:
    """Opens the gallery in a fresh window: `gallery(lang="cy", width=PHONE, javascript=False)`."""
    server: Any = live_server  # all that windows want of a server is its url
    windows = Windows(chromium, server)

    def opened(lang: str = "en", path: str = "gallery", **kwargs: Any) -> Page:
        return windows.open(lang=lang, path=f"/{lang}/{path}", **kwargs)

    yield opened
    windows.close()
