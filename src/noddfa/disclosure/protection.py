"""Making a table safe: hide small counts, round the rest, hide more until no small count can be worked back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from noddfa.disclosure.attack import reach
from noddfa.disclosure.system import Floats, System, all_bounds, exact_figures, system_of
from noddfa.disclosure.tables import Cell, CountTable, Policy, SafeTable


class CannotProtect(RuntimeError):
    """The solver found no way to make the table safe; nothing of it may be published."""


def protect(table: CountTable, policy: Policy | None = None) -> SafeTable:
    """Make of exact counts the table that may be published.

    1. Counts from 1 to threshold - 1 (and 0, if the policy hides it) are hidden, in cells and totals alike.
    2. Every other figure is rounded to the nearest multiple of the base, from its own exact value.
    3. More figures are hidden until the adversary of `attack` can narrow no hidden figure: one that is small
       may still be anything from the lowest hidden count to threshold - 1, and one hidden for others' sake
       may be as many different counts.

    Step 3 takes the figures in turn and solves for each a mixed-integer programme: hide the least (inner cells
    before totals, few before many, small before large) so that two tables exist that would be published alike
    and in which the figure lies at either end of its range. Hiding more never narrows another's range, so one
    pass over all suffices, repeated for the figures it hid. Raises CannotProtect.
    """
    policy = policy or Policy()
    system = system_of(len(table.rows), len(table.columns))
    exact = exact_figures(table, system)
    hidden = np.array([policy.is_small(int(count)) for count in exact]) & ~_impossible(table, system)
    checked: set[int] = set()
    while waiting := [int(at) for at in np.flatnonzero(hidden) if int(at) not in checked]:
        for at in waiting:
            checked.add(at)
            lows, highs = all_bounds(_published(table, policy, system, exact, hidden), system)
            if not _is_safe(*reach(system, lows, highs, at), int(exact[at]), policy):
                hidden |= _hide_for(at, system, policy, exact, hidden, lows, highs)
    return _published(table, policy, system, exact, hidden)


def _is_safe(lowest: int, highest: int | None, exact: int, policy: Policy) -> bool:
    if highest is None:
        highest = max(lowest + policy.threshold, policy.threshold)
    if policy.is_small(exact):
        return lowest <= policy.lowest_hidden and highest >= policy.threshold - 1
    return highest - lowest >= policy.threshold - 1 - policy.lowest_hidden


def _impossible(table: CountTable, system: System) -> NDArray[np.bool_]:
    """(figures,) which figures are of combinations that cannot be: a cell, or all of a row or column."""
    possible = np.array([count is not None for row in table.counts for count in row], dtype=np.float64)
    return system.sums @ possible == 0


def _published(
    table: CountTable,
    policy: Policy,
    system: System,
    exact: NDArray[np.int64],
    hidden: NDArray[np.bool_],
) -> SafeTable:
    impossible = _impossible(table, system)
    cells: dict[int, list[Cell]] = {}
    for (row, _), count, hide, never in zip(system.places, exact.tolist(), hidden, impossible, strict=True):
        cells.setdefault(row, []).append(_cell(count, policy, hide=bool(hide), impossible=bool(never)))
    return SafeTable(table.rows, table.columns, policy, tuple(tuple(row) for row in cells.values()))


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
    system: System,
    policy: Policy,
    exact: NDArray[np.int64],
    hidden: NDArray[np.bool_],
    lows: Floats,
    highs: Floats,
) -> NDArray[np.bool_]:
    """Which further figures to hide so that figure `at` keeps its range, at the least loss.

    Unknowns: how two other tables differ from the exact one, cell by cell, and for each figure that is shown and
    not nil whether to hide it. A difference that moves one figure by less than `threshold` can be had by cycles
    that move no figure more than that, so differences are bounded by it.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import block_array, diags_array

    figures, cells = system.sums.shape
    span = float(policy.threshold + policy.base)
    may_hide = ~hidden & (highs > 0)
    # Room for each figure to differ, as things stand and once it is hidden.
    down, up = lows - exact, np.minimum(highs - exact, span)
    hidden_down, hidden_up = np.maximum(policy.lowest_hidden - exact, -span), np.full(figures, span)
    down = np.where(hidden, hidden_down, down)
    sums = system.sums
    nothing = np.zeros_like(sums)
    more_down, more_up = np.where(may_hide, down - hidden_down, 0.0), np.where(may_hide, hidden_up - up, 0.0)
    rows = block_array(
        [
            [sums, nothing, diags_array(more_down)],
            [nothing, sums, diags_array(more_down)],
            [-sums, nothing, diags_array(more_up)],
            [nothing, -sums, diags_array(more_up)],
        ],
        format="csr",
    )
    limits = LinearConstraint(rows, lb=np.concatenate([down, down, -up, -up]))
    objective = np.concatenate([np.zeros(2 * cells), system.losses + exact / max(1, int(exact.max()))])
    unknowns = Bounds(
        np.concatenate([np.full(2 * cells, -span), np.zeros(figures)]),
        np.concatenate([np.full(2 * cells, span), may_hide.astype(np.float64)]),
    )
    answer = milp(
        objective,
        constraints=[limits, *_ends(at, system, policy, int(exact[at]))],
        integrality=np.concatenate([np.zeros(2 * cells), np.ones(figures)]),
        bounds=unknowns,
    )
    if answer.x is None:
        raise CannotProtect(answer.message)
    chosen: NDArray[np.bool_] = answer.x[2 * cells :] > 0.5
    return chosen


def _ends(at: int, system: System, policy: Policy, exact: int) -> list[object]:
    """The first table has figure `at` at the low end of its range, the second at the high end."""
    from scipy.optimize import LinearConstraint

    sums, figures = system.sums[at], len(system.places)
    rest = np.zeros(figures)
    nothing = np.zeros_like(sums)
    if policy.is_small(exact):
        return [
            LinearConstraint(
                np.concatenate([sums, nothing, rest])[None, :], ub=[policy.lowest_hidden - exact]
            ),
            LinearConstraint(
                np.concatenate([nothing, sums, rest])[None, :], lb=[policy.threshold - 1 - exact]
            ),
        ]
    width = policy.threshold - 1 - policy.lowest_hidden
    return [LinearConstraint(np.concatenate([-sums, sums, rest])[None, :], lb=[width])]
