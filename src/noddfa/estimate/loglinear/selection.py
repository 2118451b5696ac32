"""Compiled: forward selection of interactions on one table of counts, and the same on a batch of tables.

The reasons for each rule are in stepwise.py. Importing this module imports numba; nothing here checks its
arguments.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from noddfa.estimate.loglinear.cone import surely_exists, unspanned, verdict
from noddfa.estimate.loglinear.newton import (
    FAILED,
    Flags,
    Floats,
    Terms,
    bury,
    climb,
    height,
    independent,
    living,
    means,
    superset_sums,
)

BY_P_VALUE = 0
BY_CRITERION = 1
TIE = 1e-9  # two p-values closer than this, relatively, or two criteria, are alike: the first term is taken


@njit(cache=True, nogil=True)
def tail(count: float, mean: float) -> float:
    """The smaller of P(X <= count) and P(X >= count) for X Poisson with this mean above 0.

    The series runs away from the mean, so every term is smaller than the one before, and the smaller tail is
    never got by subtraction unless both are near one half.
    """
    if mean == 0.0:
        return 1.0 if count == 0.0 else 0.0
    exact = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1.0))
    total = 1.0
    term = 1.0
    k = count
    if count <= mean:
        while k > 0.0 and term > 1e-17 * total:
            term *= k / mean
            total += term
            k -= 1.0
    else:
        while term > 1e-17 * total:
            k += 1.0
            term *= mean / k
            total += term
    near = exact * total
    return min(near, 1.0 - near + exact)


@njit(cache=True, nogil=True)
def obstacle(margins: Floats) -> tuple[int, float]:
    """(lists that hold anybody, unseen): unseen is NaN, or what the main effects answer at the rim.

    Infinitely many when nobody is on two lists or fewer than two lists hold people; none when a list holds
    everyone.
    """
    n = margins[0]
    within = 0
    used = 0
    total = 0.0
    complete = False
    j = 1
    while j < margins.shape[0]:
        if margins[j] > 0.0:
            within |= j
            used += 1
            total += margins[j]
            complete = complete or margins[j] == n
        j *= 2
    if used < 2 or total == n:
        return within, math.inf
    return within, 0.0 if complete else math.nan


@njit(cache=True, nogil=True)
def _open(term: int, chosen: Flags, place: Terms, margins: Floats, within: int) -> bool:
    """Whether every part of `term` of two lists or more is chosen, none of them empty."""
    if term & within != term:
        return False
    rest = term
    while rest:
        part = term & ~(rest & -rest)
        rest &= rest - 1
        if part & (part - 1) != 0 and (not chosen[place[part]] or margins[part] == 0.0):
            return False
    return True


@njit(cache=True, nogil=True)
def _model(chosen: Flags, candidates: Terms, extra: int, margins: Floats, within: int) -> Terms:
    """The terms with finite coefficients of the model of these choices and number `extra`: intercept first."""
    terms = np.empty(candidates.shape[0] + 64, dtype=np.int64)
    terms[0] = 0
    size = 1
    j = 1
    while j < margins.shape[0]:
        if j & within:
            terms[size] = j
            size += 1
        j *= 2
    for c in range(candidates.shape[0]):
        if (chosen[c] or c == extra) and margins[candidates[c]] > 0.0:
            terms[size] = candidates[c]
            size += 1
    return terms[:size]


@njit(cache=True, nogil=True)
def code_with(
    chosen: Flags,
    candidates: Terms,
    extra: int,
    counts: Floats,
    margins: Floats,
    within: int,
    every: Terms,
    basis: Floats,
) -> int:
    """The verdict (cone.py) on the model of these choices and number `extra`.

    `every` are the finite terms of the largest model and `basis` what its cells with people leave open.
    """
    if basis.shape[0] == 0:
        return 0
    inside = np.zeros(every.shape[0], dtype=np.bool_)
    finite = _model(chosen, candidates, extra, margins, within)
    at = 0
    for a in range(every.shape[0]):  # both are in the same order
        if at < finite.shape[0] and every[a] == finite[at]:
            inside[a] = True
            at += 1
    if surely_exists(basis, inside):
        return 0
    forbidden = np.empty(candidates.shape[0], dtype=np.int64)
    empty = 0
    for c in range(candidates.shape[0]):
        if (chosen[c] or c == extra) and margins[candidates[c]] == 0.0:
            forbidden[empty] = candidates[c]
            empty += 1
    return verdict(counts, finite, living(margins, forbidden[:empty], within))


@njit(cache=True, nogil=True)
def codes(counts: Floats, candidates: Terms, chosen: Flags, found: Terms) -> None:
    """The verdict on each model, row of `chosen` (models, candidates), of every list, into `found`."""
    margins = counts.copy()
    superset_sums(margins)
    within = counts.shape[0] - 1
    many = candidates.shape[0]
    every = _model(np.ones(many, dtype=np.bool_), candidates, many, margins, within)
    basis = unspanned(counts, every)
    for m in range(chosen.shape[0]):
        found[m] = code_with(chosen[m], candidates, many, counts, margins, within, every, basis)


@njit(cache=True, nogil=True)
def select(
    counts: Floats, candidates: Terms, rule: int, limit: float, order: Terms, worth: Floats
) -> tuple[int, float]:
    """(how many terms were added, unseen): forward selection; `order` gets their numbers, `worth` why.

    `counts` (2**L,), 0 for the unseen. `candidates` every interaction that may be added, parts before what they
    are part of. By p-value, `limit` is the threshold and `worth` the p-values; by criterion, `limit` is what a
    parameter costs and `worth` the gain in the criterion. Unseen is infinite when nothing bounds them and NaN
    when a fit failed.
    """
    cells = counts.shape[0]
    margins = counts.copy()
    superset_sums(margins)
    within, unseen = obstacle(margins)
    if not math.isnan(unseen):
        return 0, unseen
    many = candidates.shape[0]
    chosen = np.zeros(many, dtype=np.bool_)
    place = np.zeros(cells, dtype=np.int64)
    for c in range(many):
        place[candidates[c]] = c
    beta = np.zeros(cells)
    mu = np.empty(cells)
    sums = np.empty(cells)
    unseen = independent(margins, within, beta)
    alive = living(margins, candidates[:0], within)
    means(beta, alive, mu, sums)
    whole = np.ones(many, dtype=np.bool_)
    for c in range(many):
        whole[c] = candidates[c] & within == candidates[c]
    every = _model(whole, candidates, many, margins, within)
    basis = unspanned(counts, every)
    terms = _model(chosen, candidates, many, margins, within)
    current = height(beta, terms, margins, sums)
    added = 0
    while added < many:
        best = -1
        least = limit if rule == BY_P_VALUE else -TIE * max(1.0, abs(current))
        for c in range(many):
            if chosen[c] or not _open(candidates[c], chosen, place, margins, within):
                continue
            if rule == BY_P_VALUE:
                value = tail(margins[candidates[c]], sums[candidates[c]])
                bound = least if best < 0 else least * (1.0 - TIE)
                if value >= bound:
                    continue
            if code_with(chosen, candidates, c, counts, margins, within, every, basis) != 0:
                continue
            if rule == BY_P_VALUE:
                best = c
                least = value
            else:
                gained = _height_with(c, chosen, candidates, margins, within, beta, alive)
                if math.isnan(gained):
                    return added, math.nan
                value = limit - 2.0 * (gained - current)
                if value < least - (TIE * max(1.0, abs(current)) if best >= 0 else 0.0):
                    best = c
                    least = value
        if best < 0:
            break
        order[added] = best
        worth[added] = least if rule == BY_P_VALUE else -least
        added += 1
        chosen[best] = True
        terms = _model(chosen, candidates, many, margins, within)
        _begin(candidates[best], margins, beta, alive, sums)
        if climb(beta, terms, alive, margins, mu, sums, margins[0]) == FAILED:
            return added, math.nan
        current = height(beta, terms, margins, sums)
        unseen = math.exp(beta[0])
    return added, unseen


@njit(cache=True, nogil=True)
def _begin(term: int, margins: Floats, beta: Floats, alive: Flags, sums: Floats) -> None:
    """Start the fit with a new term: its cells die when its overlap is empty, else it meets its own margin."""
    if margins[term] == 0.0:
        bury(alive, term)
    else:
        beta[term] = math.log(margins[term] / sums[term])


@njit(cache=True, nogil=True)
def _height_with(
    extra: int,
    chosen: Flags,
    candidates: Terms,
    margins: Floats,
    within: int,
    beta: Floats,
    alive: Flags,
) -> float:
    """The greatest log-likelihood of the model with number `extra`; NaN when the fit fails."""
    start = beta.copy()
    cells = alive.copy()
    mu = np.empty(beta.shape[0])
    sums = np.empty(beta.shape[0])
    means(start, cells, mu, sums)
    terms = _model(chosen, candidates, extra, margins, within)
    _begin(candidates[extra], margins, start, cells, sums)
    if climb(start, terms, cells, margins, mu, sums, margins[0]) == FAILED:
        return math.nan
    return height(start, terms, margins, sums)


@njit(cache=True, nogil=True)
def select_each(
    tables: Floats, candidates: Terms, rule: int, limits: Floats, unseen: Floats, added: Terms
) -> None:
    """`select` on each row of `tables` (B, 2**L); `limits` (B,); the answers go into `unseen` and `added`."""
    order = np.empty(candidates.shape[0], dtype=np.int64)
    worth = np.empty(candidates.shape[0])
    for row in range(tables.shape[0]):
        added[row], unseen[row] = select(tables[row], candidates, rule, limits[row], order, worth)
