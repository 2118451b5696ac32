"""Forms of publish."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from noddfa.design import forms
from noddfa.design.language import lang
from noddfa.estimate import Findings
from noddfa.estimate.wording import METHODS
from noddfa.publish.releases import content


class PrepareForm(forms.NoddfaForm):
    """Which of an estimate's figures go out, and when. All of them, unless somebody decides otherwise."""

    methods = forms.ChooseManyField(
        label=_("Whose figures are published?"),
        help_text=_(
            "As the public will read them. Methods you leave out are named in the release, and what the data can "
            "bear stays as it was found of all methods together."
        ),
        choices=[],
    )
    opens = forms.DateField(
        label=_("On which day does it open?"),
        help_text=_("At 09:30. Announce the day beforehand. Nothing opens before two people have signed."),
        not_past=True,
    )

    def __init__(self, *args: Any, found: Findings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["methods"]
        field.choices = [(one.method, METHODS[one.method][lang()]) for one in found.estimates]
        field.hints = {one.method: content.rounded(one).text(lang()) for one in found.estimates}
        field.initial = [one.method for one in found.estimates]


class WithdrawForm(forms.NoddfaForm):
    """Why a release is taken back, in both languages: the public reads it in place of the figures."""

    because_en = forms.TextAreaField(label=_("Why is it withdrawn, in English?"), max_length=1000, rows=3)
    because_cy = forms.TextAreaField(label=_("Why is it withdrawn, in Welsh?"), max_length=1000, rows=3)
