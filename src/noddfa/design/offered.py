"""The closed lists of practice as forms and pages want them: choices, hints and labels in the language in force.

fields.choice(_("How is the area known?"), choices_of("area_basis"))
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language

from noddfa.practice import lists
from noddfa.practice.errors import Lang


def lang() -> Lang:
    """The language in force: 'cy' or 'en'."""
    return "cy" if (get_language() or "").startswith("cy") else "en"


def choices_of(name: str) -> Callable[[], list[tuple[str, str]]]:
    """A function giving a list's choices on offer, asked anew at each drawing."""
    return lambda: list(lists.choices(name, lang()))


def hints_of(name: str) -> dict[str, Any]:
    """code -> hint, for the items of a list that have one."""
    return {item.code: _InForce(name, item.code) for item in lists.load(name) if item.help_en}


def label_of(name: str, code: str) -> str:
    """The label of an item, retired or not; the code itself when the list has no such item."""
    found = {item.code: item for item in lists.closed_list(name).items}.get(code)
    return found.label(lang()) if found else code


class _InForce:
    """The hint of one item, in whatever language is in force when it is drawn."""

    def __init__(self, name: str, code: str) -> None:
        self._name, self._code = name, code

    def __str__(self) -> str:
        return lists.item(self._name, self._code).say("help", lang())
