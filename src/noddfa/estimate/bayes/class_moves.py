"""Moves of the latent-class sampler judged by a likelihood from which classes and the unseen are summed out.

Given how people are split over the classes, and given the unseen, the chances of being on lists are
known to a few per cent: Gibbs sampling alone creeps through what is known to no better than tens of per
cent, which is how many are unseen. `flow` (Hamiltonian) and `shift` (random walk) do not hang on either.
See `class_kernel` for the arrays.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from noddfa.estimate.bayes.variates import State, negative_binomial, normal, uniform

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ALPHA: Final = 0
BEYOND: Final = 1
PRIOR_MAX: Final = 2
FLOW_STEP: Final = 3
SHIFT_STEP: Final = 4
"""Where each number stands in `settings`."""

HOLDS_PEOPLE: Final = math.log(1e-3)
"""Log-share of a class from which `flow` moves it; smaller classes are left to the Gibbs sweep."""
FARTHEST: Final = 500.0
"""Log-odds beyond which a proposal is refused rather than worked out."""


@njit(cache=True, nogil=True)
def total_of(values: Floats) -> float:
    """The sum; a plain loop compiles ten times faster than NumPy's."""
    total = 0.0
    for i in range(len(values)):
        total += values[i]
    return total


@njit(cache=True, nogil=True)
def seen_in(counts: Ints) -> int:
    """People seen: all patterns but the first."""
    total = 0
    for m in range(1, len(counts)):
        total += counts[m]
    return total


@njit(cache=True, nogil=True)
def fill_class(cells: Ints, on: Floats, off: Floats, share: float, column: Floats) -> None:
    """The chance of a class and each pattern, by tables of the patterns on either half of the lists."""
    lists = len(on)
    half = (lists + 1) // 2
    tables = np.empty((2, 1 << half))
    for side in range(2):
        size = 1
        tables[side, 0] = 1.0
        for j in range(half * side, lists if side else half):
            for s in range(size):
                tables[side, s + size] = tables[side, s] * on[j]
                tables[side, s] *= off[j]
            size *= 2
    mask = (1 << half) - 1
    for m in range(len(cells)):
        column[m] = share * tables[0, cells[m] & mask] * tables[1, cells[m] >> half]


@njit(cache=True, nogil=True)
def log_likelihood(counts: Ints, joint: Floats, beyond: float) -> float:
    """sum_s y_s log p_s - (n + beyond) log(1 - p_0), with N summed out under its prior."""
    total, seen = 0.0, beyond
    for m in range(1, len(counts)):
        if counts[m]:
            chance = total_of(joint[m])
            if not chance > 0:
                return -math.inf
            total += counts[m] * math.log(chance)
            seen += counts[m]
    unseen = total_of(joint[0])
    return total - seen * math.log(1 - unseen) if unseen < 1 else -math.inf


@njit(cache=True, nogil=True)
def within(counts: Ints, settings: Floats, state: State, unseen: float) -> bool:
    """Whether as many people unseen as a draw gives, each being so with chance `unseen`, are allowed.

    A proposal is refused when its draw is beyond prior_max. Draw and proposal are so accepted together,
    exactly as a prior that ends at prior_max asks, without the sum that would normalise it.
    """
    if not unseen < 1:
        return False
    shape = seen_in(counts) + settings[BEYOND]
    mean, spread = shape * unseen / (1 - unseen), math.sqrt(shape * unseen) / (1 - unseen)
    if mean + 12 * spread + 100 < settings[PRIOR_MAX]:
        return True
    return negative_binomial(state, shape, unseen) <= settings[PRIOR_MAX]


