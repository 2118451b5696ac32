"""Random numbers inside compiled code: one small generator for each chain, and variates that are exact.

The generator is xoshiro256++ (Blackman & Vigna 2021, ACM TOMS 47(4)), its state 4 words from NumPy's
SeedSequence, so that a chain's numbers hang on its seed alone and not on threads. Nothing here is for secrets.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

State = NDArray[np.uint64]

_SHIFT_17, _SHIFT_11 = np.uint64(17), np.uint64(11)
_LEFT_23, _RIGHT_41 = np.uint64(23), np.uint64(41)
_LEFT_45, _RIGHT_19 = np.uint64(45), np.uint64(19)


@njit(cache=True, nogil=True)
def uniform(state: State) -> float:
    """Between 0 and 1, never either."""
    total = state[0] + state[3]
    result = ((total << _LEFT_23) | (total >> _RIGHT_41)) + state[0]
    shifted = state[1] << _SHIFT_17
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= shifted
    state[3] = (state[3] << _LEFT_45) | (state[3] >> _RIGHT_19)
    return (float(result >> _SHIFT_11) + 0.5) * 1.1102230246251565e-16


@njit(cache=True, nogil=True)
def normal(state: State) -> float:
    """Standard normal, by Marsaglia's polar method."""
    while True:
        x = 2 * uniform(state) - 1
        y = 2 * uniform(state) - 1
        square = x * x + y * y
        if 0 < square < 1:
            return x * math.sqrt(-2 * math.log(square) / square)


@njit(cache=True, nogil=True)
def gamma(state: State, shape: float) -> float:
    """Gamma with scale 1 and `shape` 1 or more (Marsaglia & Tsang 2000, ACM TOMS 26(3))."""
    if shape == 1:
        return -math.log(uniform(state))
    d = shape - 1 / 3
    c = 1 / math.sqrt(9 * d)
    while True:
        x = normal(state)
        v = 1 + c * x
        if v > 0:
            v = v * v * v
            u = uniform(state)
            if u < 1 - 0.0331 * x**4 or math.log(u) < 0.5 * x * x + d * (1 - v + math.log(v)):
                return d * v


@njit(cache=True, nogil=True)
def log_gamma(state: State, shape: float) -> float:
    """Logarithm of a gamma variate of any `shape` above 0, however small."""
    if shape >= 1:
        return math.log(gamma(state, shape))
    return math.log(gamma(state, shape + 1)) + math.log(uniform(state)) / shape


@njit(cache=True, nogil=True)
def poisson(state: State, mean: float) -> int:
    """Poisson, by multiplication for a small mean, else by Hormann's PTRS (1993, IME 12(1))."""
    if mean < 10:
        limit, product, k = math.exp(-mean), uniform(state), 0
        while product > limit:
            product *= uniform(state)
            k += 1
        return k
    b = 0.931 + 2.53 * math.sqrt(mean)
    a = -0.059 + 0.02483 * b
    alpha = 1.1239 + 1.1328 / (b - 3.4)
    v_r = 0.9277 - 3.6224 / (b - 2)
    while True:
        u = uniform(state) - 0.5
        v = uniform(state)
        us = 0.5 - abs(u)
        k = math.floor((2 * a / us + b) * u + mean + 0.43)
        if us >= 0.07 and v <= v_r:
            return int(k)
        if k < 0 or (us < 0.013 and v > us):
            continue
        if math.log(v * alpha / (a / (us * us) + b)) <= k * math.log(mean) - mean - math.lgamma(k + 1):
            return int(k)


@njit(cache=True, nogil=True)
def negative_binomial(state: State, shape: float, failing: float) -> int:
    """Failures before `shape` (1 or more) successes when each trial fails with probability `failing` < 1.

    A Poisson whose mean is a gamma. Past 1e15 the mean itself is returned, rounded.
    """
    mean = gamma(state, shape) * failing / (1 - failing)
    return poisson(state, mean) if mean < 1e15 else 1_000_000_000_000_000


@njit(cache=True, nogil=True)
def binomial(state: State, n: int, p: float) -> int:
    """Successes in `n` trials: by inversion for a small mean, else by Hormann's BTRS (1993, JSCS 46)."""
    if n <= 0 or p <= 0:
        return 0
    if p >= 1:
        return n
    if p > 0.5:
        return n - _binomial(state, n, 1 - p)
    return _binomial(state, n, p)


@njit(cache=True, nogil=True)
def _binomial(state: State, n: int, p: float) -> int:
    if n == 1:
        return 1 if uniform(state) < p else 0
    if n * p < 10:
        return _by_inversion(state, n, p)
    q = 1 - p
    spread = math.sqrt(n * p * q)
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    alpha = (2.83 + 5.1 / b) * spread
    v_r = 0.92 - 4.2 / b
    mode = math.floor((n + 1) * p)
    at_mode = math.lgamma(mode + 1) + math.lgamma(n - mode + 1)
    while True:
        u = uniform(state) - 0.5
        v = uniform(state)
        us = 0.5 - abs(u)
        k = math.floor((2 * a / us + b) * u + n * p + 0.5)
        if us >= 0.07 and v <= v_r:
            return int(k)
        if k < 0 or k > n:
            continue
        height = at_mode - math.lgamma(k + 1) - math.lgamma(n - k + 1) + (k - mode) * math.log(p / q)
        if math.log(v * alpha / (a / (us * us) + b)) <= height:
            return int(k)


@njit(cache=True, nogil=True)
def _by_inversion(state: State, n: int, p: float) -> int:
    odds = p / (1 - p)
    first = math.exp(n * math.log1p(-p))
    while True:
        u, k, term = uniform(state), 0, first
        while u > term:
            u -= term
            k += 1
            if k > n:
                break  # rounding left a sliver beyond the last value: draw again
            term *= odds * (n - k + 1) / k
        if k <= n:
            return k
