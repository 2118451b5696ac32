"""Capture histories: who was seen on which lists, as counts of 0/1 patterns. No name, no person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

_Whole = TypeVar("_Whole", bound=np.integer[Any])

MAX_LISTS: Final = 12
"""The full table has 2**L - 1 cells; no published study has used more than ten lists."""

MAX_PEOPLE: Final = 10_000_000_000
"""More than are alive: a larger total is a slip of the keyboard, and would cost precision."""

WIDEST_BOUNDS: Final = 100_000
"""The most people that may lie between the bounds of a hidden count."""

Bounds: TypeAlias = Mapping[int, tuple[int, int]]
"""Pattern number -> the fewest and the most people it may have, for counts that are hidden ('fewer than 5')."""


class BadHistories(ValueError):
    """What was given is no set of capture histories; the text says which argument, what is allowed, what came."""


@dataclass(frozen=True, eq=False)
class Overlaps:
    """How many people each pair of lists shares.

    `matrix` has shape (L, L): off the diagonal the people on both lists (whatever other lists they
    are on), on the diagonal the people on that list.
    """

    lists: tuple[str, ...]
    matrix: NDArray[np.int64]

    @property
    def totals(self) -> tuple[int, ...]:
        """People on each list, in the order of `lists`."""
        return tuple(int(total) for total in self.matrix.diagonal())

    def empty_pairs(self) -> tuple[tuple[str, str], ...]:
        """Pairs of lists that share nobody."""
        pairs = combinations(range(len(self.lists)), 2)
        return tuple((self.lists[a], self.lists[b]) for a, b in pairs if self.matrix[a, b] == 0)


@dataclass(frozen=True, eq=False)
class CaptureHistories:
    """Counts of people by the set of lists they were seen on.

    lists     names of the L lists (2 to 12), all different
    patterns  (k, L) of 0 and 1, no two rows alike, none all 0 (those people were not seen)
    counts    (k,) whole numbers of people, 0 or more, not all 0

    Rows are kept in the order of `pattern_numbers`, and patterns nobody has are dropped, so that two
    equal tables are equal objects. The arrays are read-only copies. Raises BadHistories.
    """

    lists: tuple[str, ...]
    patterns: NDArray[np.uint8]
    counts: NDArray[np.int64]

    def __post_init__(self) -> None:
        lists = _checked_lists(self.lists)
        patterns = _whole("patterns", self.patterns, ndim=2)
        counts = _whole("counts", self.counts, ndim=1)
        if patterns.shape != (len(counts), len(lists)):
            raise BadHistories(
                f"patterns must have shape ({len(counts)}, {len(lists)}), one row a count and one column a list; "
                f"got {patterns.shape}"
            )
        if ((patterns != 0) & (patterns != 1)).any():
            raise BadHistories(
                f"patterns must hold only 0 and 1; got {sorted(set(patterns.ravel().tolist()) - {0, 1})[:3]}"
            )
        numbers = _pattern_numbers(patterns)
        if (numbers == 0).any():
            raise BadHistories("patterns must not hold a row of zeros: those people were seen on no list")
        if len(np.unique(numbers)) != len(numbers):
            raise BadHistories("patterns must all differ; add up the counts of equal rows first")
        if (counts < 0).any():
            raise BadHistories(f"counts must be 0 or more; got {int(counts.min())}")
        if counts.max(initial=0) > MAX_PEOPLE or not 0 < int(counts.sum()) <= MAX_PEOPLE:
            raise BadHistories(f"counts must add up to between 1 and {MAX_PEOPLE:,} people")
        kept = np.flatnonzero(counts)
        order = kept[np.argsort(numbers[kept])]
        object.__setattr__(self, "lists", lists)
        object.__setattr__(self, "patterns", _frozen(patterns[order].astype(np.uint8)))
        object.__setattr__(self, "counts", _frozen(counts[order]))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CaptureHistories):
            return NotImplemented
        return (
            self.lists == other.lists
            and np.array_equal(self.patterns, other.patterns)
            and np.array_equal(self.counts, other.counts)
        )

    def __hash__(self) -> int:
        return hash((self.lists, self.patterns.tobytes(), self.counts.tobytes()))

    @classmethod
    def from_patterns(
        cls, lists: Sequence[str], rows: Iterable[tuple[Sequence[int], int]]
    ) -> CaptureHistories:
        """Make histories from (pattern, count) rows, e.g. `[((1, 0), 10), ((0, 1), 8), ((1, 1), 3)]`."""
        pairs = list(rows)
        if not pairs:
            raise BadHistories("rows must hold at least one pattern with its count; got none")
        patterns: Any = [pattern for pattern, _ in pairs]  # __post_init__ checks and converts
        counts: Any = [count for _, count in pairs]
        return cls(tuple(lists), patterns, counts)

    @classmethod
    def from_people(cls, lists: Sequence[str], people: ArrayLike) -> CaptureHistories:
        """Make histories from one row a person: (n, L) of 0 and 1, each row with at least one 1."""
        rows = _whole("people", people, ndim=2)
        if len(rows) == 0:
            raise BadHistories("people must hold at least one row; got none")
        patterns: Any
        patterns, counts = np.unique(rows, axis=0, return_counts=True)
        return cls(tuple(lists), patterns, counts)

    @property
    def n_lists(self) -> int:
        """How many lists there are (L)."""
        return len(self.lists)

    @property
    def n_seen(self) -> int:
        """How many people were seen on at least one list."""
        return int(self.counts.sum())

    @property
    def list_totals(self) -> NDArray[np.int64]:
        """(L,) people on each list."""
        return self.counts @ self.patterns.astype(np.int64)

    @property
    def pattern_numbers(self) -> NDArray[np.int64]:
        """(k,) each pattern as a number from 1 to 2**L - 1: bit j is set when the person is on list j."""
        return _pattern_numbers(self.patterns)

    def table(self) -> NDArray[np.int64]:
        """(2**L - 1,) counts of every observable pattern; entry i belongs to pattern number i + 1."""
        full = np.zeros(2**self.n_lists - 1, dtype=np.int64)
        full[self.pattern_numbers - 1] = self.counts
        return full

    def seen_on(self) -> NDArray[np.int64]:
        """(L,) people on exactly 1, 2, ... L lists: the f1, f2, ... of the literature."""
        sizes = self.patterns.sum(axis=1, dtype=np.int64)
        return np.array(
            [self.counts[sizes == size].sum() for size in range(1, self.n_lists + 1)], dtype=np.int64
        )

    def overlaps(self) -> Overlaps:
        """How many people each pair of lists shares, with each list's total."""
        wide = self.patterns.astype(np.int64)
        return Overlaps(self.lists, _frozen((wide * self.counts[:, None]).T @ wide))


