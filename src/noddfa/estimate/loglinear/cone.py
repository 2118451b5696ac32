"""Compiled: does the maximum-likelihood estimate of a log-linear model exist, and is it the only one?

With A (parameters by cells, 0/1) and counts y, the maximum exists when some x > 0 has A x = A y (Fienberg &
Rinaldo 2012, Annals of Statistics 40(2)): when the sufficient statistics lie inside the cone of A's columns,
not on its rim. It is unique when A has full row rank.

The cells that hold people can be moved either way, so only the others matter, and of those only what the
former do not span: with B the columns of the empty cells modulo that span, the maximum exists exactly when
some w > 0 has B w = 0. B has as many rows as the span falls short, mostly none to three, and the linear
programme over it is small. Where it has none, every smaller model has its maximum too.

Importing this module imports numba; nothing here checks its arguments.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from noddfa.estimate.loglinear.newton import Flags, Floats, Terms

ZERO = 1e-9  # entries are ratios of small determinants of 0/1 matrices: 0, or far larger than this
NO_MAXIMUM = 1
NOT_UNIQUE = 2


@njit(cache=True, nogil=True)
def reduce_rows(matrix: Floats, pivots: Terms) -> int:
    """In place: reduced row echelon form with partial pivoting. The rank; `pivots` gets its columns."""
    rank = 0
    for column in range(matrix.shape[1]):
        best = rank
        if rank == matrix.shape[0]:
            break
        for row in range(rank + 1, matrix.shape[0]):
            if abs(matrix[row, column]) > abs(matrix[best, column]):
                best = row
        if abs(matrix[best, column]) <= ZERO:
            for row in range(rank, matrix.shape[0]):
                matrix[row, column] = 0.0
            continue
        scale = matrix[best, column]
        for c in range(column, matrix.shape[1]):
            kept = matrix[best, c]
            matrix[best, c] = matrix[rank, c]
            matrix[rank, c] = kept / scale
        for row in range(matrix.shape[0]):
            share = matrix[row, column]
            if row != rank and share != 0.0:
                for c in range(column, matrix.shape[1]):
                    matrix[row, c] -= share * matrix[rank, c]
        pivots[rank] = column
        rank += 1
    return rank


@njit(cache=True, nogil=True)
def seen_rows(counts: Floats, terms: Terms) -> Floats:
    """(cells that hold people, terms) of 0 and 1: whether the cell contains the term."""
    held = 0
    for s in range(1, counts.shape[0]):
        held += counts[s] > 0.0
    rows = np.empty((held, terms.shape[0]))
    row = 0
    for s in range(1, counts.shape[0]):
        if counts[s] > 0.0:
            for a in range(terms.shape[0]):
                rows[row, a] = 1.0 if s & terms[a] == terms[a] else 0.0
            row += 1
    return rows


@njit(cache=True, nogil=True)
def unspanned(counts: Floats, terms: Terms) -> Floats:
    """(k, terms): a basis of the coefficients that give every cell with people log-mean 0."""
    rows = seen_rows(counts, terms)
    pivots = np.empty(terms.shape[0], dtype=np.int64)
    rank = reduce_rows(rows, pivots)
    free = _others(pivots, rank)
    basis = np.zeros((free.shape[0], terms.shape[0]))
    for k in range(free.shape[0]):
        basis[k, free[k]] = 1.0
        for i in range(rank):
            basis[k, pivots[i]] = -rows[i, free[k]]
    return basis


@njit(cache=True, nogil=True)
def _others(pivots: Terms, rank: int) -> Terms:
    """The columns that are no pivot; `pivots` is as long as there are columns."""
    free = np.empty(pivots.shape[0] - rank, dtype=np.int64)
    found = 0
    for column in range(pivots.shape[0]):
        passed = column - found
        if passed == rank or pivots[passed] != column:
            free[found] = column
            found += 1
    return free


@njit(cache=True, nogil=True)
def surely_exists(basis: Floats, inside: Flags) -> bool:
    """Whether no combination of `basis` lies within the terms marked `inside`.

    Then people in the cells alone settle every coefficient of that model: its maximum exists and is unique,
    whatever other cells there are. False means only that the linear programme must be asked.
    """
    k = basis.shape[0]
    if k == 0:
        return True
    outside = np.zeros(basis.shape[::-1])  # rows of zeros do not add to the rank
    for a in range(basis.shape[1]):
        if not inside[a]:
            for i in range(k):
                outside[a, i] = basis[i, a]
    return reduce_rows(outside, np.empty(k, dtype=np.int64)) == k


@njit(cache=True, nogil=True)
def verdict(counts: Floats, terms: Terms, alive: Flags) -> int:
    """0, or NO_MAXIMUM, NOT_UNIQUE or their sum, for one model.

    `counts` (2**L,) with 0 for the unseen; `terms` (p,) with the intercept as term 0, without those whose overlap
    is empty; `alive` (2**L,) the cells left when those are at minus infinity.
    """
    size = terms.shape[0]
    rows = seen_rows(counts, terms)
    pivots = np.empty(size, dtype=np.int64)
    rank = reduce_rows(rows, pivots)
    if rank == size:
        return 0
    left = _left_over(counts, alive, terms, rows, pivots, rank)
    code = 0 if _balanced(left) else NO_MAXIMUM
    if rank + reduce_rows(left, np.empty(left.shape[1], dtype=np.int64)) < size:
        code += NOT_UNIQUE
    return code


@njit(cache=True, nogil=True)
def _left_over(counts: Floats, alive: Flags, terms: Terms, rows: Floats, pivots: Terms, rank: int) -> Floats:
    """(empty cells, k): each living empty cell modulo the span of the cells with people; zero rows dropped."""
    free = _others(pivots, rank)
    left = np.zeros((counts.shape[0], free.shape[0]))
    found = 0
    for s in range(1, counts.shape[0]):
        if not alive[s] or counts[s] > 0.0:
            continue
        largest = 0.0
        for f in range(free.shape[0]):
            value = 1.0 if s & terms[free[f]] == terms[free[f]] else 0.0
            for i in range(rank):
                if s & terms[pivots[i]] == terms[pivots[i]]:
                    value -= rows[i, free[f]]
            left[found, f] = value if abs(value) > ZERO else 0.0
            largest = max(largest, abs(left[found, f]))
        found += largest > 0.0  # else the row is all zeros and is written over
    return left[:found].copy()


@njit(cache=True, nogil=True)
def _balanced(left: Floats) -> bool:
    """Whether some w >= 1 has w @ left = 0: phase one of the simplex method with Bland's rule.

    With w = 1 + v and v >= 0 the equations are left' v = -left' 1. Each starts with an artificial variable of
    its own in the basis, and the sum of those is driven down; it reaches 0 exactly when a v exists.
    """
    columns, equations = left.shape
    table = np.empty((equations, columns + 1))
    basis = np.empty(equations, dtype=np.int64)
    for i in range(equations):
        basis[i] = columns + i
        total = 0.0
        for j in range(columns):
            table[i, j] = left[j, i]
            total -= left[j, i]
        table[i, columns] = total
        if total < 0.0:
            for j in range(columns + 1):
                table[i, j] = -table[i, j]
    while True:
        entering = -1
        for j in range(columns):
            gain = 0.0
            for i in range(equations):
                if basis[i] >= columns:
                    gain += table[i, j]
            if gain > ZERO:
                entering = j
                break
        if entering < 0:
            break
        leaving = -1
        least = np.inf
        for i in range(equations):
            if table[i, entering] > ZERO:
                ratio = table[i, columns] / table[i, entering]
                if ratio < least - ZERO or (ratio < least + ZERO and basis[i] < basis[leaving]):
                    leaving = i
                    least = min(least, ratio)
        if leaving < 0:
            break
        _exchange(table, leaving, entering)
        basis[leaving] = entering
    short = 0.0
    for i in range(equations):
        if basis[i] >= columns:
            short += table[i, columns]
    return short <= ZERO * (1 + columns)


@njit(cache=True, nogil=True)
def _exchange(table: Floats, leaving: int, entering: int) -> None:
    """Make the column `entering` 1 in the row `leaving` and 0 in every other."""
    scale = table[leaving, entering]
    for j in range(table.shape[1]):
        table[leaving, j] /= scale
    for i in range(table.shape[0]):
        share = table[i, entering]
        if i != leaving and share != 0.0:
            for j in range(table.shape[1]):
                table[i, j] -= share * table[leaving, j]
