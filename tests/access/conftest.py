"""Fixtures for access."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet() -> Iterator[None]:
    """Counts of wrong codes live in the cache, which outlasts a test."""
    cache.clear()
    yield
    cache.clear()
