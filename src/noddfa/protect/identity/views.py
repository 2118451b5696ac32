"""Opening the sealed items of a child's identity: for few, after the password again, and noted in the trail."""

from __future__ import annotations

import uuid

from allauth.account.internal.flows.reauthentication import is_reauthentication_required, suspend_request
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.design.components import SummaryRow
from noddfa.people import vault
from noddfa.people.models import Detail
from noddfa.protect.case.frame import frame, open_case


@guard("case.sealed", record="record")
def sealed(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """What opening them means; and, once that is confirmed and the password was given again, what they say."""
    case = open_case(request, record)
    if case.record.person_id is None or not case.panel.sealed_items:
        raise Http404
    items: list[SummaryRow] = []
    if request.method == "POST":
        if is_reauthentication_required(request, app="noddfa"):
            return suspend_request(request, reverse("account_reauthenticate"))
        items = [
            SummaryRow(Detail.Field(field).label, text)
            for field, text in vault.read_sealed(case.record.person_id)
        ]
    context = {**frame(case, ""), "items": items, "count": case.panel.sealed_items}
    return render(request, "protect/sealed.html", context)
