"""The forms of this room that keep drafts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from noddfa.chronicle.registry import DraftForm, add_draft_form

WRITE_NEEDS, CORRECT_NEEDS = "needs_record", "needs_record_correct"


def _correct_path(place: str) -> str:
    record, _colon, event = place.partition(":")
    return reverse("support:correct", args=[record, event])


add_draft_form(
    DraftForm(WRITE_NEEDS, _("Needs record"), lambda place: reverse("support:write", args=[place]))
)
add_draft_form(DraftForm(CORRECT_NEEDS, _("Correction of a needs record"), _correct_path))
