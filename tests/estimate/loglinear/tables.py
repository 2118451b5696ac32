"""Tables and models drawn at random, and a plain solver with a design matrix to set against the compiled one."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from noddfa.estimate import CaptureHistories
from noddfa.estimate.histories import all_patterns
from noddfa.estimate.loglinear import Model


def histories(counts: list[int], n_lists: int) -> CaptureHistories:
    """A table from its counts in the order of pattern numbers 1, 2, ..."""
    return CaptureHistories(tuple("ABCDEF"[:n_lists]), all_patterns(n_lists), np.array(counts))


@st.composite
def tables(draw: st.DrawFn, lists: tuple[int, int] = (2, 5)) -> CaptureHistories:
    """Two to five lists, sparse or full, up to thousands of people in a cell."""
    n_lists = draw(st.integers(*lists))
    most = draw(st.sampled_from([1, 4, 60, 3000]))
    cell = st.one_of(st.just(0), st.integers(0, most))
    counts = draw(st.lists(cell, min_size=2**n_lists - 1, max_size=2**n_lists - 1).filter(any))
    return histories(counts, n_lists)


@st.composite
def models_of(draw: st.DrawFn, n_lists: int) -> Model:
    """Any hierarchical model of so many lists."""
    generators = st.lists(st.integers(1, (1 << n_lists) - 1), max_size=4)
    return Model.from_generators(n_lists, draw(generators))


def design(table: CaptureHistories, model: Model) -> tuple[np.ndarray, np.ndarray]:
    """(cells, parameters) of 0 and 1 and the counts, with what an empty overlap forbids taken out."""
    counts = table.table().astype(float)
    cells = [tuple(row) for row in all_patterns(table.n_lists)]
    parts = [[j for j in range(table.n_lists) if term >> j & 1] for term in model.terms]
    matrix = np.array([[1, *(all(cell[j] for j in part) for part in parts)] for cell in cells], dtype=float)
    empty = [at for at, part in enumerate(parts, start=1) if len(part) > 1 and not counts @ matrix[:, at]]
    living = ~matrix[:, empty].any(axis=1)
    return np.delete(matrix, empty, axis=1)[living], counts[living]


def plain_glm(matrix: np.ndarray, counts: np.ndarray) -> tuple[float, float]:
    """(unseen, deviance) by iteratively reweighted least squares, as R's glm, step-halved."""

    def deviance(beta: np.ndarray) -> float:
        with np.errstate(over="ignore"):
            fitted = np.exp(matrix @ beta)
        held = counts > 0
        lost = counts[held] @ np.log(counts[held] / fitted[held]) - (counts.sum() - fitted.sum())
        return float(2 * lost)

    weights = np.sqrt(counts + 0.5)
    beta = np.linalg.lstsq(matrix * weights[:, None], np.log(counts + 0.5) * weights, rcond=None)[0]
    for _ in range(500):
        eta = matrix @ beta
        root = np.exp(eta / 2)
        working = root * eta + (counts - root**2) / root
        wanted = np.linalg.lstsq(matrix * root[:, None], working, rcond=None)[0]
        share = 1.0
        while not deviance(beta + share * (wanted - beta)) <= deviance(beta) + 1e-9 and share > 1e-6:
            share /= 2
        if abs(wanted - beta).max() < 1e-10:
            break
        beta = beta + share * (wanted - beta)
    return float(np.exp(beta[0])), deviance(beta)
