"""The language in force, as the instruments and the practice tree name it."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import get_language


def lang() -> Literal["en", "cy"]:
    """'cy' or 'en'."""
    return "cy" if (get_language() or "en").startswith("cy") else "en"
