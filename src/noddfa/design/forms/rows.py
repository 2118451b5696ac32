"""A field of repeating rows: people at a meeting, actions agreed. It works without JavaScript.

Each row is a small form of its own, named <field>-<number>; how many there are travels in <field>-count.
'Add another' and 'Remove' are submit buttons that draw the page again with what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from noddfa.design.forms.base import ADD_ROW, REMOVE_ROW, NoddfaForm

ROW = "__row__"


@dataclass(frozen=True)
class TypedRows:
    """What was sent for a rows field: where to find it, and which rows are there."""

    data: Any  # a QueryDict; a plain dict in tests
    files: Any
    name: str
    numbers: tuple[int, ...]


class RowsWidget(forms.Widget):
    """Reads which rows were sent. Drawing is the bound field's business."""

    template_name = "design/forms/rows.html"
    use_fieldset = True
    longest = 50

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> TypedRows:
        """The rows sent, one more or one fewer when that was asked for."""
        sent = str(data.get(f"{name}-count") or "")
        count = min(int(sent), self.longest) if sent.isascii() and sent.isdecimal() and len(sent) < 6 else 0
        numbers = list(range(count))
        removed = str(data.get(REMOVE_ROW) or "")
        if removed.startswith(f"{name}-") and removed[len(name) + 1 :].isdecimal():
            number = int(removed[len(name) + 1 :])
            numbers = [one for one in numbers if one != number]
        if data.get(ADD_ROW) == name and count < self.longest:
            numbers.append(count)
        return TypedRows(data, files, name, tuple(numbers))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-count" not in data

    def id_for_label(self, id_: str) -> str:
        return ""

    def first_id(self, id_: str) -> str:
        """Where the link of the error summary jumps to: the button that adds a row."""
        return f"{id_}-add"


class RowsField(forms.Field):
    """Rows of a small form. Gives a list of the rows' cleaned_data; rows left empty are passed over.

    row_form: a NoddfaForm. row_label: a text with %(number)d, the heading of each row.
    add_label: the text of the button that adds one. min_rows, max_rows: how many must and may be filled.
    extra: how many empty rows are shown at first. initial: a list of dicts.
    """

    widget = RowsWidget
    default_error_messages = {
        "few": ngettext_lazy("Fill in at least %(count)d row.", "Fill in at least %(count)d rows.", "count"),
        "many": ngettext_lazy(
            "Fill in no more than %(count)d row.", "Fill in no more than %(count)d rows.", "count"
        ),
        "rows": _("Something is wrong in these rows. See the messages in them."),
    }

    def __init__(
        self,
        row_form: type[NoddfaForm],
        *,
        row_label: Any,
        add_label: Any,
        min_rows: int = 0,
        max_rows: int = 50,
        extra: int = 1,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("required", min_rows > 0)
        super().__init__(**kwargs)
        self.row_form = row_form
        self.row_label = row_label
        self.add_label = add_label
        self.min_rows = max(min_rows, 1 if self.required else 0)
        self.max_rows = max_rows
        self.extra = extra
        self.now: Any = None
        self.widget.longest = max_rows

    def row_forms(self, typed: TypedRows, *, quiet: bool) -> list[NoddfaForm]:
        """The forms of the rows sent."""
        return [
            self.row_form(
                data=typed.data,
                files=typed.files,
                prefix=f"{typed.name}-{number}",
                empty_permitted=True,
                now=self.now,
                quiet=quiet,
            )
            for number in typed.numbers
        ]

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """The filled rows. Raises ValidationError when one is wrong, or there are too few or too many."""
        if not isinstance(value, TypedRows):
            value = TypedRows({}, {}, "", ())
        forms_sent = self.row_forms(value, quiet=False)
        filled = [form for form in forms_sent if form.has_changed()]
        if not all(form.is_valid() for form in forms_sent):
            raise ValidationError(self.error_messages["rows"], code="rows")
        for code, wrong, limit in (
            ("few", len(filled) < self.min_rows, self.min_rows),
            ("many", len(filled) > self.max_rows, self.max_rows),
        ):
            if wrong:
                raise ValidationError(self.error_messages[code], code=code, params={"count": limit})
        return [form.cleaned_data for form in filled]

    def has_changed(self, initial: Any, data: Any) -> bool:
        if not isinstance(data, TypedRows):
            return False
        return any(form.has_changed() for form in self.row_forms(data, quiet=False))

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> RowsBoundField:
        return RowsBoundField(form, self, field_name)


class RowsBoundField(BoundField):
    """Draws the rows: those sent, or the initial ones and the empty ones."""

    field: RowsField

    @cached_property
    def row_forms(self) -> list[NoddfaForm]:
        """The forms to draw, checked unless the form they stand in is quiet."""
        quiet = getattr(self.form, "quiet", False)
        if self.form.is_bound:
            sent = self.field.row_forms(self.data, quiet=quiet)
            return [self._renumber(form, number) for number, form in enumerate(sent)]
        initial = list(self.initial or [])
        shown = len(initial) + (self.field.extra if len(initial) < self.field.max_rows else 0)
        shown = max(shown, self.field.min_rows)
        return [
            self._blank(number, initial[number] if number < len(initial) else None) for number in range(shown)
        ]

    @property
    def template_row(self) -> NoddfaForm:
        """The row that JavaScript copies when one more is wanted."""
        return self._blank(ROW, None)

    @property
    def can_add(self) -> bool:
        """Whether one more row is allowed."""
        return len(self.row_forms) < self.field.max_rows

    def labelled_rows(self) -> list[tuple[NoddfaForm, str, str]]:
        """Each row's form, its heading, and the value of its remove button."""
        return [
            (form, str(self.field.row_label) % {"number": number + 1}, f"{self.html_name}-{number}")
            for number, form in enumerate(self.row_forms)
        ]

    def _blank(self, number: int | str, initial: dict[str, Any] | None) -> NoddfaForm:
        return self.field.row_form(
            prefix=f"{self.html_name}-{number}", initial=initial, empty_permitted=True, now=self.field.now
        )

    def _renumber(self, form: NoddfaForm, number: int) -> NoddfaForm:
        """After a row was taken out, those behind it move up: same data, new names."""
        prefix = f"{self.html_name}-{number}"
        if form.prefix == prefix:
            return form
        data: Any = form.data
        old, moved = f"{form.prefix}-", data.copy()
        for key in [key for key in data if key.startswith(f"{prefix}-")]:
            del moved[key]
        for key in [key for key in data if key.startswith(old)]:
            moved.setlist(f"{prefix}-{key[len(old) :]}", data.getlist(key))
        return self.field.row_form(
            data=moved,
            files=form.files,
            prefix=prefix,
            empty_permitted=True,
            now=self.field.now,
            quiet=form.quiet,
        )
