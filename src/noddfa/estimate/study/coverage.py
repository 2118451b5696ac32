"""How often intervals hold the truth: any method, on populations whose size is known."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np

from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.intervals import normal_quantile
from noddfa.estimate.judging import overall
from noddfa.estimate.result import Estimate
from noddfa.estimate.study.parallel import Workers, each
from noddfa.estimate.study.simulation import Population

BATCH: Final = 10
"""Tables a worker takes at once."""


@dataclass(frozen=True)
class Coverage:
    """What became of one method on one population.

    tables       tables drawn
    answered     of them, tables with a figure and an interval
    covered      of the answered, intervals that hold the true size
    too_low      of the answered, intervals wholly below it
    too_high     of the answered, intervals wholly above it
    borne        of the answered, those whose verdict was `bears_estimate`
    borne_covered  of those, intervals that hold the true size
    together     of the answered, those of tables of which all methods of the study together say so (`judging.overall`)
    together_covered  of those, intervals that hold the true size
    middle       median of the figures over the true size, or None when there is none
    width        median of upper end over lower end of the intervals, or None
    """

    method: str
    tables: int
    answered: int
    covered: int
    too_low: int
    too_high: int
    borne: int
    borne_covered: int
    together: int
    together_covered: int
    middle: float | None
    width: float | None

    @property
    def share(self) -> float | None:
        """Share of the answered tables whose interval holds the truth."""
        return self.covered / self.answered if self.answered else None

    def share_interval(self, level: float = 0.95) -> tuple[float, float] | None:
        """Wilson's interval for `share`: how far a study of this size can be trusted."""
        if self.share is None:
            return None
        z2 = normal_quantile(level) ** 2
        n, p = self.answered, self.share
        centre, half = (p + z2 / (2 * n)), math.sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n * n)))
        return (centre - half) / (1 + z2 / n), (centre + half) / (1 + z2 / n)

    def to_json(self) -> dict[str, Any]:
        """The fields and the share, ready for `json.dumps`."""
        return {**self.__dict__, "share": self.share}


def coverage_study(
    population: Population,
    methods: Mapping[str, Callable[[CaptureHistories], Estimate]],
    *,
    tables: int = 200,
    seed: int = 1,
    workers: int = 1,
    kind: Workers = "processes",
    progress: Callable[[float], None] | None = None,
) -> tuple[Coverage, ...]:
    """Draw `tables` tables from the population and see whether each method's interval holds its size.

    Every method sees the same tables. A method is called with the table alone: give its level and options by
    `functools.partial`. A refusal is counted, not held against it; what an interval is worth is its coverage
    where it is given, and above all where the method, or all methods together, say that the data bear it.
    Seeded: the tables do not depend on `workers` (see `parallel.each` for `kind`). Raises ValueError when
    `tables` is under 1 or there is no method.
    """
    if tables < 1:
        raise ValueError(f"tables must be 1 or more; got {tables}")
    if not methods:
        raise ValueError("methods must hold at least one method; got none")
    drawn = population.samples(np.random.default_rng(seed), tables)
    batches = [drawn[at : at + BATCH] for at in range(0, tables, BATCH)]
    found = each(partial(_judged, dict(methods)), batches, workers=workers, kind=kind, progress=progress)
    return tuple(
        _counted(name, [one[at] for batch in found for one in batch], population.size)
        for at, name in enumerate(methods)
    )


_Judged = tuple[float | None, float, float, bool, bool]


def _judged(
    methods: Mapping[str, Callable[[CaptureHistories], Estimate]], tables: list[CaptureHistories]
) -> list[list[_Judged]]:
    """For each table and method: point (None without an interval), ends, and whether it, and all, bear an estimate."""
    judged = []
    for histories in tables:
        found = [method(histories) for method in methods.values()]
        together = overall(histories, found).verdict == "bears_estimate"
        judged.append([_one(each, together) for each in found])
    return judged


def _one(found: Estimate, together: bool) -> _Judged:
    if found.point is None or found.interval is None:
        return None, math.nan, math.nan, False, False
    borne = found.bearing.verdict == "bears_estimate"
    return found.point, found.interval.lower, found.interval.upper, borne, together


def _counted(name: str, judged: list[_Judged], size: int) -> Coverage:
    answered = [one for one in judged if one[0] is not None]
    held = [lower <= size <= upper for _, lower, upper, *_ in answered]
    points = [point for point, *_ in answered if point is not None]
    return Coverage(
        method=name,
        tables=len(judged),
        answered=len(answered),
        covered=sum(held),
        too_low=sum(upper < size for _, _, upper, *_ in answered),
        too_high=sum(lower > size for _, lower, *_ in answered),
        borne=sum(borne for *_, borne, _ in answered),
        borne_covered=sum(holds for holds, (*_, borne, _) in zip(held, answered, strict=True) if borne),
        together=sum(together for *_, together in answered),
        together_covered=sum(holds for holds, (*_, together) in zip(held, answered, strict=True) if together),
        middle=float(np.median(points)) / size if points else None,
        width=float(np.median([upper / lower for _, lower, upper, *_ in answered])) if answered else None,
    )
