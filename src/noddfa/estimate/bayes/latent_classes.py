"""Latent classes, their number left open: people differ in how they are seen; within a class lists are independent."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, Unpack

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.bayes.class_chain import Chain, Ladder
from noddfa.estimate.bayes.diagnostics import Diagnosis, diagnose
from noddfa.estimate.bayes.edge import (
    EDGE,
    Edge,
    lists_obstacle,
    new_reasons,
    verdict_of,
)
from noddfa.estimate.bayes.sampling import Options, Sampling
from noddfa.estimate.bearing import data_reasons, same
from noddfa.estimate.histories import (
    MAX_LISTS,
    MAX_PEOPLE,
    WIDEST_BOUNDS,
    BadHistories,
    Bounds,
    CaptureHistories,
)
from noddfa.estimate.intervals import check_level
from noddfa.estimate.posteriors import bins_of_draws
from noddfa.estimate.result import Bearing, Estimate, Interval, Reason, Verdict
from noddfa.estimate.wording import number

METHOD: Final = "latent-class"
FEWEST_LISTS: Final = 3
SETTLED_RHAT: Final = 1.01
SETTLED_ESS: Final = 400.0
"""What Vehtari et al. (2021) ask of chains before their figures are used."""
WORTHLESS_RHAT: Final = 1.05
WORTHLESS_ESS: Final = 100.0
ROUNDS: Final = 10


@dataclass(frozen=True, eq=False)
class LatentClassDraws:
    """What the chains drew, warming up left out: each array is (chains, draws).

    people    in all, seen and unseen
    alpha     concentration: the larger, the more classes hold people
    occupied  classes that hold somebody
    exchanged whether the chains exchanged places with replicas that see fewer people
    """

    people: NDArray[np.float64]
    alpha: NDArray[np.float64]
    occupied: NDArray[np.float64]
    exchanged: bool = False

    def diagnosis(self) -> Diagnosis:
        """Whether the chains agree about the number of people."""
        return diagnose(self.people)


def latent_class(
    histories: CaptureHistories,
    *,
    level: float = 0.95,
    progress: Callable[[float], None] | None = None,
    **options: Unpack[Options],
) -> Estimate:
    """Estimate the population by a Dirichlet-process mixture of classes within which lists are independent.

    A person is of class k with probability pi_k and then on list j with probability lambda_kj:

        p(pattern s) = sum_k pi_k prod_j lambda_kj**s_j (1 - lambda_kj)**(1 - s_j)
        lambda_kj ~ uniform;  pi_k = V_k prod_{l<k} (1 - V_l),  V_k ~ Beta(1, alpha),  V_K = 1
        alpha ~ Gamma(a, rate b);  p(N) proportional to 1/N (`reciprocal`) or constant (`flat`)

    for `classes` = K and at most `prior_max` unseen (20 for each person seen when not given). Each of
    `chains` chains makes `warm_up` sweeps that are forgotten and `draws` that are kept: Gibbs steps on
    the counts of patterns by class and on the unseen, and moves from which both are summed out. Answers
    are the same for the same `seed`, whatever the number of `threads`.

    `censored` gives the bounds of counts that are not published, such as {3: (1, 4)} for 'fewer than 5,
    but some' on lists 0 and 1 (pattern numbers as in `CaptureHistories`; bounds included). What
    `histories` has for such a pattern must be 0 or within its bounds and is otherwise left aside; the
    true count is drawn along with the rest, and `n_seen` of the answer counts the least.

    The point is the posterior median, the interval equal-tailed. `details`: classes, a, b, prior,
    prior_max, chains, draws (a chain), seed, mean, alpha and occupied_classes (means), rhat, bulk_ess,
    tail_ess (`diagnostics`), edge_share (posterior in the last tenth below prior_max).

    The verdict is `bears_estimate` unless fewer than seven people are on two lists, more than 1% of the
    posterior lies in the last tenth below `prior_max`, or the chains have not settled (R-hat above 1.01
    or fewer than 400 effective draws). Refuses (point None, `bears_none`) with no overlap, fewer than
    three lists, a posterior that does not fall towards `prior_max`, or chains that disagree (R-hat above
    1.05 or fewer than 100 effective draws). Lists that hold nobody count as lists.

    Manrique-Vallier, D. (2016) Bayesian population size estimation using Dirichlet process mixtures.
    Biometrics 72(4), 1246-1254.

    Raises ValueError when an argument is out of range, BadHistories when `censored` does not fit.
    """
    check_level(level)
    sampling = Sampling(**options)
    censored = sampling.censored or {}
    held = _held(histories, censored)
    reasons = data_reasons(histories)
    if censored:
        reasons = (*reasons, Reason("censored_cells", {"cells": same(number(len(censored)))}))
    if why := lists_obstacle(histories, FEWEST_LISTS, MAX_LISTS):
        return _refused(held, (*reasons, *new_reasons(reasons, why)), {})
    most = sampling.most_unseen(histories)
    found = latent_class_draws(histories, progress=progress, **options)
    settled = found.diagnosis()
    edge = Edge(float((found.people > held + EDGE * most).mean()), most)
    details: dict[str, Any] = {
        "classes": sampling.classes,
        "a": sampling.a,
        "b": sampling.b,
        "prior": sampling.prior,
        "prior_max": most,
        "chains": sampling.chains,
        "draws": sampling.draws,
        "seed": sampling.seed,
        "exchanged": int(found.exchanged),
        "mean": float(found.people.mean()),
        "alpha": float(found.alpha.mean()),
        "occupied_classes": float(found.occupied.mean()),
        "rhat": settled.rhat if np.isfinite(settled.rhat) else "infinite",
        "bulk_ess": settled.bulk_ess,
        "tail_ess": settled.tail_ess,
        "edge_share": edge.share,
    }
    if shares := bins_of_draws(found.people):
        details["posterior"] = shares.to_json()
    shaky = _unsettled(settled)
    if edge.refuses or (shaky and shaky.code == "chains_disagree"):
        more = (*edge.reasons(), *([shaky] if shaky else []))
        return _refused(held, (*reasons, *more), details)
    verdict: Verdict = "bears_lower_bound" if shaky else verdict_of(histories, edge)
    why = (*edge.reasons(), *([shaky] if shaky else []), Reason("latent_class_assumed"))
    lower, middle, upper = np.quantile(found.people, [(1 - level) / 2, 0.5, (1 + level) / 2]).tolist()
    return Estimate(
        METHOD,
        middle,
        Interval(lower, upper, level, "posterior"),
        held,
        Bearing(verdict, (*reasons, *why, Reason("closed_and_matched"))),
        details,
    )


def latent_class_draws(
    histories: CaptureHistories,
    *,
    progress: Callable[[float], None] | None = None,
    **options: Unpack[Options],
) -> LatentClassDraws:
    """The draws behind `latent_class`; arguments and errors as there. Nothing is refused here."""
    sampling = Sampling(**options)
    sampling.most_unseen(histories)
    _held(histories, sampling.censored or {})
    share = 0.5 if sampling.exchange == "if-needed" else 1.0
    seeds = np.random.SeedSequence(sampling.seed)
    found = None
    if sampling.exchange != "always":
        alone = [Chain(histories, sampling, child) for child in seeds.spawn(sampling.chains)]
        found = _run(alone, sampling, _part(progress, 0.0, share))
    if found is None or (sampling.exchange == "if-needed" and not is_settled(found.diagnosis())):
        ladders = [Ladder(histories, sampling, child) for child in seeds.spawn(sampling.chains)]
        found = _run(ladders, sampling, _part(progress, 1 - share, 1.0))
        found = LatentClassDraws(found.people, found.alpha, found.occupied, exchanged=True)
    if progress:
        progress(1.0)
    return found


def _part(progress: Callable[[float], None] | None, first: float, last: float) -> Callable[[float], None]:
    return lambda done: progress(first + (last - first) * done) if progress else None


def _run(
    workers: Sequence[Chain | Ladder], sampling: Sampling, progress: Callable[[float], None]
) -> LatentClassDraws:
    """Warm up and draw, all workers in turns."""
    drawn = np.zeros((len(workers), sampling.draws, 3))
    every = sampling.warm_up + sampling.draws
    with ThreadPoolExecutor(sampling.threads or min(len(workers), os.cpu_count() or 1)) as pool:
        list(pool.map(lambda worker: worker.warm_up(sampling.warm_up), workers))
        ends = [sampling.draws * part // ROUNDS for part in range(ROUNDS + 1)]
        for first, last in itertools.pairwise(ends):
            progress((sampling.warm_up + first) / every)
            pieces = [drawn[at, first:last] for at in range(len(workers))]
            list(pool.map(lambda worker, piece: worker.draw(piece), workers, pieces))
    people, alpha, occupied = (np.ascontiguousarray(drawn[:, :, column]) for column in range(3))
    return LatentClassDraws(people, alpha, occupied)


def _held(histories: CaptureHistories, censored: Bounds) -> int:
    """People seen for certain: censored counts taken at their least. Raises BadHistories."""
    table = dict(zip(histories.pattern_numbers.tolist(), histories.counts.tolist(), strict=True))
    for pattern, bounds in censored.items():
        low, high = bounds
        if not 1 <= pattern < 2**histories.n_lists:
            raise BadHistories(
                f"censored must name patterns from 1 to {2**histories.n_lists - 1}; got {pattern}"
            )
        if not (0 <= low <= high and high - low <= WIDEST_BOUNDS and high <= MAX_PEOPLE):
            raise BadHistories(
                f"censored must give bounds 0 or more, the lower first, at most {WIDEST_BOUNDS:,} apart; "
                f"got {low} to {high} for pattern {pattern}"
            )
        if (given := table.get(pattern, 0)) and not low <= given <= high:
            raise BadHistories(
                f"counts must be 0 or within the bounds of a censored pattern; got {given} for pattern {pattern}, "
                f"bounds {low} to {high}"
            )
        table[pattern] = low
    return sum(table.values())


def is_settled(found: Diagnosis) -> bool:
    """Whether the chains agree as well as Vehtari et al. (2021) ask."""
    return found.rhat <= SETTLED_RHAT and min(found.bulk_ess, found.tail_ess) >= SETTLED_ESS


def _unsettled(found: Diagnosis) -> Reason | None:
    """What is wrong with the chains, if anything."""
    if is_settled(found):
        return None
    ess = min(found.bulk_ess, found.tail_ess)
    worthless = found.rhat > WORTHLESS_RHAT or ess < WORTHLESS_ESS
    values = {
        "rhat": same(number(found.rhat, 3) if np.isfinite(found.rhat) else "\u221e"),
        "ess": same(number(ess)),
    }
    return Reason("chains_disagree" if worthless else "chains_unsettled", values)


def _refused(held: int, reasons: tuple[Reason, ...], details: dict[str, Any]) -> Estimate:
    return Estimate(METHOD, None, None, held, Bearing("bears_none", reasons), details)
