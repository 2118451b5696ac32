"""Forms of publish."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from noddfa.design import forms


class PrepareForm(forms.NoddfaForm):
    """Which estimate goes out, and when."""

    run = forms.ChooseField(label=_("Which estimate?"), choices=[])
    opens = forms.DateField(
        label=_("On which day does it open?"),
        help_text=_("At 09:30. Announce the day beforehand. Nothing opens before two people have signed."),
        not_past=True,
    )

    def __init__(self, *args: Any, runs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["run"].choices = runs  # type: ignore[attr-defined]


class WithdrawForm(forms.NoddfaForm):
    """Why a release is taken back, in both languages: the public reads it in place of the figures."""

    because_en = forms.TextAreaField(label=_("Why is it withdrawn, in English?"), max_length=1000, rows=3)
    because_cy = forms.TextAreaField(label=_("Why is it withdrawn, in Welsh?"), max_length=1000, rows=3)
