"""The adversary: works hidden counts back from what is published, as well as it can be done for one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from noddfa.disclosure.system import TOLERANCE, Floats, System, all_bounds, system_of
from noddfa.disclosure.tables import SafeTable


class AttackFailed(RuntimeError):
    """The solver gave no sure answer, so nothing may be concluded from it."""


@dataclass(frozen=True)
class Narrowed:
    """What the adversary can say of one hidden figure: its place in the grid and the counts it may be.

    `upper` is None when nothing bounds it.
    """

    row: int
    column: int
    lower: int
    upper: int | None


def attack(safe: SafeTable) -> tuple[Narrowed, ...]:
    """Find the smallest and largest count that each hidden figure can be, one answer for each hidden figure.

    The adversary knows the policy and the published table: that figures were rounded to the nearest multiple,
    that small ones are hidden, that totals are sums, that `-` is nobody. For each hidden figure two linear
    programmes over all tables of whole numbers that would be published so. A two-way table with its totals is
    a network, so the optima are whole numbers and the answer is exact. Not known to it: that the cells hidden
    for others' sake were chosen so, other tables, and people of its own acquaintance.
    """
    system = system_of(len(safe.rows), len(safe.columns))
    lows, highs = all_bounds(safe, system)
    return tuple(
        Narrowed(*place, *reach(system, lows, highs, at))
        for at, place in enumerate(system.places)
        if safe.grid[place[0]][place[1]].status == "hidden"
    )


def breaches(safe: SafeTable) -> tuple[Narrowed, ...]:
    """The hidden figures of which the adversary leaves fewer possible counts than a small count has.

    Empty for every table `protect` makes; for a second look before a release, and for tables from elsewhere.
    (`attack` answers for every hidden figure, narrowed or not: its answer being full is no breach.)
    """
    width = safe.policy.protected_width
    return tuple(one for one in attack(safe) if one.upper is not None and one.upper - one.lower < width)


def reach(system: System, lows: Floats, highs: Floats, at: int) -> tuple[int, int | None]:
    """The smallest and largest count of figure `at` in any table whose figures are all within their bounds."""
    smallest, largest = _extremes(system, lows, highs, at)
    if smallest is None:
        raise AttackFailed("a count cannot be unbounded below")
    return smallest, largest


def _extremes(system: System, lows: Floats, highs: Floats, at: int) -> Iterator[int | None]:
    from scipy.optimize import linprog

    capped = np.isfinite(highs)
    limits = np.vstack([system.sums[capped], -system.sums])
    rights = np.concatenate([highs[capped], -lows])
    for sign in (1.0, -1.0):
        answer = linprog(sign * system.sums[at], A_ub=limits, b_ub=rights, bounds=(0, None), method="highs")
        if answer.status == 3:
            yield None
        elif answer.status == 0 and abs(answer.fun - round(answer.fun)) < TOLERANCE:
            yield round(sign * answer.fun)
        else:
            raise AttackFailed(answer.message)
