"""The front door: choosing the language, the page each role begins at, and a word for the watchman."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_POST

from noddfa.access import notices
from noddfa.access.actor import SESSION_MEMBERSHIP, actor_of, open_memberships
from noddfa.access.guard import guard, needs_second_factor
from noddfa.practice import helplines
from noddfa.web.home import cards_for

MOST_NOTICES = 10


@guard("anyone")
def to_own_language(request: HttpRequest) -> HttpResponse:
    """From the bare address to the front page in the reader's language."""
    return redirect(f"/{get_language_from_request(request)}/")


@guard("anyone")
def home(request: HttpRequest) -> HttpResponse:
    """The front page: for the public, what this is; for somebody signed in, where their work begins."""
    if not request.user.is_authenticated:
        return render(request, "web/front.html", {"demo": settings.DEMO})
    if needs_second_factor(request):
        return redirect("mfa_index")
    now = timezone.now()
    places = list(open_memberships(request.user, on=timezone.localdate()))
    actor = actor_of(request.user, on=timezone.localdate(), chosen=request.session.get(SESSION_MEMBERSHIP))
    context = {
        "actor": actor,
        "body": next((place.organisation for place in places if place.pk == actor.membership), None),
        "memberships": len(places),
        "cards": cards_for(actor, now=now),
        "notices": notices.unseen(actor.user_id)[:MOST_NOTICES],
    }
    return render(request, "web/home.html", context)


@guard("anyone")
def help_lines(request: HttpRequest) -> HttpResponse:
    """Numbers to ring, each with how well it is known."""
    return render(request, "web/help_lines.html", {"lines": helplines.load()})


@guard("anyone")
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "web/accessibility.html")


@guard("anyone")
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, and who may look."""
    return render(request, "web/privacy.html")


@guard("signed_in")
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Stay signed in: any request renews the session, so this one need do nothing."""
    return HttpResponse(status=204)


@guard("anyone")
def health(request: HttpRequest) -> HttpResponse:
    """Whether the platform and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
