"""The family of records that are cases, and the form of this room that keeps drafts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import Family, add_family
from noddfa.chronicle.registry import DraftForm, add_draft_form

FAMILY = "case"
DETAIL = "detail_add"

CASE = add_family(
    Family(
        code=FAMILY,
        label=_("Case"),
        prefix="C",
        page="protect:case",
        read="case.read",
        write="case.record",
    )
)

add_draft_form(
    DraftForm(
        DETAIL, _("Add a detail of the child"), lambda place: reverse("protect:detail_add", args=[place])
    )
)
