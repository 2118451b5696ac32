"""A field of event kinds for an id that only code puts in: never asked of anybody, never shown."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms

from noddfa.chronicle import fields
from noddfa.chronicle.fields import Asked, Shown, Spec
from noddfa.design import forms


@dataclass(frozen=True)
class OpaqueSpec(Spec):
    """An id, open."""

    empty: str = dataclasses.field(default="", init=False)

    def form_field(self, asked: Asked) -> django_forms.Field:
        return forms.TextField(widget=django_forms.HiddenInput, required=False)

    def show(self, value: Any) -> Shown:
        return Shown(str(self.label))


def opaque(*, required: bool = True) -> Any:
    """An id put in by code."""
    return fields.custom(OpaqueSpec("", required=required, open=True))
