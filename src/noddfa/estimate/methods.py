"""The methods there are, by the code that results and the command line know them by.

A method is one line of `METHODS`. Its module is imported at its first use, so that numba and SciPy load
only where something is fitted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from noddfa.estimate.bearing import data_reasons, same
from noddfa.estimate.histories import Bounds, CaptureHistories
from noddfa.estimate.result import Bearing, Estimate, Reason
from noddfa.estimate.wording import number

if TYPE_CHECKING:
    from noddfa.estimate.covariates.people import People

_HERE: Final = "noddfa.estimate."

Option: TypeAlias = Literal["threshold", "boot", "seed", "prior_max"]
OPTIONS: Final[tuple[Option, ...]] = ("threshold", "boot", "seed", "prior_max")
Progress: TypeAlias = Callable[[float], None]
"""Called with the part done, from 0 to 1."""


@dataclass(frozen=True)
class Method:
    """One method.

    module, function  where it is: called as function(histories, level=…, **options)
    takes             the options of the command it understands; `progress` too when it tells how far it is, and
                      `censored` when it can work with hidden counts
    slow_from         lists from which it takes more than some two seconds, or None
    fixed             arguments it is always given
    by_name_only      worked out only when asked for by its name
    needs_people      works on a row a person with covariates, so not on a table of patterns
    """

    code: str
    module: str
    function: str
    takes: tuple[str, ...] = ()
    slow_from: int | None = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    needs_people: bool = False
    by_name_only: bool = False

    def is_slow(self, n_lists: int) -> bool:
        """Whether it takes more than some two seconds with so many lists."""
        return self.slow_from is not None and n_lists >= self.slow_from

    def load(self) -> Callable[..., Estimate]:
        """Its function, imported now."""
        found: Callable[..., Estimate] = getattr(import_module(self.module), self.function)
        return found

    def __call__(
        self,
        histories: CaptureHistories | People,
        *,
        options: Mapping[str, Any] | None = None,
        bounds: Bounds | None = None,
        progress: Progress | None = None,
    ) -> Estimate:
        """Its answer with a 95% interval. Of `options` it is given those it understands.

        With `bounds` (counts that are hidden; `histories` holds the fewest) a method that can do nothing with them
        is not asked: the answer is a refusal that says so.
        """
        given = {name: value for name, value in (options or {}).items() if name in self.takes}
        if bounds:
            if "censored" not in self.takes:
                return self._without_counts(histories, bounds)
            given["censored"] = bounds
        if progress is not None and "progress" in self.takes:
            given["progress"] = progress
        return self.load()(histories, **self.fixed, **given)

    def _without_counts(self, histories: CaptureHistories | People, bounds: Bounds) -> Estimate:
        table = histories if isinstance(histories, CaptureHistories) else histories.histories()
        hidden = Reason("counts_needed", {"cells": same(number(len(bounds)))})
        why = (*data_reasons(table), hidden)
        return Estimate(self.code, None, None, table.n_seen, Bearing("bears_none", why))


def _registry(*methods: Method) -> dict[str, Method]:
    return {method.code: method for method in methods}


METHODS: Final[Mapping[str, Method]] = _registry(
    Method("chao", "noddfa.estimate", "chao_lower_bound"),
    Method("chao-unequal-lists", "noddfa.estimate", "chao_lower_bound", fixed={"form": "unequal-lists"}),
    Method("independence", "noddfa.estimate", "independence"),
    Method("lincoln-petersen", _HERE + "simple.pairs", "lincoln_petersen"),
    Method("sample-coverage", _HERE + "simple.chao_tsay", "sample_coverage", ("boot", "seed")),
    Method("jackknife", _HERE + "simple.burnham_overton", "jackknife", by_name_only=True),
    Method("stepwise", _HERE + "loglinear.stepwise", "stepwise", ("threshold", "boot", "seed", "progress")),
    Method("all-models", _HERE + "loglinear.all_models", "all_models", ("progress",), slow_from=6),
    Method(
        "decomposable",
        _HERE + "bayes.decomposable_graphs",
        "decomposable",
        ("prior_max", "seed", "progress"),
    ),
    Method(
        "latent-class",
        _HERE + "bayes.latent_classes",
        "latent_class",
        ("prior_max", "seed", "censored", "progress"),
    ),
    Method(
        "doubly-robust",
        _HERE + "covariates.robust",
        "doubly_robust",
        ("seed", "progress"),
        needs_people=True,
    ),
)


def all_methods() -> tuple[Method, ...]:
    """What `all` stands for."""
    return tuple(method for method in METHODS.values() if not method.by_name_only)


def quick_methods(n_lists: int) -> tuple[Method, ...]:
    """What is worked out when no method is asked for: what works on patterns and is quick with so many lists."""
    return tuple(
        method for method in all_methods() if not method.needs_people and not method.is_slow(n_lists)
    )


def every_method(histories: CaptureHistories) -> tuple[Estimate, ...]:
    """The answer of each of `quick_methods`, refusals included, with 95% intervals."""
    return tuple(method(histories) for method in quick_methods(histories.n_lists))
