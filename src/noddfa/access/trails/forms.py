"""What is asked of the trail."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from noddfa.access.models import TrailEntry
from noddfa.access.trails.reading import Asked
from noddfa.design import forms

NAMES = ("first_day", "first_month", "first_year", "last_day", "last_month", "last_year", "outcome", "user")


class TrailForm(forms.NoddfaForm):
    """Days, outcome and user."""

    first = forms.DateField(label=_("From which day?"), required=False, not_future=True)
    last = forms.DateField(label=_("Up to which day?"), required=False)
    outcome = forms.ChooseField(
        label=_("What came of it?"),
        choices=[("", _("Anything")), *TrailEntry.Outcome.choices],
        required=False,
        inline=True,
    )
    user = forms.TextField(
        label=_("Whose? The user’s id"),
        help_text=_("Follow the link of a name to fill this in."),
        required=False,
    )

    def clean_user(self) -> uuid.UUID | None:
        """The id as an id."""
        written = self.cleaned_data["user"]
        if not written:
            return None
        try:
            return uuid.UUID(written)
        except ValueError as problem:
            raise ValidationError(
                _("A user’s id looks like 5f3a7c1e-…: 32 figures and letters.")
            ) from problem

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day must not be before the first."))
        return cleaned

    @property
    def asked(self) -> Asked:
        """What is asked; everything when the form is empty or wrong."""
        if not self.is_bound or not self.is_valid():
            return Asked()
        given = self.cleaned_data
        return Asked(given["first"], given["last"], given["outcome"], given["user"])


def trail_form(request: HttpRequest) -> TrailForm:
    """The form of the address: judged when anything of it was given."""
    given = any(name in request.GET for name in NAMES)
    return TrailForm(data=request.GET) if given else TrailForm()
