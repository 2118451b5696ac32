"""The joint posterior of the number unseen and of the graph, for all decomposable graphs at once.

Which graph holds is averaged over; what the figures bear is decided in `decomposable_graphs`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.bayes.graphs import DecomposableGraphs
from noddfa.estimate.bayes.integer_sums import (
    nodes_of,
    sum_of_first,
    values_in,
    weights_of,
)
from noddfa.estimate.bayes.marginals import Marginals
from noddfa.estimate.bayes.planning import AT_ONCE, plan_runs

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Run:
    """A run of numbers unseen, `first` to `last`, with the posterior (not yet normalised) at its nodes."""

    first: int
    last: int
    at_nodes: Floats
    mass: float


@dataclass(frozen=True, eq=False)
class DecomposablePosterior:
    """What is known of the number of people after averaging over the graphs.

    graph_probabilities  (G,) posterior of each of `graphs`
    edge_probabilities   (L, L) posterior probability that two lists are joined in the graph
    mean                 people in all, seen and unseen
    left_out             bound on the share of the posterior in runs that were not evaluated
    evaluations          numbers unseen at which all graphs were evaluated
    """

    n_seen: int
    prior_max: int
    graphs: DecomposableGraphs
    graph_probabilities: Floats
    mean: float
    left_out: float
    evaluations: int
    runs: tuple[Run, ...]

    @property
    def edge_probabilities(self) -> Floats:
        size = self.graphs.n_lists
        matrix = np.zeros((size, size))
        for (i, j), column in zip(self.graphs.pairs, self.graphs.edges.T, strict=True):
            matrix[i, j] = matrix[j, i] = float(self.graph_probabilities @ column)
        return matrix

    def probabilities(self, people: NDArray[np.int64]) -> Floats:
        """The posterior probability of each of the whole numbers `people` (seen and unseen)."""
        unseen = np.asarray(people, dtype=np.int64) - self.n_seen
        found = np.zeros(len(unseen))
        for run in self.runs:
            inside = (run.first <= unseen) & (unseen <= run.last)
            if inside.any():
                found[inside] = values_in(
                    run.first, run.last, run.at_nodes, unseen[inside].astype(np.float64)
                )
        return np.maximum(found, 0)

    def at_most(self, people: int) -> float:
        """The posterior probability that there are no more than `people` in all."""
        unseen = people - self.n_seen
        total = 0.0
        for run in self.runs:
            if run.last <= unseen:
                total += run.mass
            elif run.first <= unseen:
                total += sum_of_first(run.first, run.last, run.at_nodes, unseen - run.first + 1)
        return total

    def quantile(self, share: float) -> int:
        """The smallest number of people with posterior probability `share` or more of not being exceeded."""
        below = 0.0
        for run in self.runs:
            if below + run.mass >= share:
                few, many = 0, run.last - run.first + 1
                while many - few > 1:
                    middle = (few + many) // 2
                    if below + sum_of_first(run.first, run.last, run.at_nodes, middle) >= share:
                        many = middle
                    else:
                        few = middle
                return self.n_seen + run.first + many - 1
            below += run.mass
        return self.n_seen + self.runs[-1].last

    def peaks(self) -> tuple[int, ...]:
        """Where the posterior has peaks that stand apart: each holds a tenth or more of it, by valleys.

        A valley is where it falls below half of the lower of the peaks beside it. Numbers of people are
        looked at in 400 steps of equal ratio of the unseen.
        """
        low, high = (self.quantile(share) - self.n_seen + 1 for share in (0.001, 0.999))
        grid = np.unique(np.round(np.geomspace(low, high, 400)).astype(np.int64) - 1) + self.n_seen
        heights = self.probabilities(grid)
        tops, valleys = [0], []
        for at, height in enumerate(heights.tolist()):
            lowest = tops[-1] + int(np.argmin(heights[tops[-1] : at + 1]))
            if 2 * heights[lowest] < min(heights[tops[-1]], height):
                valleys.append(lowest)
                tops.append(at)
            elif height > heights[tops[-1]]:
                tops[-1] = at
        shares = np.diff([0.0, *(self.at_most(int(grid[at])) for at in valleys), 1.0])
        kept = [int(grid[at]) for at, share in zip(tops, shares, strict=True) if share >= 0.1]
        return tuple(kept) or (int(grid[int(np.argmax(heights))]),)


def posterior(
    marginals: Marginals, prior_max: int, progress: Callable[[float], None] | None = None
) -> DecomposablePosterior:
    """The posterior with 0 to `prior_max` people unseen and every graph as likely as another beforehand.

    `plan_runs` says which runs of numbers, and which graphs, hold all of the posterior but a provably
    negligible part; these are evaluated at every number of short runs and at 24 points of long ones.
    """
    plan = plan_runs(marginals, prior_max)
    kept = marginals.only(plan.graphs)
    where = [nodes_of(first, last) for first, last in plan.runs]
    by_graph, moment, runs = np.zeros(len(plan.graphs)), 0.0, []
    evaluations = sum(map(len, where))
    done = 0
    for some in _portions([len(nodes) for nodes in where], max(1, AT_ONCE // len(plan.graphs))):
        joint = kept.log_joint(np.concatenate([where[at] for at in some]))
        joint -= plan.reference
        np.exp(joint, out=joint)
        weights = np.concatenate([weights_of(*plan.runs[at]) for at in some])
        by_graph += np.einsum("gm,m->g", joint, weights)
        total = joint.sum(axis=0)
        start = 0
        for at in some:
            part = slice(start, start + len(where[at]))
            start = part.stop
            runs.append(Run(*plan.runs[at], total[part], float(total[part] @ weights[part])))
            moment += float((total[part] * where[at]) @ weights[part])
        done += start
        if progress:
            progress(done / evaluations)
    whole = float(by_graph.sum())
    probabilities = np.zeros(len(marginals.graphs.edges))
    probabilities[plan.graphs] = by_graph / whole
    return DecomposablePosterior(
        n_seen=marginals.n_seen,
        prior_max=prior_max,
        graphs=marginals.graphs,
        graph_probabilities=probabilities,
        mean=marginals.n_seen + moment / whole,
        left_out=math.exp(plan.left_out - plan.reference) / whole,
        evaluations=evaluations,
        runs=tuple(Run(run.first, run.last, run.at_nodes / whole, run.mass / whole) for run in runs),
    )


def _portions(sizes: list[int], most: int) -> Iterator[list[int]]:
    """Runs of indices whose sizes add up to `most` or less, unless one alone is larger."""
    portion: list[int] = []
    held = 0
    for at, size in enumerate(sizes):
        if portion and held + size > most:
            yield portion
            portion, held = [], 0
        portion.append(at)
        held += size
    yield portion
