"""Fits of many hierarchical models in one go, each started from its parent's fit.

**Empty overlaps.** When nobody is on all the lists of a term of the model, the likelihood grows as its
parameter goes to minus infinity, and every pattern that contains it is fitted by 0: the term and those
patterns are taken out (Chan, Silverman & Vincent 2021, Multiple systems estimation for sparse capture
data, Journal of the American Statistical Association 116(535)). What is left can still have its supremum
at infinity, in a direction that sends the means of other empty patterns to 0 and leaves all the rest as
they are (Fienberg & Rinaldo 2012, Maximum likelihood estimation in log-linear models, Annals of Statistics
40(2)). Such patterns show themselves in the Newton step (-1 in each); the direction is verified on equal
weights and they are taken out too. In either case the likelihood is its supremum.

**Is the number unseen identified?** exp(b_0) is, when the intercept is a combination of the log-means
that stay finite. When only empty overlaps were taken out, that is exactly when some remaining pattern is
not a remaining term: each remaining term's own pattern remains, and these determine every b_t from b_0,
so that one pattern more gives one equation more; a smallest such pattern s has sum over subsets t of s of
(-1)**|t| = -(-1)**|s| over terms, not 0, hence determines b_0.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.loglinear.enumeration import chain_to
from noddfa.estimate.loglinear.newton import Flags, Floats, Terms, superset_sums
from noddfa.estimate.loglinear.steps import Work, falling, identified, jit, step_by_rest, step_by_terms, work

EMPTY_OVERLAP: Final = 1
"""An overlap that the model speaks of is empty: its parameter is at minus infinity."""
FURTHER_FACE: Final = 2
"""Other patterns are at 0 too: the maximum does not exist though no overlap of the model is to blame."""
UNIDENTIFIED: Final = 4
"""The number unseen does not follow from the fit."""
UNSETTLED: Final = 8
"""Newton's method did not settle."""

_MOST_STEPS = 80
_DECREMENT = 1e-10  # twice the log-likelihood still to be had
_LARGEST = 1e-3  # relative change of any mean in the last step; the error after it is about its square
_INTERCEPT = 1e-4
_IMBALANCE = 1e-4  # of the root of the people seen: at rest a fit is out by a tenth of that at most
_SMALL = 1e-4  # a mean below this is left to the system of the terms
_FALLEN = 1e-6


def empty_terms(y: NDArray[np.float64]) -> np.uint64:
    """The mask of the terms whose overlap nobody is in; `y` (2**L,) counts by pattern, its entry 0 being 0."""
    patterns = np.arange(len(y))
    return np.uint64(sum(1 << t for t in range(len(y)) if not y[patterns & t == t].any()))


def start(y: NDArray[np.float64]) -> NDArray[np.float64]:
    """(2**L,) log-means of independent lists with as many people unseen as seen."""
    n_lists = len(y).bit_length() - 1
    everyone = 2 * y.sum()
    patterns = np.arange(len(y))
    eta = np.full(len(y), np.log(everyone))
    for j in range(n_lists):
        on = patterns >> j & 1 == 1
        share = max(y[on].sum(), 0.5) / everyone
        eta += np.where(on, np.log(share), np.log1p(-share))
    return eta


@jit
def _means(y: Floats, eta: Floats, alive: Flags, mu: Floats) -> float:
    """Fill mu from eta where alive; the log-likelihood without its constant."""
    value = 0.0
    for s in range(len(y)):
        mu[s] = 0.0
        if alive[s]:
            mu[s] = np.exp(eta[s])
            value += y[s] * eta[s] - mu[s]
    return value


@jit
def _some(flags: Flags) -> bool:
    """Whether any is true (a loop compiles faster than `any`)."""
    found = False
    for flag in flags:
        found |= flag
    return found


@jit
def _split(kept: np.uint64, alive: Flags, frozen: Flags, terms: Terms, rest: Terms) -> tuple[int, int]:
    """List the terms of `kept` (the intercept last) and the other patterns that no empty overlap took out."""
    p = 0
    q = 0
    for s in range(len(alive) - 1, -1, -1):
        if (kept >> np.uint64(s)) & np.uint64(1):
            terms[p] = s
            p += 1
        elif alive[s] or frozen[s]:
            rest[q] = s
            q += 1
    return p, q


