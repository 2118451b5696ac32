"""The forms of the duty desk before the decision."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from noddfa.design import forms


class LookForm(forms.NoddfaForm):
    """Why the records are looked through."""

    reason = forms.TextField(
        label=_("Why are you checking the records?"),
        max_length=300,
        help_text=_(
            "For example: initial checks of a report. Your reason is kept with your name and the time."
        ),
    )
