"""Newton's step of a hierarchical log-linear model, from zeta transforms of its means: no design matrix.

The count y_s of pattern s is Poisson with log-mean eta_s = sum of b_t over the model's terms t that are
subsets of s (0/1 coding). Then t's sufficient statistic is the sum of y over the supersets of t, and the
information of terms t and u is the sum of the means over the supersets of t | u: one fast zeta transform
(Yates 1937, The design and analysis of factorial experiments) of the means holds all of the matrix.

The same step can be had from the patterns that are *not* terms of the model. With q of them, the step e in
eta is e = (y - m + x) / m, where x lies in the span of their Moebius vectors and makes e a vector of the
model: q equations, whose coefficients are sums of 1 / m over the subsets of the intersection of two
patterns. So no model of six lists needs more than 32 equations.
"""

from __future__ import annotations

from typing import TypeAlias

import numba
import numpy as np

from noddfa.estimate.loglinear.newton import Flags, Floats, Terms, subset_sums, superset_sums

Work: TypeAlias = tuple[Floats, Floats, Floats, Floats, Floats, Floats, Floats, Floats, Floats, Floats, Flags]
"""Room for one fit; see `work`."""

jit = numba.njit(cache=True, nogil=True, error_model="numpy")
_PIVOT = 1e-11


@jit
def work(n: int) -> Work:
    """Room for one fit of 2**L = n patterns: z, r, a, b, e (the step), 1/D, c, (-1)**|s|, means, trial, suspects."""
    matrix = np.zeros((n, n))
    sign = np.zeros(n)
    sign[0] = 1.0
    for s in range(1, n):
        sign[s] = -sign[s & (s - 1)]
    z, r, b, e, inverse = np.zeros(n), np.zeros(n), np.zeros(n), np.zeros(n), np.zeros(n)
    c, mu, trial = np.zeros(n), np.zeros(n), np.zeros(n)
    return z, r, matrix, b, e, inverse, c, sign, mu, trial, np.zeros(n, dtype=np.bool_)


@numba.njit(cache=True, nogil=True, error_model="numpy", fastmath={"reassoc", "contract"})
def factorise(a: Floats, n: int, tolerance: float, inverse: Floats) -> None:
    """The LDL' of a symmetric matrix (its lower triangle) in place: L below the diagonal, 1/D in `inverse`.

    A pivot at most `tolerance` times its diagonal is taken for 0, its inverse too (so its unknown comes out 0).
    Two rows are worked at a time against two columns, which keeps four sums in registers.
    """
    i = 0
    while i + 1 < n:
        p = a[i]
        q = a[i + 1]
        j = 0
        while j < i:
            u = a[j]
            v = a[j + 1]
            s00 = p[j]
            s01 = p[j + 1]
            s10 = q[j]
            s11 = q[j + 1]
            for k in range(j):
                s00 -= p[k] * u[k]
                s01 -= p[k] * v[k]
                s10 -= q[k] * u[k]
                s11 -= q[k] * v[k]
            p[j] = s00
            q[j] = s10
            p[j + 1] = s01 - s00 * v[j]
            q[j + 1] = s11 - s10 * v[j]
            j += 2
        d = p[i]
        e = q[i]
        f = q[i + 1]
        for k in range(i):
            x = p[k] * inverse[k]
            y = q[k] * inverse[k]
            d -= p[k] * x
            e -= q[k] * x
            f -= q[k] * y
            p[k] = x
            q[k] = y
        inverse[i] = 0.0 if d <= tolerance * p[i] else 1.0 / d
        q[i] = e * inverse[i]
        f -= e * q[i]
        inverse[i + 1] = 0.0 if f <= tolerance * q[i + 1] else 1.0 / f
        i += 2
    if i < n:
        p = a[i]
        for j in range(i):
            u = a[j]
            s = p[j]
            for k in range(j):
                s -= p[k] * u[k]
            p[j] = s
        d = p[i]
        for k in range(i):
            x = p[k] * inverse[k]
            d -= p[k] * x
            p[k] = x
        inverse[i] = 0.0 if d <= tolerance * p[i] else 1.0 / d


@jit
def solve(a: Floats, n: int, inverse: Floats, b: Floats) -> None:
    """The solution in place of the right side b, after `factorise`."""
    for i in range(n):
        s = b[i]
        ai = a[i]
        for k in range(i):
            s -= ai[k] * b[k]
        b[i] = s
    for i in range(n):
        b[i] *= inverse[i]
    for i in range(n - 1, -1, -1):
        s = b[i]
        ai = a[i]
        for k in range(i):
            b[k] -= ai[k] * s


