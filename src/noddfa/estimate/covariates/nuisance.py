"""Who is on which of two lists, given covariates: a multinomial logistic model with a ridge, cross-fitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

PENALTIES: Final = (0.1, 1.0, 10.0, 100.0)
"""The ridges that are tried, on standardised features and the summed log-likelihood."""

PARTS: Final = 3
"""Parts of the training rows, each held out in turn, on which models are compared."""

MOST_FEATURES: Final = 60
MOST_STEPS: Final = 50


class NuisanceNotConverged(ArithmeticError):
    """Newton's method did not find the maximum of the penalised likelihood."""


@dataclass(frozen=True)
class Features:
    """(n, p) standardised features; the first `mains` of the columns are the covariates themselves."""

    matrix: Floats
    mains: int

    def rows(self, kept: NDArray[np.bool_]) -> Features:
        """The features of some of the people."""
        return Features(self.matrix[kept], self.mains)

    def candidates(self) -> tuple[int, ...]:
        """Numbers of leading columns that are tried: the covariates alone, and with squares and products."""
        return (self.mains, self.matrix.shape[1]) if self.mains < self.matrix.shape[1] else (self.mains,)


def features(covariates: Mapping[str, NDArray[Any]]) -> Features:
    """Numbers and categories as columns, then squares of numbers, then products of two columns.

    Categories are 0/1 columns against their most frequent value. Products are left out when there would be
    more than MOST_FEATURES columns; columns that do not vary are dropped.
    """
    mains: list[tuple[str, Floats]] = []
    squares: list[Floats] = []
    for name, values in covariates.items():
        if values.dtype.kind == "f":
            sd = float(values.std())
            if sd > 0:
                scaled = (values - values.mean()) / sd
                mains.append((name, scaled))
                if len(np.unique(values)) > 2:
                    squares.append(scaled**2)
        else:
            kinds, numbers = np.unique(values, return_counts=True)
            usual = kinds[int(np.argmax(numbers))]
            mains += [(name, (values == kind).astype(np.float64)) for kind in kinds if kind != usual]
    products = [a * b for (one, a), (other, b) in combinations(mains, 2) if one != other]
    columns = [column for _, column in mains] + squares
    if len(columns) + len(products) <= MOST_FEATURES:
        columns += products
    if not columns:
        n = len(next(iter(covariates.values()))) if covariates else 0
        return Features(np.zeros((n, 0)), 0)
    matrix = np.column_stack(columns)
    varies = matrix.std(axis=0) > 1e-12
    kept = matrix[:, varies]
    return Features((kept - kept.mean(axis=0)) / kept.std(axis=0), int(varies[: len(mains)].sum()))


def cross_fitted(
    x: Features, cells: Whole, n_cells: int, *, folds: int, penalty: float | None, rng: np.random.Generator
) -> Floats:
    """(n, n_cells) probability of each cell for each row, from a model fitted without that row's fold.

    x (n, p) features; cells (n,) from 0 to n_cells - 1. `folds` 1 fits all rows at once. `penalty` None picks
    the columns (covariates alone, or all) and one of PENALTIES by the likelihood of rows held out of the
    training; a number is used with all columns. Raises NuisanceNotConverged.
    """
    n = len(cells)
    if folds == 1:
        return _predicted(x, _trained(x, cells, n_cells, penalty, rng))
    fold = rng.permutation(np.arange(n) % folds)
    out = np.empty((n, n_cells))
    for at in range(folds):
        train, test = fold != at, fold == at
        out[test] = _predicted(x.rows(test), _trained(x.rows(train), cells[train], n_cells, penalty, rng))
    return out


def _trained(
    x: Features, cells: Whole, n_cells: int, penalty: float | None, rng: np.random.Generator
) -> Floats:
    """(q + 1, n_cells) coefficients for the first q columns."""
    columns = x.matrix.shape[1]
    if penalty is not None or not columns:
        return fit_multinomial(x.matrix, cells, n_cells, penalty or 0.0)
    part = rng.permutation(np.arange(len(cells)) % PARTS)
    scores: dict[tuple[int, float], float] = {}
    for at in range(PARTS):
        train, held = part != at, part == at
        for columns in x.candidates():
            start = None
            for ridge in sorted(PENALTIES, reverse=True):
                start = fit_multinomial(x.matrix[train, :columns], cells[train], n_cells, ridge, start)
                chance = _probabilities(x.matrix[held, :columns], start)[np.arange(held.sum()), cells[held]]
                gained = float(np.log(np.maximum(chance, 1e-12)).sum())
                scores[columns, ridge] = scores.get((columns, ridge), 0.0) + gained
    columns, ridge = max(scores, key=scores.__getitem__)
    return fit_multinomial(x.matrix[:, :columns], cells, n_cells, ridge)


def _predicted(x: Features, coefficients: Floats) -> Floats:
    return _probabilities(x.matrix[:, : len(coefficients) - 1], coefficients)


def fit_multinomial(
    x: Floats, cells: Whole, n_cells: int, penalty: float, start: Floats | None = None
) -> Floats:
    """(p + 1, n_cells) coefficients of the multinomial logit; the intercept comes first, the last cell is 0.

    Maximises sum_i log p(cell_i | x_i) - penalty/2 |b|**2 over all but the intercepts, which have a ridge of
    1e-6 so that an empty cell has an answer too. Newton with halving; raises NuisanceNotConverged.
    """
    design = np.column_stack([np.ones(len(cells)), x])
    p, free = design.shape[1], n_cells - 1
    ridge = np.full((p, free), penalty)
    ridge[0] = 1e-6
    hot = (cells[:, None] == np.arange(free)).astype(np.float64)
    beta = np.zeros((p, free)) if start is None else start[:, :free].copy()

    def objective(b: Floats) -> float:
        eta = np.column_stack([design @ b, np.zeros(len(cells))])
        top = eta.max(axis=1)
        log_sum = top + np.log(np.exp(eta - top[:, None]).sum(axis=1))
        return float((hot * eta[:, :free]).sum() - log_sum.sum() - 0.5 * (ridge * b**2).sum())

    current = objective(beta)
    for _ in range(MOST_STEPS):
        chance = _probabilities(x, np.column_stack([beta, np.zeros(p)]))[:, :free]
        score = design.T @ (hot - chance) - ridge * beta
        information = np.empty((free, p, free, p))
        for a in range(free):
            for b in range(a, free):
                weight = chance[:, a] * ((a == b) - chance[:, b])
                block = design.T @ (design * weight[:, None])
                information[a, :, b, :] = information[b, :, a, :] = block
        square = information.reshape(free * p, free * p)
        square[np.diag_indices(free * p)] += ridge.T.ravel()
        step = np.linalg.solve(square, score.T.ravel()).reshape(free, p).T
        if float((score * step).sum()) < 1e-9 * len(cells):
            return np.column_stack([beta + step, np.zeros(p)])
        length = 1.0
        while (trial := objective(beta + length * step)) < current and length > 1e-8:
            length /= 2
        beta, current = beta + length * step, trial
    raise NuisanceNotConverged(f"the multinomial model did not settle in {MOST_STEPS} steps")


def _probabilities(x: Floats, coefficients: Floats) -> Floats:
    eta = coefficients[0] + x @ coefficients[1:]
    odds = np.exp(eta - eta.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float64)
