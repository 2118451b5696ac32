"""The field for the signs: which of the indicators were seen or suspected, in which issue of the set."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext as _

from noddfa.chronicle.fields import Asked, Spec
from noddfa.design import forms
from noddfa.design.offered import label_of, lang
from noddfa.practice import indicators


@dataclass(frozen=True)
class Signs:
    """What was said of the signs: (indicator, 'seen' or 'suspected'), and the issue of the set it was said of."""

    version: str = ""
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The indicators of which something was said."""
        return tuple(code for code, _answer in self.answers)


NO_SIGNS = Signs()


def groups() -> Sequence[forms.PickGroup]:
    """The 111 signs under their headings, in the language in force."""
    language = lang()
    by_group: dict[str, list[forms.PickItem]] = {}
    for item in indicators.load():
        by_group.setdefault(item.group, []).append(forms.PickItem(item.id, item.say("text", language)))
    return [
        forms.PickGroup(group.code, group.say("label", language), tuple(by_group.get(group.code, ())))
        for group in indicators.groups()
    ]


def in_words(sign: str, answer: str) -> str:
    """One sign as it reads: 'Seen: …'. A sign that left the set reads as its code."""
    try:
        text = indicators.indicator(sign).say("text", lang())
    except KeyError:
        text = sign
    return _("%(answer)s: %(sign)s") % {"answer": label_of("indicator_answers", answer), "sign": text}


@dataclass(frozen=True)
class SignsSpec(Spec):
    """The signs; open, for they are codes that name nobody."""

    open: bool = True
    empty: Signs = dataclasses.field(default=NO_SIGNS, init=False)

    def form_field(self, asked: Asked) -> django_forms.Field:
        return forms.PickListField(groups, **self._common())

    def from_form(self, cleaned: Any) -> Signs:
        if not cleaned:
            return NO_SIGNS
        return Signs(indicators.pack().version, tuple(sorted(cleaned.items())))

    def to_form(self, value: Any) -> Any:
        return dict(value.answers)

    def to_json(self, value: Any) -> Any:
        return {"version": value.version, "answers": dict(value.answers)}

    def from_json(self, stored: Any) -> Signs:
        return Signs(stored["version"], tuple(sorted(stored["answers"].items())))

    def texts(self, value: Any) -> tuple[str, ...]:
        return tuple(in_words(sign, answer) for sign, answer in value.answers)

    def _is_empty(self, value: Any) -> bool:
        return not value.answers
