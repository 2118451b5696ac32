"""Compiled: Poisson log-linear fits by Newton's method without a design matrix.

Cells and terms are bitmasks below 2**L; cell 0 is the people nobody saw. With 0/1 coding the log-mean of a
cell s is the sum of the coefficients of the terms within s, and both the score and the information need only

    M(t) = sum of the means of the cells that contain t,       score_t = Y(t) - M(t),
    information_tu = M(t or u)

where Y is the same sum over the counts. One fast zeta transform (L 2**(L-1) additions) gives all of them.
Importing this module imports numba; nothing here checks its arguments.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Terms = NDArray[np.int64]
Flags = NDArray[np.bool_]

MOST_STEPS = 200
SETTLED = 1e-12  # the Newton decrement (twice the log-likelihood still to gain) per person seen
SHORTEST = 1e-10  # a step halved to less than this leads nowhere
ROUNDING = 1e-13  # of the log-likelihood: it is not known better, and a loss below this is none
SINGULAR = 1e-13  # of the diagonal: a smaller pivot says the parameters are not told apart
FAILED = -1


@njit(cache=True, nogil=True)
def subset_sums(values: Floats) -> None:
    """In place: entry s becomes the sum over the entries within s."""
    half = 1
    while half < values.shape[0]:
        for base in range(0, values.shape[0], 2 * half):
            for i in range(base, base + half):
                values[i + half] += values[i]
        half *= 2


@njit(cache=True, nogil=True)
def superset_sums(values: Floats) -> None:
    """In place: entry s becomes the sum over the entries that contain s."""
    half = 1
    while half < values.shape[0]:
        for base in range(0, values.shape[0], 2 * half):
            for i in range(base, base + half):
                values[i] += values[i + half]
        half *= 2


@njit(cache=True, nogil=True)
def independent(margins: Floats, within: int, beta: Floats) -> float:
    """The maximum of the main-effects model of the lists in `within`, into `beta`; the unseen are returned.

    N solves n = N (1 - prod_j (1 - n_j / N)) (Darroch 1958), and then beta_j = log(n_j / (N - n_j)). The caller
    has seen to it that every n_j is above 0 and below n and that somebody is on two lists.
    """
    n = margins[0]
    low, high = n, n
    excess = 1.0
    while excess > 0.0 and high < 1e300:  # where more would be expected to be missed, N lies above
        low = high
        high *= 2.0
        excess = high * _missed(margins, within, high) - (high - n)
    for _ in range(200):
        middle = low + (high - low) / 2
        if middle <= low or middle >= high:
            break
        if middle * _missed(margins, within, middle) - (middle - n) > 0.0:
            low = middle
        else:
            high = middle
    for s in range(beta.shape[0]):
        beta[s] = 0.0
    unseen = math.log(high)
    j = 1
    while j < margins.shape[0]:
        if j & within:
            unseen += math.log1p(-margins[j] / high)
            beta[j] = math.log(margins[j] / (high - margins[j]))
        j *= 2
    beta[0] = unseen
    return math.exp(unseen)


@njit(cache=True, nogil=True)
def _missed(margins: Floats, within: int, everyone: float) -> float:
    share = 1.0
    j = 1
    while j < margins.shape[0]:
        if j & within:
            share *= 1.0 - margins[j] / everyone
        j *= 2
    return share


@njit(cache=True, nogil=True)
def means(beta: Floats, alive: Flags, mu: Floats, sums: Floats) -> None:
    """Fill `mu` with the means of the living cells and `sums` with their superset sums."""
    for s in range(mu.shape[0]):  # written out: an assigned slice takes ten times as long to compile
        mu[s] = beta[s]
    subset_sums(mu)
    for s in range(mu.shape[0]):
        mu[s] = math.exp(mu[s]) if alive[s] else 0.0
        sums[s] = mu[s]
    superset_sums(sums)


@njit(cache=True, nogil=True)
def height(beta: Floats, terms: Terms, margins: Floats, sums: Floats) -> float:
    """The Poisson log-likelihood without its constant; minus infinity where it cannot be computed."""
    value = -sums[0]
    for a in range(terms.shape[0]):
        value += margins[terms[a]] * beta[terms[a]]
    return value if math.isfinite(value) else -math.inf


@njit(cache=True, nogil=True)
def factor(terms: Terms, sums: Floats, lower: Floats) -> bool:
    """Cholesky factor of the information into `lower`; False when it is singular."""
    size = terms.shape[0]
    for a in range(size):
        for b in range(a + 1):
            total = sums[terms[a] | terms[b]]
            for c in range(b):
                total -= lower[a, c] * lower[b, c]
            if a > b:
                lower[a, b] = total / lower[b, b]
            elif total <= SINGULAR * sums[terms[a]]:
                return False
            else:
                lower[a, a] = math.sqrt(total)
    return True


@njit(cache=True, nogil=True)
def solve(lower: Floats, vector: Floats) -> None:
    """In place: `vector` becomes the solution x of L L' x = vector."""
    size = vector.shape[0]
    for a in range(size):
        total = vector[a]
        for b in range(a):
            total -= lower[a, b] * vector[b]
        vector[a] = total / lower[a, a]
    for a in range(size - 1, -1, -1):
        total = vector[a]
        for b in range(a + 1, size):
            total -= lower[b, a] * vector[b]
        vector[a] = total / lower[a, a]


