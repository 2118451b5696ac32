"""Whether it is the data or the limit set beforehand that ends a posterior, and the checks both methods share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from noddfa.estimate.bearing import FEWEST_OVERLAPPING, n_overlapping, same
from noddfa.estimate.histories import MAX_PEOPLE, CaptureHistories
from noddfa.estimate.refused_options import BadOption
from noddfa.estimate.result import Reason, Verdict
from noddfa.estimate.wording import number

EDGE: Final = 0.9
"""The last tenth of the numbers unseen that the prior allows is its edge."""
CUT: Final = 0.01
"""Share of the posterior at the edge above which its upper end is the limit's doing."""
UNBOUNDED: Final = 0.1
"""Share at which the posterior is no lower at the edge than on average: the data set no upper end at all."""


@dataclass(frozen=True)
class Edge:
    """The share of a posterior that lies above `EDGE` of `prior_max` people unseen."""

    share: float
    prior_max: int

    @property
    def refuses(self) -> bool:
        """Whether a figure would be the prior's and not the data's."""
        return self.share >= UNBOUNDED

    def reasons(self) -> tuple[Reason, ...]:
        """Why the upper end cannot be relied on, if so."""
        if self.share <= CUT:
            return ()
        values = {
            "share": same(f"{100 * self.share:.0f}%"),
            "limit": same(number(self.prior_max)),
        }
        return (Reason("prior_decides" if self.refuses else "posterior_cut", values),)


def checked_prior_max(prior_max: int | None, histories: CaptureHistories, times: int) -> int:
    """The largest number unseen that is allowed: as given, else `times` the number seen. Raises ValueError."""
    if prior_max is None:
        return min(times * histories.n_seen, MAX_PEOPLE)
    if isinstance(prior_max, bool) or not isinstance(prior_max, int) or not 1 <= prior_max <= MAX_PEOPLE:
        raise BadOption(f"prior_max must be a whole number from 1 to {MAX_PEOPLE:,}; got {prior_max}")
    return prior_max


def checked_positive(name: str, value: float) -> float:
    """`value`, or ValueError unless it is above 0 and finite."""
    if not (value > 0 and math.isfinite(value)):
        raise BadOption(f"{name} must be above 0; got {value}")
    return float(value)


def without_empty_lists(histories: CaptureHistories) -> CaptureHistories:
    """The same people on the lists that hold anybody. Raises BadHistories when fewer than two do."""
    used = histories.list_totals > 0
    if used.all():
        return histories
    names = tuple(name for name, keep in zip(histories.lists, used, strict=True) if keep)
    return CaptureHistories(names, histories.patterns[:, used], histories.counts)


def verdict_of(histories: CaptureHistories, edge: Edge) -> Verdict:
    """What the data bear, seen through a posterior that has an answer."""
    few = n_overlapping(histories) < FEWEST_OVERLAPPING
    return "bears_lower_bound" if few or edge.share > CUT else "bears_estimate"


def lists_obstacle(histories: CaptureHistories, fewest: int, most: int) -> tuple[Reason, ...]:
    """Why a method for `fewest` to `most` lists cannot run, if so; empty lists do not count."""
    used = int((histories.list_totals > 0).sum())
    if n_overlapping(histories) == 0:
        return (Reason("no_overlap"),)
    if not fewest <= used <= most:
        values = {"fewest": same(str(fewest)), "most": same(str(most)), "used": same(str(used))}
        return (Reason("number_of_lists", values),)
    return ()


def new_reasons(reasons: tuple[Reason, ...], more: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Those of `more` that `reasons` do not give already."""
    given = {reason.code for reason in reasons}
    return tuple(reason for reason in more if reason.code not in given)
