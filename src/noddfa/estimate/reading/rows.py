"""What a table of any kind comes to: marks on lists with a number of people, and what else is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.histories import MAX_LISTS, Bounds, CaptureHistories
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
    counts   (n,) people each row stands for: 1 where a row is a person; of a hidden count the fewest
    columns  the other columns by name, each of n texts: strata and covariates
    most     (n,) the most people each row may stand for, or None where every count is known

    Hidden counts ('fewer than 5') travel here and beside `CaptureHistories`, as `bounds`, not within it: every
    method takes histories for exact and would count a hidden cell as whatever stood in its place. So `histories`
    refuses where counts are hidden; `least` and `bounds` are for those who know of them, and `Method` gives them
    to the methods that can use them and lets the others refuse.
    """

    kind: Kind
    lists: tuple[str, ...]
    marks: NDArray[np.uint8]
    counts: NDArray[np.int64]
    columns: Mapping[str, tuple[str, ...]]
    most: NDArray[np.int64] | None = None

    @property
    def histories(self) -> CaptureHistories:
        """Everybody, whatever the stratum. Raises TableError where counts are hidden."""
        if self.most is not None:
            raise TableError("hidden_counts", row=None)
        return self.least

    @property
    def least(self) -> CaptureHistories:
        """Everybody, whatever the stratum; hidden counts as if they were the fewest they may be."""
        marks, counts = _summed(self.marks, self.counts)
        return CaptureHistories(self.lists, marks, counts)

    @property
    def bounds(self) -> Bounds:
        """The fewest and the most people of each pattern of which a count is hidden."""
        if self.most is None:
            return {}
        numbers = _numbers(self.marks)
        hidden = np.unique(numbers[self.most > self.counts])
        return {
            int(number): (int(self.counts[numbers == number].sum()), int(self.most[numbers == number].sum()))
            for number in hidden
        }

    def name_of(self, column: str) -> str:
        """The name of one of `columns` as the table writes it, whatever the capitals."""
        return next(name for name in self.columns if name.casefold() == column.casefold())

    def strata(self, names: Sequence[str]) -> dict[str, Rows]:
        """The rows of each combination of values of these columns that somebody has, in order of value.

        Keys read as `child, 2013`; the columns themselves are left out. Raises TableError when there are more
        than MOST_STRATA, or every count of one is hidden and may be 0.
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
            most = None if self.most is None else self.most[chosen]
            if most is not None and not self.counts[chosen].any() and most.any():
                raise TableError("stratum_hidden", row=None, column=", ".join(names), got=", ".join(key))
            if self.counts[chosen].any():
                columns = {
                    name: tuple(texts[place] for place in chosen)
                    for name, texts in self.columns.items()
                    if name not in names
                }
                found[", ".join(key)] = Rows(
                    self.kind,
                    self.lists,
                    self.marks[chosen],
                    self.counts[chosen],
                    columns,
                    most if most is not None and (most > self.counts[chosen]).any() else None,
                )
        return found

    def arranged(self, columns: Sequence[str]) -> Rows:
        """The table with these columns and no others; rows that are then alike are added up.

        A list may be named too: it becomes a column that says 0 or 1. Raises TableError when fewer than two lists
        are left, or somebody is on none of them.
        """
        listed = [at for at, name in enumerate(self.lists) if name not in columns]
        lists = tuple(self.lists[at] for at in listed)
        check_lists(lists, None)
        marks = self.marks[:, listed]
        if (on_none := int(self.counts[~marks.any(axis=1)].sum())) or not marks.any(axis=1).all():
            taken = ", ".join(name for name in self.lists if name in columns)
            raise TableError("on_no_list", row=None, column=taken, got=on_none)
        texts = {
            name: self.columns[name]
            if name in self.columns
            else tuple(str(mark) for mark in self.marks[:, self.lists.index(name)])
            for name in columns
        }
        place: dict[tuple[object, ...], int] = {}
        which = np.array(
            [
                place.setdefault((*pattern, *values), len(place))
                for pattern, *values in zip(map(tuple, marks.tolist()), *texts.values(), strict=True)
            ]
        )
        first = np.unique(which, return_index=True)[1]
        return Rows(
            "patterns",
            lists,
            marks[first],
            _added(self.counts, which),
            {name: tuple(values[at] for at in first) for name, values in texts.items()},
            None if self.most is None else _added(self.most, which),
        )


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


def _numbers(marks: NDArray[np.uint8]) -> NDArray[np.int64]:
    """(n,) the pattern number of each row."""
    return marks.astype(np.int64) @ (1 << np.arange(marks.shape[1]))


def _summed(
    marks: NDArray[np.uint8], counts: NDArray[np.int64]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Each pattern once, with the people of all its rows."""
    _, first, which = np.unique(_numbers(marks), return_index=True, return_inverse=True)
    return marks[first], _added(counts, which)


def _added(counts: NDArray[np.int64], which: NDArray[np.int64]) -> NDArray[np.int64]:
    """The counts added up by the number of the group each belongs to."""
    added = np.zeros(which.max() + 1, dtype=np.int64)
    np.add.at(added, which, counts)
    return added
