"""Text as it is kept: one form for each letter (NFC), nothing that hides or turns the reading direction.

Pure. Emoji, HTML and the letters of every script stay as typed; templates escape them. Not here: the form
field that uses this (forms/text.py).
"""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"
_BLACK_FLAG = "\U0001f3f4"
_CANCEL_TAG = "\U000e007f"
# Letters and signs that print nothing although Unicode counts them as letters.
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def clean(text: str) -> str:
    """Text without control, zero-width and direction-turning characters, in NFC, with \\n as line end.

    Joiners stay between letters of scripts that need them (Persian, Bengali) and within emoji; tag characters
    stay within the flags made of them, such as that of Wales.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    while (once := _cleaned_once(text)) != text:  # what was hidden between two signs may have kept them apart
        text = once
    return text


def is_invisible(text: str) -> bool:
    """Something was typed, but nothing of it can be seen. Spaces alone are nothing typed."""
    return bool(text.strip()) and not any(_prints(sign) for sign in clean(text))


def _cleaned_once(text: str) -> str:
    flags = _flag_tags(text)
    return unicodedata.normalize(
        "NFC", "".join(sign for at, sign in enumerate(text) if at in flags or _stays(text, at))
    )


def _stays(text: str, at: int) -> bool:
    sign = text[at]
    if sign in "\n\t":
        return True
    if sign in _JOINERS:
        return 0 < at < len(text) - 1 and _needs_joiner(text[at - 1]) and _needs_joiner(text[at + 1])
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}


def _needs_joiner(sign: str) -> bool:
    """Beyond the Latin letters, where a joiner changes what is read."""
    return ord(sign) > 0x0370 and unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}


def _flag_tags(text: str) -> set[int]:
    """Where the tag characters of whole flag emoji stand."""
    places: set[int] = set()
    start = text.find(_BLACK_FLAG)
    while start != -1:
        end = start + 1
        while end < len(text) and "\U000e0020" <= text[end] <= "\U000e007e":
            end += 1
        if end > start + 1 and text[end : end + 1] == _CANCEL_TAG:
            places.update(range(start + 1, end + 1))
        start = text.find(_BLACK_FLAG, start + 1)
    return places


def _prints(sign: str) -> bool:
    return sign not in _BLANKS and unicodedata.category(sign)[0] not in {"C", "Z", "M"}
