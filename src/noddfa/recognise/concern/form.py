"""The form of a concern: the kind's own fields and those about the person, on one page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle.asking import KindForm, OnceForm
from noddfa.chronicle.fields import Asked
from noddfa.design import forms
from noddfa.recognise.concern.about import About, AboutFields
from noddfa.recognise.concern.kind import Concern


class _ConcernFields(AboutFields, KindForm):
    """What every concern form is, whatever the language its choices are drawn in."""

    kind = Concern
    happened = forms.WhenField(label=_("When did you see or hear it?"), not_future=True)

    def concern(self) -> Concern:
        """What is said of the concern itself. The form must be valid."""
        return Concern(**self.values(self.cleaned_data))

    def about(self) -> About:
        """What is said of the person. The form must be valid."""
        return About.of(self.cleaned_data, now=self.now)


def concern_form(now: dt.datetime) -> type[_ConcernFields]:
    """The form class, its choices in the language in force."""
    asked = Asked(now=now)
    fields: dict[str, Any] = {name: spec.form_field(asked) for name, spec in Concern.specs().items()}
    order = ["danger", "called", "worried", "worried_name", "profession", *AboutFields.base_fields]
    order += ["seen", "happened", "signs", "exploitation", "council", "area_basis", "place"]
    return type("ConcernForm", (_ConcernFields,), {**fields, "field_order": order})


class MoreAboutForm(AboutFields, OnceForm):
    """More about the person a concern is about."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in AboutFields.base_fields):
            self.add_error(None, _("Fill in at least one of the answers."))
        return cleaned
