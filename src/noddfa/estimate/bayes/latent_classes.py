"""Latent classes, their number left open: people differ in how they are seen; within a class lists are independent."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.bayes.diagnostics import Diagnosis, diagnose
from noddfa.estimate.bayes.edge import (
    EDGE,
    Edge,
    checked_positive,
    checked_prior_max,
    lists_obstacle,
    new_reasons,
    verdict_of,
)
from noddfa.estimate.bayes.marginals import Prior, checked_prior
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
from noddfa.estimate.refused_options import BadOption
from noddfa.estimate.result import Bearing, Estimate, Interval, Reason, Verdict
from noddfa.estimate.wording import number

METHOD: Final = "latent-class"
FEWEST_LISTS: Final = 3
TIMES_SEEN: Final = 20
"""How many unseen are allowed for each person seen, when `prior_max` is not given (as LCMCR does)."""
SETTLED_RHAT: Final = 1.01
SETTLED_ESS: Final = 400.0
"""What Vehtari et al. (2021) ask of chains before their figures are used."""
WORTHLESS_RHAT: Final = 1.05
WORTHLESS_ESS: Final = 100.0
ROUNDS: Final = 10
STAGE: Final = 20
"""Sweeps between changes while a chain warms up."""


@dataclass(frozen=True, eq=False)
class LatentClassDraws:
    """What the chains drew, warming up left out: each array is (chains, draws).

    people    in all, seen and unseen
    alpha     concentration: the larger, the more classes hold people
    occupied  classes that hold somebody
    """

    people: NDArray[np.float64]
    alpha: NDArray[np.float64]
    occupied: NDArray[np.float64]

    def diagnosis(self) -> Diagnosis:
        """Whether the chains agree about the number of people."""
        return diagnose(self.people)


def latent_class(
    histories: CaptureHistories,
    *,
    level: float = 0.95,
    classes: int = 10,
    a: float = 0.25,
    b: float = 0.25,
    prior: Prior = "reciprocal",
    prior_max: int | None = None,
    censored: Bounds | None = None,
    chains: int = 4,
    warm_up: int = 2_000,
    draws: int = 10_000,
    seed: int = 0,
    threads: int | None = None,
    progress: Callable[[float], None] | None = None,
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
    held = _held(histories, censored or {})
    reasons = data_reasons(histories)
    if censored:
        reasons = (*reasons, Reason("censored_cells", {"cells": same(number(len(censored)))}))
    if why := lists_obstacle(histories, FEWEST_LISTS, MAX_LISTS):
        checked_prior(prior)
        return _refused(held, (*reasons, *new_reasons(reasons, why)), {})
    most = checked_prior_max(prior_max, histories, TIMES_SEEN)
    found = latent_class_draws(
        histories,
        classes=classes,
        a=a,
        b=b,
        prior=prior,
        prior_max=most,
        censored=censored,
        chains=chains,
        warm_up=warm_up,
        draws=draws,
        seed=seed,
        threads=threads,
        progress=progress,
    )
    settled = found.diagnosis()
    edge = Edge(float((found.people > held + EDGE * most).mean()), most)
    details: dict[str, Any] = {
        "classes": classes,
        "a": a,
        "b": b,
        "prior": prior,
        "prior_max": most,
        "chains": chains,
        "draws": draws,
        "seed": seed,
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
    classes: int = 10,
    a: float = 0.25,
    b: float = 0.25,
    prior: Prior = "reciprocal",
    prior_max: int | None = None,
    censored: Bounds | None = None,
    chains: int = 4,
    warm_up: int = 2_000,
    draws: int = 10_000,
    seed: int = 0,
    threads: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> LatentClassDraws:
    """The draws behind `latent_class`; arguments and errors as there. Nothing is refused here."""
    for name, value, least, greatest in (
        ("classes", classes, 2, 100),
        ("chains", chains, 1, 1_000),
        ("warm_up", warm_up, 0, 100_000_000),
        ("draws", draws, 10, 100_000_000),
        ("threads", 1 if threads is None else threads, 1, 1_000),
    ):
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= greatest:
            raise BadOption(f"{name} must be a whole number from {least} to {greatest:,}; got {value}")
    checked_prior(prior)
    a, b = checked_positive("a", a), checked_positive("b", b)
    most = checked_prior_max(prior_max, histories, TIMES_SEEN)
    _held(histories, censored or {})
    workers = [
        _Worker(histories, censored or {}, child, draws, classes, (a, b), prior, most)
        for child in np.random.SeedSequence(seed).spawn(chains)
    ]
    with ThreadPoolExecutor(threads or min(chains, os.cpu_count() or 1)) as pool:
        list(pool.map(lambda worker: worker.warm_up(warm_up), workers))
        ends = [draws * part // ROUNDS for part in range(ROUNDS + 1)]
        for part in range(ROUNDS):
            if progress:
                progress((warm_up + ends[part]) / (warm_up + draws))
            list(pool.map(lambda worker, part=part: worker.draw(ends[part], ends[part + 1]), workers))
    if progress:
        progress(1.0)
    drawn = np.array([worker.draws for worker in workers])
    return LatentClassDraws(*(np.ascontiguousarray(drawn[:, :, column]) for column in range(3)))


class _Worker:
    """One chain. Its numbers hang on `child` alone."""

    def __init__(
        self,
        histories: CaptureHistories,
        censored: Bounds,
        child: np.random.SeedSequence,
        draws: int,
        classes: int,
        alpha_prior: tuple[float, float],
        prior: Prior,
        prior_max: int,
    ) -> None:
        from noddfa.estimate.bayes import class_kernel

        self.run = class_kernel.sweeps
        table = {0: histories.n_seen}
        table.update(zip(histories.pattern_numbers.tolist(), histories.counts.tolist(), strict=True))
        table.update({pattern: low + (high - low) // 2 for pattern, (low, high) in censored.items()})
        self.cells = np.array(list(table), dtype=np.int64)
        self.full = np.array(list(table.values()), dtype=np.int64)
        places = {pattern: at for at, pattern in enumerate(table)}
        bounds = [(places[pattern], low, high) for pattern, (low, high) in censored.items()]
        self.censored = np.array(bounds, dtype=np.int64).reshape(-1, 3)
        self.none = np.zeros((0, 3), dtype=np.int64)
        self.counts = self.full.copy()
        self.counts[0] = min(self.counts[0], prior_max)
        rng = np.random.Generator(np.random.PCG64(child))
        on = rng.beta(1, 4, (classes, histories.n_lists))
        self.chances = np.array([1 - on, on])
        broken = np.append(rng.beta(1, 1, classes - 1), 1.0)
        rest = np.append(0.0, np.cumsum(np.log1p(-broken[:-1])))
        self.sticks = np.array([rest + np.log(broken), rest])
        self.joint = np.empty((len(self.cells), classes))
        for k in range(classes):
            share = float(np.exp(self.sticks[0, k]))
            class_kernel.fill_class(self.cells, on[k], 1 - on[k], share, self.joint[:, k])
        beyond = 1.0 if prior == "flat" else 0.0
        self.settings = np.array([1.0, beyond, float(prior_max), 0.5, 1.0, *alpha_prior])
        self.widths = 1 / np.sqrt(np.append(histories.list_totals, histories.n_seen) + 1.0)
        self.state = np.asarray(child.generate_state(4, np.uint64), dtype=np.uint64)
        self.draws = np.zeros((draws, 3))

    def warm_up(self, sweeps: int) -> None:
        """Find the bulk of the posterior and lengths of moves that suit it.

        For the first half the counts are only a growing part of themselves, so that a chain is not
        caught in the first arrangement of classes that it meets.
        """
        nothing, early = np.zeros((0, 3)), False
        for done in range(0, sweeps, STAGE):
            was_early, early = early, 2 * done < sweeps
            if early:
                self.counts[1:] = np.ceil(self.full[1:] * (0.05 + 1.9 * done / sweeps))
            elif was_early:
                self.counts[1:] = self.full[1:]
            gain = 1 / np.sqrt(1 + done / 10)
            self._sweep(min(STAGE, sweeps - done), gain, nothing, self.none if early else self.censored)
        if early:
            self.counts[1:] = self.full[1:]

    def draw(self, first: int, last: int) -> None:
        """Sweeps that are kept, `first` up to `last`."""
        self._sweep(last - first, 0.0, self.draws[first:last], self.censored)

    def _sweep(self, many: int, gain: float, draws: NDArray[np.float64], censored: NDArray[np.int64]) -> None:
        self.run(
            self.cells,
            self.counts,
            censored,
            self.chances,
            self.sticks,
            self.joint,
            self.settings,
            self.widths,
            self.state,
            many,
            gain,
            draws,
        )


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


def _unsettled(found: Diagnosis) -> Reason | None:
    """What is wrong with the chains, if anything."""
    ess = min(found.bulk_ess, found.tail_ess)
    if found.rhat <= SETTLED_RHAT and ess >= SETTLED_ESS:
        return None
    worthless = found.rhat > WORTHLESS_RHAT or ess < WORTHLESS_ESS
    values = {
        "rhat": same(number(found.rhat, 3) if np.isfinite(found.rhat) else "\u221e"),
        "ess": same(number(ess)),
    }
    return Reason("chains_disagree" if worthless else "chains_unsettled", values)


def _refused(held: int, reasons: tuple[Reason, ...], details: dict[str, Any]) -> Estimate:
    return Estimate(METHOD, None, None, held, Bearing("bears_none", reasons), details)
