"""Two fields of event kinds that only this room needs: an opaque id, and the lasting identity of a row."""

from __future__ import annotations

import dataclasses
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms as django_forms

from noddfa.chronicle.fields import Asked, Shown, Spec, custom
from noddfa.design import forms

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class OpaqueSpec(Spec):
    """An id that other code puts in (a concern, a mark). Never asked of anybody, never shown."""

    empty: str = dataclasses.field(default="", init=False)

    def form_field(self, asked: Asked) -> django_forms.Field:
        return forms.TextField(widget=django_forms.HiddenInput, required=False)

    def show(self, value: Any) -> Shown:
        return Shown(str(self.label))


class IdentityField(forms.FormIdField):
    """A row's own id. A row that holds nothing else counts as empty."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


@dataclass(frozen=True)
class IdentitySpec(Spec):
    """The lasting identity of a row: made when the row is first recorded, kept when the entry is put right.

    So that 'action done' still points to the same action after a correction took out the row above it.
    """

    empty: str = dataclasses.field(default="", init=False)

    def form_field(self, asked: Asked) -> django_forms.Field:
        return IdentityField()

    def from_form(self, cleaned: Any) -> str:
        return str(cleaned or uuid.uuid4())

    def show(self, value: Any) -> Shown:
        return Shown(str(self.label))


def opaque(label: StrPromise | str) -> Any:
    """An id put in by other code (open)."""
    return custom(OpaqueSpec(label, open=True))


def identity(label: StrPromise | str) -> Any:
    """The lasting identity of a row (open)."""
    return custom(IdentitySpec(label, required=False, open=True))
