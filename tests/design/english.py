"""Listens for texts that a page in Welsh asked for and for which there is no Welsh."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import trans_real


class _Listening(gettext.NullTranslations):
    def __init__(self, heard: list[str]) -> None:
        super().__init__()
        self.heard = heard

    def gettext(self, message: str) -> str:
        self.heard.append(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.heard.append(msgid1)
        return msgid1 if n == 1 else msgid2


@contextmanager
def english_left() -> Iterator[list[str]]:
    """The list that is given fills with every text for which Welsh was wanted and missing."""
    heard: list[str] = []
    welsh: Any = trans_real.translation("cy")
    before, welsh._fallback = welsh._fallback, _Listening(heard)
    try:
        yield heard
    finally:
        welsh._fallback = before
