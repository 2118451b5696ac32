"""The form all our forms are made from, and how a view gets one that keeps what was typed.

A form is 'quiet' when the person did not ask to send it, only to see it again: in the other language, or
with one row more. Then nothing is checked and nothing is lost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SWITCH = "switch_language"
ADD_ROW = "add_row"
REMOVE_ROW = "remove_row"

REQUIRED: tuple[tuple[type[forms.Field], Any], ...] = (
    (forms.BooleanField, _("Tick the box to continue.")),
    (forms.FileField, _("Choose a file.")),
    (forms.ChoiceField, _("Choose an answer.")),
    (forms.IntegerField, _("Enter a number.")),
    (forms.CharField, _("Enter an answer.")),
)


class NoddfaForm(forms.Form):
    """A form of ours.

    now: the moment the dates of this form are judged by (default: the clock, read as the form is made).
    quiet: draw what was typed without judging it.
    A field revealed by a choice (ChooseField's `reveals`) is asked for only when that choice is made; what was
    typed into it is dropped from cleaned_data when another choice is made.
    """

    use_required_attribute = False

    def __init__(
        self, *args: Any, now: dt.datetime | None = None, quiet: bool = False, **kwargs: Any
    ) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.now = now if now is not None else timezone.now()
        self.quiet = quiet
        self.kept: Kept | None = None
        self._asked_when_revealed: set[str] = set()
        for name, field in self.fields.items():
            self._prepare(name, field)
        if quiet:
            self._errors = ErrorDict(renderer=self.renderer)
            self.cleaned_data: dict[str, Any] = {}

    def _prepare(self, name: str, field: forms.Field) -> None:
        if hasattr(field, "now"):
            field.now = self.now
        default = forms.Field.default_error_messages["required"]
        if field.error_messages.get("required") == default:
            own = (message for kind, message in REQUIRED if isinstance(field, kind))
            field.error_messages["required"] = next(own, _("Enter an answer."))
        if name in self.revealed_names() and field.required:
            field.required = False
            field.asked_when_revealed = True  # type: ignore[attr-defined]  # its label does not call it optional
            self._asked_when_revealed.add(name)

    def revealed_names(self) -> dict[str, tuple[str, str]]:
        """Names of the fields that a choice reveals, with the field and the value that reveal them."""
        return {
            shown: (name, value)
            for name, field in self.fields.items()
            for value, shown in getattr(field, "reveals", {}).items()
        }

    def is_valid(self) -> bool:
        """False for a quiet form: nobody asked to send it."""
        return not self.quiet and super().is_valid()

    def full_clean(self) -> None:
        """Check everything, then ask for what the choices made reveal."""
        if self.quiet:
            return
        super().full_clean()
        if self.is_bound:
            self._check_revealed()

    def _check_revealed(self) -> None:
        for shown, (name, value) in self.revealed_names().items():
            chosen = self.cleaned_data.get(name)
            made = value in chosen if isinstance(chosen, list | tuple | set) else str(chosen) == value
            field = self.fields[shown]
            if not made:
                self._errors.pop(shown, None)
                self.cleaned_data[shown] = field.empty_value if hasattr(field, "empty_value") else None
                continue
            asked = shown in self._asked_when_revealed and shown not in self._errors
            if asked and self.cleaned_data.get(shown) in field.empty_values:
                self.add_error(shown, field.error_messages["required"])

    def get_context(self) -> dict[str, Any]:
        """What form.html draws: all fields but those drawn inside the choice that reveals them."""
        context = super().get_context()
        revealed = self.revealed_names()
        context["fields"] = [
            (bound, errors) for bound, errors in context["fields"] if bound.name not in revealed
        ]
        return context

    def problems(self) -> Iterator[tuple[str, str, str]]:
        """Every error as (id to jump to or '', label or '', message), in the order of the form."""
        return problems_of(self)


def problems_of(form: forms.BaseForm) -> Iterator[tuple[str, str, str]]:
    """The errors of any form, ours or not, as (id to jump to or '', label or '', message)."""
    for message in form.errors.get(NON_FIELD_ERRORS, ()):
        yield "", "", str(message)
    for bound in form:
        rows: list[forms.BaseForm] = getattr(bound, "row_forms", [])
        inner = False
        for row in rows:
            for problem in problems_of(row):
                inner = True
                yield problem
        if not inner:
            for message in bound.errors:
                seen = not bound.is_hidden  # else there is nothing to jump to
                yield jump_target(bound) if seen else "", str(bound.label) if seen else "", str(message)


def jump_target(bound: BoundField) -> str:
    """The id of the first thing of a field that can be focused."""
    first = getattr(bound.field.widget, "first_id", None)
    if first is not None:
        return first(bound.auto_id)
    if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


Form = TypeVar("Form", bound=NoddfaForm)


def is_switch(request: HttpRequest) -> bool:
    """The person pressed the language switch of a form page: draw the form again, judge nothing."""
    return request.method == "POST" and SWITCH in request.POST


def asks_only_to_redraw(request: HttpRequest) -> bool:
    """The person asked to see the form again (other language, a row more or less), not to send it."""
    return request.method == "POST" and not request.POST.keys().isdisjoint({SWITCH, ADD_ROW, REMOVE_ROW})


@dataclass(frozen=True)
class Kept:
    """What a page that keeps drafts knows of its form: the token it saves with; what was typed, and when, in words."""

    token: str
    typed: QueryDict | None = None
    saved: str = ""


def keep(request: HttpRequest, kept: Kept) -> None:
    """Say what is kept of the form of this page; `typed` gives it to the form. For chronicle/keeping.py."""
    request.kept_of_form = kept  # type: ignore[attr-defined]


def typed(form_class: type[Form], request: HttpRequest, **kwargs: Any) -> Form:
    """The form for a view: empty on GET, holding what was typed on POST, quiet when only to be drawn again.

    Where drafts are kept it is on GET as it was left. kwargs go to the form (initial, now, prefix and its own
    arguments). The view goes on only if is_valid().
    """
    kept: Kept | None = getattr(request, "kept_of_form", None)
    if request.method == "POST":
        form = form_class(
            data=request.POST, files=request.FILES, quiet=asks_only_to_redraw(request), **kwargs
        )
    elif kept is not None and kept.typed is not None:
        kwargs.pop("initial", None)
        form = form_class(data=kept.typed, quiet=True, **kwargs)
    else:
        form = form_class(**kwargs)
    form.kept = kept
    return form