def all_patterns(n_lists: int) -> NDArray[np.uint8]:
    """(2**n_lists - 1, n_lists) every pattern with at least one 1, in the order of `table()`."""
    numbers = np.arange(1, 2**n_lists)
    return ((numbers[:, None] >> np.arange(n_lists)) & 1).astype(np.uint8)


def most_seen(histories: CaptureHistories, bounds: Bounds) -> int:
    """The most people who may have been seen, where `histories` holds the fewest of the hidden counts."""
    return histories.n_seen + sum(most - least for least, most in bounds.values())


def _pattern_numbers(patterns: NDArray[Any]) -> NDArray[np.int64]:
    weights = 2 ** np.arange(patterns.shape[1], dtype=np.int64)
    return patterns.astype(np.int64) @ weights


def _checked_lists(names: Sequence[str]) -> tuple[str, ...]:
    lists = tuple(names)
    if not 2 <= len(lists) <= MAX_LISTS:
        raise BadHistories(f"lists must be 2 to {MAX_LISTS} names; got {len(lists)}")
    if not all(isinstance(name, str) and name.strip() for name in lists):
        raise BadHistories("lists must each have a name; got an empty one")
    if len({name.casefold() for name in lists}) != len(lists):
        raise BadHistories(f"lists must have different names; got {', '.join(lists)}")
    return lists


def _whole(name: str, values: ArrayLike, *, ndim: int) -> NDArray[np.int64]:
    """The values as int64, or BadHistories: fractions, text and ragged rows are not rounded away."""
    try:
        array = np.asarray(values)
    except ValueError as error:
        raise BadHistories(f"{name} must be a rectangular array of whole numbers") from error
    if array.ndim != ndim:
        raise BadHistories(f"{name} must have {ndim} dimension(s); got {array.ndim}")
    if array.size and array.dtype.kind not in "iub":
        raise BadHistories(f"{name} must hold whole numbers; got {array.dtype}")
    if array.dtype.kind == "u" and array.size and int(array.max()) > MAX_PEOPLE:
        raise BadHistories(f"{name} must hold numbers up to {MAX_PEOPLE:,}; got {int(array.max())}")
    return array.astype(np.int64)


def _frozen(array: NDArray[_Whole]) -> NDArray[_Whole]:
    array.setflags(write=False)
    return array
