"""Making a table safe: hide small counts, round the rest, hide more until no small count can be worked back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from noddfa.disclosure.attack import reach
from noddfa.disclosure.system import Floats, System, all_bounds, exact_figures, system_of
from noddfa.disclosure.tables import Cell, CountTable, Policy, SafeTable

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint


class CannotProtect(RuntimeError):
    """The solver found no way to make the table safe; nothing of it may be published."""


def protect(table: CountTable, policy: Policy | None = None) -> SafeTable:
    """Make of exact counts the table that may be published.

    1. Counts from 1 to threshold - 1 (and 0, if the policy hides it) are hidden, in cells and totals alike.
    2. Every other figure is rounded to the nearest multiple of the base, from its own exact value.
    3. More figures are hidden until the adversary of `attack` can narrow no hidden figure below its protected
       range: see `protected_range`.

    Step 3 takes the hidden figures in turn and, where one is not safe, solves a mixed-integer programme: hide the
    least (inner cells before totals, few before many, small before large) so that two tables exist that would be
    published alike and in which the figure lies at either end of its range. Hiding more never narrows another's
    range, so each figure is looked at once, those hidden on the way too. Raises CannotProtect.
    """
    policy = policy or Policy()
    system = system_of(len(table.rows), len(table.columns))
    exact = exact_figures(table, system)
    impossible = system.sums @ _possible(table) == 0
    hidden = np.array([policy.is_small(int(count)) for count in exact]) & ~impossible
    checked: set[int] = set()
    while waiting := [int(at) for at in np.flatnonzero(hidden) if int(at) not in checked]:
        for at in waiting:
            checked.add(at)
            lows, highs = all_bounds(_published(table, policy, system, exact, hidden, impossible), system)
            low, high = reach(system, lows, highs, at)
            need_low, need_high, width = protected_range(table, policy, system, exact, at)
            if high is not None and (low > need_low or high < need_high or high - low < width):
                hidden |= _hide_for(
                    at, (need_low, need_high, width), system, policy, exact, hidden, lows, highs
                )
    return _published(table, policy, system, exact, hidden, impossible)


def protected_range(
    table: CountTable, policy: Policy, system: System, exact: NDArray[np.int64], at: int
) -> tuple[int, int, int]:
    """(low, high, width): a reader must be left with all from `low` to `high`, and `width` + 1 counts at least.

    For a figure that is small for itself: from the least it can be (for a total, what its cells that are not nil
    come to at least) to threshold - 1. One hidden for others' sake need only be left as many counts as a small
    one is: `low` and `high` are then its own exact count.
    """
    width = policy.protected_width
    count = int(exact[at])
    if not policy.is_small(count):
        return count, count, width
    somebody = np.array([1.0 if count else 0.0 for row in table.counts for count in row])
    low = policy.lowest_hidden * int(system.sums[at] @ somebody)
    return low, policy.threshold - 1, width


def _possible(table: CountTable) -> Floats:
    """(cells,) 1 for combinations that can be, 0 for those that cannot."""
    return np.array([count is not None for row in table.counts for count in row], dtype=np.float64)


def _published(
    table: CountTable,
    policy: Policy,
    system: System,
    exact: NDArray[np.int64],
    hidden: NDArray[np.bool_],
    impossible: NDArray[np.bool_],
) -> SafeTable:
    grid: dict[int, list[Cell]] = {}
    for (row, _), count, hide, never in zip(system.places, exact.tolist(), hidden, impossible, strict=True):
        grid.setdefault(row, []).append(_cell(count, policy, hide=bool(hide), impossible=bool(never)))
    return SafeTable(table.rows, table.columns, policy, tuple(tuple(row) for row in grid.values()))


def _cell(count: int, policy: Policy, *, hide: bool, impossible: bool) -> Cell:
    if impossible:
        return Cell("not_applicable")
    if hide:
        return Cell("hidden")
    if count == 0:
        return Cell("nil")
    value = policy.rounded(count)
    return Cell("published", value) if value else Cell("rounds_to_zero")


def _hide_for(
    at: int,
    needed: tuple[int, int, int],
    system: System,
    policy: Policy,
    exact: NDArray[np.int64],
    hidden: NDArray[np.bool_],
    lows: Floats,
    highs: Floats,
) -> NDArray[np.bool_]:
    """Which further figures to hide so that figure `at` keeps its protected range, at the least loss.

    Unknowns: how two other tables differ from the exact one, cell by cell, and for each figure that is shown and
    not nil whether to hide it. Moving one figure by less than `threshold` can be done along cycles that move no
    other by more, so differences are bounded.
    """
    from scipy.optimize import Bounds, milp

    figures, cells = system.sums.shape
    span = float(policy.threshold + policy.base)
    may_hide = ~hidden & (highs > 0)
    # Room for each figure to differ from its exact value: once it is hidden, and as things stand.
    down_hidden, up_hidden = np.maximum(policy.lowest_hidden - exact, -span), np.full(figures, span)
    down = np.where(hidden, down_hidden, lows - exact)
    up = np.minimum(highs - exact, span)
    objective = np.concatenate([np.zeros(2 * cells), system.losses + exact / max(1, int(exact.max()))])
    answer = milp(
        objective,
        constraints=[
            *_within(system.sums, down, np.where(may_hide, down - down_hidden, 0)),
            *_within(-system.sums, -up, np.where(may_hide, up_hidden - up, 0)),
            *_at_the_ends(system.sums[at], needed, int(exact[at]), figures),
        ],
        integrality=np.concatenate([np.zeros(2 * cells), np.ones(figures)]),
        bounds=Bounds(
            np.concatenate([np.full(2 * cells, -span), np.zeros(figures)]),
            np.concatenate([np.full(2 * cells, span), may_hide.astype(np.float64)]),
        ),
    )
    if answer.x is None:
        raise CannotProtect(answer.message)
    chosen: NDArray[np.bool_] = answer.x[2 * cells :] > 0.5
    return chosen


def _within(sums: Floats, least: Floats, more_if_hidden: Floats) -> list[LinearConstraint]:
    """In both tables, `sums` times the differences is at least `least`, less `more_if_hidden` for what is hidden."""
    from scipy.optimize import LinearConstraint
    from scipy.sparse import block_array, csr_array, diags_array

    cells, hiding = csr_array(sums), diags_array(more_if_hidden)
    return [
        LinearConstraint(block_array([[cells, csr_array(sums.shape), hiding]], format="csr"), least, np.inf),
        LinearConstraint(block_array([[csr_array(sums.shape), cells, hiding]], format="csr"), least, np.inf),
    ]


def _at_the_ends(
    sums: Floats, needed: tuple[int, int, int], exact: int, figures: int
) -> list[LinearConstraint]:
    """In the first table the figure is at most `low`, in the second at least `high`, and they are `width` apart."""
    from scipy.optimize import LinearConstraint

    low, high, width = needed
    nothing, hiding = np.zeros_like(sums), np.zeros(figures)
    return [
        LinearConstraint(np.concatenate([sums, nothing, hiding]), -np.inf, low - exact),
        LinearConstraint(np.concatenate([nothing, sums, hiding]), high - exact, np.inf),
        LinearConstraint(np.concatenate([-sums, sums, hiding]), width, np.inf),
    ]
