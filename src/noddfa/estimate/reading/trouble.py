"""What is wrong with a table that was given: one line, with its place, in both languages."""

from __future__ import annotations

from noddfa.estimate.wording import Lang, number
from noddfa.estimate.wording_of_errors import PLACES, TABLE_ERRORS


class TableError(ValueError):
    """What was given is not a usable table.

    row     row in the file as a spreadsheet numbers it (the header is 1), of a frame counted from 1, or
            None when it is about no row, such as when the file itself could not be had
    column  name of the column, or None
    code    which of the errors it is: a key of `TABLE_ERRORS`
    values  what the sentence names

    `text(lang)` is one line that names the place and says what to do.
    """

    def __init__(self, code: str, *, row: int | None, column: str | None = None, **values: str | int) -> None:
        self.code = code
        self.row = row
        self.column = None if column is None else shown(column)
        self.values = {
            key: shown(value) if isinstance(value, str) else number(value) for key, value in values.items()
        }
        super().__init__(self.text("en"))

    def text(self, lang: Lang) -> str:
        """The error as one line in English or Welsh, beginning with its place."""
        sentence = TABLE_ERRORS[self.code][lang].format(**self.values)
        place = "_and_".join(part for part in ("row", "column") if getattr(self, part) is not None)
        if not place:
            return sentence
        return f"{PLACES[place][lang].format(row=self.row, column=self.column)}: {sentence}"


def shown(text: str, longest: int = 40) -> str:
    """The text made safe to show within one line: nothing invisible, not too long."""
    safe = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return safe if len(safe) <= longest else safe[: longest - 1] + "…"