@njit(cache=True, nogil=True)
def climb(
    beta: Floats, terms: Terms, alive: Flags, margins: Floats, mu: Floats, sums: Floats, scale: float
) -> int:
    """Climb from `beta` to the maximum over the coefficients of `terms`; Newton steps taken, or FAILED.

    `beta` (2**L,) is the start and the answer, 0 outside `terms`; `terms` (p,) holds the intercept as term 0;
    `alive` (2**L,) marks the cells of the model; `margins` (2**L,) are the superset sums of the counts. `mu` and
    `sums` are left with the means and their superset sums at the answer. A step is halved while it would lose
    likelihood; Newton stops when less than SETTLED * `scale` of it is left (people seen).
    """
    size = terms.shape[0]
    lower = np.empty((size, size))
    step = np.empty(size)
    trial = np.zeros(beta.shape[0])
    means(beta, alive, mu, sums)
    current = height(beta, terms, margins, sums)
    for taken in range(MOST_STEPS):
        if not factor(terms, sums, lower):
            return FAILED
        for a in range(size):
            step[a] = margins[terms[a]] - sums[terms[a]]
        solve(lower, step)
        decrement = 0.0
        for a in range(size):
            decrement += step[a] * (margins[terms[a]] - sums[terms[a]])
        if not math.isfinite(decrement):
            return FAILED
        settled = decrement <= SETTLED * scale
        length = 1.0
        while True:
            for a in range(size):
                trial[terms[a]] = beta[terms[a]] + length * step[a]
            means(trial, alive, mu, sums)
            value = height(trial, terms, margins, sums)
            if settled or value >= current - ROUNDING * abs(current) or length < SHORTEST:
                break
            length /= 2
        for a in range(size):
            beta[terms[a]] = trial[terms[a]]
        current = value
        if settled:
            return taken + 1
    return FAILED


@njit(cache=True, nogil=True)
def living(margins: Floats, forbidden: Terms, within: int) -> Flags:
    """Mark the cells of a model: within the lists `within`, and in none of the `forbidden` overlaps.

    The coefficient of an interaction whose overlap holds nobody is at minus infinity, and its cells have mean 0.
    """
    alive = np.zeros(margins.shape[0], dtype=np.bool_)
    for s in range(1, margins.shape[0]):
        alive[s] = s & within == s
    for a in range(forbidden.shape[0]):
        bury(alive, forbidden[a])
    return alive


@njit(cache=True, nogil=True)
def bury(alive: Flags, term: int) -> None:
    """Take the cells that contain `term` out of the model."""
    for s in range(alive.shape[0]):
        if s & term == term:
            alive[s] = False
