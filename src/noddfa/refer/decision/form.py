"""The form of the decision."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from noddfa.access.actor import Actor
from noddfa.access.circle import visible
from noddfa.chronicle.asking import OnceForm
from noddfa.chronicle.models import Record
from noddfa.design import forms
from noddfa.design.dates import day_in_wales
from noddfa.design.offered import choices_of, hints_of
from noddfa.recognise import selectors as recognise
from noddfa.refer.decision.commands import NobodyTookIt, NoSuchCase, PassedToItself, Verdict
from noddfa.refer.decision.kind import ALREADY_OPEN, PASSED
from noddfa.refer.desk.places import desk_of


class DecisionForm(OnceForm):
    """What is decided on a report, why, and what its maker is told."""

    outcome = forms.ChooseField(
        label=_("What is decided?"),
        choices=choices_of("initial_decisions"),
        hints=hints_of("initial_decisions"),
        reveals={ALREADY_OPEN: "case", PASSED: "council"},
    )
    case = forms.TextField(label=_("Reference of the case it belongs to"), max_length=20, width=10)
    council = forms.ChooseField(
        label=_("To which council?"),
        choices=lambda: [("", gettext("Choose…")), *recognise.councils_offered()],
        dropdown=True,
    )
    taken_by = forms.TextField(
        label=_("If it is passed on: who took it over there?"),
        required=False,
        help_text=_("Needed where the other council’s desk is not in Noddfa."),
    )
    reasons = forms.TextAreaField(
        label=_("Reasons"),
        max_length=6000,
        rows=6,
        help_text=_("What the decision rests on. The person who reported does not see this."),
    )
    reply = forms.TextAreaField(
        label=_("Reply to the person who reported"),
        rows=4,
        help_text=_(
            "This is what they will read. Say what happens next as far as they may know it, and what is asked of them."
        ),
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        outcome = cleaned.get("outcome")
        if outcome == PASSED and cleaned.get("council"):
            desk = desk_of(cleaned["council"], on=day_in_wales(self.now))
            if desk is not None and desk.pk == self.by.organisation:
                self.add_error("council", PassedToItself())
            elif desk is None and not cleaned.get("taken_by"):
                self.add_error("taken_by", NobodyTookIt())
        if outcome == ALREADY_OPEN and cleaned.get("case"):
            found = self._case(cleaned["case"])
            if found is None:
                self.add_error("case", NoSuchCase())
            cleaned["case_id"] = found.pk if found else None
        return cleaned

    def verdict(self) -> Verdict:
        """What is decided. The form must be valid."""
        said = self.cleaned_data
        return Verdict(
            outcome=said["outcome"],
            reasons=said["reasons"],
            reply=said["reply"],
            council=said["council"] or "",
            taken_by=said["taken_by"],
            case=said.get("case_id"),
        )

    def _case(self, typed: str) -> Record | None:
        """The case of a reference, if this actor may see it."""
        wanted = recognise.plain_reference(typed)
        rows = Record.objects.filter(family="case").filter(visible(self.by, now=self.now, field="pk"))
        return next(
            (
                r
                for r in recognise.with_reference(rows, wanted, field="reference")
                if recognise.plain_reference(r.reference) == wanted
            ),
            None,
        )
