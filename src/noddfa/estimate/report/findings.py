"""All that a report tells, before any words: the table, each method's answer, strata, what the data bear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from noddfa.estimate.histories import Bounds, CaptureHistories, most_seen
from noddfa.estimate.judging import OF_ALL, overall
from noddfa.estimate.result import Bearing, Estimate, Reason

OF_SUM: Final = frozenset(
    {"strata_without_answer", "strata_weakest", "strata_borrowed", "strata_summed", "counts_needed"}
)
"""Codes of reasons that speak of strata and their sum, or of why there is none."""


@dataclass(frozen=True)
class Strata:
    """One method's answer for each stratum, and for all of them together (`total`)."""

    estimates: Mapping[str, Estimate]
    total: Estimate

    @property
    def reasons_of_sum(self) -> tuple[Reason, ...]:
        """The reasons that speak of the strata and their sum."""
        return tuple(reason for reason in self.total.bearing.why if reason.code in OF_SUM)


@dataclass(frozen=True)
class Findings:
    """What was found.

    estimates   one or more
    name        what JSON calls the table; `title` what people read
    labels      fuller names of lists
    strata      by method, when strata were asked for; `strata_columns` says by what
    left_out    methods not tried because they take long with so many lists
    covariates  columns of the table that tell of people and are no lists
    bounds      of each pattern whose count is hidden; `histories` then holds the fewest
    judged      what the data bear, where that was found before
    """

    histories: CaptureHistories
    estimates: tuple[Estimate, ...]
    name: str = ""
    title: str = ""
    source: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    strata: tuple[Strata, ...] = ()
    strata_columns: tuple[str, ...] = ()
    covariates: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    bounds: Bounds = field(default_factory=dict)
    judged: Bearing | None = None

    def __post_init__(self) -> None:
        if not self.estimates:
            raise ValueError("estimates must hold at least one estimate; got none")

    @cached_property
    def bearing(self) -> Bearing:
        """What the data bear, all methods taken together."""
        return self.judged or overall(self.histories, self.estimates, self.bounds)

    @property
    def reasons_of_all(self) -> tuple[Reason, ...]:
        """The reasons that speak of the table and of all methods together."""
        return tuple(reason for reason in self.bearing.why if reason.code in OF_ALL)

    @property
    def reasons_of_methods(self) -> tuple[Reason, ...]:
        """What single methods suppose and warn of."""
        return tuple(reason for reason in self.bearing.why if reason.code not in OF_ALL)

    @property
    def level(self) -> float:
        """The level of the intervals."""
        return next((one.interval.level for one in self.estimates if one.interval), 0.95)

    @property
    def most_seen(self) -> int:
        """The most people who may have been seen: more than `histories.n_seen` only where counts are hidden."""
        return most_seen(self.histories, self.bounds)

    def called(self, name: str) -> str:
        """The list's fuller name, or its own."""
        return self.labels.get(name, name)


def as_json(found: Findings) -> dict[str, Any]:
    """The findings as data: `{"data", "methods", "bearing"}`, and "strata" when there are; for `json.dumps`.

    Where counts are hidden, "data" has them as "hidden", and its other counts are the fewest. "groups" gives the
    strata in order, for stores that do not keep the order of names.
    """
    overlaps = found.histories.overlaps()
    answer: dict[str, Any] = {
        "data": {
            "name": found.name,
            "source": found.source,
            "lists": list(found.histories.lists),
            "people_seen": found.histories.n_seen,
            "list_totals": list(overlaps.totals),
            "overlaps": overlaps.matrix.tolist(),
            "seen_on": found.histories.seen_on().tolist(),
            "covariates": list(found.covariates),
        },
        "methods": [estimate.to_json() for estimate in found.estimates],
        "bearing": found.bearing.to_json(),
    }
    if found.bounds:
        names = found.histories.lists
        answer["data"]["people_seen_most"] = found.most_seen
        answer["data"]["hidden"] = [
            {
                "lists": [name for at, name in enumerate(names) if number >> at & 1],
                "least": least,
                "most": most,
            }
            for number, (least, most) in sorted(found.bounds.items())
        ]
    if found.strata:
        answer["strata"] = {
            "columns": list(found.strata_columns),
            "groups": list(found.strata[0].estimates),
            "methods": [
                {
                    "method": one.total.method,
                    "strata": {name: each.to_json() for name, each in one.estimates.items()},
                    "total": one.total.to_json(),
                }
                for one in found.strata
            ],
        }
    return answer
