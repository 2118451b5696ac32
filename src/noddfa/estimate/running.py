"""Methods put to work one after the other on a table, with a sign of how far they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from noddfa.estimate.histories import Bounds, CaptureHistories
from noddfa.estimate.methods import Method
from noddfa.estimate.reading import Rows
from noddfa.estimate.refused_options import BadOption
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
    bounds: Bounds | None = None,
    tell: Tell | None = None,
) -> tuple[Estimate, ...]:
    """Each method's answer, refusals included. `people` is for those that need them, `bounds` are hidden counts.

    Raises OutOfRange when a method does not accept one of the options. Any other error is a fault of ours.
    """
    found = []
    for method in methods:
        given = people if method.needs_people and people is not None else histories
        if tell:
            tell(method.code, 0.0)
        part = _part(tell, method.code) if tell else None
        with _refusals_of(method):
            found.append(method(given, options=options, bounds=bounds, progress=part))
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

    found = []
    for method in methods:
        if tell:
            tell(method.code, 0.0)
        with _refusals_of(method):
            answer = stratified(
                strata,
                _OfStratum(method, options, covariates, len(strata), tell),
                pooling="partial" if pooling else "none",
            )
        found.append(Strata(answer.strata, answer.total))
        if tell:
            tell(method.code, 1.0)
    return tuple(found)


class _OfStratum:
    """A method put to one stratum after the other, telling how far it is through all of them."""

    def __init__(
        self,
        method: Method,
        options: Mapping[str, Any] | None,
        covariates: Sequence[str],
        strata: int,
        tell: Tell | None,
    ) -> None:
        self._method, self._options, self._covariates = method, options, covariates
        self._strata, self._done = strata, 0
        self._tell = _part(tell, method.code) if tell else None

    def __call__(self, rows: Rows) -> Estimate:
        known = [
            name for name in self._covariates if name in rows.columns
        ]  # what divides people tells nothing
        people = None
        if self._method.needs_people and (known or not self._covariates):
            people = people_of(rows, known)
        found = self._method(
            rows.least if people is None else people,
            options=self._options,
            bounds=rows.bounds,
            progress=self._part if self._tell else None,
        )
        self._done += 1
        self._part(0.0)
        return found

    def _part(self, done: float) -> None:
        if self._tell:
            self._tell((self._done + done) / self._strata)


@contextmanager
def _refusals_of(method: Method) -> Iterator[None]:
    """A refused option is told with the method's name."""
    try:
        yield
    except BadOption as error:
        raise OutOfRange(method.code, str(error)) from error


def people_of(rows: Rows, covariates: Sequence[str] = ()) -> People | None:
    """A row a person with covariates, or None where the table tells nothing of people or hides counts.

    The covariates are those named, else every other column there is.
    """
    names = covariates or list(rows.columns)
    if not names or rows.most is not None or rows.counts.sum() > MOST_ROWS:
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
