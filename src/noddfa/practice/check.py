"""Load everything there is and gather what is wrong: for `noddfa check` and for editors of the data."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from noddfa.practice import (
    areas,
    audit,
    course,
    glossary,
    helplines,
    indicators,
    lists,
    nrm,
    organisations,
    series,
    sources,
    support,
)  # fmt: skip
from noddfa.practice.course import groups
from noddfa.practice.errors import PracticeError

_LOADERS: Final[tuple[Callable[[], object], ...]] = (
    sources.load,
    indicators.pack,
    indicators.load,
    areas.load,
    organisations.load,
    helplines.load,
    glossary.load,
    support.needs_record,
    audit.instrument,
    nrm.question_set,
    course.modules,
    groups.load,
    series.load,
)


def problems() -> tuple[PracticeError, ...]:
    """One error for each file that cannot be used; none when the tree is sound.

    Not the protocols, which have a validator of their own.
    """
    found: dict[str, PracticeError] = {}
    loaders: list[Callable[[], object]] = [*_LOADERS]
    loaders += [partial(lists.closed_list, name) for name in lists.names()]
    for load in loaders:
        try:
            load()
        except PracticeError as wrong:
            found.setdefault(str(wrong), wrong)
    return tuple(found.values())
