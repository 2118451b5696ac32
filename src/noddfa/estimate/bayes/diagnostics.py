"""Whether simulated chains agree, and how many independent draws theirs are worth.

Vehtari, A., Gelman, A., Simpson, D., Carpenter, B. & Burkner, P.-C. (2021) Rank-normalization, folding,
and localization: an improved R-hat for assessing convergence of MCMC. Bayesian Analysis 16(2), 667-718.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Diagnosis:
    """rhat: 1 when chains agree. bulk_ess, tail_ess: independent draws theirs are worth, for a median and a tail."""

    rhat: float
    bulk_ess: float
    tail_ess: float


def diagnose(draws: Floats) -> Diagnosis:
    """Rank-normalised split R-hat and effective sample sizes of (chains, draws) of one quantity.

    R-hat is the larger of that of the ranks and that of the distances from the median; the tail's size
    is the smaller of those of the 5% and 95% quantiles. Chains that never move make rhat infinite unless
    all are the same, which counts as agreement. Raises ValueError with fewer than 4 draws a chain.
    """
    if draws.ndim != 2 or draws.shape[1] < 4:
        raise ValueError(f"draws must have shape (chains, 4 or more); got {draws.shape}")
    if np.ptp(draws) == 0:
        return Diagnosis(1.0, float(draws.size), float(draws.size))
    halves = _split(draws)
    folded = np.abs(halves - np.median(halves))
    low, high = np.quantile(draws, [0.05, 0.95])
    return Diagnosis(
        rhat=max(_rhat(_normal_scores(halves)), _rhat(_normal_scores(folded))),
        bulk_ess=_ess(_normal_scores(halves)),
        tail_ess=min(_ess((halves <= bound).astype(np.float64)) for bound in (low, high)),
    )


def _split(draws: Floats) -> Floats:
    """Each chain as two: its first and its second half, the one between them dropped."""
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]])


def _normal_scores(draws: Floats) -> Floats:
    """What normal draws of the same ranks would be; equal draws share their mean rank."""
    from scipy.special import ndtri
    from scipy.stats import rankdata

    ranks = rankdata(draws, method="average").reshape(draws.shape)
    return np.asarray(ndtri((ranks - 0.375) / (draws.size + 0.25)))


def _rhat(draws: Floats) -> float:
    many = draws.shape[1]
    within = float(draws.var(axis=1, ddof=1).mean())
    between = float(draws.mean(axis=1).var(ddof=1))
    if within == 0:
        return 1.0 if between == 0 else math.inf
    return math.sqrt((many - 1) / many + between / within)


def _ess(draws: Floats) -> float:
    """Effective sample size by Geyer's initial monotone sequence of autocorrelations over all chains."""
    chains, many = draws.shape
    within = float(draws.var(axis=1, ddof=1).mean())
    pooled = within * (many - 1) / many + (float(draws.mean(axis=1).var(ddof=1)) if chains > 1 else 0.0)
    if pooled == 0:
        return float(draws.size)
    correlation = 1 - (within - _autocovariance(draws).mean(axis=0)) / pooled
    correlation[0] = 1.0
    pairs = correlation[: many - many % 2].reshape(-1, 2).sum(axis=1)
    ended = np.flatnonzero(pairs <= 0)
    kept = max(1, int(ended[0]) if len(ended) else ((many - 3) | 1) // 2)
    time = -1 + 2 * float(np.minimum.accumulate(pairs[:kept]).sum())
    if kept < len(pairs) and correlation[2 * kept] > 0:
        time += float(correlation[2 * kept])
    return draws.size / max(time, 1 / math.log10(draws.size))


def _autocovariance(draws: Floats) -> Floats:
    """(chains, draws) the autocovariance of each chain at each lag, by fast Fourier transform."""
    from scipy.fft import irfft, next_fast_len, rfft

    many = draws.shape[1]
    centred = draws - draws.mean(axis=1, keepdims=True)
    size = next_fast_len(2 * many)
    spectrum = rfft(centred, size, axis=1)
    return np.asarray(irfft(spectrum * spectrum.conj(), size, axis=1)[:, :many] / many)
