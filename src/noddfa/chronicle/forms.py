"""Forms of the chronicle itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from noddfa.design import forms


class WithdrawForm(forms.NoddfaForm):
    """Why an entry does not belong here."""

    reason = forms.TextAreaField(
        label=_("Why does this entry not belong here?"),
        help_text=_("For example: it is about another child, or it was entered twice."),
        max_length=1000,
        rows=3,
    )
