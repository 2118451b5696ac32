"""The form of one criterion."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from noddfa.audit import shapes
from noddfa.audit.answers.kind import CriterionAnswered, Evidence
from noddfa.chronicle import fields
from noddfa.design import forms
from noddfa.design.language import lang
from noddfa.practice.audit import Criterion, Instrument


class EvidenceRow(forms.NoddfaForm):
    """What is asked of one item of evidence beyond what each of its fields asks."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("dated")
        if first and last and first > last:
            self.add_error("first", _("The first day of the period must not be after its last."))
        elif "first" in cleaned and cleaned.get("kind") == "number" and not first:
            self.add_error("first", _("Give the period the number covers: its first day as well."))
        elif "dated" in cleaned and first and not last:
            self.add_error("dated", _("Give the last day of the period."))
        return cleaned


class AnswerForm(forms.NoddfaForm):
    """A rating, its evidence, what is missing.

    `event_id` is this form's own id for the entry it will make, `instead_of` the answer it began from.
    """

    criterion: Criterion

    event_id = forms.FormIdField()
    instead_of = forms.FormIdField()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "evidence" in cleaned and "rating" in cleaned:
            for name, message in CriterionAnswered.check(self._values(cleaned)).items():
                self.add_error(name, message)
        return cleaned

    def content(self) -> CriterionAnswered:
        """The answer. The form must be valid."""
        return CriterionAnswered(**self._values(self.cleaned_data))

    def now_instead_of(self, event: uuid.UUID | None) -> None:
        """Let the next sending take the place of another answer than the one this form began from."""
        self._change("instead_of", event)

    def send_as_new(self) -> None:
        """Let the next sending be an entry of its own."""
        self._change("event_id", uuid.uuid4())

    def _change(self, name: str, value: uuid.UUID | None) -> None:
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix(name)] = str(value or "")
        self.data = data

    def _values(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        specs = CriterionAnswered.specs()
        own = {name: spec.from_form(cleaned.get(name)) for name, spec in specs.items() if name != "criterion"}
        return {"criterion": self.criterion.id, **own}


def answer_form(
    criterion: Criterion, standards: Instrument, *, now: dt.datetime, empty_rows: int = 1
) -> type[AnswerForm]:
    """The form of a criterion, in the language in force. empty_rows: of evidence, shown at first."""
    asked, specs, language = fields.Asked(now=now), CriterionAnswered.specs(), lang()
    evidence = specs["evidence"]
    if not isinstance(evidence, fields.RowsSpec):
        raise TypeError(f"evidence must be rows; got {type(evidence).__name__}")
    inner = {name: spec.form_field(asked) for name, spec in fields.specs_of(Evidence).items()}
    rating = forms.ChooseField(
        label=_("How is it at your body?"),
        choices=[
            (one.code, format_html("{} {}", shapes.draw(one.shape, one.code), one.say("label", language)))
            for one in standards.ratings
        ],
        hints={one.code: one.say("definition", language) for one in standards.ratings},
        reveals={one.code: "reason" for one in standards.ratings if one.needs == "reason"},
    )
    reason = specs["reason"].form_field(asked)
    reason.required = True  # once its rating is chosen; the form sees to that
    reason.error_messages["required"] = _("Say why it does not apply to your body.")
    missing = specs["missing"].form_field(asked)
    missing.help_text = _("What would it take to be green? What could you not find out?")
    suggestions = _("Green needs at least one item with its date. For example: %(suggestions)s.") % {
        "suggestions": "; ".join(criterion.say("evidence", language))
    }
    return type(
        "CriterionForm",
        (AnswerForm,),
        {
            "criterion": criterion,
            "rating": rating,
            "reason": reason,
            "evidence": forms.RowsField(
                type("EvidenceForm", (EvidenceRow,), inner),
                label=evidence.label,
                row_label=evidence.row_label,
                add_label=evidence.add_label,
                help_text=suggestions,
                max_rows=evidence.most,
                extra=empty_rows,
                required=False,
            ),
            "missing": missing,
        },
    )


def initial_of(content: CriterionAnswered | None, standing: uuid.UUID | None) -> dict[str, Any]:
    """What the form starts with: the answer that stands is copied forward, to be edited."""
    start: dict[str, Any] = {"event_id": uuid.uuid4(), "instead_of": standing}
    if content is None:
        return start
    return start | {
        name: spec.to_form(getattr(content, name))
        for name, spec in CriterionAnswered.specs().items()
        if name != "criterion"
    }