@jit
def _balanced(y: Floats, mu: Floats, terms: Terms, p: int, r: Floats) -> bool:
    """Whether the fit has as many people as the table in each term's overlap, as at a maximum; `r` is overwritten."""
    seen = 0.0
    for s in range(len(y)):
        r[s] = y[s] - mu[s]
        seen += y[s]
    superset_sums(r)
    limit = _IMBALANCE * (1.0 + np.sqrt(seen))
    worst = 0.0
    for i in range(p):
        worst = max(worst, abs(r[terms[i]]))
    return worst <= limit


@jit
def _settle(
    y: Floats,
    eta: Floats,
    cold: Floats,
    alive: Flags,
    frozen: Flags,
    terms: Terms,
    p: int,
    rest: Terms,
    q: int,
    known: bool,
    w: Work,
    answer: Floats,
) -> None:
    """Fit one model from `eta`, else from `cold`, moving patterns that fall to 0 from `alive` to `frozen`.

    known: the number unseen may be identified (it was in the parent). Fills eta, alive, frozen and answer =
    (log-likelihood without its constant, log of the unseen, its variance, flags, steps). Where means of nearly 0
    make a direction too faint to calculate with, Newton's step leaves it out and comes to rest short of the
    maximum; overlaps that do not balance show it, and the fit begins anew from `cold`.
    """
    n = len(y)
    e, mu, trial, out = w[4], w[8], w[9], w[10]
    some_frozen = _some(frozen)
    if some_frozen and known:
        known = identified(alive, terms, p, w)
    value = _means(y, eta, alive, mu)
    variance = 0.0
    steps = 0
    most_steps = _MOST_STEPS
    flags = UNSETTLED
    while steps < most_steps:
        steps += 1
        # By the smaller system; but in that of the rest a mean near 0 weighs too much to calculate with.
        smallest = np.inf
        for s in range(n):
            if alive[s]:
                smallest = min(smallest, mu[s])
        if q < p and not some_frozen and smallest > _SMALL:
            variance = step_by_rest(y, mu, alive, rest, q, w)
        else:
            variance = step_by_terms(y, mu, terms, p, w)
        decrement = 0.0
        least = 0.0
        most = 0.0
        suspects = 0
        for s in range(n):
            trial[s] = e[s]
            out[s] = False
            if alive[s]:
                decrement += mu[s] * e[s] * e[s]
                least = min(least, e[s])
                most = max(most, e[s])
                if y[s] == 0.0 and e[s] < -0.3 and mu[s] < 1.0:
                    out[s] = True
                    suspects += 1
        at_rest = (
            decrement < _DECREMENT and max(-least, most) < _LARGEST and (not known or abs(e[0]) < _INTERCEPT)
        )
        if at_rest:
            # What fell so far that it no longer counts looks settled, and need not be.
            suspects = 0
            for s in range(n):
                out[s] = alive[s] and y[s] == 0.0 and mu[s] < _FALLEN
                suspects += out[s]
        if (
            (at_rest or decrement < 0.5 or steps % 4 == 0)
            and suspects > 0
            and falling(alive, terms, p, out, w) > 0
        ):
            for s in range(n):
                alive[s] &= not out[s]
                frozen[s] |= out[s]
            some_frozen = True
            known = known and identified(alive, terms, p, w)
            value = _means(y, eta, alive, mu)
            continue
        if at_rest and not _balanced(y, mu, terms, p, w[1]):
            if most_steps > _MOST_STEPS:
                break
            most_steps = steps + _MOST_STEPS
            for s in range(n):
                eta[s] = cold[s]
            value = _means(y, eta, alive, mu)
            continue
        if at_rest:
            for s in range(n):
                eta[s] += trial[s]
            value += 0.5 * decrement
            flags = 0
            break
        length = min(1.0, 2.0 / max(most, 1e-9), 6.0 / max(-least, 1e-9))
        for s in range(n):
            trial[s] = eta[s] + length * trial[s]
        better = _means(y, trial, alive, mu)
        while better < value - 1e-12 * abs(value) - 1e-9 and length > 1e-6:
            length *= 0.5
            for s in range(n):
                trial[s] = 0.5 * (eta[s] + trial[s])
            better = _means(y, trial, alive, mu)
        for s in range(n):
            eta[s] = trial[s]
        value = better
    known = known and variance > 0.0  # else what determines it is lost in rounding (variance beyond 1e11 / n)
    answer[0] = value
    answer[1] = eta[0] if known else np.nan
    answer[2] = variance if known else np.nan
    answer[3] = flags if known else flags | UNIDENTIFIED
    answer[4] = steps


