"""The screen of the report on paper."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.chronicle import names
from noddfa.recognise import selectors as recognise
from noddfa.refer.pack import content
from noddfa.refer.report.views import concern_record


@guard("concern.read", record="record")
def report_pack(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """The report as it goes on paper: the form of the duty to report, filled from the concern."""
    now = timezone.now()
    concern = recognise.as_read(concern_record(record), by=request.actor, now=now)
    with names.known_for(entry.content for entry in concern.entries):
        pack = content.report_pack(concern, by=request.actor, now=now)
    return render(request, "refer/pack.html", {"record": concern.record, "pack": pack})
