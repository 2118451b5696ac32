"""Screens of access: notices, acting for another body, emergency access to review, marks for administrators."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from noddfa import practice
from noddfa.access import circle, notices
from noddfa.access.actor import SESSION_MEMBERSHIP, ActingRequest, open_memberships
from noddfa.access.guard import guard
from noddfa.access.models import BreakGlass, Notice
from noddfa.design import welsh

PAGE = 25


@guard("signed_in")
def open_notice(request: ActingRequest, notice: int) -> HttpResponse:
    """Go where a notice points, and count it as seen."""
    found = get_object_or_404(Notice, pk=notice, user_id=request.actor.user_id)
    Notice.objects.filter(pk=found.pk, seen=None).update(seen=timezone.now())
    return redirect(f"/{get_language()}/{found.path}")


@guard("signed_in")
@require_POST
def all_seen(request: ActingRequest) -> HttpResponse:
    """Count every notice as seen."""
    notices.unseen(request.actor.user_id).update(seen=timezone.now())
    return redirect("home")


@guard("signed_in")
def acting(request: ActingRequest) -> HttpResponse:
    """Choose for which body, and in which role, to act."""
    places = list(open_memberships(request.user, on=timezone.localdate()))
    if request.method == "POST":
        chosen = next((one for one in places if str(one.pk) == request.POST.get("membership")), None)
        if chosen is not None:
            request.session[SESSION_MEMBERSHIP] = chosen.pk
            return redirect("home")
        messages.error(request, _("Choose one of your places."))
    return render(request, "access/acting.html", {"places": places, "actor": request.actor})


@guard("glass.review", log=True)
def broken_glass(request: ActingRequest) -> HttpResponse:
    """Emergency access to the records this manager answers for, newest first."""
    rows = (
        BreakGlass.objects.filter(circle.visible(request.actor, now=timezone.now()))
        .select_related("user", "organisation", "reviewed_by")
        .order_by("-at")
    )
    return render(
        request, "access/glass.html", {"page": Paginator(rows, PAGE).get_page(request.GET.get("page"))}
    )


@guard("glass.review", log=True)
@require_POST
def reviewed(request: ActingRequest, glass: int) -> HttpResponse:
    """Say that one use of emergency access was looked at."""
    rows = BreakGlass.objects.filter(circle.visible(request.actor, now=timezone.now()), reviewed=None)
    found = get_object_or_404(rows.exclude(user_id=request.actor.user_id), pk=glass)
    BreakGlass.objects.filter(pk=found.pk).update(
        reviewed=timezone.now(), reviewed_by_id=request.actor.user_id
    )
    messages.success(request, _("Marked as looked at."))
    return redirect("access:glass")


@guard("house.marks")
def marks(request: ActingRequest) -> HttpResponse:
    """What no translator has checked and what is still to be verified, room by room and file by file."""
    return render(request, "access/marks.html", {"rooms": welsh.unchecked(), "files": practice.unchecked()})