@jit
def sweep(
    y: Floats,
    zero: np.uint64,
    eta: Floats,
    masks: NDArray[np.uint64],
    added: NDArray[np.uint8],
    first: int,
    last: int,
    kernel: Floats,
    log_unseen: Floats,
    variance: Floats,
    flags: NDArray[np.uint8],
    steps: NDArray[np.uint8],
) -> None:
    """Fit the models first..last-1 of a depth-first list (`enumeration`), writing at their places.

    y (2**L,) counts by pattern, entry 0 being 0; zero: `empty_terms(y)`; eta: `start(y)`.
    kernel: log-likelihood without its constant; log_unseen and variance: of log(unseen), NaN where not identified;
    flags: as above; steps: 0 where the parent's fit is the model's. Ranges cut alike give the same bits.
    """
    n = len(y)
    one = np.uint64(1)
    w = work(n)
    terms = np.empty(n, dtype=np.int64)
    rest = np.empty(n, dtype=np.int64)
    # By depth: log-means, patterns alive, patterns taken out beyond empty overlaps, what was found.
    etas = np.zeros((n, n))
    alives = np.zeros((n, n), dtype=np.bool_)
    frozens = np.zeros((n, n), dtype=np.bool_)
    answers = np.zeros((n, 5))
    full = np.zeros(n, dtype=np.bool_)  # every pattern left is a term: the means are the counts

    chain = chain_to(masks, added, first)
    for at_chain in range(len(chain) + last - first - 1):
        at = chain[at_chain] if at_chain < len(chain) else first + 1 + at_chain - len(chain)
        # Models of the chain stand at the depth of their place in it; later ones are found by their parent.
        mask = masks[at]
        depth = 0
        extra = mask & ~masks[0]
        while extra != 0:
            extra &= extra - one
            depth += 1
        up = max(depth - 1, 0)
        term = np.int64(added[at])
        found = np.int64(answers[up, 3])
        if depth == 0:
            for s in range(n):
                etas[0, s] = eta[s]
                alives[0, s] = s > 0
            moved = True
        else:
            for s in range(n):
                etas[depth, s] = etas[up, s]
                alives[depth, s] = alives[up, s]
                frozens[depth, s] = frozens[up, s]
            for k in range(4):
                answers[depth, k] = answers[up, k]
            answers[depth, 4] = 0.0
            full[depth] = full[up]
            moved = not full[up]
            if (zero >> np.uint64(term)) & one:
                found |= EMPTY_OVERLAP
                moved = False
                for s in range(n):
                    if s & term == term:
                        moved |= alives[depth, s]
                        alives[depth, s] = False
                        frozens[depth, s] = False
        if moved and not full[depth]:
            p, q = _split(mask & ~zero, alives[depth], frozens[depth], terms, rest)
            if q > 0:
                _settle(
                    y, etas[depth], eta, alives[depth], frozens[depth], terms, p, rest, q,
                    found & UNIDENTIFIED == 0, w, answers[depth],
                )  # fmt: skip
                found = found & EMPTY_OVERLAP | np.int64(answers[depth, 3])
            else:
                full[depth] = True
                answers[depth, 0] = 0.0
                answers[depth, 1] = np.nan
                answers[depth, 2] = np.nan
                found |= UNIDENTIFIED
                for s in range(n):
                    if alives[depth, s] and y[s] > 0.0:
                        answers[depth, 0] += y[s] * np.log(y[s]) - y[s]
                    elif alives[depth, s]:
                        alives[depth, s] = False
                        frozens[depth, s] = True
        answers[depth, 3] = found
        if at >= first:
            kernel[at] = answers[depth, 0]
            log_unseen[at] = answers[depth, 1]
            variance[at] = answers[depth, 2]
            flags[at] = found | FURTHER_FACE if _some(frozens[depth]) else found
            steps[at] = np.int64(answers[depth, 4])
