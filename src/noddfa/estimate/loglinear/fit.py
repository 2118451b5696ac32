"""Poisson log-linear models on the observable cells, fitted by Newton's method.

Pure arithmetic: which terms a model has, and what its fit means, is decided by the caller.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_STEPS: Final = 200
SETTLED: Final = 1e-12
"""The Newton decrement (twice the gain in log-likelihood still to be had), relative to the counts."""


class NotConverged(ArithmeticError):
    """The likelihood has no maximum inside the parameter space, or Newton's method did not find it."""

    def __init__(self, steps: int) -> None:
        super().__init__(f"the log-linear fit did not settle in {steps} steps")


@dataclass(frozen=True)
class Fit:
    """A fitted model.

    coefficients    (p,) on the log scale; the first belongs to the intercept
    fitted          (m,) expected counts
    log_likelihood  Poisson, with its constant
    deviance        twice the log-likelihood lost against the saturated model
    df              m - p
    """

    coefficients: Floats
    fitted: Floats
    log_likelihood: float
    deviance: float
    df: int


def fit(design: Floats, counts: Floats) -> Fit:
    """Maximise the Poisson log-likelihood of `counts` (m,) over log-means `design @ coefficients`.

    `design` is (m, p) of full column rank. Each step solves X' W X d = X' (y - mu) with W = diag(mu)
    (iteratively reweighted least squares) and is halved while it would lose likelihood. Raises
    NotConverged.
    """
    scale = max(float(counts.sum()), 1.0)
    start = np.log(counts + 0.5)
    weights = np.sqrt(counts + 0.5)
    beta = np.linalg.lstsq(design * weights[:, None], start * weights, rcond=None)[0]
    current = _kernel(design, counts, beta)
    for _ in range(MOST_STEPS):
        mu = np.exp(design @ beta)
        score = design.T @ (counts - mu)
        try:
            step = np.linalg.solve(design.T @ (design * mu[:, None]), score)
        except np.linalg.LinAlgError as error:
            raise NotConverged(MOST_STEPS) from error
        if float(score @ step) <= SETTLED * scale:
            return _finished(design, counts, beta + step)
        length = 1.0
        while (trial := _kernel(design, counts, beta + length * step)) < current and length > 1e-10:
            length /= 2
        beta, current = beta + length * step, trial
    raise NotConverged(MOST_STEPS)


def _kernel(design: Floats, counts: Floats, beta: Floats) -> float:
    """The log-likelihood without its constant; minus infinity where it cannot be computed."""
    eta = design @ beta
    with np.errstate(over="ignore", invalid="ignore"):
        value = float(counts @ eta - np.exp(eta).sum())
    return value if np.isfinite(value) else -np.inf


def _finished(design: Floats, counts: Floats, beta: Floats) -> Fit:
    from scipy.special import gammaln, xlogy

    fitted = np.exp(design @ beta)
    log_likelihood = float(counts @ (design @ beta) - fitted.sum() - gammaln(counts + 1).sum())
    deviance = 2 * float((xlogy(counts, counts / fitted) - (counts - fitted)).sum())
    return Fit(beta, fitted, log_likelihood, max(deviance, 0.0), design.shape[0] - design.shape[1])
