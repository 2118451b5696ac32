"""Fields for choosing: radios, a list to drop down, tick boxes; a choice may reveal a further field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms


class ChooseField(forms.ChoiceField):
    """One choice, as radios (stacked; inline=True for two short ones) or, dropdown=True, as a list.

    reveals: value -> name of the field of the same form that this choice shows beneath itself.
    hints: value -> a hint beneath that choice.
    """

    def __init__(
        self,
        *,
        inline: bool = False,
        dropdown: bool = False,
        reveals: Mapping[str, str] | None = None,
        hints: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", forms.Select if dropdown else forms.RadioSelect)
        super().__init__(**kwargs)
        self.inline = inline
        self.reveals = dict(reveals or {})
        self.hints = dict(hints or {})


class ChooseManyField(forms.MultipleChoiceField):
    """Any number of choices, as tick boxes; choices may stand in groups. Arguments as of ChooseField."""

    widget = forms.CheckboxSelectMultiple

    def __init__(
        self,
        *,
        reveals: Mapping[str, str] | None = None,
        hints: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.inline = False
        self.reveals = dict(reveals or {})
        self.hints = dict(hints or {})


class CheckField(forms.BooleanField):
    """One tick box; required=True means that it must be ticked to go on."""

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
