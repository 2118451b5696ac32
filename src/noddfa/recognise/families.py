"""The family of records this room keeps."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import Family, add_family
from noddfa.chronicle.registry import DraftForm, add_draft_form

CONCERN = add_family(
    Family(
        code="concern",
        label=_("Concern"),
        prefix="CN",
        page="recognise:concern",
        read="concern.read",
        write="concern.write",
    )
)
NEW_CONCERN = "concern_new"
ABOUT = "concern_about"

add_draft_form(
    DraftForm(NEW_CONCERN, _("Record a concern"), lambda place: reverse("recognise:write", args=[place]))
)
add_draft_form(
    DraftForm(ABOUT, _("Details of the person"), lambda place: reverse("recognise:about", args=[place]))
)
