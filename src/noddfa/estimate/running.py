"""Methods put to work one after the other on a table, with a sign of how far they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.methods import Method
from noddfa.estimate.reading import Rows
from noddfa.estimate.report.findings import Strata
from noddfa.estimate.result import Estimate

if TYPE_CHECKING:
    from noddfa.estimate.covariates.people import People

Tell: TypeAlias = Callable[[str, float], None]
"""Called with the code of the method at work and the part of it that is done, from 0 to 1."""


MOST_ROWS: Final = 2_000_000
"""Patterns with a covariate are written out, a row a person, up to so many."""


class OutOfRange(ValueError):
    """A method refused one of its options; `method` says which."""

    def __init__(self, method: str, why: str) -> None:
        super().__init__(why)
        self.method = method


def work_out(
    histories: CaptureHistories,
    methods: Sequence[Method],
    options: Mapping[str, Any] | None = None,
    *,
    people: People | None = None,
    tell: Tell | None = None,
) -> tuple[Estimate, ...]:
    """Each method's answer, refusals included. `people` is for those that need them.

    Raises OutOfRange when a method does not accept one of the options.
    """
    found = []
    for method in methods:
        given = people if method.needs_people and people is not None else histories
        if tell:
            tell(method.code, 0.0)
        try:
            found.append(method(given, options=options, progress=_part(tell, method.code) if tell else None))
        except ValueError as error:
            raise OutOfRange(method.code, str(error)) from error
        if tell:
            tell(method.code, 1.0)
    return tuple(found)


def work_out_strata(
    strata: Mapping[str, Rows],
    methods: Sequence[Method],
    options: Mapping[str, Any] | None = None,
    *,
    covariates: Sequence[str] = (),
    pooling: bool = False,
    tell: Tell | None = None,
) -> tuple[Strata, ...]:
    """Each method's answer for every stratum, and their sum with its joint interval. Raises OutOfRange."""
    from noddfa.estimate.covariates.strata import stratified

    tables = {name: rows.histories for name, rows in strata.items()}
    found = []
    for method in methods:
        given: dict[str, Any] = tables
        if method.needs_people:
            people = {name: people_of(rows, covariates) for name, rows in strata.items()}
            given = people if all(people.values()) else tables
        try:
            answer = stratified(
                given,
                partial(method, options=options),
                pooling="partial" if pooling else "none",
                progress=_part(tell, method.code) if tell else None,
            )
        except ValueError as error:
            raise OutOfRange(method.code, str(error)) from error
        found.append(Strata(answer.strata, answer.total))
    return tuple(found)


def people_of(rows: Rows, covariates: Sequence[str] = ()) -> People | None:
    """A row a person with covariates, or None where the table tells nothing of people.

    The covariates are those named, else every other column there is.
    """
    names = covariates or list(rows.columns)
    if not names or rows.counts.sum() > MOST_ROWS:
        return None
    from noddfa.estimate.covariates.people import People

    columns = {name: np.repeat(_values(rows.columns[name]), rows.counts) for name in names}
    return People(rows.lists, np.repeat(rows.marks, rows.counts, axis=0), columns)


def _values(texts: Sequence[str]) -> Any:
    """Numbers where all are numbers, else texts."""
    try:
        numbers = np.array([float(text) for text in texts])
    except ValueError:
        return np.array(texts)
    return numbers if np.isfinite(numbers).all() else np.array(texts)


def _part(tell: Tell, code: str) -> Callable[[float], None]:
    return lambda done: tell(code, min(done, 0.99))  # 1 means that its answer is there
