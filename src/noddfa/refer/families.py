"""The forms of this room that keep drafts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from noddfa.chronicle.registry import DraftForm, add_draft_form

MAKE, CONFIRM, CHECKS, DECIDE = "report_make", "report_confirm", "desk_checks", "desk_decide"

add_draft_form(
    DraftForm(MAKE, _("Report to social services"), lambda place: reverse("refer:make", args=[place]))
)
add_draft_form(
    DraftForm(CONFIRM, _("Report confirmed in writing"), lambda place: reverse("refer:confirm", args=[place]))
)
add_draft_form(DraftForm(CHECKS, _("Initial checks"), lambda place: reverse("refer:checks", args=[place])))
add_draft_form(
    DraftForm(DECIDE, _("Decision on the report"), lambda place: reverse("refer:decide", args=[place]))
)
