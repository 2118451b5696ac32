"""Partial pooling: several uncertain numbers that are alike but not the same (a normal hierarchy)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SCALE: Final = 1.0
"""Scale of the half-normal prior on the spread between strata, on the scale of logarithms: strata whose ratios
differ by a factor of e are usual, by a factor of 20 are rare."""

_GRID: Final = 400
_WIDEST: Final = 6.0


@dataclass(frozen=True)
class Pooled:
    """Draws of each stratum's number given all strata, and what the spread between strata is thought to be.

    draws  (d, g)
    mean   (g,) posterior means
    spread the posterior mean of tau
    """

    draws: Floats
    mean: Floats
    spread: float


def pool(values: Floats, errors: Floats, *, draws: int, rng: np.random.Generator) -> Pooled:
    """Draw from the posterior of theta_g in values_g ~ N(theta_g, errors_g**2), theta_g ~ N(mu, tau**2).

    mu is flat, tau half-normal with scale SCALE. tau is drawn from its marginal posterior on a grid, then mu
    given tau, then theta given both, each exactly: no chain, nothing to converge. A stratum without a value
    of its own has errors_g infinite and takes all it knows from the others. At least one error must be
    finite (ValueError).

    Gelman, A. et al. (2013) Bayesian Data Analysis, 3rd ed., section 5.4. The prior: Roever, C. et al.
    (2021) On weakly informative prior distributions for the heterogeneity parameter in Bayesian
    random-effects meta-analysis. Research Synthesis Methods 12(4), 448-474.
    """
    known = np.isfinite(errors)
    if not known.any():
        raise ValueError("errors must hold a finite value for at least one stratum")
    y, variance = values[known], errors[known] ** 2
    # The middle of each cell, so that tau = 0, where nothing is left to draw, is not on the grid.
    taus = (np.arange(_GRID) + 0.5) / _GRID * _WIDEST
    total = variance[None, :] + taus[:, None] ** 2
    precision = (1 / total).sum(axis=1)
    centre = (y / total).sum(axis=1) / precision
    log_posterior = (
        -0.5 * np.log(precision)
        - 0.5 * np.log(total).sum(axis=1)
        - 0.5 * ((y - centre[:, None]) ** 2 / total).sum(axis=1)
        - 0.5 * (taus / SCALE) ** 2
    )
    weights = np.exp(log_posterior - log_posterior.max())
    weights /= weights.sum()
    at = rng.choice(_GRID, size=draws, p=weights)
    mu = centre[at] + rng.standard_normal(draws) / np.sqrt(precision[at])
    shrunk = _precision(errors)
    own = np.where(known, values, 0.0)
    between = 1 / taus[at] ** 2
    both = shrunk[None, :] + between[:, None]
    theta_mean = (shrunk * own + between[:, None] * mu[:, None]) / both
    theta = theta_mean + rng.standard_normal(theta_mean.shape) / np.sqrt(both)
    # Given tau the mean of theta is known without drawing mu, so the posterior mean carries no noise.
    grid_between = 1 / taus**2
    grid_both = shrunk[None, :] + grid_between[:, None]
    grid_mean = (shrunk * own + grid_between[:, None] * centre[:, None]) / grid_both
    return Pooled(theta, weights @ grid_mean, float(weights @ taus))


def _precision(errors: Floats) -> Floats:
    return np.where(np.isfinite(errors), 1 / np.where(np.isfinite(errors), errors, 1.0) ** 2, 0.0)
