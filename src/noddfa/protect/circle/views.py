"""The circle of a case: who is in it, and the managers' page of those kept out."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from noddfa.access.actor import ActingRequest
from noddfa.access.circle import members
from noddfa.access.guard import guard
from noddfa.access.models import BreakGlass, CircleMember, Desk, LockOut, Membership, User
from noddfa.access.roles import Role
from noddfa.chronicle.keeping import keeps_drafts
from noddfa.design import forms
from noddfa.design.dates import day_in_wales
from noddfa.protect.case.frame import OpenCase, frame, open_case
from noddfa.protect.circle import commands
from noddfa.protect.circle.forms import MOST_SHOWN, NOBODY, ChosenForm, KeepOutForm, WhoForm, workers


@guard("case.read", record="record")
def circle(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Who works on the case, since when and why; who did before; who stands around it."""
    case = open_case(request, record)
    manages = case.may("case.lock_out")
    past = (
        CircleMember.objects.filter(record=record).exclude(until=None).select_related("user", "organisation")
    )
    glass = BreakGlass.objects.filter(record=record).select_related("user", "organisation").order_by("-at")
    desks = Desk.objects.filter(record=record).select_related("organisation").order_by("since")
    context = {
        **frame(case, "protect:circle"),
        "members": list(members(record)),
        "past": list(past.order_by("-until")),
        "desks": [(desk.organisation, Role(desk.role).label, desk.since) for desk in desks],
        "may_change": case.may("case.circle"),
        "may_lock_out": manages,
        "locked_out": list(_locked_out(record)) if manages else [],
        "glass": list(glass[:20]) if case.may("case.circle") else [],
    }
    return render(request, "protect/circle.html", context)


@guard("case.circle", record="record")
@keeps_drafts("protect:circle_add", gettext_lazy("Add somebody to the circle"))
def add_member(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Find somebody who works on cases and put them in the circle."""
    case = open_case(request, record)
    form = _choosing(request, case, ChosenForm)
    if isinstance(form, ChosenForm) and form.is_valid():
        membership = _membership(form)
        try:
            commands.add_member(
                case=record,
                membership=membership,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                now=case.now,
            )
        except ValidationError as problem:
            form.add_error("membership", problem)
        else:
            messages.success(request, _("%(who)s is in the circle now.") % {"who": membership.user.name})
            return redirect("protect:circle", record)
    return _page(request, case, form, "protect/circle_add.html")


@guard("case.circle", record="record")
@require_POST
def remove_member(request: ActingRequest, record: uuid.UUID, user: uuid.UUID) -> HttpResponse:
    """Take somebody out of the circle."""
    case = open_case(request, record)
    who = get_object_or_404(User, pk=user)
    try:
        commands.remove_member(case=record, user=who, by=request.actor, now=case.now)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, _("%(who)s is no longer in the circle.") % {"who": who.name})
    return redirect("protect:circle", record)


@guard("case.circle", record="record")
@require_POST
def give_lead(request: ActingRequest, record: uuid.UUID, user: uuid.UUID) -> HttpResponse:
    """Make a member of the circle case lead."""
    case = open_case(request, record)
    who = get_object_or_404(User, pk=user)
    try:
        commands.give_lead(case=record, user=who, by=request.actor, now=case.now)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, _("%(who)s leads this case now.") % {"who": who.name})
    return redirect("protect:circle", record)


@guard("case.lock_out", record="record")
@keeps_drafts("protect:keep_out", gettext_lazy("Keep somebody from this case"))
def keep_out(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Find somebody and keep them from this case."""
    case = open_case(request, record)
    form = _choosing(request, case, KeepOutForm)
    if isinstance(form, KeepOutForm) and form.is_valid():
        who = _membership(form).user
        commands.keep_out(
            case=record, user=who, reason=form.cleaned_data["reason"], by=request.actor, now=case.now
        )
        messages.success(request, _("%(who)s can no longer see this case.") % {"who": who.name})
        return redirect("protect:circle", record)
    return _page(request, case, form, "protect/keep_out.html")


@guard("case.lock_out", record="record")
@require_POST
def let_in_again(request: ActingRequest, record: uuid.UUID, lock_out: int) -> HttpResponse:
    """Lift a lock-out."""
    case = open_case(request, record)
    get_object_or_404(LockOut, pk=lock_out, record=record)
    commands.let_in_again(case=record, lock_out=lock_out, by=request.actor, now=case.now)
    messages.success(request, _("That person is no longer kept from this case."))
    return redirect("protect:circle", record)


def _choosing(request: ActingRequest, case: OpenCase, form_class: type[ChosenForm]) -> WhoForm:
    """The form of the step the person is at: looking for somebody, or choosing among those found."""
    search = forms.typed(WhoForm, request, now=case.now)
    kept, search.kept = search.kept, None  # whom one looks for is not worth keeping
    if not search.is_bound:
        return search
    who = str(search.data.get("who", "")).strip()
    found = list(workers(who, on=day_in_wales(case.now))[: MOST_SHOWN + 1]) if who else []
    if "membership" in search.data or "reason" in search.data:
        return forms.typed(form_class, request, now=case.now, found=found)
    if not search.is_valid():
        return search
    if not found:
        search.add_error("who", NOBODY)
        return search
    if len(found) > MOST_SHOWN:
        search.add_error("who", _("Too many people have that name. Give more of it, or the e-mail address."))
        return search
    chosen = form_class(initial={"who": who, "membership": str(found[0].pk)}, found=found, now=case.now)
    chosen.kept = kept
    return chosen


def _membership(form: ChosenForm) -> Membership:
    return Membership.objects.select_related("user", "organisation").get(pk=form.cleaned_data["membership"])


def _locked_out(record: uuid.UUID) -> list[LockOut]:
    return list(
        LockOut.objects.filter(record=record, lifted=None).select_related("user", "by").order_by("since")
    )


def _page(request: ActingRequest, case: OpenCase, form: WhoForm, template: str) -> HttpResponse:
    context = {
        **frame(case, ""),
        "form": form,
        "choosing": isinstance(form, ChosenForm),
        "switch_form": "page-form",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, context, status=status)
