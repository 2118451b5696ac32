"""Whether a model has a maximum-likelihood estimate on a table, and only one: told before anything is fitted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.loglinear.hierarchy import BadModel, Model, interactions, lists_in

MOST_NAMED: Final = 100_000
"""As many failing models as `failing_models` names, unless told otherwise."""
MOST_SEARCHES: Final = 1 << 20
"""Choices of empty overlaps from which two-list models are searched downward: 20 empty pairs."""
_AT_ONCE: Final = 1 << 17


class TooSparse(ValueError):
    """So many overlaps of pairs are empty that the models which fail cannot be listed."""


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
    """The models up to an order that have no unique estimate, and how many were looked at.

    order           the most lists an interaction of them joins
    n_models        looked at
    n_without       of them, those whose estimate does not exist (codes 1 and 3)
    n_not_unique    of them, those whose estimate exists but is not unique (code 2)
    failing         the failing models, smallest first, up to the number that was asked for
    """

    order: int
    n_models: int
    n_without: int
    n_not_unique: int
    failing: tuple[tuple[Model, Existence], ...]

    @property
    def n_failing(self) -> int:
        """All failing models, named or not."""
        return self.n_without + self.n_not_unique

    @property
    def without_estimate(self) -> tuple[Model, ...]:
        """Of those named, the ones whose estimate does not exist: what SparseMSE's `checkallmodels` lists."""
        return tuple(model for model, verdict in self.failing if not verdict.exists)


def failing_models(
    histories: CaptureHistories,
    order: int = 2,
    *,
    most: int = MOST_NAMED,
    progress: Callable[[float], None] | None = None,
) -> FailingModels:
    """Check every hierarchical model with interactions of up to `order` lists; say which fail.

    With two-list interactions only, the models are searched from the largest down, once for each choice of the
    empty overlaps: without one of its finite terms, a model that has a unique estimate still has one. So eight
    lists (2**28 models) are no obstacle. Higher orders are looked at one by one, for up to six lists (7,785,062
    models). The `most` smallest failing models are named. `progress` is called with the share done, 0 to 1.

    Raises ValueError when `order` is not 2 to the number of lists; with order 3 or more when there are more than six
    lists. Raises TooSparse with order 2 when more than 20 pairs of lists share nobody or more than MOST_NAMED models
    fail.
    """
    if not 2 <= order <= histories.n_lists:
        raise ValueError(f"order must be 2 to {histories.n_lists}; got {order}")
    if most < 0:
        raise ValueError(f"most must be 0 or more; got {most}")
    if order == 2:
        candidates = candidate_terms(histories.n_lists, 2)
        many, found = 1 << len(candidates), _searched(histories, candidates)
        masks = _masks(histories.n_lists, candidates, np.array(list(found), dtype=np.int64))
        verdicts = np.array([verdict.code for verdict in found.values()], dtype=np.int64)
    else:
        many, masks, verdicts = _one_by_one(histories, order, progress)
    if progress:
        progress(1.0)
    sizes = np.bitwise_count(masks)
    limit = int(np.sort(sizes)[min(most, len(sizes)) - 1]) if most and len(sizes) else -1
    failing = [
        (Model.from_bits(histories.n_lists, int(masks[at]) & ~1), _existence(int(verdicts[at])))
        for at in np.flatnonzero(sizes <= limit).tolist()
    ]
    failing.sort(key=lambda pair: (pair[0].n_parameters, pair[0].label()))
    without = int((verdicts & 1).sum())
    return FailingModels(order, many, without, len(verdicts) - without, tuple(failing[:most]))


def _one_by_one(
    histories: CaptureHistories, order: int, progress: Callable[[float], None] | None
) -> tuple[int, NDArray[np.uint64], NDArray[np.int64]]:
    """(how many models, the masks of those that fail, their codes)."""
    from noddfa.estimate.loglinear.enumeration import MOST_LISTS, every_model
    from noddfa.estimate.loglinear.selection import codes

    n_lists = histories.n_lists
    if n_lists > MOST_LISTS:
        raise ValueError(
            f"models with interactions of three lists or more are looked at one by one, which is done for up to "
            f"{MOST_LISTS} lists; got {n_lists}. Take order 2, or merge lists"
        )
    candidates = candidate_terms(n_lists, order)
    masks, _added = every_model(n_lists)
    if order == n_lists:
        masks = np.append(masks, np.uint64(2 ** (2**n_lists) - 1))
    else:
        higher = np.uint64(sum(1 << term for term in range(2**n_lists) if term.bit_count() > order))
        masks = masks[masks & higher == 0]
    counts = counts_with_unseen(histories)
    failing, found = [], []
    for start in range(0, len(masks), _AT_ONCE):
        some = masks[start : start + _AT_ONCE]
        chosen = (some[:, None] >> candidates.astype(np.uint64) & np.uint64(1)).astype(np.bool_)
        verdicts = np.zeros(len(some), dtype=np.int64)
        codes(counts, candidates, chosen, verdicts)
        failing.append(some[verdicts != 0])
        found.append(verdicts[verdicts != 0])
        if progress:
            progress(start / len(masks))
    return len(masks), np.concatenate(failing), np.concatenate(found)


def _masks(n_lists: int, candidates: NDArray[np.int64], models: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Models given by which candidates they have, as numbers whose bit t is term t."""
    masks = np.full(len(models), 1 | sum(1 << (1 << j) for j in range(n_lists)), dtype=np.uint64)
    for c, term in enumerate(candidates.tolist()):
        masks |= ((models >> c & 1).astype(np.uint64)) << np.uint64(term)
    return masks


def _existence(code: int) -> Existence:
    return Existence(not code & 1, not code & 2)


def _searched(histories: CaptureHistories, pairs: NDArray[np.int64]) -> dict[int, Existence]:
    """The failing two-list models, as numbers whose bit c is pair c."""
    shared = [histories.overlaps().matrix[lists_in(int(pair))] for pair in pairs]
    empty = [1 << c for c, people in enumerate(shared) if people == 0]
    full = [1 << c for c, people in enumerate(shared) if people > 0]
    if 1 << len(empty) > MOST_SEARCHES:
        raise TooSparse(f"{len(empty)} pairs of lists share nobody: there are too many models to look at")
    choices = [sum(full)]
    for bit in empty:
        choices += [held | bit for held in choices]
    found: dict[int, Existence] = {}
    while choices:
        verdicts = _verdicts(histories, pairs, _rows(pairs, choices))
        failed = {held: verdict for held, verdict in zip(choices, verdicts, strict=True) if verdict.code}
        found.update(failed)
        if len(found) > MOST_NAMED:
            raise TooSparse(f"more than {MOST_NAMED:,} models have no unique estimate on this table")
        choices = sorted({held ^ bit for held in failed for bit in full if held & bit} - found.keys())
    return found


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
    return [_existence(code) for code in found.tolist()]
