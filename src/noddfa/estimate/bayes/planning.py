"""Which numbers unseen, and which graphs, can matter: found by bounds that hold, so that no peak is missed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.bayes.integer_sums import NODES, nodes_of
from noddfa.estimate.bayes.marginals import Floats, Marginals

NEGLIGIBLE: Final = 1e-13
"""Share of the whole below which a graph, or a run of numbers, is left out: by its bound, not by its value."""
STEEPEST: Final = 6.0
"""Most by which a log-probability may rise or fall from the middle of a run to its end: e**(6 x) is met
by the polynomial at 24 Chebyshev points to 6**24 / (2**23 24!) = 1e-12."""
AT_ONCE: Final = 8_000_000
"""Numbers held at once (64 MB)."""


@dataclass(frozen=True, eq=False)
class Plan:
    """What to evaluate.

    runs       first and last number of each run, in order
    graphs     indices of the graphs that matter
    left_out   log of a bound of the joint probability of all else, on the scale of `Marginals.log_joint`
    reference  log-probability of about the most probable number
    """

    runs: list[tuple[int, int]]
    graphs: NDArray[np.intp]
    left_out: float
    reference: float


def plan_runs(marginals: Marginals, prior_max: int) -> Plan:
    """Cut 0 to `prior_max` into runs in which a polynomial serves, leaving out what cannot matter.

    By `Marginals.slopes` the log-probability of each graph has an upper bound in each run. Level by
    level, a run is left out when all graphs together hold less than NEGLIGIBLE of the whole there, a
    graph when it holds less than its part of that in all runs together; a run is cut in two until no
    graph that matters in it is steeper than STEEPEST.
    """
    graphs = np.arange(marginals.factors.shape[0])
    tiny = math.log(NEGLIGIBLE)
    accepted, todo = _first_runs(prior_max)
    left_out, floor, settled = -math.inf, -math.inf, np.full(len(graphs), -math.inf)
    for run in accepted:
        joint = marginals.log_joint(nodes_of(*run))
        floor = max(floor, float(_log_sum(joint).max()))
        settled = np.logaddexp(settled, _log_sum(joint.T))
    while todo:
        still_open = np.full(len(graphs), -math.inf)
        level, todo = todo, []
        many = max(1, AT_ONCE // (8 * len(graphs)))
        for start in range(0, len(level), many):
            some = level[start : start + many]
            first, last = (np.array(ends, dtype=np.float64) for ends in zip(*some, strict=True))
            bounds, steep, floor = _bounds(marginals, first, last, floor)
            masses = _log_sum(bounds)
            negligible = masses < floor + tiny
            matters = bounds > floor + tiny - math.log(len(bounds))
            gentle = np.where(matters, steep, 0).max(axis=0) * (last - first) / 2 <= STEEPEST
            smooth, cut = gentle & ~negligible, ~(gentle | negligible)
            left_out = float(np.logaddexp(left_out, _log_sum(masses[negligible])))
            accepted += [run for run, good in zip(some, smooth.tolist(), strict=True) if good]
            todo += _halved([run for run, open_ in zip(some, cut.tolist(), strict=True) if open_])
            settled = np.logaddexp(settled, _log_sum(bounds[:, smooth].T))
            still_open = np.logaddexp(still_open, _log_sum(bounds[:, cut].T))
        whole = np.logaddexp(settled, still_open)
        keep = whole > floor + tiny - math.log(len(whole))
        left_out = float(np.logaddexp(left_out, _log_sum(whole[~keep])))
        graphs, settled, marginals = graphs[keep], settled[keep], marginals.only(np.flatnonzero(keep))
    return Plan(sorted(accepted), graphs, left_out, floor)


def _first_runs(prior_max: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """0 to prior_max in runs that grow with the numbers, as the scale of the functions does: the short, the long."""
    short: list[tuple[int, int]] = []
    long: list[tuple[int, int]] = []
    first = 0
    while first <= prior_max:
        last = min(prior_max, first + max(NODES, first // 2) - 1)
        (short if last - first < NODES else long).append((first, last))
        first = last + 1
    return short, long


def _halved(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [
        half
        for first, last in runs
        for half in ((first, (first + last) // 2), ((first + last) // 2 + 1, last))
    ]


def _bounds(marginals: Marginals, first: Floats, last: Floats, floor: float) -> tuple[Floats, Floats, float]:
    """(G, B) upper bounds of the log-mass of each run, (G, B) of the steepest slope in it, and a better floor.

    Between the slope's least and greatest value the function stays under two straight lines, one from
    each end; the bound is where they meet. The floor is the largest log-probability met so far.
    """
    left, right = marginals.log_joint(first), marginals.log_joint(last)
    floor = max(floor, float(_log_sum(left).max()), float(_log_sum(right).max()))
    low, high = _slope_range(marginals, first, last)
    width = last - first
    meet = np.clip((right - left - width * low) / np.maximum(high - low, 1e-300), 0, width)
    top = np.maximum(np.maximum(left, right), left + meet * high)
    return top + np.log(width + 1), np.maximum(np.abs(low), np.abs(high)), floor


def _slope_range(marginals: Marginals, first: Floats, last: Floats) -> tuple[Floats, Floats]:
    """(G, B) the least and the greatest slope each run can hold: from its two parts' values, and from their slopes."""
    (rise_left, fall_left), (rise_slope_left, fall_slope_left) = marginals.slopes(first)
    (rise_right, fall_right), (rise_slope_right, fall_slope_right) = marginals.slopes(last)
    width = last - first
    bend_down = np.minimum(rise_slope_left - fall_slope_right, 0) * width
    bend_up = np.maximum(rise_slope_right - fall_slope_left, 0) * width
    left, right = rise_left - fall_left, rise_right - fall_right
    low = np.maximum(rise_right - fall_left, np.maximum(left + bend_down, right - bend_up))
    high = np.minimum(rise_left - fall_right, np.minimum(left + bend_up, right - bend_down))
    return low, high


def _log_sum(logs: Floats) -> Floats:
    """Log of the sum over the first axis of exp(logs); minus infinity where there is nothing."""
    if not len(logs):
        return np.full(logs.shape[1:], -math.inf)
    top = logs.max(axis=0)
    return np.asarray(top + np.log(np.exp(logs - top).sum(axis=0)))
