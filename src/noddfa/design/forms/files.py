"""A field for a file: what kinds, how large, and what to do when it is neither."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from noddfa.design import text

MEGABYTE = 1024 * 1024


class UploadField(forms.FileField):
    """One file of an allowed kind (`kinds`, such as ('.csv', '.ods')), not empty, at most `megabytes` large.

    Judges the name and the size. What is inside is the business of whoever reads it.
    """

    widget = forms.FileInput
    default_error_messages = {
        "empty": _("The file is empty. Choose one that has something in it."),
        "missing": _("No file came through. Choose it again."),
        "invalid": _("No file came through. Choose it again."),
        "kind": _("This kind of file cannot be used. Choose one that ends in: %(kinds)s."),
        "large": _("The file is too large. It must be %(megabytes)s MB or smaller."),
    }

    def __init__(self, *, kinds: tuple[str, ...], megabytes: int = 2, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)
        self.kinds = tuple(kind.lower() for kind in kinds)
        self.megabytes = megabytes
        self.widget.attrs["accept"] = ",".join(self.kinds)

    def to_python(self, data: Any) -> Any:
        """The file, or None. Raises ValidationError saying what to choose instead."""
        file: Any = super().to_python(data)
        if file is None:
            return None
        file.name = text.clean(
            file.name or ""
        )  # it is shown: nothing in it may turn 'vsc.exe' into 'exe.csv'
        if PurePath(file.name or "").suffix.lower() not in self.kinds:
            raise ValidationError(
                self.error_messages["kind"], code="kind", params={"kinds": ", ".join(self.kinds)}
            )
        if (file.size or 0) > self.megabytes * MEGABYTE:
            raise ValidationError(
                self.error_messages["large"], code="large", params={"megabytes": self.megabytes}
            )
        return file
