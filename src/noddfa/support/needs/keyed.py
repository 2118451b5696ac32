"""A field of one small form for each code of a closed list: the twelve headings, the purposes of sharing.

The forms are named <field>-<code>; one that nobody touched counts as not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from noddfa.design.forms import NoddfaForm


class CodedForm(NoddfaForm):
    """The small form for one code. `blank` is what it holds while nothing is said; `relaxed` says what need not be
    filled in after all, once the form's own answers are known.
    """

    blank: Mapping[str, str] = {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.relaxed(cleaned):
            if name in self.errors and all(error.code == "required" for error in self.errors[name].as_data()):
                del self.errors[name]
        for name, message in self.contradictions(cleaned).items():
            self.add_error(name, message)
        return cleaned

    def relaxed(self, cleaned: Mapping[str, Any]) -> Sequence[str]:
        """Names of fields that may stay empty with these answers although they are asked for."""
        return ()

    def contradictions(self, cleaned: Mapping[str, Any]) -> Mapping[str, Any]:
        """Field name -> message, for answers that cannot stand together."""
        return {}


@dataclass(frozen=True)
class Sent:
    """What was sent for a keyed field: where to find it."""

    data: Mapping[str, Any]
    files: Any
    name: str

    def has(self, code: str) -> bool:
        """Whether anything was sent for a code."""
        return any(key.startswith(f"{self.name}-{code}-") for key in self.data)


class KeyedWidget(django_forms.Widget):
    """Finds what was sent. Drawing is the page's business."""

    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Sent:
        return Sent(data, files, name)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    def id_for_label(self, id_: str) -> str:
        return ""


class KeyedField(django_forms.Field):
    """One small form for each code. Gives a list of the filled forms' cleaned_data, each with its code under `key`.

    codes: in the order in which they are drawn. initial: a list of such dicts.
    """

    widget = KeyedWidget
    default_error_messages = {"wrong": _("Something is wrong under these headings. See the messages there.")}

    def __init__(self, form_class: type[CodedForm], *, key: str, codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "required": False})
        self.form_class = form_class
        self.key = key
        self.codes = tuple(codes)
        self.now: Any = None  # set by the form this field stands in

    def sent_forms(self, sent: Sent, *, quiet: bool = False) -> dict[str, CodedForm]:
        """The form of each code: as it was sent, or blank."""
        return {
            code: self.form_class(
                data=sent.data,
                files=sent.files,
                prefix=f"{sent.name}-{code}",
                initial=dict(self.form_class.blank),
                empty_permitted=True,
                now=self.now,
                quiet=quiet,
            )
            if sent.has(code)
            else self.blank_form(sent.name, code)
            for code in self.codes
        }

    def blank_form(self, name: str, code: str, said: Mapping[str, Any] | None = None) -> CodedForm:
        """The form of a code before anything is sent; `said`: what it starts from."""
        initial = {**self.form_class.blank, **(said or {})}
        return self.form_class(prefix=f"{name}-{code}", initial=initial, empty_permitted=True, now=self.now)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """The filled forms. Raises ValidationError when one is wrong."""
        if not isinstance(value, Sent):
            return []
        filled = {
            code: form
            for code, form in self.sent_forms(value).items()
            if form.is_bound and form.has_changed()
        }
        if any(form.errors for form in filled.values()):
            raise ValidationError(self.error_messages["wrong"], code="wrong")
        return [{**form.cleaned_data, self.key: code} for code, form in filled.items()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return isinstance(data, Sent) and any(
            form.is_bound and form.has_changed() for form in self.sent_forms(data).values()
        )

    def get_bound_field(self, form: django_forms.BaseForm, field_name: str) -> KeyedBoundField:
        return KeyedBoundField(form, self, field_name)


class KeyedBoundField(BoundField):
    """The forms to draw: as sent, or from what the field starts with."""

    field: KeyedField

    @cached_property
    def by_code(self) -> dict[str, CodedForm]:
        """Code -> form, in order."""
        if self.form.is_bound:
            return self.field.sent_forms(self.data, quiet=getattr(self.form, "quiet", False))
        said = {one[self.field.key]: one for one in self.initial or ()}
        return {
            code: self.field.blank_form(self.html_name, code, said.get(code)) for code in self.field.codes
        }

    @property
    def row_forms(self) -> list[CodedForm]:
        """The forms in order, where the messages of an error summary are looked for."""
        return list(self.by_code.values())
