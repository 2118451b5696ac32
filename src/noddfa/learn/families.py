"""The one form of this room that keeps drafts: the questions of a module."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from noddfa.chronicle.registry import DraftForm, add_draft_form

CHECK = "learn_check"

add_draft_form(
    DraftForm(CHECK, _("Questions of a module"), lambda place: reverse("learn:check", args=[place]))
)
