"""Forms by which an audit is signed and opened again."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from noddfa.design import forms


class SignForm(forms.NoddfaForm):
    """A manager answers for the audit."""

    statement = forms.TextAreaField(
        label=_("What do you want to say of it?"),
        help_text=_("For example what has changed since last year, and what comes first now."),
        required=False,
        max_length=2000,
        rows=4,
    )
    sure = forms.CheckField(
        label=_("I answer for this audit as it stands, on behalf of my body."), required=True
    )


class ReopenForm(forms.NoddfaForm):
    """Why a signed audit is to be changed."""

    reason = forms.TextAreaField(
        label=_("Why is it opened again?"),
        help_text=_("The reason stays to be read. What was signed stays on record."),
        max_length=1000,
        rows=3,
    )
