"""The screen of the NRM referral made ready."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from noddfa.access.actor import ActingRequest
from noddfa.access.circle import standing
from noddfa.access.guard import guard
from noddfa.access.rules import may
from noddfa.chronicle.models import Record
from noddfa.refer.nrm.pack import nrm_pack


@guard("case.read", record="record")
def nrm(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """The answers for a referral to the National Referral Mechanism, made ready and never sent."""
    now = timezone.now()
    case = get_object_or_404(Record.objects.select_related("owner"), pk=record, family="case")
    where = standing(request.actor, record, now=now)
    if not where.inside:
        raise Http404
    context = {
        "record": case,
        "pack": nrm_pack(case, by=request.actor, now=now),
        "may_record": may(request.actor, "case.record", where),
    }
    return render(request, "refer/nrm.html", context)
