"""Tables of counts: the exact one, which must not leave the house, and the safe one made from it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from noddfa.disclosure.wording import HEADINGS, NOTES, TOTAL
from noddfa.estimate.wording import Lang

Status: TypeAlias = Literal["published", "hidden", "rounds_to_zero", "nil", "not_applicable"]
SYMBOLS: Final[Mapping[Status, str]] = {
    "hidden": "*",
    "rounds_to_zero": "~",
    "not_applicable": ".",
    "nil": "-",
}
MOST_FIGURES: Final = 600


@dataclass(frozen=True)
class Label:
    """The name of a row or column in both languages."""

    en: str
    cy: str

    def text(self, lang: Lang) -> str:
        """The name in English or Welsh."""
        return self.cy if lang == "cy" else self.en


@dataclass(frozen=True)
class CountTable:
    """Exact counts of people by row and column. `None` stands where a combination cannot be.

    The counts are left out of its repr, so that they do not reach a log. Raises ValueError for a table without
    cells, of uneven rows, with a count below 0, or with more than 600 figures, totals included.
    """

    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    counts: Sequence[Sequence[int | None]] = field(repr=False)

    def __post_init__(self) -> None:
        counts = tuple(tuple(row) for row in self.counts)
        if not self.rows or not self.columns:
            raise ValueError("a table must have at least one row and one column")
        if len(counts) != len(self.rows) or any(len(row) != len(self.columns) for row in counts):
            raise ValueError(f"counts must be {len(self.rows)} rows of {len(self.columns)}")
        if any(count is not None and count < 0 for row in counts for count in row):
            raise ValueError("counts must be 0 or more")
        if (len(self.rows) + 1) * (len(self.columns) + 1) > MOST_FIGURES:
            raise ValueError(f"a table must have at most {MOST_FIGURES} figures, totals included; split it")
        object.__setattr__(self, "counts", counts)


@dataclass(frozen=True)
class Policy:
    """What may be published.

    threshold  counts from 1 to one below it are hidden (3 to 20; 5 hides 1 to 4)
    base       figures are rounded to its nearest multiple (1, 3, 5, ... 15; odd, so that there are no ties)
    zeros      `show` where that nobody is there tells nothing about anybody, else `hide`: decided by table

    Raises ValueError. Rounding to the nearest multiple gives the same figure each time a table is made, so that
    asking again tells nothing more, which random rounding cannot promise; each total is rounded from its exact
    value, so rounded cells need not add up to it.
    """

    threshold: int = 5
    base: int = 5
    zeros: Literal["show", "hide"] = "show"

    def __post_init__(self) -> None:
        if not 3 <= self.threshold <= 20:
            raise ValueError(f"threshold must be 3 to 20; got {self.threshold}")
        if self.base not in range(1, 16, 2):
            raise ValueError(f"base must be an odd number from 1 to 15; got {self.base}")
        if self.zeros not in ("show", "hide"):
            raise ValueError(f"zeros must be show or hide; got {self.zeros}")

    @property
    def lowest_hidden(self) -> int:
        """The smallest count that is hidden: what a reader knows a hidden figure to be at least."""
        return 1 if self.zeros == "show" else 0

    @property
    def protected_width(self) -> int:
        """How far apart the smallest and largest count are that a hidden figure must be left."""
        return self.threshold - 1 - self.lowest_hidden

    def is_small(self, count: int) -> bool:
        """Whether the count must be hidden for itself (primary suppression)."""
        return self.lowest_hidden <= count < self.threshold

    def rounded(self, count: int) -> int:
        """The nearest multiple of the base."""
        return (count + self.base // 2) // self.base * self.base

    def may_be(self, value: int) -> tuple[int, int]:
        """The exact counts that are published as this rounded value, smallest and largest."""
        return max(value - self.base // 2, self.threshold), value + self.base // 2


@dataclass(frozen=True)
class Cell:
    """One published figure, or what stands in its place. `value` is None unless a figure is shown."""

    status: Status
    value: int | None = None

    @property
    def text(self) -> str:
        """As printed: `1,235`, `*`, `~`, `.` or `-`."""
        return SYMBOLS[self.status] if self.value is None else f"{self.value:,}"


@dataclass(frozen=True)
class SafeTable:
    """What may be published of a table. It holds no exact count.

    `grid` has a row for each of `rows` and, when there are several, one of column totals; each row likewise a
    cell for each of `columns` and, when there are several, the row's total.
    """

    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    policy: Policy
    grid: tuple[tuple[Cell, ...], ...]

    def row_heads(self, lang: Lang) -> tuple[str, ...]:
        """Names of the rows of `grid`, the totals' last."""
        return _heads(self.rows, len(self.grid), lang)

    def column_heads(self, lang: Lang) -> tuple[str, ...]:
        """Names of the columns of `grid`, the totals' last."""
        return _heads(self.columns, len(self.grid[0]), lang)

    def notes(self, lang: Lang) -> tuple[tuple[str, str], ...]:
        """(symbol, meaning) of each symbol in the table, then how figures were rounded (with no symbol)."""
        used = {cell.status for row in self.grid for cell in row}
        meanings = [(symbol, NOTES[status][lang]) for status, symbol in SYMBOLS.items() if status in used]
        rounding = NOTES["rounding"][lang].format(base=self.policy.base) if self.policy.base > 1 else None
        return (*meanings, ("", rounding)) if rounding else tuple(meanings)

    def to_csv(self, lang: Lang) -> str:
        """One line a figure: row, column, value (empty unless shown), symbol, status. Lines end in CR LF.

        A name that a spreadsheet would take for a formula begins with an apostrophe.
        """
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(HEADINGS[lang])
        for head, row in zip(self.row_heads(lang), self.grid, strict=True):
            for column, cell in zip(self.column_heads(lang), row, strict=True):
                shown = "" if cell.value is None else cell.value
                writer.writerow(
                    [_inert(head), _inert(column), shown, SYMBOLS.get(cell.status, ""), cell.status]
                )
        return out.getvalue()


def _heads(labels: tuple[Label, ...], length: int, lang: Lang) -> tuple[str, ...]:
    names = tuple(label.text(lang) for label in labels)
    return names if length == len(names) else (*names, TOTAL[lang])


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