@njit(cache=True, nogil=True)
def _slopes(
    cells: Ints,
    counts: Ints,
    settings: Floats,
    which: Ints,
    whole: float,
    rest: Floats,
    x: Floats,
    chance: Floats,
    shares: Floats,
    later: Floats,
    joint: Floats,
    slope: Floats,
    valued: bool,
) -> float:
    """Log-density at position `x` when `valued`, else 0; its slopes into `slope`, all else `x` gives besides.

    x        log-odds of each list in each of the classes `which`, then log-ratios of their shares to the
             last one's; together they keep the share `whole`
    rest     (M,) chance of each pattern in the other classes
    chance   (2, S, L) off and on; shares (K,); later (K,) share of a class and those after it; joint (M, S)
    """
    some, lists = chance.shape[1], chance.shape[2]
    classes, cells_n = len(shares), len(cells)
    value, scale = 0.0, 1.0
    for i in range(some - 1):
        scale += math.exp(x[some * lists + i])
    for i in range(some):
        ratio = math.exp(x[some * lists + i]) if i < some - 1 else 1.0
        shares[which[i]] = whole * ratio / scale
        for j in range(lists):
            fall = math.exp(-x[i * lists + j])
            chance[1, i, j] = 1 / (1 + fall)
            chance[0, i, j] = fall * chance[1, i, j]
            if valued:
                size = abs(x[i * lists + j])
                value -= size + 2 * math.log1p(math.exp(-size))
        fill_class(cells, chance[1, i], chance[0, i], shares[which[i]], joint[:, i])
    last = which[some - 1]
    for k in range(last, -1, -1):
        later[k] = shares[k] + (later[k + 1] if k + 1 < classes else 0.0)
    # Expected people of each class (the unseen among them), and those of them on each list.
    members, listed = np.zeros(some), np.zeros((lists, some))
    seen = settings[BEYOND]
    for m in range(cells_n - 1, -1, -1):
        if m and counts[m] == 0:
            continue
        total = rest[m]
        for i in range(some):
            total += joint[m, i]
        if m:
            seen += counts[m]
            weight = counts[m] / total
            if valued:
                value += counts[m] * math.log(total)
        else:
            weight = seen / (1 - total)
            if valued:
                value -= seen * math.log(1 - total) if total < 1 else math.inf
        for i in range(some):
            members[i] += joint[m, i] * weight
        for j in range(lists):
            if cells[m] >> j & 1:
                for i in range(some):
                    listed[j, i] += joint[m, i] * weight
    inverse = 0.0
    at = 0
    for k in range(last + 1):
        if k < classes - 1:
            inverse += 1 / later[k]
            if valued:
                value -= math.log(later[k])
        if k == which[at]:
            i = at
            at += 1
            members_here = members[i]
            for j in range(lists):
                slope[i * lists + j] = listed[j, i] + 1 - (members_here + 2) * chance[1, i, j]
            members[i] = members_here + 1 - shares[k] * inverse
            if k == classes - 1:
                members[i] += settings[ALPHA] - 1
            if valued:
                value += math.log(shares[k]) * (settings[ALPHA] if k == classes - 1 else 1.0)
    pull = total_of(members) / whole
    for i in range(some - 1):
        slope[some * lists + i] = members[i] - shares[which[i]] * pull
    return value


@njit(cache=True, nogil=True)
def flow(
    cells: Ints,
    counts: Ints,
    chances: Floats,
    sticks: Floats,
    joint: Floats,
    settings: Floats,
    widths: Floats,
    state: State,
    most: int,
) -> float:
    """Hamiltonian move of the classes that hold people: their chances, and shares among themselves.

    Up to `most` leapfrog steps; returns the chance of acceptance. Whether a class holds people must not
    change by the move, else it is refused: so it can be undone, as detailed balance asks.
    """
    classes, lists = chances.shape[1], chances.shape[2]
    which = np.empty(classes, dtype=np.int64)
    some, whole = 0, 0.0
    shares, later, rest = np.empty(classes), np.empty(classes), np.zeros(len(cells))
    for k in range(classes):
        shares[k], later[k] = math.exp(sticks[0, k]), math.exp(sticks[1, k])
        if sticks[0, k] > HOLDS_PEOPLE:
            which[some] = k
            some += 1
            whole += shares[k]
        else:
            for m in range(len(cells)):
                rest[m] += joint[m, k]
    x = np.empty(some * lists + some - 1)
    wide = np.empty(len(x))
    for i in range(some):
        k = which[i]
        for j in range(lists):
            x[i * lists + j] = math.log(chances[1, k, j] / chances[0, k, j])
            wide[i * lists + j] = widths[j]
        if i < some - 1:
            x[some * lists + i] = sticks[0, k] - sticks[0, which[some - 1]]
            wide[some * lists + i] = widths[lists]
    speed, slope = np.empty(len(x)), np.empty(len(x))
    chance, trial = np.empty((2, some, lists)), np.empty((len(cells), some))
    step = settings[FLOW_STEP] * (0.8 + 0.4 * uniform(state))
    steps = 1 + int(uniform(state) * most)
    rise, proposed = 0.0, -math.inf
    for s in range(steps + 1):
        proposed = _slopes(
            cells,
            counts,
            settings,
            which,
            whole,
            rest,
            x,
            chance,
            shares,
            later,
            trial,
            slope,
            s in (0, steps),
        )
        if s == 0:
            rise -= proposed
            for i in range(len(x)):
                speed[i] = normal(state)
                rise += 0.5 * speed[i] * speed[i]
        for i in range(len(x)):
            speed[i] += (0.5 if s in (0, steps) else 1.0) * step * wide[i] * slope[i]
            if s < steps:
                x[i] += step * wide[i] * speed[i]
        for i in range(len(x)):
            if not abs(x[i]) < FARTHEST:
                return 0.0
    rise += proposed
    for i in range(len(x)):
        rise -= 0.5 * speed[i] * speed[i]
    for i in range(some):
        if not math.log(shares[which[i]]) > HOLDS_PEOPLE:
            return 0.0
    unseen = rest[0] + total_of(trial[0])
    if math.log(uniform(state)) < rise and within(counts, settings, state, unseen):
        for i in range(some):
            k = which[i]
            sticks[0, k] = math.log(shares[k])
            for j in range(lists):
                chances[0, k, j], chances[1, k, j] = chance[0, i, j], chance[1, i, j]
            for m in range(len(cells)):
                joint[m, k] = trial[m, i]
        for k in range(which[some - 1] + 1):
            sticks[1, k] = math.log(later[k])
    return math.exp(min(0.0, rise)) if rise == rise else 0.0


