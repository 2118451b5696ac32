"""Every route of the platform, found by walking the URL conf."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from noddfa.access.guard import Guard
from noddfa.access.middleware import OTHERS_ROUTES


@dataclass(frozen=True)
class Route:
    """A route: its name with its room, its view, the names of its arguments, and its guard if it has one."""

    name: str
    view: Callable[..., Any]
    arguments: dict[str, type]

    @property
    def guard(self) -> Guard | None:
        return getattr(self.view, "guard", None)

    @property
    def others(self) -> bool:
        """A page of a package that is not ours; it asks for sign-in itself."""
        return self.view.__module__.startswith(OTHERS_ROUTES)


def walk() -> Iterator[Route]:
    """All routes, ours and others'."""
    yield from _under(get_resolver(), "", {})


def _under(resolver: URLResolver, room: str, arguments: dict[str, type]) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        found = {**arguments, **{n: type(c) for n, c in getattr(pattern.pattern, "converters", {}).items()}}
        if isinstance(pattern, URLResolver):
            inner = f"{room}{pattern.namespace}:" if pattern.namespace else room
            yield from _under(pattern, inner, found)
        elif isinstance(pattern, URLPattern):
            yield Route(f"{room}{pattern.name}", pattern.callback, found)
