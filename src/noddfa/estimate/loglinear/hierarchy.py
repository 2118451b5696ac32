"""Hierarchical log-linear models: which interactions between lists a model has. No data, no arithmetic.

A term is a set of lists written as a bitmask: bit j is list j, as in `CaptureHistories.pattern_numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from string import ascii_uppercase

from noddfa.estimate.histories import MAX_LISTS

_GENERATORS = re.compile(r"\s*(?:\[[^\[\]]*\]\s*)+")
_BETWEEN_NAMES = ":"


class BadModel(ValueError):
    """What was given is no hierarchical model of these lists; the text says what is wrong."""


def size(term: int) -> int:
    """How many lists a term joins."""
    return term.bit_count()


def lists_in(term: int) -> tuple[int, ...]:
    """The numbers of the lists a term joins, in order."""
    return tuple(j for j in range(term.bit_length()) if term >> j & 1)


def subsets(term: int) -> Iterator[int]:
    """Every non-empty subset of a term, itself first."""
    part = term
    while part:
        yield part
        part = (part - 1) & term


def interactions(n_lists: int, order: int) -> tuple[int, ...]:
    """Every term of exactly `order` lists, in the order AB, AC, ..., BC, ... (lexicographic by list)."""
    return tuple(sum(1 << j for j in chosen) for chosen in combinations(range(n_lists), order))


@dataclass(frozen=True)
class Model:
    """A hierarchical log-linear model of `n_lists` lists (2 to 12).

    `terms` are the bitmasks of its parameters without the intercept, sorted by number of lists, then by
    value. They are closed downward (a term brings every subset of itself) and hold every main effect.
    The model with the term of all lists is allowed here; it fits any table and says nothing of the unseen.
    Two models with the same terms are equal. Raises BadModel.
    """

    n_lists: int
    terms: tuple[int, ...]

    def __post_init__(self) -> None:
        if not 2 <= self.n_lists <= MAX_LISTS:
            raise BadModel(f"a model has 2 to {MAX_LISTS} lists; got {self.n_lists}")
        terms = frozenset(self.terms)
        if any(not 0 < term < 1 << self.n_lists for term in terms):
            raise BadModel(f"terms must be 1 to {(1 << self.n_lists) - 1}; got {sorted(terms)}")
        if any(1 << j not in terms for j in range(self.n_lists)):
            raise BadModel("terms must hold the main effect of every list")
        for term in terms:
            # One list fewer at a time is enough: those subsets are checked in their turn.
            if any(term ^ 1 << j not in terms for j in lists_in(term) if size(term) > 1):
                raise BadModel(f"terms must be closed downward; a part of {_letters(term)} is missing")
        object.__setattr__(self, "terms", tuple(sorted(terms, key=lambda term: (size(term), term))))

    @classmethod
    def main_effects(cls, n_lists: int) -> Model:
        """The model of independent lists."""
        return cls(n_lists, tuple(1 << j for j in range(n_lists)))

    @classmethod
    def all_interactions(cls, n_lists: int, order: int) -> Model:
        """The model with every interaction of up to `order` lists."""
        if not 1 <= order <= n_lists:
            raise BadModel(f"order must be 1 to {n_lists}; got {order}")
        return cls(n_lists, tuple(term for term in range(1, 1 << n_lists) if size(term) <= order))

    @classmethod
    def from_generators(cls, n_lists: int, generators: Iterable[int]) -> Model:
        """The smallest model with these terms and every main effect."""
        terms = {1 << j for j in range(n_lists)}
        for generator in generators:
            if not 0 < generator < 1 << n_lists:
                raise BadModel(f"a generator must be 1 to {(1 << n_lists) - 1}; got {generator}")
            terms.update(subsets(generator))
        return cls(n_lists, tuple(terms))

    @classmethod
    def parse(cls, text: str, lists: Sequence[str] | int) -> Model:
        """Read '[AB][BC][D]': letters are lists in order, or list names with ':' between, as `label` writes.

        `lists` are the names, or how many there are. Case and spaces do not matter; lists that are not
        named are in the model by their main effect. Raises BadModel.
        """
        n_lists = lists if isinstance(lists, int) else len(lists)
        if not 2 <= n_lists <= MAX_LISTS:
            raise BadModel(f"a model has 2 to {MAX_LISTS} lists; got {n_lists}")
        if not _GENERATORS.fullmatch(text):
            raise BadModel(f"a model is written like [AB][C]; got {text!r}")
        names, short = _names(n_lists, None if isinstance(lists, int) else lists)
        generators = [_term(part, names, short) for part in re.findall(r"\[([^\[\]]*)\]", text)]
        return cls.from_generators(n_lists, generators)

    def __contains__(self, term: object) -> bool:
        return term in self.terms

    @property
    def generators(self) -> tuple[int, ...]:
        """The terms that are part of no other term: they define the model."""
        return tuple(
            term for term in self.terms if not any(term & other == term != other for other in self.terms)
        )

    @property
    def interactions(self) -> tuple[int, ...]:
        """The terms of two lists or more."""
        return self.terms[self.n_lists :]

    @property
    def n_parameters(self) -> int:
        """Parameters with the intercept."""
        return len(self.terms) + 1

    @property
    def is_saturated(self) -> bool:
        """Whether the model has the term of all lists, and so no answer for the unseen."""
        return (1 << self.n_lists) - 1 in self.terms

    @property
    def bits(self) -> int:
        """The whole model as one number: bit t is set when term t is in it. Never even bit 0."""
        return sum(1 << term for term in self.terms)

    @classmethod
    def from_bits(cls, n_lists: int, bits: int) -> Model:
        """The model of which `bits` is the number."""
        return cls(n_lists, tuple(term for term in range(bits.bit_length()) if bits >> term & 1))

    def adding(self, term: int) -> Model:
        """This model with `term` and every part of it."""
        return Model.from_generators(self.n_lists, (*self.terms, term))

    def removing(self, term: int) -> Model:
        """This model without `term` and every term it is a part of. Raises BadModel for a main effect."""
        if term not in self.terms:
            raise BadModel(f"the model has no term {_letters(term)}")
        if size(term) == 1:
            raise BadModel(f"the main effect {_letters(term)} stays in every model")
        return Model(self.n_lists, tuple(other for other in self.terms if other & term != term))

    def addable(self) -> tuple[int, ...]:
        """Terms that could be added alone, every part of them being in the model already."""
        return tuple(
            term
            for term in range(1, 1 << self.n_lists)
            if term not in self.terms and all(term ^ 1 << j in self.terms for j in lists_in(term))
        )

    def removable(self) -> tuple[int, ...]:
        """Interactions that could be removed alone."""
        return tuple(term for term in self.generators if size(term) > 1)

    def label(self, lists: Sequence[str] | None = None) -> str:
        """'[AB][C]' by generators; with names '[police:health][council]'.

        Names are run together when all are one character long. When any name holds a bracket or a colon,
        letters stand for all of them.
        """
        names, short = _names(self.n_lists, lists)
        between = "" if short else _BETWEEN_NAMES
        parts = sorted(self.generators, key=lists_in)
        return "".join(f"[{between.join(names[j] for j in lists_in(part))}]" for part in parts)

    def __str__(self) -> str:
        return self.label()


def _letters(term: int) -> str:
    return "".join(ascii_uppercase[j] for j in lists_in(term))


def _names(n_lists: int, lists: Sequence[str] | None) -> tuple[tuple[str, ...], bool]:
    """The names to write lists by, and whether they are run together."""
    letters = tuple(ascii_uppercase[:n_lists])
    if lists is None:
        return letters, True
    if len(lists) != n_lists:
        raise BadModel(f"there must be {n_lists} names of lists; got {len(lists)}")
    names = tuple(" ".join(name.split()) for name in lists)
    if any(set(name) & set("[]:") for name in names):
        return letters, True
    return names, all(len(name) == 1 for name in names)


def _term(text: str, names: Sequence[str], short: bool) -> int:
    number = {name.casefold(): j for j, name in enumerate(names)}
    tidy = " ".join(text.split())
    parts = list(tidy.replace(" ", "").replace(_BETWEEN_NAMES, "")) if short else tidy.split(_BETWEEN_NAMES)
    if not short and len(parts) == 1 and parts[0].casefold() not in number:
        # Names are long and this is none of them: letters are understood too.
        letters = {letter.casefold(): j for j, letter in enumerate(ascii_uppercase[: len(names)])}
        if parts[0] and all(letter.casefold() in letters for letter in parts[0]):
            return _union(letters[letter.casefold()] for letter in parts[0])
    unknown = [part for part in parts if part.strip().casefold() not in number]
    if unknown or not parts:
        raise BadModel(f"[{text}] names no list of {', '.join(names)}")
    return _union(number[part.strip().casefold()] for part in parts)


def _union(numbers: Iterable[int]) -> int:
    term = 0
    for j in numbers:
        term |= 1 << j
    return term
