"""What the form templates ask of a field: which kind it is, its choices, the attributes of its box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

CLASSES = {
    "checkbox": "govuk-checkboxes__input",
    "radio": "govuk-radios__input",
    "file": "govuk-file-upload",
    "hidden": "",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
}


@dataclass(frozen=True)
class Choice:
    """One radio or tick box as it is drawn."""

    id: str
    value: str
    label: Any
    chosen: bool
    hint: Any = ""
    reveals: BoundField | None = None


@dataclass(frozen=True)
class ChoiceGroup:
    """Choices under a common title; the title is empty for ungrouped ones."""

    title: Any
    choices: tuple[Choice, ...]


def field_kind(field: BoundField) -> str:
    """Which part of field.html draws a field."""
    widget = field.field.widget
    if hasattr(field, "row_forms"):
        return "rows"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.PasswordInput):
        return "password"
    if isinstance(widget, forms.FileInput):
        return "file"
    if "data-count-limit" in widget.attrs:
        return "count"
    return "date" if hasattr(widget, "parts") else "plain"


def input_type(field: BoundField) -> str:
    """'radio' or 'checkbox'."""
    # Django's CheckboxSelectMultiple is a RadioSelect, so it has to be asked for first.
    return "checkbox" if isinstance(field.field.widget, forms.CheckboxSelectMultiple) else "radio"


def is_wrong(widget: dict[str, Any]) -> bool:
    """Whether the field of a widget (its drawing context) has an error."""
    return widget["attrs"].get("aria-invalid") == "true"


def input_attrs(widget: dict[str, Any]) -> SafeString:
    """The attributes of a box, with GOV.UK's classes among them."""
    attrs: dict[str, Any] = dict(widget["attrs"])
    kind = widget.get("type") or ("textarea" if "rows" in attrs or "cols" in attrs else "select")
    own = CLASSES.get(kind, "govuk-input")
    wrong = ""
    if is_wrong(widget) and kind not in {"checkbox", "radio", "hidden"}:
        wrong = f"{own.split()[0]}--error"
    if attrs.pop("data-count-limit", None) is not None:
        own += " govuk-js-character-count"
        attrs["aria-describedby"] = f"{attrs.get('aria-describedby', '')} {attrs['id']}-info".strip()
    attrs.pop("placeholder", None)  # it vanishes as one types; the label says it
    if kind == "password":
        attrs = {"spellcheck": "false", "autocapitalize": "none", **attrs}
    if kind == "textarea":
        attrs.pop("cols", None)
    attrs["class"] = " ".join(part for part in (own, wrong, attrs.get("class", "")) if part)
    if not attrs["class"]:
        del attrs["class"]
    said = {name: value for name, value in attrs.items() if value is not False and value is not None}
    plain = format_html_join("", ' {}="{}"', ((n, v) for n, v in said.items() if v is not True))
    return mark_safe(plain + format_html_join("", " {}", ((n,) for n, v in said.items() if v is True)))


def choice_groups(field: BoundField) -> list[ChoiceGroup]:
    """The choices of a field, grouped as its choices are, each with its hint and what it reveals."""
    widget = field.field.widget
    value = field.value()
    chosen = {
        str(one) for one in (value if isinstance(value, list | tuple | set) else [value]) if one is not None
    }
    reveals: dict[str, str] = getattr(field.field, "reveals", {})
    hints: dict[str, Any] = getattr(field.field, "hints", {})
    groups: list[ChoiceGroup] = []
    number = 0
    for title, options in _grouped(widget.choices):
        choices = []
        for option, label in options:
            written = str(option)
            shown = reveals.get(written)
            choices.append(
                Choice(
                    id=f"{field.auto_id}_{number}",
                    value=written,
                    label=label,
                    chosen=written in chosen,
                    hint=hints.get(written, ""),
                    reveals=field.form[shown] if shown else None,
                )
            )
            number += 1
        groups.append(ChoiceGroup(title, tuple(choices)))
    return groups


def _grouped(choices: Any) -> list[tuple[Any, list[tuple[Any, Any]]]]:
    """Django's choices, with those outside any group gathered under the empty title."""
    groups: list[tuple[Any, list[tuple[Any, Any]]]] = []
    for value, label in choices:
        if isinstance(label, list | tuple):
            groups.append((value, list(label)))
        elif groups and groups[-1][0] == "":
            groups[-1][1].append((value, label))
        else:
            groups.append(("", [(value, label)]))
    return groups
