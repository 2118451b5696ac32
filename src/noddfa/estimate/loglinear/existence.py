"""Whether a model has a maximum-likelihood estimate on a table, and only one: told before anything is fitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.loglinear.hierarchy import BadModel, Model, interactions, lists_in, subsets

MOST_MODELS: Final = 100_000
"""As many as `failing_models` looks at one by one (five lists have 6,894 in all), or reports."""
MOST_SEARCHES: Final = 1 << 20
"""Choices of empty overlaps from which two-list models are searched downward: 20 empty pairs."""


@dataclass(frozen=True)
class Existence:
    """The verdict on one model.

    exists        the sufficient statistics lie inside their cone, not on its rim, once the interactions whose
                  overlap is empty have been put at minus infinity
    identifiable  the coefficients that are left are told apart by the cells that are left
    """

    exists: bool
    identifiable: bool

    @property
    def code(self) -> int:
        """0 when both hold; 1 no estimate exists, 2 it is not identifiable, 3 neither (SparseMSE's `ierr`)."""
        return (not self.exists) + 2 * (not self.identifiable)


def check(histories: CaptureHistories, model: Model) -> Existence:
    """Does the extended maximum-likelihood estimate of `model` exist, and is it unique?

    Every interaction t of the model with Y(t) = 0 people on all its lists is put at minus infinity: it and the
    patterns that contain it are taken out (Chan, Silverman & Vincent 2021). For the rest, with A the matrix of
    terms by patterns, the estimate exists exactly when the linear programme

        maximise s  subject to  A x = A y,  x_i >= s for every pattern i

    has a positive optimum (Fienberg & Rinaldo 2012, Annals of Statistics 40(2)), and is unique exactly when A
    has full row rank. cone.py solves an equivalent, smaller programme. A list that holds nobody is a main effect
    on the rim: no model with it has an estimate.

    Raises BadModel when the model is of another number of lists.
    """
    if model.n_lists != histories.n_lists:
        raise BadModel(f"the model has {model.n_lists} lists and the table {histories.n_lists}")
    candidates = np.array(model.interactions, dtype=np.int64)
    chosen = np.ones((1, len(candidates)), dtype=np.bool_)
    return _verdicts(histories, candidates, chosen)[0]


@dataclass(frozen=True)
class FailingModels:
    """The models up to an order that have no unique estimate, smallest first, and how many were looked at."""

    order: int
    n_models: int
    failing: tuple[tuple[Model, Existence], ...]

    @property
    def without_estimate(self) -> tuple[Model, ...]:
        """Those for which the estimate does not exist: what SparseMSE's `checkallmodels` lists."""
        return tuple(model for model, verdict in self.failing if not verdict.exists)


def failing_models(histories: CaptureHistories, order: int = 2) -> FailingModels:
    """Check every hierarchical model with interactions of up to `order` lists; say which fail.

    With two-list interactions only, the models are searched from the largest down, once for each choice of the
    empty overlaps: without one of its finite terms, a model that has a unique estimate still has one. So eight
    lists (2**28 models) are no obstacle. Higher orders are looked at one by one. Raises ValueError when `order` is
    not 2 to the number of lists, or there is more to look at or to report than MOST_MODELS.
    """
    if not 2 <= order <= histories.n_lists:
        raise ValueError(f"order must be 2 to {histories.n_lists}; got {order}")
    candidates = candidate_terms(histories.n_lists, order)
    if order == 2:
        many, found = 1 << len(candidates), _searched(histories, candidates)
    else:
        models = _closed_sets(candidates)
        many, found = len(models), _failing(histories, candidates, models)
    failing = [
        (Model.from_generators(histories.n_lists, candidates[_rows(candidates, [held])[0]].tolist()), verdict)
        for held, verdict in found.items()
    ]
    failing.sort(key=lambda pair: (pair[0].n_parameters, pair[0].label()))
    return FailingModels(order, many, tuple(failing))


def _searched(histories: CaptureHistories, pairs: NDArray[np.int64]) -> dict[int, Existence]:
    """The failing two-list models, as numbers whose bit c is pair c."""
    shared = [histories.overlaps().matrix[lists_in(int(pair))] for pair in pairs]
    empty = [1 << c for c, people in enumerate(shared) if people == 0]
    full = [1 << c for c, people in enumerate(shared) if people > 0]
    if 1 << len(empty) > MOST_SEARCHES:
        raise ValueError(f"{len(empty)} pairs of lists share nobody: there are too many models to look at")
    choices = [sum(full)]
    for bit in empty:
        choices += [held | bit for held in choices]
    found: dict[int, Existence] = {}
    while choices:
        failed = _failing(histories, pairs, choices)
        found.update(failed)
        if len(found) > MOST_MODELS:
            raise ValueError(f"more than {MOST_MODELS:,} models have no unique estimate on this table")
        choices = sorted({held ^ bit for held in failed for bit in full if held & bit} - found.keys())
    return found


def _failing(
    histories: CaptureHistories, candidates: NDArray[np.int64], models: list[int]
) -> dict[int, Existence]:
    verdicts = _verdicts(histories, candidates, _rows(candidates, models))
    return {held: verdict for held, verdict in zip(models, verdicts, strict=True) if verdict.code}


def _rows(candidates: NDArray[np.int64], models: list[int]) -> NDArray[np.bool_]:
    """(models, candidates): which are in each model."""
    bits = np.array(models, dtype=np.int64)[:, None] >> np.arange(len(candidates), dtype=np.int64)
    return (bits & 1).astype(np.bool_)


def candidate_terms(n_lists: int, order: int) -> NDArray[np.int64]:
    """Every interaction of 2 to `order` lists, smaller first, AB before AC before BC."""
    return np.array(
        [term for joined in range(2, order + 1) for term in interactions(n_lists, joined)], dtype=np.int64
    )


def counts_with_unseen(histories: CaptureHistories) -> NDArray[np.float64]:
    """(2**L,) counts by pattern number; entry 0, the unseen, is 0."""
    return np.concatenate([[0.0], histories.table().astype(np.float64)])


def _verdicts(
    histories: CaptureHistories, candidates: NDArray[np.int64], chosen: NDArray[np.bool_]
) -> list[Existence]:
    from noddfa.estimate.loglinear.selection import codes

    found = np.zeros(len(chosen), dtype=np.int64)
    codes(counts_with_unseen(histories), candidates, chosen, found)
    return [Existence(not code & 1, not code & 2) for code in found.tolist()]


def _closed_sets(candidates: NDArray[np.int64]) -> list[int]:
    """Every hierarchical set of the candidates, as a number whose bit c is candidate c."""
    place = {int(term): c for c, term in enumerate(candidates)}
    sets = [0]
    for term, c in place.items():
        parts = sum(1 << place[part] for part in subsets(term) if part != term and part in place)
        sets += [held | 1 << c for held in sets if held & parts == parts]
        if len(sets) > MOST_MODELS:
            raise ValueError(f"there are more than {MOST_MODELS:,} such models; take a lower order")
    return sets
