"""How the estimate moves when the assumption that identifies it is relaxed.

No table says how many people are on no list; an assumption does, and the data cannot test it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from noddfa.estimate.bearing import data_reasons, same
from noddfa.estimate.histories import CaptureHistories, all_patterns
from noddfa.estimate.intervals import check_level, log_normal
from noddfa.estimate.result import Bearing, Estimate, Interval, Reason
from noddfa.estimate.wording import number

SATURATED: Final = "saturated"

NO_HIGHEST_ORDER: Final = frozenset({"independence", "stepwise", "all-models"})
"""Methods whose models all leave out the highest-order interaction, so that it is their assumption."""

USUAL_XI: Final = tuple(float(xi) for xi in np.geomspace(0.25, 4, 33))
"""From a quarter to four times, 1 in the middle."""


@dataclass(frozen=True)
class SensitivityCurve:
    """The estimate as a function of xi, the highest-order odds ratio (1: the assumption holds).

    method     `saturated`, or the method whose fit it is
    at_one     the estimate under the assumption; its point is None when there is no curve
    xi         (k,) the values asked for, rising
    estimates  (k,) people in all
    lower, upper  (k,) ends of the interval at that xi, or None when there is none
    """

    method: str
    at_one: Estimate
    xi: tuple[float, ...]
    estimates: tuple[float, ...]
    lower: tuple[float, ...] | None
    upper: tuple[float, ...] | None

    @property
    def bearing(self) -> Bearing:
        """Why there is no curve, or what it supposes."""
        return self.at_one.bearing

    def xi_for(self, people: float) -> float | None:
        """The xi at which the estimate would be `people`; None without a curve or for no more than were seen."""
        unseen = self.at_one.unseen
        if not unseen or people <= self.at_one.n_seen:
            return None
        return (people - self.at_one.n_seen) / unseen

    def to_json(self) -> dict[str, Any]:
        """The curve as data, ready for `json.dumps`."""
        return {
            "method": self.method,
            "xi": list(self.xi),
            "estimates": list(self.estimates),
            "lower": list(self.lower) if self.lower else None,
            "upper": list(self.upper) if self.upper else None,
            "bearing": self.bearing.to_json(),
        }


def sensitivity_curve(
    given: CaptureHistories | Estimate, *, xi: Sequence[float] = USUAL_XI, level: float = 0.95
) -> SensitivityCurve:
    """Relax the assumption of no highest-order interaction, for a table or for a log-linear estimate.

    With p_s the chance of the set of lists s and |s| its size, let

        xi = [product of p_s over even |s|, the empty set among them] / [product over odd |s|]

    For two lists xi is the odds ratio between them; for three, the odds ratio of two lists among people off
    the third over that among people on it; and so on. Above 1, more people are unseen. Log-linear models
    other than the saturated one take xi = 1. Since only p_0, and no chance of a pattern that can be
    observed, moves with xi, the fit to the data is the same at each:

        N(xi) = n + xi (N(1) - n)

    and so for the interval's ends. The data cannot choose among them: the range of xi to look at has to come
    from what is known of the lists.

    For a table this is the saturated model, N(1) = n + product of counts over odd |s| / product over even
    |s| > 0, with the delta method's variance U + U**2 sum_s 1/z_s for the unseen U and a log-normal interval.
    It is refused when a pattern is empty: U is then nought, infinite or undefined. For an estimate of one of
    NO_HIGHEST_ORDER, its own point and interval; where its model has parameters at minus infinity, xi is the
    limit along the fit. Refused for other methods, whose assumption is another.

    The frame is that of Aleshin-Guendel, S., Sadinle, M. & Wakefield, J. (2024) The central role of the
    identifying assumption in population size estimation. Biometrics 80(1), ujad028. The assumption for
    several lists: Fienberg, S. E. (1972) Biometrika 59(3), 591-603. Raises ValueError for `xi` not above 0
    or `level` outside 0 to 1.
    """
    check_level(level)
    values = tuple(sorted(float(one) for one in xi))
    if not values or not all(0 < one < math.inf for one in values):
        raise ValueError("xi must hold one or more numbers above 0")
    at_one = _saturated(given, level) if isinstance(given, CaptureHistories) else _of_method(given)
    if at_one.point is None:
        return SensitivityCurve(at_one.method, at_one, (), (), None, None)
    n, found = at_one.n_seen, at_one.interval

    def along(people: float) -> tuple[float, ...]:
        return tuple(n + one * (people - n) for one in values)

    return SensitivityCurve(
        at_one.method,
        at_one,
        values,
        along(at_one.point),
        along(found.lower) if found else None,
        along(found.upper) if found else None,
    )


def _saturated(histories: CaptureHistories, level: float) -> Estimate:
    table, cells = histories.table().astype(np.float64), all_patterns(histories.n_lists)
    n, reasons = histories.n_seen, data_reasons(histories)
    empty = int((table == 0).sum())
    if empty:
        values = {"empty": same(number(empty)), "patterns": same(number(len(table)))}
        why = (*reasons, Reason("saturated_empty_cells", values))
        return Estimate(SATURATED, None, None, n, Bearing("bears_none", why), {"empty": empty})
    odd = cells.sum(axis=1) % 2 == 1
    unseen = math.exp(float(np.log(table[odd]).sum() - np.log(table[~odd]).sum()))
    interval = log_normal(n, unseen, unseen + unseen**2 * float((1 / table).sum()), level)
    why = (*reasons, Reason("highest_order_assumed"), Reason("closed_and_matched"))
    return Estimate(SATURATED, n + unseen, interval, n, Bearing("bears_lower_bound", why))


def _of_method(estimate: Estimate) -> Estimate:
    if estimate.method not in NO_HIGHEST_ORDER:
        why = (*estimate.bearing.why, Reason("another_assumption"))
        return Estimate(estimate.method, None, None, estimate.n_seen, Bearing("bears_none", why))
    if estimate.point is None:
        return estimate
    why = (*estimate.bearing.why, Reason("highest_order_assumed"))
    bearing = Bearing(estimate.bearing.verdict, why)
    interval: Interval | None = estimate.interval
    return Estimate(estimate.method, estimate.point, interval, estimate.n_seen, bearing, estimate.details)
