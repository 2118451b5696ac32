"""When a question is asked: a small typed condition on earlier answers, read from the file's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_IS: Final = re.compile(r"([a-z0-9_]+) = ([a-z0-9_]+)")
_IN: Final = re.compile(r"([a-z0-9_]+) in ([a-z0-9_]+(?:,[a-z0-9_]+)*)")
_GIVEN: Final = re.compile(r"([a-z0-9_]+) given")


@dataclass(frozen=True, slots=True)
class Clause:
    """`question` was answered with one of `values`; no values: it was answered at all."""

    question: str
    values: tuple[str, ...]

    def holds(self, answers: Mapping[str, str]) -> bool:
        given = answers.get(self.question, "")
        return given in self.values if self.values else bool(given)


@dataclass(frozen=True, slots=True)
class Condition:
    """All clauses must hold; without clauses the question is always asked."""

    clauses: tuple[Clause, ...] = ()

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Whether the question is asked after these answers; one not yet given meets no clause."""
        return all(clause.holds(answers) for clause in self.clauses)


def parse(text: str) -> Condition:
    """Read 'a = yes', 'a in yes,not_sure', 'a given', joined by ' and '; '' is always asked.

    Raises ValueError for anything else.
    """
    if not text:
        return Condition()
    return Condition(tuple(_clause(part) for part in text.split(" and ")))


def _clause(text: str) -> Clause:
    if found := _IS.fullmatch(text):
        return Clause(found.group(1), (found.group(2),))
    if found := _IN.fullmatch(text):
        return Clause(found.group(1), tuple(found.group(2).split(",")))
    if found := _GIVEN.fullmatch(text):
        return Clause(found.group(1), ())
    raise ValueError(text)
