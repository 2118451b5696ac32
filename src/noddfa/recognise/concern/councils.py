"""The 22 council areas as forms and pages name them."""

from __future__ import annotations

from noddfa.design.offered import lang
from noddfa.practice import areas


def offered() -> list[tuple[str, str]]:
    """(code, name of the area), by name in the language in force."""
    return [(council.code, council.say("place", lang())) for council in areas.councils(lang())]


def name_of(code: str) -> str:
    """The council's name, or the code itself when there is no such council."""
    try:
        return areas.council(code).say("name", lang())
    except KeyError:
        return code


def place_of(code: str) -> str:
    """The short name of a council's area, or the code itself when there is no such council."""
    return dict(offered()).get(code, code)
