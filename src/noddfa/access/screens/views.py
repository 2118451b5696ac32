"""Screens of access: notices, acting for another body, emergency access to review, marks for administrators."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from noddfa.access import circle, notices, records
from noddfa.access.actor import SESSION_MEMBERSHIP, ActingRequest, open_memberships
from noddfa.access.guard import guard
from noddfa.access.models import BreakGlass, Notice
from noddfa.access.screens import unchecked

PAGE = 25
TEXTS = 50  # of a room on a page


@guard("signed_in")
def open_notice(request: ActingRequest, notice: int) -> HttpResponse:
    """Go where a notice points, and count it as seen."""
    found = get_object_or_404(Notice, pk=notice, user_id=request.actor.user_id)
    Notice.objects.filter(pk=found.pk, seen=None).update(seen=timezone.now())
    return redirect(f"/{get_language()}/{found.path}")


@guard("signed_in")
def my_notices(request: ActingRequest) -> HttpResponse:
    """Everything I was told, newest first."""
    rows = Notice.objects.filter(user_id=request.actor.user_id)
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "unseen": notices.unseen(request.actor.user_id).exists(),
    }
    return render(request, "access/notices.html", context)


@guard("signed_in")
@require_POST
def all_seen(request: ActingRequest) -> HttpResponse:
    """Count every notice as seen."""
    notices.unseen(request.actor.user_id).update(seen=timezone.now())
    return redirect("access:notices")


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
    rows = circle.glass_to_review(request.actor).select_related("user", "organisation", "reviewed_by")
    page = Paginator(rows.order_by("-at", "-pk"), PAGE).get_page(request.GET.get("page"))
    mine = BreakGlass.objects.filter(
        circle.visible(request.actor, now=timezone.now()), pk__in=[glass.pk for glass in page]
    )
    named = records.names_of(set(mine.values_list("record", flat=True)))
    shown = [(glass, named.get(glass.record)) for glass in page]
    return render(request, "access/glass.html", {"page": page, "shown": shown, "me": request.actor.user_id})


@guard("glass.review", log=True)
@require_POST
def reviewed(request: ActingRequest, glass: int) -> HttpResponse:
    """Say that one use of emergency access was looked at."""
    rows = circle.glass_to_review(request.actor).filter(reviewed=None)
    found = get_object_or_404(rows.exclude(user_id=request.actor.user_id), pk=glass)
    BreakGlass.objects.filter(pk=found.pk).update(
        reviewed=timezone.now(), reviewed_by_id=request.actor.user_id
    )
    messages.success(request, _("Marked as looked at."))
    return redirect("access:glass")


@guard("house.marks")
def marks(request: ActingRequest) -> HttpResponse:
    """What no translator has checked and what is still to be verified, room by room and file by file."""
    context = {"rooms": unchecked.rooms_table(), "files": unchecked.files_table()}
    return render(request, "access/marks.html", context)


@guard("house.marks")
def marks_of_room(request: ActingRequest, room: str) -> HttpResponse:
    """The Welsh texts of one room that no translator has checked, beside their English."""
    texts = unchecked.texts_of(room)
    if texts is None:
        raise Http404
    page = Paginator(texts, TEXTS).get_page(request.GET.get("page"))
    context = {"room": room, "page": page, "table": unchecked.texts_table(page)}
    return render(request, "access/marks_of_room.html", context)
