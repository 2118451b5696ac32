"""The compiled sweep of the latent-class sampler: see `latent_classes` for the model and the sources.

One chain of K classes, L lists and M patterns stands in these arrays:

cells      (M,) pattern numbers; the first is 0, the pattern of the unseen
counts     (M,) people of each pattern; the first is the unseen, those of censored patterns are drawn
censored   (C, 3) for each pattern known only between bounds: its place in `cells`, the least, the most
chances    (2, K, L) that a person of the class is not, and is, on the list
sticks     (2, K) log of each class's share of people; log of its share and those of the classes after it
joint      (M, K) chance of the pattern and the class
settings   alpha; 0 for a prior proportional to 1/N, 1 for a flat one; most people unseen; lengths of moves;
           the parameters a and b of alpha's prior
widths     (L + 1,) scale of each list's log-odds, then that of shares, in `flow`
state      (4,) of the random generator

Counts are split over the classes, never person by person, so a sweep costs about patterns x classes.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from noddfa.estimate.bayes.class_moves import (
    ALPHA,
    BEYOND,
    FLOW_STEP,
    PRIOR_MAX,
    SHIFT_STEP,
    fill_class,
    flow,
    log_likelihood,
    seen_in,
    shift,
    swap_neighbours,
    total_of,
    within,
)
from noddfa.estimate.bayes.variates import State, binomial, gamma, log_gamma, negative_binomial, uniform

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PRIOR_A: Final = 5
PRIOR_B: Final = 6
MOST_STEPS: Final = 24
SHIFTS: Final = 3
FLOW_AIM: Final = 0.8
SHIFT_AIM: Final = 0.3
"""Share of moves to accept, towards which their lengths are steered while a chain warms up."""


@njit(cache=True, nogil=True)
def sweeps(
    cells: Ints,
    counts: Ints,
    censored: Ints,
    chances: Floats,
    sticks: Floats,
    joint: Floats,
    settings: Floats,
    widths: Floats,
    state: State,
    many: int,
    gain: float,
    draws: Floats,
) -> None:
    """Make `many` sweeps.

    Row i of `draws` gets what the i-th ends with: people in all, alpha, classes that hold somebody. With
    a `gain` above 0 the lengths of moves are steered by it, and the target is then not quite kept.
    """
    classes = sticks.shape[1]
    for sweep in range(many):
        people = _split(cells, counts, joint, state, chances.shape[2])
        _draw_chances(people, chances, state)
        _draw_sticks(people, sticks, settings, state)
        for k in range(classes):
            fill_class(cells, chances[1, k], chances[0, k], math.exp(sticks[0, k]), joint[:, k])
        swap_neighbours(chances, sticks, joint, settings[ALPHA], state)
        moved = flow(cells, counts, chances, sticks, joint, settings, widths, state, MOST_STEPS)
        settings[FLOW_STEP] = min(settings[FLOW_STEP] * math.exp(gain * (moved - FLOW_AIM)), 1.9)
        for _time in range(SHIFTS):
            moved = shift(cells, counts, chances, sticks, joint, settings, state)
            settings[SHIFT_STEP] = min(settings[SHIFT_STEP] * math.exp(gain * (moved - SHIFT_AIM)), 10.0)
        _draw_censored(counts, censored, joint, settings, state)
        _draw_unseen(counts, total_of(joint[0]), settings, state)
        if sweep < len(draws):
            draws[sweep, 0] = counts[0] + seen_in(counts)
            draws[sweep, 1] = settings[ALPHA]
            draws[sweep, 2] = 0
            for k in range(classes):
                draws[sweep, 2] += 1 if people[k, -1] else 0


@njit(cache=True, nogil=True)
def exchanged(
    counts: Ints,
    joint: Floats,
    settings: Floats,
    other_counts: Ints,
    other_joint: Floats,
    other_settings: Floats,
    state: State,
) -> bool:
    """Whether two rungs of a ladder exchange their mixtures; if so alpha is exchanged and the unseen are drawn anew.

    The caller exchanges the arrays. `cells` and the kind of prior are the same on both.
    """
    beyond = settings[BEYOND]
    rise = log_likelihood(counts, other_joint, beyond) - log_likelihood(counts, joint, beyond)
    rise += log_likelihood(other_counts, joint, beyond) - log_likelihood(other_counts, other_joint, beyond)
    mine, theirs = total_of(joint[0]), total_of(other_joint[0])
    if not (
        math.log(uniform(state)) < rise
        and within(counts, settings, state, theirs)
        and within(other_counts, other_settings, state, mine)
    ):
        return False
    kept = settings[ALPHA]
    settings[ALPHA] = other_settings[ALPHA]
    other_settings[ALPHA] = kept
    _draw_unseen(counts, theirs, settings, state)
    _draw_unseen(other_counts, mine, other_settings, state)
    return True


@njit(cache=True, nogil=True)
def _split(cells: Ints, counts: Ints, joint: Floats, state: State, lists: int) -> Ints:
    """(K, L + 1) people of each class on each list, and of the class; each pattern's are split multinomially."""
    classes = joint.shape[1]
    people = np.zeros((classes, lists + 1), dtype=np.int64)
    for m in range(len(cells)):
        left, chance = counts[m], total_of(joint[m])
        for k in range(classes):
            if left == 0:
                break
            got = left
            if k < classes - 1:
                got = binomial(state, left, joint[m, k] / chance if chance > 0 else 1.0)
                chance -= joint[m, k]
            if got:
                left -= got
                people[k, lists] += got
                for j in range(lists):
                    if cells[m] >> j & 1:
                        people[k, j] += got
    return people


