"""The family of records that are audits, and the form that keeps drafts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import Family, add_family
from noddfa.chronicle.registry import DraftForm, add_draft_form

FAMILY = "audit"
ANSWER = "audit_answer"

AUDIT = add_family(
    Family(
        code=FAMILY,
        label=_("Audit"),
        prefix="A",
        page="audit:audit",
        read="audit.read",
        write="audit.answer",
    )
)

add_draft_form(
    DraftForm(
        ANSWER, _("Answer to a criterion"), lambda place: reverse("audit:answer", args=place.split(":"))
    )
)
