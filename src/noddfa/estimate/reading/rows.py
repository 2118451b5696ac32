"""What a table of any kind comes to: marks on lists with a number of people, and what else is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.histories import MAX_LISTS, CaptureHistories
from noddfa.estimate.reading.trouble import TableError

Kind: TypeAlias = Literal["patterns", "people", "entries"]

MOST_STRATA: Final = 100
"""Each stratum is estimated by itself: more than this many is a column of names or numbers, not of groups."""


@dataclass(frozen=True, eq=False)
class Rows:
    """A table as read.

    kind     `patterns` (a row for each pattern and stratum), `people` (a row a person) or `entries` (a row
             for each person on each list)
    lists    names of the L lists
    marks    (n, L) of 0 and 1
    counts   (n,) people each row stands for: 1 where a row is a person
    columns  the other columns by name, each of n texts: strata and covariates
    """

    kind: Kind
    lists: tuple[str, ...]
    marks: NDArray[np.uint8]
    counts: NDArray[np.int64]
    columns: Mapping[str, tuple[str, ...]]

    @property
    def histories(self) -> CaptureHistories:
        """Everybody, whatever the stratum."""
        return _histories(self.lists, self.marks, self.counts)

    def name_of(self, column: str) -> str:
        """The name of one of `columns` as the table writes it, whatever the capitals."""
        return next(name for name in self.columns if name.casefold() == column.casefold())

    def strata(self, names: Sequence[str]) -> dict[str, Rows]:
        """The rows of each combination of values of these columns that somebody has, in order of value.

        Keys read as `child, 2013`; the columns themselves are left out. Raises TableError when there are more
        than MOST_STRATA.
        """
        keys = list(zip(*(self.columns[name] for name in names), strict=True))
        every = sorted(set(keys), key=lambda key: [_order(value) for value in key])
        if len(every) > MOST_STRATA:
            raise TableError(
                "too_many_strata", row=None, column=", ".join(names), got=len(every), most=MOST_STRATA
            )
        number_of = {key: at for at, key in enumerate(every)}
        belongs = np.array([number_of[key] for key in keys])
        found = {}
        for key, at in number_of.items():
            chosen = np.flatnonzero(belongs == at)
            if self.counts[chosen].any():
                columns = {
                    name: tuple(texts[place] for place in chosen)
                    for name, texts in self.columns.items()
                    if name not in names
                }
                found[", ".join(key)] = Rows(
                    self.kind, self.lists, self.marks[chosen], self.counts[chosen], columns
                )
        return found


def check_lists(lists: Sequence[str], header: int | None) -> None:
    """Raise TableError unless there are from 2 to MAX_LISTS lists."""
    if len(lists) < 2:
        raise TableError("one_list", row=header)
    if len(lists) > MAX_LISTS:
        raise TableError("too_many_lists", row=header, got=len(lists), most=MAX_LISTS)


def mark(text: str, row: int, column: str) -> int:
    """0 or 1. Raises TableError."""
    if text not in ("0", "1"):
        raise TableError("not_a_mark" if text else "empty_cell", row=row, column=column, got=text)
    return int(text)


def value(text: str, row: int, column: str) -> str:
    """The cell of a stratum or covariate. Raises TableError when there is nothing in it."""
    if not text:
        raise TableError("empty_value", row=row, column=column)
    return text


def _order(text: str) -> tuple[int, float, str]:
    """Numbers by size, before texts."""
    try:
        return (0, float(text), text)
    except ValueError:
        return (1, 0.0, text)


def _histories(
    lists: tuple[str, ...], marks: NDArray[np.uint8], counts: NDArray[np.int64]
) -> CaptureHistories:
    numbers = marks.astype(np.int64) @ (1 << np.arange(len(lists)))
    _, first, which = np.unique(numbers, return_index=True, return_inverse=True)
    summed = np.zeros(len(first), dtype=np.int64)
    np.add.at(summed, which, counts)
    return CaptureHistories(lists, marks[first], summed)
