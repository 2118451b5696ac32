"""A form's own id, carried along unseen, so that what is sent twice is stored once."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class FormIdField(forms.UUIDField):
    """A hidden UUID. Gives None when it is missing or was spoilt on the way: nobody can mend what they cannot see."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> uuid.UUID | None:
        """The id, or None."""
        try:
            found: uuid.UUID | None = super().clean(value)
        except ValidationError:
            return None
        return found
