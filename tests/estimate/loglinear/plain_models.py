"""Hierarchical models the plain way: design matrices, weighted least squares, linear programming."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.special import gammaln

Floats = NDArray[np.float64]


def hierarchical(n_lists: int) -> set[int]:
    """Every model with the main effects but the saturated one, found by trying all sets of terms."""
    full = (1 << n_lists) - 1
    terms = [t for t in range(1, full) if t.bit_count() > 1]
    fixed = 1 | sum(1 << (1 << j) for j in range(n_lists))
    found = set()
    for chosen in itertools.product((0, 1), repeat=len(terms)):
        model = fixed | sum(1 << t for t, is_in in zip(terms, chosen, strict=True) if is_in)
        if all(
            model >> (t & ~(1 << j)) & 1
            for t, is_in in zip(terms, chosen, strict=True)
            for j in range(n_lists)
            if is_in
        ):
            found.add(model)
    return found


def design(n_lists: int, model: int) -> Floats:
    """(2**L - 1, p) zeros and ones; the intercept's column first."""
    patterns = np.arange(1, 1 << n_lists)
    terms = [t for t in range(1 << n_lists) if model >> t & 1]
    return np.array([(patterns & t) == t for t in terms], dtype=np.float64).T


def least_squares(n_lists: int, models: list[int], y: Floats) -> tuple[Floats, Floats, Floats]:
    """(log-likelihood, log of the unseen, smallest mean) of each model by iteratively reweighted least squares.

    Where a parameter runs to minus infinity its means run down to about 1e-10. Models are worked in batches
    of one size.
    """
    log_likelihood, log_unseen, lowest = (np.empty(len(models)) for _ in range(3))
    sizes = np.array([model.bit_count() for model in models])
    for size in np.unique(sizes):
        places = np.flatnonzero(sizes == size)
        x = np.stack([design(n_lists, models[at]) for at in places])
        coefficients, means = _batch(x, y)
        log_likelihood[places] = (np.einsum("c,bc->b", y, np.log(means)) - means.sum(1)) - gammaln(
            y + 1
        ).sum()
        log_unseen[places] = coefficients[:, 0]
        lowest[places] = means.min(1)
    return log_likelihood, log_unseen, lowest


def _batch(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    ridge = 1e-10 * np.eye(x.shape[2])  # on the step only: where it ends is not moved
    heavy = x * (y + 0.5)[:, None]
    beta = np.linalg.solve(
        x.transpose(0, 2, 1) @ heavy + ridge, (heavy.transpose(0, 2, 1) @ np.log(y + 0.5))[..., None]
    )
    active = np.arange(len(x))
    for _ in range(200):
        part = x[active]
        means = np.exp(part @ beta[active])[..., 0]
        score = part.transpose(0, 2, 1) @ (y - means)[..., None]
        step = np.linalg.solve(part.transpose(0, 2, 1) @ (part * means[..., None]) + ridge, score)
        moves = (part @ step)[..., 0]
        decrement = (score * step).sum((1, 2))
        beta[active] += step / np.maximum(1, moves.max(1) / 2)[:, None, None]
        active = active[(decrement > 1e-10) | (np.abs(moves * (means > 1e-8)).max(1) > 1e-6)]
        if not len(active):
            return beta[..., 0], np.exp(x @ beta)[..., 0]
    raise AssertionError(f"{len(active)} of {len(x)} plain fits did not settle")


def at_zero(x: Floats, y: Floats) -> NDArray[np.bool_]:
    """(m,) the patterns that the supremum fits by 0, by linear programming.

    They are those that some direction d of the model sends down (x d < 0) while no pattern goes up and none
    with people moves: the largest sum of s with 0 <= s <= 1, x d + s <= 0 where nobody is and x d = 0 elsewhere.
    """
    empty = y == 0
    falls = np.zeros(len(y), dtype=bool)
    if not empty.any():
        return falls
    free, k = x.shape[1], int(empty.sum())
    found = linprog(
        np.concatenate([np.zeros(free), -np.ones(k)]),
        A_ub=np.hstack([x[empty], np.eye(k)]),
        b_ub=np.zeros(k),
        A_eq=np.hstack([x[~empty], np.zeros((int((~empty).sum()), k))]),
        b_eq=np.zeros(int((~empty).sum())),
        bounds=[(None, None)] * free + [(0, 1)] * k,
    )
    assert found.status == 0, found.message
    falls[np.flatnonzero(empty)[found.x[free:] > 0.5]] = True
    return falls


def flags(n_lists: int, model: int, y: Floats) -> int:
    """1 when an overlap of the model is empty, 2 when more patterns are at 0 than that explains, 4 when the
    intercept is no combination of the other patterns' log-means."""
    patterns = np.arange(1, 1 << n_lists)
    empty = [t for t in range(1, 1 << n_lists) if model >> t & 1 and not y[(patterns & t) == t].any()]
    explained = np.zeros(len(y), dtype=bool)
    for t in empty:
        explained |= (patterns & t) == t
    x = design(n_lists, model)
    gone = at_zero(x, y)
    assert gone[explained].all()
    left = x[~gone]
    with_intercept = np.vstack([left, np.eye(1, x.shape[1])])
    determined = np.linalg.matrix_rank(with_intercept) == np.linalg.matrix_rank(left)
    return bool(empty) * 1 + bool((gone & ~explained).any()) * 2 + (not determined) * 4
