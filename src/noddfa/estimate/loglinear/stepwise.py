"""Choose a log-linear model by adding one interaction at a time, and answer with it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.intervals import check_level
from noddfa.estimate.loglinear.answer import (
    answer,
    chosen_reasons,
    fit_or_reason,
    obstacle,
    occupied,
    refusal,
    term_name,
)
from noddfa.estimate.loglinear.bootstrap import resample
from noddfa.estimate.loglinear.existence import candidate_terms, counts_with_unseen
from noddfa.estimate.loglinear.hierarchy import Model
from noddfa.estimate.refused_options import BadOption
from noddfa.estimate.result import Estimate, Interval, Reason

METHOD: Final = "stepwise"
Criterion: TypeAlias = Literal["p-value", "aic", "bic"]
THRESHOLD: Final = 0.02
"""SparseMSE's: chosen by its authors in simulations of tables like those of the United Kingdom."""


@dataclass(frozen=True)
class Step:
    """One interaction that was added, and why: its p-value, or how far the criterion fell."""

    term: int
    why: float


@dataclass(frozen=True)
class Selection:
    """The model chosen for a table and the interactions in the order they were added."""

    model: Model
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Rule:
    """How interactions are chosen; see `stepwise`. Raises ValueError when it is no rule."""

    criterion: Criterion = "p-value"
    threshold: float = THRESHOLD
    order: int = 2

    def __post_init__(self) -> None:
        if self.criterion not in get_args(Criterion):
            raise BadOption(
                f"criterion must be one of {', '.join(get_args(Criterion))}; got {self.criterion}"
            )
        if not 0 <= self.threshold <= 1:
            raise BadOption(f"threshold must be 0 to 1; got {self.threshold}")
        if self.order < 2:
            raise BadOption(f"order must be 2 or more; got {self.order}")

    @property
    def code(self) -> int:
        """The rule as the compiled code knows it."""
        from noddfa.estimate.loglinear.selection import BY_CRITERION, BY_P_VALUE

        return BY_P_VALUE if self.criterion == "p-value" else BY_CRITERION

    def limits(self, people: NDArray[np.float64]) -> NDArray[np.float64]:
        """The threshold, or what a parameter costs, on tables with so many people."""
        if self.criterion == "p-value":
            return np.full(len(people), self.threshold)
        return np.full(len(people), 2.0) if self.criterion == "aic" else np.log(people)

    def candidates(self, n_lists: int) -> NDArray[np.int64]:
        """The interactions that may be added; never the one of all lists, which would fit any table."""
        return candidate_terms(n_lists, min(self.order, n_lists - 1))


def stepwise(
    histories: CaptureHistories,
    *,
    level: float = 0.95,
    threshold: float = THRESHOLD,
    criterion: Criterion = "p-value",
    order: int = 2,
    boot: int = 1000,
    interval: Literal["bca", "percentile"] = "bca",
    seed: int = 1,
    threads: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> Estimate:
    """Estimate the population by a log-linear model chosen forward from independence.

    Begin with the main effects. While there is one to add, add the interaction t, every part of which is in the
    model, whose overlap is the most surprising under the model so far. With Y(t) the people on all lists of t
    and M(t) the number expected,

        p(t) = min(P(X <= Y(t)), P(X >= Y(t))),   X Poisson with mean M(t),

    and stop when no p is below `threshold`. Interactions whose model would have no estimate, or more than one,
    are passed over (existence.py). An empty overlap is a candidate like any other: once it is chosen its
    parameter is minus infinity. Of interactions alike to a relative 1e-9 the first is taken (AB, AC, ..., BC,
    ...), so where p-values are too small for the machine to tell apart the order of the lists decides. This is
    the method of Chan, Silverman & Vincent (2021, Journal of the American Statistical Association 116(535)) and of
    their package SparseMSE, save that lists that hold nobody are left out first.

    criterion  'aic' or 'bic' instead: add what lowers it most, stop when nothing does; parameters at minus infinity
               count, and the bic's penalty is the log of the people seen
    order      the most lists an interaction may join (2; never all of them)
    boot       bootstrap replicates, each with the whole selection anew; 0 for none, and then the interval is
               Wald's for the chosen model, which ignores that it was chosen
    interval   'bca' (with the jackknife over people) or 'percentile'; see bootstrap.py
    seed       of the bootstrap; the answer does not hang on `threads` (all the processors when None)
    progress   called with the share done, 0 to 1

    `details` has the figures of the model, `steps` (the interactions added, with their p-values or gains),
    `wald_lower` and `wald_upper`, and with a bootstrap `percentile_lower`, `percentile_upper`, `bootstrap_median`,
    `bias` and `acceleration`. Refuses when independence has no estimate. Raises ValueError for an option out of
    its bounds.
    """
    check_level(level)
    rule = Rule(criterion, threshold, order)
    if boot < 0 or isinstance(boot, bool):
        raise BadOption(f"boot must be 0 or more; got {boot}")
    if interval not in ("bca", "percentile"):
        raise BadOption(f"interval must be bca or percentile; got {interval}")
    if why := obstacle(histories):
        return refusal(METHOD, histories, why)
    table = occupied(histories)
    selection = select_model(table, rule)
    found = None if selection is None else fit_or_reason(table, selection.model)
    if selection is None or found is None or isinstance(found, Reason):
        reason = found if isinstance(found, Reason) else Reason("selection_failed")
        return refusal(METHOD, histories, (reason,))
    wald = found.wald(level)
    figures: dict[str, float | int | str] = {
        "criterion": criterion,
        "steps": _steps(table, selection),
        "wald_lower": wald.lower,
        "wald_upper": wald.upper,
    }
    if criterion == "p-value":
        figures["threshold"] = threshold
    chosen: Interval | None = wald
    more: tuple[Reason, ...] = chosen_reasons(table, found)
    if boot:
        again = resample(
            table, rule, found.population, replicates=boot, seed=seed, threads=threads, progress=progress
        )
        chosen, why = again.interval(level, interval)
        more += (*why, *again.reasons)
        figures.update(again.figures(level))
    more += (Reason("unseen_like_seen"),)
    return answer(METHOD, histories, table, found, chosen, more, figures)


def select_model(histories: CaptureHistories, rule: Rule | None = None) -> Selection | None:
    """The model `rule` chooses, without a figure; None when a fit on the way did not settle.

    Where independence has no estimate no interaction is added. Every list should hold somebody.
    """
    from noddfa.estimate.loglinear.selection import select

    rule = rule or Rule()
    candidates = rule.candidates(histories.n_lists)
    order, worth = np.zeros(len(candidates), dtype=np.int64), np.zeros(len(candidates))
    limit = rule.limits(np.array([float(histories.n_seen)]))[0]
    counts = counts_with_unseen(histories)
    added, unseen = select(counts, candidates, rule.code, float(limit), order, worth)
    if math.isnan(unseen):
        return None
    steps = tuple(
        Step(int(candidates[at]), float(why)) for at, why in zip(order[:added], worth[:added], strict=True)
    )
    return Selection(Model.from_generators(histories.n_lists, (step.term for step in steps)), steps)


def _steps(table: CaptureHistories, selection: Selection) -> str:
    return ", ".join(f"{term_name(step.term, table)} ({step.why:.3g})" for step in selection.steps)
