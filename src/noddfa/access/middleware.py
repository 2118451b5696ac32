"""Middleware of access: no private page is kept by a browser, no route is open by forgetfulness, the language somebody
switches to is remembered, and recovery codes that do not open are said to be damaged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_path

from noddfa.access.models import User
from noddfa.access.sign_in.secrets import SecretDamaged

YEAR = 365 * 24 * 60 * 60  # seconds

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


class RememberLanguage:
    """Keeps the language somebody switches to: in a cookie for the bare address, and with the user, for letters.

    A switch is the link (or the button of a form) to the page one is on, in the other language. Opening a link that a
    colleague sent in their language is none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        language = get_language_from_path(request.path_info)
        if language is not None and _switches(request, language):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=YEAR,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
            if request.user.is_authenticated:
                User.objects.filter(pk=request.user.pk).exclude(language=language).update(language=language)
        return response


def _switches(request: HttpRequest, language: str) -> bool:
    """Whether this request comes from the same page in another language."""
    if "switch_language" in request.POST:
        return True
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return False
    before = get_language_from_path(came_from.path)
    if before is None or before == language:
        return False
    return came_from.path.removeprefix(f"/{before}/") == request.path_info.removeprefix(f"/{language}/")


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


class SaysWhatIsDamaged:
    """Answers with a page that says what to do when somebody's own recovery codes do not open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """The page, status 409: what was asked for cannot be had as things stand."""
        if not isinstance(problem, SecretDamaged):
            return None
        return render(request, "access/codes_damaged.html", status=409)
