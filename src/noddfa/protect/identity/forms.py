"""What is asked when a detail of the child is added or was wrong."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from noddfa.chronicle.asking import OnceForm
from noddfa.design import forms
from noddfa.design.dates import day_in_wales
from noddfa.people.models import Detail
from noddfa.people.told import born_as_told
from noddfa.people.values import Statement


class DetailForm(OnceForm):
    """One detail: which, what it says, and whether it is sealed."""

    what = forms.ChooseField(
        label=_("What do you want to add?"), choices=Detail.Field.choices, reveals={"born": "born"}
    )
    born = forms.PartialDateField(label=_("Date of birth, or about how old"), required=False)
    text = forms.TextAreaField(
        label=_("What does it say?"),
        required=False,
        max_length=1000,
        rows=2,
        help_text=_("Leave this empty for a date of birth."),
    )
    sealed = forms.CheckField(
        label=_("Seal it"),
        help_text=_(
            "For what could put the child in danger if it were seen: a safe address, say. Only the case lead and "
            "their manager can open it, after giving their password again, and it is noted that they looked."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].asked_when_revealed = True  # type: ignore[attr-defined]  # asked of all but a birth

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        wanted = "born" if cleaned.get("what") == Detail.Field.BORN else "text"
        if cleaned.get("what") and not cleaned.get(wanted) and wanted not in self.errors:
            missing = (
                now_("Enter the date of birth, or about how old.")
                if wanted == "born"
                else now_("Enter what it says.")
            )
            self.add_error(wanted, missing)
        if wanted == "born" and cleaned.get("text"):
            self.add_error("text", now_("Leave this empty for a date of birth."))
        return cleaned

    def statement(self) -> Statement:
        """What is said, for the vault. The form must be valid."""
        cleaned = self.cleaned_data
        if cleaned["what"] == Detail.Field.BORN:
            value: Any = born_as_told(cleaned["born"], today=day_in_wales(self.now))
        else:
            value = cleaned["text"]
        return Statement(cleaned["what"], value, cleaned["sealed"])


class WrongForm(forms.NoddfaForm):
    """What was wrong with a detail."""

    reason = forms.TextAreaField(
        label=_("What was wrong with it?"),
        help_text=_("It is no longer shown, and the child is no longer found by it. It stays on record."),
        max_length=1000,
        rows=3,
    )
