"""Breaking a text into lines of a width, for SVG, which does not do it by itself.

Widths are those of Helvetica, in thousandths of the size, rounded; what is not listed counts as a wide letter. Enough
for boxes with some room; nothing is cut off.
"""

from __future__ import annotations

import unicodedata

_WIDTHS = {
    **dict.fromkeys("ijl'‘’.,:;|! ", 270),
    **dict.fromkeys('ftrI()-–/[]"', 320),
    **dict.fromkeys("ckvxyzsJ", 510),
    **dict.fromkeys("abdeghnopquL0123456789?+", 560),
    **dict.fromkeys("FTZ", 615),
    **dict.fromkeys("ABEKPSVXY&", 670),
    **dict.fromkeys("CDHNRUwGOQ", 740),
    **dict.fromkeys("mM", 840),
    "W": 950,
}
_WIDE = 740
_BOLD = 1.07


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is when drawn at a size."""
    plain = (unicodedata.normalize("NFD", sign)[0] for sign in text)
    total = sum(_WIDTHS.get(sign, _WIDE) for sign in plain)
    return total * size / 1000 * (_BOLD if bold else 1)


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than `width`, broken at spaces; a longer word is broken within itself."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        tried = f"{line} {word}".strip()
        if width_of(tried, size, bold=bold) <= width:
            line = tried
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width, size, bold)
        lines += whole
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and width_of(pieces[-1] + sign, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces
