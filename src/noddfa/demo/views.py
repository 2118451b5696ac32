"""Signing in by one click, in a demonstration and from this machine alone; anywhere else these pages do not exist."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from noddfa.access.guard import SESSION_DEMO, guard
from noddfa.access.models import Organisation, User
from noddfa.demo import cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_OWN_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


def only_in_a_demo_here(request: HttpRequest) -> None:
    """Raise Http404 unless this is a demonstration, asked from this very machine, by this machine's name."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    try:
        near = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        near = False
    forwarded = "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META
    if not (settings.DEMO and near and host in _OWN_NAMES) or forwarded:
        raise Http404


@guard("anyone")
def people(request: HttpRequest) -> HttpResponse:
    """Whom one can be."""
    only_in_a_demo_here(request)
    bodies = Organisation.objects.in_bulk({person.body for person in cast.listed()})
    offered = [(person, bodies[person.body]) for person in cast.listed() if person.body in bodies]
    return render(request, "demo/people.html", {"people": offered})


@guard("anyone")
@require_POST
def sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Be somebody."""
    only_in_a_demo_here(request)
    person = next((one for one in cast.listed() if one.key == key), None)
    user = User.objects.filter(email=person.email).first() if person else None
    if user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    request.session[SESSION_DEMO] = True
    return redirect("home")
