"""Three fields of event kinds that only this room needs."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms as django_forms

from noddfa.chronicle.fields import Asked, ChoiceSpec, RowsSpec, Shown, Spec, custom, specs_of
from noddfa.design import forms
from noddfa.support.needs.keyed import CodedForm, KeyedField

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Label = StrPromise | str


@dataclass(frozen=True)
class HiddenSpec(Spec):
    """A code or an id that other code puts in (open). Never asked of anybody, never shown."""

    empty: str = dataclasses.field(default="", init=False)

    def form_field(self, asked: Asked) -> django_forms.Field:
        return forms.TextField(widget=django_forms.HiddenInput, required=False)

    def show(self, value: Any) -> Shown:
        return Shown(str(self.label))


@dataclass(frozen=True)
class KeyedSpec(RowsSpec):
    """Rows of which each belongs to one code of a closed list, asked as one small form for each code.

    key: the row's field that holds the code. base: the form class whose rules hold.
    """

    key: str = ""
    base: type[CodedForm] = CodedForm

    def field_for(self, asked: Asked, codes: Sequence[str]) -> KeyedField:
        """The field of the form, with a small form for each of these codes."""
        inner = {name: spec for name, spec in specs_of(self.row).items() if name != self.key}
        drawn = {name: spec.form_field(asked) for name, spec in inner.items()}
        small = type(f"{self.row.__name__}Form", (self.base,), drawn)
        return KeyedField(small, key=self.key, codes=codes, label=self.label, help_text=self.help)

    def form_field(self, asked: Asked) -> django_forms.Field:
        key = specs_of(self.row)[self.key]
        if not isinstance(key, ChoiceSpec):
            raise TypeError(f"{self.key} of {self.row.__name__} must be a choice")
        return self.field_for(asked, [code for code, _label in key.listed()])


def hidden() -> Any:
    """A code or an id put in by code."""
    return custom(HiddenSpec("", open=True))


def keyed(label: Label, row: type, *, key: str, base: type[CodedForm]) -> Any:
    """One row for each code of a list."""
    return custom(KeyedSpec(label, required=False, row=row, key=key, base=base))
