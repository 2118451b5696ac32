"""Names of the kinds of body, for lists and pictures."""

from __future__ import annotations

from noddfa.practice import lists
from noddfa.practice.errors import Lang


def names(lang: Lang) -> dict[str, str]:
    """Kind of body -> its name in one language."""
    return {item.code: item.label(lang) for item in lists.load("organisation_kinds")}
