"""A cell of the column of counts: how many people, or between which bounds where the count is hidden."""

from __future__ import annotations

import re
from typing import Final

from noddfa.estimate.histories import MAX_PEOPLE, WIDEST_BOUNDS
from noddfa.estimate.reading.grid import NUMBER
from noddfa.estimate.reading.trouble import TableError

_WHOLE: Final = re.compile(r"[+-]?[0-9]+")
_BELOW: Final = re.compile(r"(?:<|fewer than|less than|llai na)\s*([0-9]+)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"([0-9]+)\s*[-\N{EN DASH}]\s*([0-9]+)")
_MEANT_AS_BOUNDS: Final = re.compile(
    r"<|>|\N{LESS-THAN OR EQUAL TO}|fewer|less|llai|[0-9].*[-\N{EN DASH}]", re.IGNORECASE
)


def count_of(text: str, row: int, column: str) -> tuple[int, int]:
    """The fewest and the most people a cell stands for: alike, unless the count is hidden.

    Hidden counts are written `<5`, `fewer than 5`, `llai na 5` (from 0 to 4) or `1-4`. No other way of hiding is
    guessed at. Raises TableError.
    """
    if not text:
        raise TableError("empty_cell", row=row, column=column)
    if _WHOLE.fullmatch(text):
        if text.startswith("-") and text.strip("-0"):
            raise TableError("negative", row=row, column=column, got=text)
        known = _whole(text.lstrip("+-"), row, column)
        return known, known
    if found := _BELOW.fullmatch(text):
        below = _whole(found[1], row, column)
        if below == 0:
            raise TableError("below_nobody", row=row, column=column, got=text)
        least, most = 0, below - 1
    elif found := _BETWEEN.fullmatch(text):
        least, most = _whole(found[1], row, column), _whole(found[2], row, column)
        if least > most:
            raise TableError("bounds_turned", row=row, column=column, got=text)
    else:
        code = "not_bounds" if _MEANT_AS_BOUNDS.search(text) else "not_a_number"
        raise TableError("not_whole" if NUMBER.fullmatch(text) else code, row=row, column=column, got=text)
    if most - least > WIDEST_BOUNDS:
        raise TableError("bounds_wide", row=row, column=column, got=text, most=WIDEST_BOUNDS)
    return least, most


def _whole(digits: str, row: int, column: str) -> int:
    # Compare lengths first: Python refuses to turn a numeral of thousands of digits into a number.
    digits = digits.lstrip("0") or "0"
    if len(digits) > len(str(MAX_PEOPLE)) or int(digits) > MAX_PEOPLE:
        raise TableError("too_many_people", row=row, column=column, most=MAX_PEOPLE)
    return int(digits)
