"""Middleware of access: no private page is kept by a browser, and no route is open by forgetfulness."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

# Routes of others' packages, which our guard cannot decorate: they ask for sign-in themselves where they need it.
OTHERS_ROUTES = ("allauth.", "django.views.i18n.")


class PrivatePages:
    """Sends `no-store` with every page but the public ones, so that nothing is left on a shared phone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response


class EveryRouteHasARule:
    """Refuses to run a view that carries no guard."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        """Raise ImproperlyConfigured for a view without a guard that is not one of others' routes."""
        if hasattr(view, "guard") or view.__module__.startswith(OTHERS_ROUTES):
            return
        raise ImproperlyConfigured(f"{view.__module__}.{view.__qualname__} has no guard; see access/guard.py")
