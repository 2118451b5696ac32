"""Fields of event kinds: what a kind is written with. One declaration gives the form field, the stored shape, the
reading, and what is sealed (specs.py holds what each kind of field does).

Everything is sealed unless `open=True`. Open are only codes, dates, numbers and opaque ids: what lists, clocks and
counts need, and what nobody can be known by.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from noddfa.chronicle.specs import (
    KEY,
    NOTHING,
    Asked,
    BodySpec,
    Choices,
    ChoiceSpec,
    ChoicesSource,
    ChoicesSpec,
    DaySpec,
    EventSpec,
    MemberSpec,
    MomentSpec,
    NumberSpec,
    RowsSpec,
    Shown,
    Spec,
    TextSpec,
    YesNoSpec,
    form_class,
    specs_of,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Label = StrPromise | str

__all__ = [
    "NOTHING",
    "Asked",
    "BodySpec",
    "ChoiceSpec",
    "Choices",
    "ChoicesSource",
    "ChoicesSpec",
    "DaySpec",
    "EventSpec",
    "MemberSpec",
    "MomentSpec",
    "NumberSpec",
    "RowsSpec",
    "Shown",
    "Spec",
    "TextSpec",
    "YesNoSpec",
    "body",
    "choice",
    "choices",
    "custom",
    "day",
    "event",
    "form_class",
    "long_text",
    "member",
    "moment",
    "number",
    "rows",
    "specs_of",
    "text",
    "yes_no",
]

# ---- what kinds are written with ----


def _field(spec: Spec) -> Any:
    if spec.required:
        return dataclasses.field(metadata={KEY: spec})
    return dataclasses.field(default=spec.empty, metadata={KEY: spec})


def custom(spec: Spec) -> Any:
    """A field of a room's own sort, given by its Spec."""
    return _field(spec)


def text(label: Label, *, help: Label = "", required: bool = True, max_length: int = 200) -> Any:
    """One line of words (sealed)."""
    return _field(TextSpec(label, help, required, max_length=max_length))


def long_text(
    label: Label, *, help: Label = "", required: bool = True, max_length: int = 4000, lines: int = 5
) -> Any:
    """Several lines of words (sealed)."""
    return _field(TextSpec(label, help, required, max_length=max_length, lines=lines))


def number(
    label: Label,
    *,
    lowest: int = 0,
    highest: int = 1000,
    help: Label = "",
    required: bool = True,
    open: bool = True,
) -> Any:
    """A whole number."""
    return _field(NumberSpec(label, help, required, open, lowest=lowest, highest=highest))


def choice(
    label: Label,
    choices: ChoicesSource,
    *,
    help: Label = "",
    required: bool = True,
    open: bool = True,
    dropdown: bool = False,
    inline: bool = False,
    reveals: Mapping[str, str] | None = None,
) -> Any:
    """One code of a list; `reveals` maps a code to the field it shows beneath itself."""
    return _field(
        ChoiceSpec(
            label,
            help,
            required,
            open,
            choices=choices,
            dropdown=dropdown,
            inline=inline,
            reveals=reveals or {},
        )
    )


def choices(
    label: Label, choices: ChoicesSource, *, help: Label = "", required: bool = True, open: bool = True
) -> Any:
    """Any number of codes of a list."""
    return _field(ChoicesSpec(label, help, required, open, choices=choices))


def yes_no(
    label: Label,
    *,
    help: Label = "",
    required: bool = True,
    open: bool = True,
    reveals: Mapping[str, str] | None = None,
) -> Any:
    """Yes or no."""
    return _field(YesNoSpec(label, help, required, open, reveals=reveals or {}))


def day(
    label: Label,
    *,
    help: Label = "",
    required: bool = True,
    open: bool = True,
    not_future: bool = False,
    not_past: bool = False,
) -> Any:
    """A day."""
    return _field(DaySpec(label, help, required, open, not_future=not_future, not_past=not_past))


def moment(
    label: Label, *, help: Label = "", required: bool = True, open: bool = True, not_future: bool = False
) -> Any:
    """A day with its time."""
    return _field(MomentSpec(label, help, required, open, not_future=not_future))


def member(label: Label, *, help: Label = "", required: bool = True) -> Any:
    """Someone of the circle."""
    return _field(MemberSpec(label, help, required, open=True))


def body(label: Label, *, help: Label = "", required: bool = True) -> Any:
    """A body."""
    return _field(BodySpec(label, help, required, open=True))


def event(label: Label, kind: str, *, help: Label = "", required: bool = True) -> Any:
    """An earlier entry of this record, of one kind."""
    return _field(EventSpec(label, help, required, open=True, kind=kind))


def rows(
    label: Label,
    row: type,
    *,
    row_label: Label,
    add_label: Label,
    help: Label = "",
    least: int = 0,
    most: int = 50,
) -> Any:
    """Rows of a small form."""
    return _field(
        RowsSpec(
            label, help, least > 0, row=row, row_label=row_label, add_label=add_label, least=least, most=most
        )
    )