@njit(cache=True, nogil=True)
def _draw_chances(people: Ints, chances: Floats, state: State) -> None:
    """Each chance from its beta: uniform beforehand, then 1 + people on the list, 1 + people not on it."""
    lists = chances.shape[2]
    for k in range(chances.shape[1]):
        for j in range(lists):
            on, off = people[k, j], people[k, lists] - people[k, j]
            if on and off:
                a, b = gamma(state, 1.0 + on), gamma(state, 1.0 + off)
                chances[1, k, j], chances[0, k, j] = a / (a + b), b / (a + b)
            else:
                # One of the two is 1: the other's side is a power of a uniform.
                power = math.log(uniform(state)) / (1 + on + off)
                larger = 1 if on else 0
                chances[larger, k, j], chances[1 - larger, k, j] = math.exp(power), -math.expm1(power)


@njit(cache=True, nogil=True)
def _draw_sticks(people: Ints, sticks: Floats, settings: Floats, state: State) -> None:
    """Break the stick given the members, then draw alpha given how short its last piece is."""
    last, lists, later = people.shape[0] - 1, people.shape[1] - 1, 0
    for k in range(last + 1):
        later += people[k, lists]
    sticks[1, 0] = 0.0
    for k in range(last):
        later -= people[k, lists]
        taken = log_gamma(state, 1.0 + people[k, lists])
        left = log_gamma(state, settings[ALPHA] + later)
        both = max(taken, left) + math.log1p(math.exp(-abs(taken - left)))
        sticks[0, k] = sticks[1, k] + taken - both
        sticks[1, k + 1] = sticks[1, k] + left - both
    sticks[0, last] = sticks[1, last]
    settings[ALPHA] = gamma(state, settings[PRIOR_A] + last) / (settings[PRIOR_B] - sticks[1, last])


@njit(cache=True, nogil=True)
def _draw_censored(counts: Ints, censored: Ints, joint: Floats, settings: Floats, state: State) -> None:
    """Each censored count between its bounds, the unseen summed out.

    Its weights follow w(y + 1) / w(y) = (r + y) p / ((1 - p_0) (y + 1)), where the other people seen and
    `beyond` make r, p is the chance of the pattern and p_0 that of being unseen.
    """
    unseen = total_of(joint[0])
    for c in range(len(censored)):
        m, least, most = censored[c]
        before = counts[m]
        others = seen_in(counts) - before + settings[BEYOND]
        odds = total_of(joint[m]) / (1 - unseen)
        weight, total, kept = 1.0, 1.0, least
        for y in range(least, most):
            weight *= (others + y) * odds / (y + 1)
            total += weight
            if uniform(state) * total < weight:
                kept = y + 1
            if total > 1e200:
                weight, total = weight / total, 1.0
        counts[m] = kept
        if not within(counts, settings, state, unseen):
            counts[m] = before


@njit(cache=True, nogil=True)
def _draw_unseen(counts: Ints, chance: float, settings: Floats, state: State) -> None:
    """The unseen given the rest: negative binomial, no more than prior_max."""
    shape = seen_in(counts) + settings[BEYOND]
    for _time in range(50 if chance < 1 else 0):
        counts[0] = negative_binomial(state, shape, chance)
        if counts[0] <= settings[PRIOR_MAX]:
            return
    # Nearly all of it lies above: walk down from the limit, where the weights now fall.
    y, weight, total = int(settings[PRIOR_MAX]), 1.0, 1.0
    counts[0] = y
    while y > 0 and weight > 1e-18 * total:
        weight *= y / ((shape + y - 1) * chance)
        y -= 1
        total += weight
        if uniform(state) * total < weight:
            counts[0] = y
