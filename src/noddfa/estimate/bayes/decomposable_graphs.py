"""Bayesian model averaging over every decomposable graph of dependence between the lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from noddfa.estimate.bayes.averaging import DecomposablePosterior, posterior
from noddfa.estimate.bayes.edge import (
    EDGE,
    Edge,
    checked_positive,
    checked_prior_max,
    lists_obstacle,
    new_reasons,
    verdict_of,
    without_empty_lists,
)
from noddfa.estimate.bayes.graphs import MOST_LISTS
from noddfa.estimate.bayes.marginals import Marginals, Prior, checked_prior
from noddfa.estimate.bearing import data_reasons, same
from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.intervals import check_level
from noddfa.estimate.posteriors import bins_of_distribution
from noddfa.estimate.result import Bearing, Estimate, Interval, Reason
from noddfa.estimate.wording import number

METHOD: Final = "decomposable"
FEWEST_LISTS: Final = 3
TIMES_SEEN: Final = 50
"""How many unseen are allowed for each person seen, when `prior_max` is not given."""


def decomposable(
    histories: CaptureHistories,
    *,
    level: float = 0.95,
    delta: float | None = None,
    prior: Prior = "reciprocal",
    prior_max: int | None = None,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Estimate:
    """Estimate the population by averaging over all decomposable graphical models of the lists.

    Lists are vertices; a graph says which depend on each other, and its cliques C and separators S give
    the probability of the whole table by one closed form (no sampling; `seed` changes nothing):

        p(table, u | g) = (n + u)! / (u! prod_s y_s!)  prod_C p_C(u) / prod_S p_S(u)

    where u people are unseen and p_S is the Dirichlet-multinomial probability of the marginal table of a
    subset of lists, under a hyper-Dirichlet prior of `delta` a cell (2**-L when not given, which adds up
    to one person). Every graph is as likely as another beforehand, and u is 0 to `prior_max` (50 for
    each person seen when not given) with prior probability

    `reciprocal`  proportional to 1 / (n + u)
    `flat`        the same for each u

    The point is the posterior median of n + u, the interval equal-tailed. Three to six lists.

    `details`: delta, prior, prior_max, mean, posterior, graphs (how many), best_graph (its cliques) with
    best_graph_probability, edges (for each pair of lists the posterior probability that they are joined),
    edge_share (posterior in the last tenth below prior_max) and left_out (bound on what was not summed).

    The verdict is `bears_estimate` unless fewer than seven people are on two lists or more than 1% of
    the posterior lies in the last tenth below `prior_max`. Refuses (point None, `bears_none`) with no
    overlap, another number of lists, or a posterior that does not fall towards `prior_max` (10% there).

    Madigan, D. & York, J. C. (1997) Bayesian methods for estimation of the size of a closed population.
    Biometrika 84(1), 19-31. Johndrow, J., Lum, K. & Manrique-Vallier, D. (2019) Low-risk population size
    estimates in the presence of capture heterogeneity. Biometrika 106(1), 197-210.

    Raises ValueError when `level`, `delta`, `prior` or `prior_max` is out of range.
    """
    check_level(level)
    found = decomposable_posterior(
        histories, delta=delta, prior=prior, prior_max=prior_max, progress=progress
    )
    reasons = data_reasons(histories)
    n = histories.n_seen
    if found is None:
        why = lists_obstacle(histories, FEWEST_LISTS, MOST_LISTS)
        return Estimate(METHOD, None, None, n, Bearing("bears_none", (*reasons, *new_reasons(reasons, why))))
    edge = Edge(max(0.0, 1 - found.at_most(n + int(EDGE * found.prior_max))), found.prior_max)
    details = {
        "delta": _delta(histories, delta),
        "prior": prior,
        **_details(found, without_empty_lists(histories).lists),
        "edge_share": edge.share,
    }
    if edge.refuses:
        return Estimate(METHOD, None, None, n, Bearing("bears_none", (*reasons, *edge.reasons())), details)
    peaks = found.peaks()
    places = same("; ".join(number(people) for people in peaks))
    apart = [Reason("several_peaks", {"places": places})] if len(peaks) > 1 else []
    why = (*edge.reasons(), *apart, Reason("decomposable_assumed"), Reason("closed_and_matched"))
    tail = (1 - level) / 2
    interval = Interval(found.quantile(tail), found.quantile(1 - tail), level, "posterior")
    bearing = Bearing(verdict_of(histories, edge), (*reasons, *why))
    return Estimate(METHOD, float(found.quantile(0.5)), interval, n, bearing, details)


def decomposable_posterior(
    histories: CaptureHistories,
    *,
    delta: float | None = None,
    prior: Prior = "reciprocal",
    prior_max: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> DecomposablePosterior | None:
    """The whole posterior behind `decomposable`, over people and over graphs; None where that refuses to begin.

    Lists that hold nobody are left out, so graphs are on the others, in their order. Raises ValueError.
    """
    checked_prior(prior)
    share = _delta(histories, delta)
    most = checked_prior_max(prior_max, histories, TIMES_SEEN)
    if lists_obstacle(histories, FEWEST_LISTS, MOST_LISTS):
        return None
    return posterior(Marginals.of(without_empty_lists(histories), share, prior), most, progress)


def _delta(histories: CaptureHistories, delta: float | None) -> float:
    used = int((histories.list_totals > 0).sum())
    return 2.0**-used if delta is None else checked_positive("delta", delta)


def _details(found: DecomposablePosterior, lists: tuple[str, ...]) -> dict[str, Any]:
    best = int(np.argmax(found.graph_probabilities))
    cliques = [
        "+".join(name for at, name in enumerate(lists) if clique >> at & 1)
        for clique in found.graphs.cliques(best)
    ]
    joined = found.edge_probabilities
    shares = bins_of_distribution(found.quantile, found.at_most)
    return {
        "prior_max": found.prior_max,
        "mean": found.mean,
        "graphs": len(found.graphs.edges),
        "best_graph": " | ".join(cliques),
        "best_graph_probability": float(found.graph_probabilities[best]),
        "edges": {f"{lists[i]} + {lists[j]}": float(joined[i, j]) for i, j in found.graphs.pairs},
        "left_out": found.left_out,
        **({"posterior": shares.to_json()} if shares else {}),
    }
