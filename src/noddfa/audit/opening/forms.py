"""The form that begins an audit."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from noddfa.design import forms
from noddfa.design.dates import day_in_wales


class BeginForm(forms.NoddfaForm):
    """Which year the audit looks at: this one or the last."""

    year = forms.ChooseField(
        label=_("Which year does the audit look at?"),
        help_text=_("An audit looks back over twelve months. A body has one audit a year."),
        choices=[],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this_year = day_in_wales(self.now).year
        choices = [(str(year), str(year)) for year in (this_year, this_year - 1)]
        self.fields["year"].choices = choices  # type: ignore[attr-defined]
