"""The protocol of a case on a page of its own: the picture, and every step with the basis of its due time."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.design.offered import lang
from noddfa.protect.case.frame import frame, open_case
from noddfa.protect.chronology.views import known_at_of, known_on_form
from noddfa.protect.clocks.picture import phase_of, picture_of, reachable
from noddfa.protect.clocks.showing import DueItem, item_of
from noddfa.protect.clocks.state import Clocks
from noddfa.protect.clocks.svg import draw
from noddfa.protocol import label
from noddfa.protocol.model import Phase, Verification


@dataclass(frozen=True)
class PhaseSteps:
    """The steps of one phase, for reading in order. current: the case is in it."""

    title: str
    items: tuple[DueItem, ...]
    current: bool


def by_phase(stand: Clocks, items: Sequence[DueItem]) -> list[PhaseSteps]:
    """Items gathered under their phases; phases without any are left out."""
    here = phase_of(stand.steps)
    grouped = []
    for phase in Phase:
        title = label(phase).get(lang())
        own = tuple(item for item in items if item.phase == title)
        if own:
            grouped.append(PhaseSteps(title, own, phase is here))
    return grouped


@guard("case.read", record="record")
def protocol(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """What must happen by when, and why; as it stands, or as it stood on a day as was then known."""
    form = known_on_form(request)
    case = open_case(request, record, known_at=known_at_of(form))
    stand = case.clocks
    picture = picture_of(stand)
    recording = case.recording
    drawn = reachable(stand.protocol, stand.steps)
    items = [item_of(state, recording) for state in stand.steps if state.step.code in drawn]
    text = stand.protocol
    may_move = case.known_at is None and case.may("case.vary_limit")
    context = {
        **frame(case, "protect:protocol"),
        "form": form,
        "picture": draw(picture),
        "not_called_for": picture.not_called_for,
        "phases": by_phase(stand, items),
        "protocol": {
            "title": text.title.get(lang()),
            "source": text.source.get(lang()),
            "note": text.note.get(lang()) if text.note else "",
            "unsure": text.verification is not Verification.SEEN,
        },
        "move_url": reverse("protect:move", args=[record]) if may_move else "",
    }
    return render(request, "protect/protocol.html", context)
