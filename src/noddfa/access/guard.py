"""The guard on every route: names the permission, finds where the actor stands, lets in or not, notes it.

A record that may not be seen answers exactly like one that does not exist.
"""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.dispatch import Signal
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from noddfa.access import trail
from noddfa.access.actor import SESSION_MEMBERSHIP, ActingRequest, actor_of
from noddfa.access.circle import Standing, standing
from noddfa.access.rules import may

View = Callable[..., HttpResponseBase]

SESSION_DEMO = "demo_sign_in"

# Sent with `request` when something was posted by nobody: drafts keep what was typed (chronicle/drafts.py).
posted_without_session = Signal()


@dataclass(frozen=True)
class Guard:
    """What a route asks of whoever comes: a permission, and the URL argument that names the record, if any."""

    permission: str
    record: str | None = None
    log: bool = False


def guard(permission: str, *, record: str | None = None, log: bool = False) -> Callable[[View], View]:
    """Guard a view with a permission of rules.py.

    record: the URL argument that holds the record's id; then every look is noted in the trail.
    log: note the look though it concerns no single record (a search, an export).
    """
    what = Guard(permission, record, log)

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if permission == "anyone":
                return view(request, *args, **kwargs)
            stopped = _sign_in_first(request)
            if stopped is not None:
                return stopped
            acting = cast(ActingRequest, request)
            _let_in(acting, what, kwargs.get(record) if record else None)
            return view(acting, *args, **kwargs)

        guarded.guard = what  # type: ignore[attr-defined]
        return guarded

    return decorate


def _sign_in_first(request: HttpRequest) -> HttpResponse | None:
    """Send away whoever is not signed in, or signed in without a second factor."""
    if not request.user.is_authenticated:
        if request.method == "POST":
            posted_without_session.send(sender=Guard, request=request)
            return redirect_to_login(request.path)
        return redirect_to_login(request.get_full_path())
    user = request.user
    if needs_second_factor(request):
        return redirect("mfa_index")
    cast(ActingRequest, request).actor = actor_of(
        user, on=timezone.localdate(), chosen=request.session.get(SESSION_MEMBERSHIP)
    )
    return None


def needs_second_factor(request: HttpRequest) -> bool:
    """True for somebody signed in with a password alone. Only the demo, while it is one, asks for no more."""
    in_demo = settings.DEMO and request.session.get(SESSION_DEMO)
    return request.user.is_authenticated and not in_demo and not is_mfa_enabled(request.user)


def _let_in(request: ActingRequest, what: Guard, record: uuid.UUID | None) -> None:
    """Raise Http404 (about a record) or PermissionDenied when the rule does not let this actor."""
    now = timezone.now()
    where: Standing | None = standing(request.actor, record, now=now) if record else None
    allowed = may(request.actor, what.permission, where)
    if what.record or what.log or not allowed:
        trail.note(
            actor=request.actor,
            permission=what.permission,
            method=request.method or "",
            route=request.resolver_match.view_name if request.resolver_match else "",
            now=now,
            allowed=allowed,
            record=record,
            broke_glass=bool(where and where.broke_glass),
        )
    if not allowed and what.record:
        raise Http404
    if not allowed:
        raise PermissionDenied