@jit
def solve_terms(
    z: Floats,
    r: Floats,
    terms: Terms,
    p: int,
    tolerance: float,
    a: Floats,
    inverse: Floats,
    b: Floats,
    e: Floats,
) -> float:
    """Weighted least squares over the model's log-means: e = A (A'WA)^-1 A'r.

    z: weights and r: right side by pattern (both overwritten), terms: the p terms, the intercept last. Returns the
    intercept's variance, 0 when it is not determined.
    """
    superset_sums(z)
    superset_sums(r)
    for i in range(p):
        t = terms[i]
        ai = a[i]
        for j in range(i + 1):
            ai[j] = z[t | terms[j]]
        b[i] = r[t]
    factorise(a, p, tolerance, inverse)
    solve(a, p, inverse, b)
    for s in range(len(e)):
        e[s] = 0.0
    for i in range(p):
        e[terms[i]] = b[i]
    subset_sums(e)
    return inverse[p - 1]


@jit
def step_by_terms(y: Floats, mu: Floats, terms: Terms, p: int, w: Work) -> float:
    """Newton's step in eta into `w[4]`, by the p terms. Returns the intercept's variance."""
    z, r, a, b, e, inverse = w[:6]
    for s in range(len(y)):
        z[s] = mu[s]
        r[s] = y[s] - mu[s]
    return solve_terms(z, r, terms, p, _PIVOT, a, inverse, b, e)


@jit
def step_by_rest(y: Floats, mu: Floats, alive: Flags, rest: Terms, q: int, w: Work) -> float:
    """The same step by the q patterns that are not terms. Returns the intercept's variance."""
    z, r, a, b, e, inverse, c, sign = w[:8]
    n = len(y)
    for s in range(n):
        inv = 1.0 / mu[s] if alive[s] else 0.0
        z[s] = inv
        e[s] = inv
        r[s] = sign[s] * (y[s] * inv - 1.0) if alive[s] else 0.0
    subset_sums(r)
    subset_sums(z)
    for i in range(q):
        t = rest[i]
        ai = a[i]
        for j in range(i + 1):
            ai[j] = z[t & rest[j]]
        b[i] = r[t]
        c[i] = 1.0
    factorise(a, q, 0.0, inverse)
    solve(a, q, inverse, b)
    solve(a, q, inverse, c)
    sum_b = 0.0
    sum_c = 0.0
    for i in range(q):
        sum_b += b[i]
        sum_c += c[i]
    kappa = sum_b / sum_c  # minus the intercept's step: it makes x vanish at the pattern nobody can have
    for s in range(n):
        z[s] = 0.0
    for i in range(q):
        z[rest[i]] = kappa * c[i] - b[i]
    superset_sums(z)
    for s in range(n):
        e[s] *= y[s] - mu[s] + sign[s] * z[s]
    e[0] = -kappa
    return 1.0 / sum_c


@jit
def falling(alive: Flags, terms: Terms, p: int, out: Flags, w: Work) -> int:
    """Which of the suspects `out` one direction of the model sends to 0 while it leaves all other patterns as they are.

    Least squares weigh the suspects (which would fall by 1 each) at a millionth of the rest: a direction that is
    there costs nothing. Leaves those that fall in `out`; returns how many.
    """
    z, r, a, b, e, inverse = w[:6]
    n = len(alive)
    before = 0
    while True:
        count = 0
        for s in range(n):
            count += out[s]
            z[s] = (1e-6 if out[s] else 1.0) if alive[s] else 0.0
            r[s] = -1e-6 if out[s] else 0.0
        if count == 0 or count == before:
            return 0
        before = count
        solve_terms(z, r, terms, p, _PIVOT, a, inverse, b, e)
        good = True
        for s in range(n):
            if out[s]:
                if e[s] > -0.01:
                    out[s] = False
                    good = False
            elif alive[s] and abs(e[s]) > 1e-4:
                good = False
        if good:
            return count


@jit
def identified(alive: Flags, terms: Terms, p: int, w: Work) -> bool:
    """Whether the intercept is a combination of the log-means of the patterns alive."""
    z, r, a, b, e, inverse = w[:6]
    for s in range(len(alive)):
        z[s] = 1.0 if alive[s] else 0.0
        r[s] = 0.0
    return solve_terms(z, r, terms, p, 1e-9, a, inverse, b, e) > 0.0
