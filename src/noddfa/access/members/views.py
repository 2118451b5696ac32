"""Screens of a body's administrator. Each shows and changes the people of the body they act for, and no others."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.access.members import commands, listing
from noddfa.access.members.forms import EndForm, InviteForm, SearchForm
from noddfa.access.members.inviting import mail_invitation
from noddfa.access.models import Membership, Organisation
from noddfa.access.roles import Role
from noddfa.design import forms
from noddfa.design.components import SummaryRow, order_of
from noddfa.design.dates import day_in_wales, show_moment

PAGE = 25


@guard("house.members")
def people(request: ActingRequest) -> HttpResponse:
    """The people of my body."""
    today = day_in_wales(timezone.now())
    which = request.GET.get("show", "now")
    if which not in dict(listing.SHOWN):
        which = "now"
    search = SearchForm(data=request.GET) if "words" in request.GET else SearchForm()
    words = search.cleaned_data["words"] if search.is_valid() else ""
    order = order_of(request, listing.SORTS, "name")
    rows = listing.places(request.actor.organisation or "", on=today, shown=which, words=words)
    page = Paginator(listing.ordered(rows, order), PAGE).get_page(request.GET.get("page"))
    context = {
        "body": my_body(request),
        "shown": listing.SHOWN,
        "which": which,
        "search": search,
        "words": words,
        "page": page,
        "table": listing.table(list(page), order, on=today, caption=str(dict(listing.SHOWN)[which])),
    }
    return render(request, "access/people.html", context)


@guard("house.members", log=True)
def invite(request: ActingRequest) -> HttpResponse:
    """Invite somebody to my body."""
    body, now = my_body(request), timezone.now()
    form = forms.typed(InviteForm, request, body=body)
    if form.is_valid():
        given = form.cleaned_data
        try:
            commands.invite(
                email=given["email"],
                name=given["name"],
                language=given["language"],
                role=Role(given["role"]),
                by=request.actor,
                now=now,
            )
        except commands.MembersProblem as problem:
            form.add_error("role" if isinstance(problem, commands.RoleNotHere) else "email", problem)
        else:
            messages.success(request, _("They are invited. A letter is on its way to their address."))
            return redirect("access:people")
    context = {"body": body, "form": form, "switch_form": "page-form"}
    return render(
        request, "access/invite.html", context, status=422 if form.is_bound and form.errors else 200
    )


@guard("house.members", log=True)
def place(request: ActingRequest, place: int) -> HttpResponse:
    """One person's role at my body, and its end."""
    found, now = my_place(request, place), timezone.now()
    form = forms.typed(EndForm, request)
    if form.is_valid():
        last_day = form.cleaned_data["last_day"] if form.cleaned_data["when"] == "later" else None
        try:
            commands.end_place(found, last_day=last_day, by=request.actor, now=now)
        except commands.MembersProblem as problem:
            form.add_error("last_day" if last_day else "when", problem)
        else:
            messages.success(request, _("The end of the role is recorded."))
            return redirect("access:people")
    today = day_in_wales(now)
    ended = found.ends is not None and found.ends < today
    context = {
        "place": found,
        "rows": rows_of(found),
        "ended": ended,
        "myself": found.user_id == request.actor.user_id,
        "has_second_step": is_mfa_enabled(found.user),
        "has_password": found.user.has_usable_password(),
        "form": None if ended else form,
        "switch_form": "page-form",
    }
    return render(request, "access/place.html", context, status=422 if form.is_bound and form.errors else 200)


@guard("house.members", log=True)
@require_POST
def letter(request: ActingRequest, place: int) -> HttpResponse:
    """Send the letter with which to choose a password once more."""
    found = my_place(request, place)
    if found.user.is_active and not found.user.has_usable_password():
        mail_invitation.enqueue(str(found.user_id))
        messages.success(request, _("Another letter is on its way."))
    else:
        messages.error(request, _("This person has chosen a password already, or their account is closed."))
    return redirect("access:place", found.pk)


@guard("house.members", log=True)
@require_POST
def close_account(request: ActingRequest, place: int) -> HttpResponse:
    """Close somebody's account: a lost telephone, somebody who must not sign in any more."""
    done = _("The account is closed. Wherever it was signed in, it no longer is.")
    return _with_account(request, place, commands.close_account, done)


@guard("house.members", log=True)
@require_POST
def open_account(request: ActingRequest, place: int) -> HttpResponse:
    """Open a closed account again."""
    return _with_account(request, place, commands.open_account, _("The account can be signed in to again."))


@guard("house.members", log=True)
@require_POST
def second_step_off(request: ActingRequest, place: int) -> HttpResponse:
    """Take somebody's second step off: a lost telephone, and no recovery code left."""
    done = _("The second step is off. They set up a new one when they next sign in.")
    return _with_account(request, place, commands.take_second_step_off, done)


def _with_account(
    request: ActingRequest, place: int, command: Callable[..., object], done: str
) -> HttpResponse:
    """Do something with the account behind a place of my body, and say what came of it."""
    found = my_place(request, place)
    try:
        command(found.user, by=request.actor, now=timezone.now())
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, done)
    return redirect("access:place", found.pk)


def my_body(request: ActingRequest) -> Organisation:
    """The body the administrator acts for."""
    return Organisation.objects.get(pk=request.actor.organisation)


def my_place(request: ActingRequest, number: int) -> Membership:
    """A membership of my body; 404 for another's."""
    rows = listing.places(request.actor.organisation or "", on=timezone.localdate(), shown="all")
    return get_object_or_404(rows.select_related("added_by", "ended_by"), pk=number)


def rows_of(place: Membership) -> list[SummaryRow]:
    """What is known of a role, line by line."""
    user = place.user
    seen = show_moment(user.last_login) if user.last_login else _("Never")
    rows = [
        SummaryRow(_("Name"), user.name),
        SummaryRow(_("E-mail address"), user.email),
        SummaryRow(_("Role"), Role(place.role).label),
        SummaryRow(_("When"), listing.period_of(place)),
        SummaryRow(_("State"), status=listing.state_of(place, on=timezone.localdate())),
        SummaryRow(_("Last signed in"), seen),
    ]
    if place.added_by is not None:
        rows.append(SummaryRow(_("Invited by"), place.added_by.name))
    if place.ended_by is not None:
        rows.append(SummaryRow(_("Ended by"), place.ended_by.name))
    return rows
