"""Rounding an estimate for publication: coarse enough not to claim more than its interval does."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

from noddfa.disclosure.tables import Policy
from noddfa.disclosure.wording import ESTIMATES
from noddfa.estimate import Bearing, Estimate
from noddfa.estimate.wording import Lang, number

STEPS_ACROSS: Final = 20
"""The interval is at least this many units wide, so that rounding moves no end by more than a twentieth of it."""


@dataclass(frozen=True)
class PublishedEstimate:
    """An estimate as it may be published: always with its interval, else `point` is None and nothing is.

    unit    figures are multiples of it
    n_seen  people seen, rounded as counts are, or None when so few that they are hidden
    """

    method: str
    point: int | None
    lower: int | None
    upper: int | None
    level: float | None
    unit: int | None
    n_seen: int | None
    bearing: Bearing

    @property
    def bears(self) -> Literal["estimate", "lower_bound", "none"]:
        """As what the figure is published.

        A method says 'at least' when that is what the data bear of it; independence does not, since where the
        data contradict it the truth may lie on either side of its figure.
        """
        if self.point is None:
            return "none"
        floor = self.bearing.verdict == "bears_lower_bound" and self.method != "independence"
        return "lower_bound" if floor else "estimate"

    def text(self, lang: Lang) -> str:
        """The figure with its interval as a sentence, or that none is published. Caveats: `bearing.reasons`."""
        if self.point is None or self.lower is None or self.upper is None or self.level is None:
            return ESTIMATES["withheld"][lang]
        return ESTIMATES[self.bears][lang].format(
            point=number(self.point),
            lower=number(self.lower),
            upper=number(self.upper),
            level=f"{100 * self.level:g}",
        )


def round_estimate(estimate: Estimate, policy: Policy | None = None) -> PublishedEstimate:
    """Round an estimate for publication.

    The unit is the largest of 1, 5, 10, 50, 100, ... that goes at least twenty times into the interval, and no
    smaller than the base of counts. The point goes to the nearest unit, the ends outwards (though not below the
    people seen). An estimate without an interval, or of which the data bear none, is not published. It says
    nothing of areas: never give one per council.
    """
    policy = policy or Policy()
    few = estimate.n_seen < policy.threshold
    n_seen = None if few else policy.rounded(estimate.n_seen)
    found = estimate.interval
    if few or estimate.point is None or found is None or estimate.bearing.verdict == "bears_none":
        return PublishedEstimate(estimate.method, None, None, None, None, None, n_seen, estimate.bearing)
    unit = max(_unit((found.upper - found.lower) / STEPS_ACROSS), policy.base)
    lower = max(math.floor(found.lower / unit) * unit, estimate.n_seen // policy.base * policy.base)
    return PublishedEstimate(
        estimate.method,
        math.floor(estimate.point / unit + 0.5) * unit,
        lower,
        math.ceil(found.upper / unit) * unit,
        found.level,
        unit,
        n_seen,
        estimate.bearing,
    )


def _unit(most: float) -> int:
    """The largest of 1, 5, 10, 50, 100, ... that is not above `most` (1 when all are)."""
    unit = 1
    for step in range(1, 30):
        following = 10 ** (step // 2) * (5 if step % 2 else 1)
        if following > most:
            break
        unit = following
    return unit