@njit(cache=True, nogil=True)
def shift(
    cells: Ints, counts: Ints, chances: Floats, sticks: Floats, joint: Floats, settings: Floats, state: State
) -> float:
    """Make every list likelier, or less so, for a class, and the class smaller or larger to match; 1 if done.

    The odds of each list are multiplied by one factor. The class's odds of holding a person are multiplied
    by r = 1 + more, which is how much less often it is seen; the other shares then by f.
    """
    classes, lists = chances.shape[1], chances.shape[2]
    k = int(uniform(state) * classes)
    factor = math.exp(settings[SHIFT_STEP] * normal(state))
    on, off = np.empty(lists), np.empty(lists)
    rise, missed, would_miss = 0.0, 1.0, 1.0
    for j in range(lists):
        both = chances[1, k, j] * factor + chances[0, k, j]
        on[j], off[j] = chances[1, k, j] * factor / both, chances[0, k, j] / both
        rise += math.log(factor) - 2 * math.log(both)
        missed *= chances[0, k, j]
        would_miss *= off[j]
    if not min(1 - missed, 1 - would_miss) > 1e-9:
        return 0.0
    more = (1 - missed) / (1 - would_miss) - 1
    log_r, log_f = math.log1p(more), -math.log1p(more * math.exp(sticks[0, k]))
    trial, f = np.empty(joint.shape), math.exp(log_f)
    for m in range(len(cells)):
        for other in range(classes):
            trial[m, other] = joint[m, other] * f
    fill_class(cells, on, off, math.exp(sticks[0, k] + log_r + log_f), trial[:, k])
    rise += log_likelihood(counts, trial, settings[BEYOND]) - log_likelihood(counts, joint, settings[BEYOND])
    # Shares as coordinates, and their prior: (alpha - 1) log share_K - sum_{i<K} log rest_i.
    rise += log_r + classes * log_f + (settings[ALPHA] - 1) * log_f
    if k == classes - 1:
        rise += (settings[ALPHA] - 1) * log_r
    grown = np.empty(classes)
    for i in range(classes):
        inside = math.exp(sticks[0, k] - sticks[1, i]) if i <= k else 0.0
        grown[i] = log_f + math.log1p(more * inside)
        if i < classes - 1:
            rise -= grown[i]
    if not (math.log(uniform(state)) < rise and within(counts, settings, state, total_of(trial[0]))):
        return 0.0
    for j in range(lists):
        chances[1, k, j], chances[0, k, j] = on[j], off[j]
    for m in range(len(cells)):
        for i in range(classes):
            joint[m, i] = trial[m, i]
    for i in range(classes):
        sticks[0, i] += log_f + (log_r if i == k else 0.0)
        sticks[1, i] += grown[i]
    return 1.0


@njit(cache=True, nogil=True)
def swap_neighbours(chances: Floats, sticks: Floats, joint: Floats, alpha: float, state: State) -> None:
    """Let neighbouring classes change places, so that large ones come first as the prior has it.

    Papaspiliopoulos & Roberts 2008, Biometrika 95(1), with the shares themselves changing places.
    """
    last = sticks.shape[1] - 1
    for k in range(last):
        here, there = sticks[0, k], sticks[0, k + 1]
        if k + 1 < last:
            after = sticks[1, k + 2]
            rest = max(after, here) + math.log1p(math.exp(-abs(after - here)))
            rise = sticks[1, k + 1] - rest
        else:
            rest, rise = here, (alpha - 1) * (here - there)
        if math.log(uniform(state)) < rise:
            sticks[0, k], sticks[0, k + 1], sticks[1, k + 1] = there, here, rest
            for side in range(2):
                for j in range(chances.shape[2]):
                    kept = chances[side, k, j]
                    chances[side, k, j] = chances[side, k + 1, j]
                    chances[side, k + 1, j] = kept
            for m in range(len(joint)):
                joint[m, k], joint[m, k + 1] = joint[m, k + 1], joint[m, k]
