"""Texts that exist in both languages, and how sure we are of them."""

from __future__ import annotations

from typing import Final

from noddfa.practice.errors import LANGS, Lang

# How a fact is known. A fact that is 'to_verify' is marked so wherever it is shown.
STATUSES: Final[dict[str, tuple[str, str]]] = {
    "seen": ("Seen in the source named", "Gwelwyd yn y ffynhonnell a enwir"),
    "part_seen": ("Seen in part in the source named", "Gwelwyd yn rhannol yn y ffynhonnell a enwir"),
    "derived": ("Worked out from other figures", "Cyfrifwyd o ffigurau eraill"),
    "proposed": ("Proposed here; not yet agreed nationally", "Cynnig; heb ei gytuno’n genedlaethol eto"),
    "to_verify": ("From memory; to verify", "O’r cof; i’w wirio"),
}

# 'checked': by a human translator, or worded as in the official Welsh publication its source names.
CY_STATUSES: Final[dict[str, tuple[str, str]]] = {
    "checked": ("Welsh checked", "Cymraeg wedi’i gwirio"),
    "unchecked": ("Welsh not yet checked by a translator", "Cymraeg heb ei gwirio gan gyfieithydd eto"),
}


def status_text(status: str, lang: Lang) -> str:
    """The words for a status of a fact or of a Welsh text.

    Raises KeyError when `status` is neither.
    """
    english, welsh = (STATUSES | CY_STATUSES)[status]
    return english if lang == "en" else welsh


class Bilingual:
    """A record with pairs of attributes such as `text_en` and `text_cy`."""

    __slots__ = ()

    def say(self, field: str, lang: Lang) -> str:
        """One attribute in one language: `indicator.say("text", "cy")`.

        Raises ValueError when `lang` is not a language of this house, AttributeError when the
        record has no such pair.
        """
        if lang not in LANGS:
            raise ValueError(f"lang must be one of {', '.join(LANGS)}; got {lang!r}")
        value: str = getattr(self, f"{field}_{lang}")
        return value
