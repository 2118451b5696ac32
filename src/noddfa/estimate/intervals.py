"""Intervals for the number of people, worked out on the logarithm of the unseen.

The unseen cannot be fewer than none, and their estimate is skewed: its logarithm is nearly normal where
the estimate itself is not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from noddfa.estimate.refused_options import BadOption
from noddfa.estimate.result import Estimate, Interval


def check_level(level: float) -> None:
    """Raise ValueError unless `level` is a confidence level such as 0.95."""
    if not 0 < level < 1:
        raise BadOption(f"level must be between 0 and 1, such as 0.95; got {level}")


def normal_quantile(level: float) -> float:
    """z such that a standard normal lies within -z and z with probability `level`: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + level) / 2)


def log_normal(n: int, unseen: float, variance: float, level: float) -> Interval:
    """The interval that takes log(N - n) to be normal, so that it never falls below the n people seen.

    With T = `unseen` above 0 and its `variance`: n + T/C to n + T C, C = exp(z sqrt(log(1 + var / T**2))).
    Chao, A. (1987) Biometrics 43(4), 783-791.
    """
    factor = math.exp(normal_quantile(level) * math.sqrt(math.log1p(variance / unseen**2)))
    return Interval(n + unseen / factor, n + unseen * factor, level, "log-normal")


@dataclass(frozen=True)
class LogUnseen:
    """The logarithm of the unseen as a normal: `mean` and `sd`."""

    mean: float
    sd: float


def log_unseen(estimate: Estimate) -> LogUnseen | None:
    """What an estimate and its interval say of log(N - n), or None where they say nothing of it.

    `sd` is the interval's width on that scale over 2 z; from the upper half alone where the interval
    reaches down to the people seen.
    """
    if estimate.point is None or estimate.interval is None or estimate.point <= estimate.n_seen:
        return None
    found, n = estimate.interval, estimate.n_seen
    z, mean = normal_quantile(found.level), math.log(estimate.point - n)
    if found.upper <= n or not math.isfinite(found.upper):
        return None
    upper = math.log(found.upper - n)
    if found.lower - n > 1e-9 * (estimate.point - n):
        return LogUnseen(mean, (upper - math.log(found.lower - n)) / (2 * z))
    return LogUnseen(mean, (upper - mean) / z)
