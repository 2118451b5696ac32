"""Fields for text and numbers. All text goes through design/text.py."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from noddfa.design import text
from noddfa.design.dates import read_figures

LONGEST_ADDRESS = 254
INVISIBLE = _("What you entered cannot be seen. Type it again, using letters, numbers or signs that show.")
TOO_LONG = ngettext_lazy(
    "Use %(limit_value)d character or fewer. You have used %(show_value)d.",
    "Use %(limit_value)d characters or fewer. You have used %(show_value)d.",
    "limit_value",
)


class TooLong(validators.MaxLengthValidator):
    """Says how long an answer may be and how long it is."""

    message = TOO_LONG


class TextField(forms.CharField):
    """One line of text, cleaned; at most max_length characters (200 unless told).

    width: how wide the box looks, in characters (2, 3, 4, 5, 10, 20 or 30); None for the full width.
    autocomplete: the HTML token; 'off' unless told, for these screens speak of other people.
    """

    default_lines = False

    def __init__(
        self, *, max_length: int = 200, width: int | None = None, autocomplete: str = "off", **kwargs: Any
    ) -> None:
        super().__init__(max_length=None, **kwargs)
        self.longest = max_length
        self.validators = [
            one for one in self.validators if not isinstance(one, validators.MaxLengthValidator)
        ]
        self.validators.append(TooLong(max_length))
        self.widget.attrs.setdefault("autocomplete", autocomplete)
        if width is not None:
            self.widget.attrs["class"] = (
                f"{self.widget.attrs.get('class', '')} govuk-input--width-{width}".strip()
            )

    def to_python(self, value: Any) -> str:
        """Cleaned text. Raises ValidationError when only invisible characters were typed."""
        raw = "" if value is None else str(value)
        if text.is_invisible(raw):
            raise ValidationError(INVISIBLE, code="invisible")
        cleaned = text.clean(raw)
        if not self.default_lines:
            cleaned = " ".join(cleaned.split())
        return super().to_python(cleaned) or ""


class TextAreaField(TextField):
    """Several lines of text, with a count of the characters left."""

    widget = forms.Textarea
    default_lines = True

    def __init__(self, *, max_length: int = 4000, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs["rows"] = rows
        self.widget.attrs["data-count-limit"] = max_length


class EmailField(forms.EmailField):
    """An e-mail address, cleaned of what cannot be seen; at most 254 characters, as the standard says (RFC 3696)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LONGEST_ADDRESS, **kwargs})

    def to_python(self, value: Any) -> str:
        return super().to_python(text.clean(str(value or ""))) or ""


class NumberField(forms.IntegerField):
    """A whole number typed into a plain box (no arrows, no scrolling by accident), in the figures 0 to 9."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Enter a whole number in figures, like 12.")}

    def __init__(self, *, width: int = 4, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off"})
        self.widget.attrs["class"] = f"govuk-input--width-{width}"

    def to_python(self, value: Any) -> int | None:
        """The number, or None. Raises ValidationError for anything but figures with a sign before them."""
        written = text.clean(str("" if value is None else value)).strip()
        if written and read_figures(written.removeprefix("-").removeprefix("+")) is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        number: int | None = super().to_python(written)
        return number
