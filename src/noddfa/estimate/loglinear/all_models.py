"""Every hierarchical model at once: its fit, its share of the posterior, and the average over all of them."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.bearing import FEWEST_OVERLAPPING, data_reasons, n_overlapping, same
from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.intervals import check_level
from noddfa.estimate.loglinear.hierarchy import Model
from noddfa.estimate.posteriors import bins_of_distribution
from noddfa.estimate.result import Bearing, Estimate, Interval, Reason, Verdict
from noddfa.estimate.wording import number

METHOD: Final = "all-models"
MOST_LISTS: Final = 6
SHARE_LEFT_OUT: Final = 1e-12
"""The most of the posterior that models left unfitted may have."""
TOP: Final = 5
"""Models named in the details."""

Floats = NDArray[np.float64]
Progress = Callable[[float], None]


@dataclass(frozen=True, eq=False)
class Fits:
    """Every model that was fitted, in depth-first order; all arrays have shape (m,).

    n_lists         L
    n_seen          people seen (n)
    masks           each model as a number: bit t is set when it has term t (bit 0: the intercept)
    parameters      p: its terms, those at minus infinity among them
    log_likelihood  Poisson, with its constant; the supremum where there is no maximum
    log_unseen      log of the people on no list; NaN where the data do not determine it
    variance        of log_unseen, from the observed information; NaN likewise
    flags           bits of `sweep`: 1 an overlap it speaks of is empty, 2 other patterns are fitted by 0 too,
                    4 the number unseen is not determined, 8 Newton's method did not settle
    n_models        models there are (all but the saturated one)
    left_out        the most of the posterior that the models not fitted can have together
    """

    n_lists: int
    n_seen: int
    masks: NDArray[np.uint64]
    parameters: NDArray[np.int64]
    log_likelihood: Floats
    log_unseen: Floats
    variance: Floats
    flags: NDArray[np.uint8]
    n_models: int
    left_out: float

    @property
    def bic(self) -> Floats:
        """(m,) p log n - 2 log-likelihood."""
        return self.parameters * math.log(self.n_seen) - 2 * self.log_likelihood

    @property
    def estimate(self) -> Floats:
        """(m,) everyone, seen and unseen; NaN where not determined."""
        return self.n_seen + np.exp(self.log_unseen)

    @property
    def posterior(self) -> Floats:
        """(m,) exp(-BIC / 2), made to add up to 1 over the models that settled; 0 for any that did not."""
        halves = np.where(self.flags & 8, -np.inf, -self.bic / 2)
        weights = np.exp(halves - halves.max())
        return weights / weights.sum()

    def model(self, at: int) -> Model:
        """The model at a place."""
        return Model.from_bits(self.n_lists, int(self.masks[at]) & ~1)


def fit_all(
    histories: CaptureHistories,
    *,
    exhaustive: bool = True,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Fits:
    """Fit every hierarchical model that contains the main effects, but the saturated one.

    There are 8, 113, 6,893 and 7,785,061 of them for 3 to 6 lists. With `exhaustive=False` models that are
    proven to have together at most 1e-12 of the posterior are not fitted (see `pruning`). The result is
    the same for any number of `threads` (None: one a core); `progress` is told the share done, 0 to 1,
    in the calling thread. Raises ValueError unless there are 2 to 6 lists and each holds somebody.
    """
    from scipy.special import gammaln

    from noddfa.estimate.loglinear.enumeration import every_model

    if not histories.list_totals.all():
        raise ValueError("each list must hold somebody; leave out the empty ones first")
    y = np.concatenate([[0.0], histories.table().astype(np.float64)])
    masks, added = every_model(histories.n_lists)
    n_models, left_out = len(masks), 0.0
    if not exhaustive:
        from noddfa.estimate.loglinear.pruning import prune

        masks, added, left_out = prune(y, masks, added, SHARE_LEFT_OUT)
    kernel, log_unseen, variance, flags = _run(y, masks, added, threads or os.cpu_count() or 1, progress)
    return Fits(
        histories.n_lists,
        histories.n_seen,
        masks,
        np.bitwise_count(masks).astype(np.int64),
        kernel - float(gammaln(y + 1).sum()),
        log_unseen,
        variance,
        flags,
        n_models,
        left_out,
    )


def _run(
    y: Floats, masks: NDArray[np.uint64], added: NDArray[np.uint8], threads: int, progress: Progress | None
) -> tuple[Floats, Floats, Floats, NDArray[np.uint8]]:
    """The fits, in pieces cut alike whatever the number of threads, so that results are the same to the bit."""
    from noddfa.estimate.loglinear.sweep import empty_terms, start, sweep

    size = 512 if len(masks) < 20_000 else 8192
    kernel, log_unseen, variance = (np.empty(len(masks)) for _ in range(3))
    flags, steps = (np.empty(len(masks), dtype=np.uint8) for _ in range(2))
    zero, eta = empty_terms(y), start(y)

    def piece(first: int) -> None:
        last = min(first + size, len(masks))
        sweep(y, zero, eta, masks, added, first, last, kernel, log_unseen, variance, flags, steps)

    with ThreadPoolExecutor(threads) as pool:
        pieces = [pool.submit(piece, first) for first in range(0, len(masks), size)]
        try:
            for done, future in enumerate(as_completed(pieces), start=1):
                future.result()
                if progress:
                    progress(done / len(pieces))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return kernel, log_unseen, variance, flags


def all_models(
    histories: CaptureHistories,
    *,
    level: float = 0.95,
    exhaustive: bool | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Estimate:
    """Average over every hierarchical log-linear model, each weighted by what the data say for it.

    Model k's weight is w_k = exp(-BIC_k / 2) / sum of these, with BIC_k = p_k log n - 2 l_k for p_k
    parameters, intercept and those at minus infinity included, n people seen and l_k the supremum of the
    Poisson log-likelihood with its constant, over the 2**L - 1 observable patterns (as in Rcapture;
    Baillargeon & Rivest 2007, Journal of Statistical Software 19(5)). The point is sum_k w_k N_k (Buckland,
    Burnham & Augustin 1997, Biometrics 53(2)). The interval's ends are where the models' tail areas,
    weighted alike, come to (1 - level) / 2 (Turek & Fletcher 2012, Computational Statistics & Data Analysis
    56(9)): for model k the number unseen is log-normal with median u_k = exp(b_0) and variance
    u_k + u_k**2 var(b_0), as for `chao_lower_bound`. So the ends are quantiles of the weighted mixture.

    A model whose fit leaves the number unseen undetermined has no estimate: its weight is shared among the
    others in proportion and is told in `details` and, from (1 - level) / 2 on, lowers the verdict (the
    interval then says too little); from a half on the answer is a refusal. An average above its own interval
    (a few models with next to no weight can bring it about) lowers the verdict too. Lists that hold nobody are left
    out first. `exhaustive=None` fits all models of up to five lists, and of six those that can matter
    (`fit_all`). Refuses when more than six lists hold people. Raises ValueError when `level` is not between
    0 and 1.

    `details`: models (there are), fitted, left_out (the most they can weigh), without_estimate and
    weight_without_estimate, unsettled, median (of the mixture), standard_error (of Buckland et al.),
    best_bic, and for the first five models model_1, model_1_weight, model_1_bic, model_1_estimate, ...;
    inclusion A:B etc. is the weight of all models with that interaction.
    """
    check_level(level)
    used = _without_empty_lists(histories)
    reasons = data_reasons(histories)
    n = histories.n_seen
    if used is None or used.n_lists > MOST_LISTS:
        why = Reason("too_few_lists") if used is None else _too_many(used.n_lists)
        return Estimate(METHOD, None, None, n, Bearing("bears_none", (*reasons, why)))
    if exhaustive is None:
        exhaustive = used.n_lists < MOST_LISTS
    fits = fit_all(used, exhaustive=exhaustive, threads=threads, progress=progress)
    return average(histories, used, fits, level)


def average(histories: CaptureHistories, used: CaptureHistories, fits: Fits, level: float) -> Estimate:
    """The weighted average of models that were fitted to `used`, the lists of `histories` that hold people."""
    posterior = fits.posterior
    silent = (fits.flags & 4 > 0) & (posterior > 0)
    without = float(posterior[silent].sum())
    details = _details(used, fits, posterior)
    details["without_estimate"] = int((fits.flags & 4 > 0).sum())
    details["weight_without_estimate"] = without
    reasons, n = data_reasons(histories), histories.n_seen
    if without >= 0.5:
        why = Reason("models_silent", {"share": same(number(100 * without, 1))})
        return Estimate(METHOD, None, None, n, Bearing("bears_none", (*reasons, why)), details)
    weights = np.where(silent, 0.0, posterior) / (1 - without)
    # Largest first, so that what is left aside is known to be below rounding.
    order = np.flatnonzero(weights > 1e-22)
    order = order[np.argsort(-weights[order], kind="stable")]
    order = order[: int(np.searchsorted(np.cumsum(weights[order]), 1 - 1e-13)) + 1]
    share, log_unseen = weights[order] / weights[order].sum(), fits.log_unseen[order]
    unseen = np.exp(log_unseen)
    variance = unseen + unseen**2 * fits.variance[order]
    spread = np.sqrt(np.log1p(variance / unseen**2))
    point = float(share @ unseen)
    tail = (1 - level) / 2
    lower, median, upper = (math.exp(_quantile(share, log_unseen, spread, q)) for q in (tail, 0.5, 1 - tail))
    details["median"] = n + median
    details["standard_error"] = float(share @ np.sqrt(variance + (unseen - point) ** 2))

    from scipy.special import ndtr

    def at_most(people: float) -> float:
        return float(share @ ndtr((math.log(max(people - n, 1e-9)) - log_unseen) / spread))

    shares = bins_of_distribution(lambda q: n + math.exp(_quantile(share, log_unseen, spread, q)), at_most)
    if shares:
        details["posterior"] = shares.to_json()
    interval = Interval(n + lower, n + upper, level, "model-averaged")
    more = _shortcomings(used, fits, without, tail)
    if point > upper:
        more.append(Reason("average_dominated", {"median": same(number(n + median))}))
    return Estimate(METHOD, n + point, interval, n, _bearing(histories, fits, more), details)


def _shortcomings(used: CaptureHistories, fits: Fits, without: float, tail: float) -> list[Reason]:
    """What makes the average less than an estimate."""
    found = [Reason("two_lists")] if used.n_lists == 2 else []
    if without >= tail:
        found.append(Reason("models_partly_silent", {"share": same(number(100 * without, 1))}))
    if unsettled := int((fits.flags & 8 > 0).sum()):
        found.append(Reason("models_unsettled", {"models": same(number(unsettled))}))
    return found


def _bearing(histories: CaptureHistories, fits: Fits, shortcomings: list[Reason]) -> Bearing:
    short = bool(shortcomings) or n_overlapping(histories) < FEWEST_OVERLAPPING
    verdict: Verdict = "bears_lower_bound" if short else "bears_estimate"
    averaged = Reason("models_averaged", {"models": same(number(fits.n_models))})
    return Bearing(verdict, (*data_reasons(histories), averaged, *shortcomings, Reason("closed_and_matched")))


def _details(used: CaptureHistories, fits: Fits, posterior: Floats) -> dict[str, Any]:
    bic, estimate = fits.bic, fits.estimate
    best = np.argsort(-posterior, kind="stable")[:TOP]
    details: dict[str, Any] = {
        "models": fits.n_models,
        "fitted": len(fits.masks),
        "left_out": fits.left_out,
        "unsettled": int((fits.flags & 8 > 0).sum()),
        "best_bic": float(bic[best[0]]),
    }
    for place, at in enumerate(best, start=1):
        details[f"model_{place}"] = fits.model(int(at)).label(used.lists)
        details[f"model_{place}_weight"] = float(posterior[at])
        details[f"model_{place}_bic"] = float(bic[at])
        if np.isfinite(estimate[at]):
            details[f"model_{place}_estimate"] = float(estimate[at])
    for term, share in inclusion(fits, posterior).items():
        names = ":".join(name for j, name in enumerate(used.lists) if term >> j & 1)
        details[f"inclusion {names}"] = share
    return details


def inclusion(fits: Fits, posterior: Floats) -> dict[int, float]:
    """For each interaction (a bitmask of lists), the weight of the models that have it."""
    some = posterior > 1e-22  # 7,785,061 such models weigh less than rounding
    masks, weights = fits.masks[some], posterior[some]
    terms = Model.all_interactions(fits.n_lists, fits.n_lists).interactions[:-1]
    return {t: float(weights[(masks >> np.uint64(t)) & np.uint64(1) == 1].sum()) for t in terms}


def _quantile(weights: Floats, centres: Floats, spreads: Floats, q: float) -> float:
    """Where the mixture of normals has q of its weight below."""
    from scipy.optimize import brentq
    from scipy.special import ndtr, ndtri

    ends = centres + ndtri(q) * spreads
    low, high = float(ends.min()), float(ends.max())
    if low == high:
        return low
    return float(brentq(lambda x: float(weights @ ndtr((x - centres) / spreads)) - q, low, high, xtol=1e-12))


def _without_empty_lists(histories: CaptureHistories) -> CaptureHistories | None:
    """The lists that hold people; None when there are fewer than two."""
    used = histories.list_totals > 0
    if used.sum() < 2:
        return None
    names = tuple(name for name, keep in zip(histories.lists, used, strict=True) if keep)
    return CaptureHistories(names, histories.patterns[:, used], histories.counts)


def _too_many(n_lists: int) -> Reason:
    return Reason("too_many_for_all_models", {"lists": same(str(n_lists)), "most": same(str(MOST_LISTS))})
