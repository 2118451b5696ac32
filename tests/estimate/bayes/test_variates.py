"""Random variates against SciPy's distributions, on both sides of each switch of method."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numba import njit
from scipy import stats

from noddfa.estimate.bayes import variates

pytestmark = pytest.mark.instrument
MANY = 40_000


@njit
def _many(kind: int, state: np.ndarray, out: np.ndarray, first: float, second: float) -> None:
    for at in range(len(out)):
        if kind == 0:
            out[at] = variates.uniform(state)
        elif kind == 1:
            out[at] = variates.normal(state)
        elif kind == 2:
            out[at] = variates.gamma(state, first)
        elif kind == 3:
            out[at] = variates.log_gamma(state, first)
        elif kind == 4:
            out[at] = variates.poisson(state, first)
        elif kind == 5:
            out[at] = variates.negative_binomial(state, first, second)
        else:
            out[at] = variates.binomial(state, int(first), second)


def drawn(kind: int, first: float = 0.0, second: float = 0.0) -> np.ndarray:
    out = np.zeros(MANY)
    _many(kind, np.random.SeedSequence(20).generate_state(4, np.uint64), out, first, second)
    return out


@pytest.mark.parametrize(
    ("kind", "first", "law"),
    [
        (0, 0.0, stats.uniform()),
        (1, 0.0, stats.norm()),
        (2, 1.0, stats.gamma(1)),
        (2, 1.5, stats.gamma(1.5)),
        (2, 3_000.0, stats.gamma(3_000)),
        (3, 0.05, stats.loggamma(0.05)),
        (3, 7.0, stats.loggamma(7)),
    ],
)
def test_continuous(kind: int, first: float, law: Any) -> None:
    assert stats.kstest(drawn(kind, first), law.cdf).pvalue > 1e-4


@pytest.mark.parametrize(
    ("kind", "first", "second", "law"),
    [
        (4, 0.3, 0.0, stats.poisson(0.3)),
        (4, 9.9, 0.0, stats.poisson(9.9)),
        (4, 10.1, 0.0, stats.poisson(10.1)),
        (4, 20_000.0, 0.0, stats.poisson(20_000)),
        (5, 3.0, 0.6, stats.nbinom(3, 0.4)),
        (5, 2_744.0, 0.88, stats.nbinom(2_744, 0.12)),
        (6, 1, 0.3, stats.binom(1, 0.3)),
        (6, 3, 0.9, stats.binom(3, 0.9)),
        (6, 40, 0.2, stats.binom(40, 0.2)),
        (6, 100, 0.11, stats.binom(100, 0.11)),
        (6, 995, 0.7, stats.binom(995, 0.7)),
        (6, 10**9, 1e-5, stats.binom(10**9, 1e-5)),
    ],
)
def test_counts(kind: int, first: float, second: float, law: Any) -> None:
    """Counts in twenty or fewer cells of about equal chance, by chi-squared."""
    found = drawn(kind, first, second)
    ends = np.unique(law.ppf(np.linspace(0.05, 0.95, 19)))
    chances = np.diff(np.concatenate([[0.0], law.cdf(ends), [1.0]]))
    seen = np.bincount(np.searchsorted(ends, found), minlength=len(chances))
    kept = chances > 1e-9
    assert seen[~kept].sum() == 0
    assert stats.chisquare(seen[kept], MANY * chances[kept] / chances[kept].sum()).pvalue > 1e-4


def test_no_trials_or_certain_ones() -> None:
    assert set(drawn(6, 0, 0.5)) == {0.0}
    assert set(drawn(6, 9, 0.0)) == {0.0}
    assert set(drawn(6, 9, 1.0)) == {9.0}
