"""Which models cannot weigh anything, proven before they are fitted.

A model's deviance is at least that of any model that contains it. So a model that lacks the pair e has at
least the deviance d_e of the largest model without e, and with p parameters and n people its BIC is at
least

    bound = saturated + max over the pairs it lacks of d_e + p log n,

where `saturated` is -2 times the log-likelihood of the saturated model. With B the BIC of any one model,
a set of k models with that bound has at most the posterior weight k exp(-(bound - B) / 2). Models are left
out from the largest bound down while all of these add up to no more than a given share.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from noddfa.estimate.loglinear.enumeration import keep_forebears, main_effects, term_order
from noddfa.estimate.loglinear.hierarchy import Model
from noddfa.estimate.loglinear.sweep import UNSETTLED, empty_terms, start, sweep


class Kept(NamedTuple):
    """The models to fit, in their order, and how much of the posterior the others can have at most."""

    masks: NDArray[np.uint64]
    added: NDArray[np.uint8]
    bound: float


def prune(y: NDArray[np.float64], masks: NDArray[np.uint64], added: NDArray[np.uint8], share: float) -> Kept:
    """Leave out models of the depth-first list whose weight is together at most `share` of the posterior.

    y (2**L,) counts by pattern, its entry 0 being 0.
    """
    n_lists = len(y).bit_length() - 1
    pairs = [int(term) for term in term_order(n_lists) if int(term).bit_count() == 2]
    losses = sorted(((_deviance(y, _largest_without(n_lists, pair)), pair) for pair in pairs), reverse=True)
    # Models by the pair of largest loss that they lack (the last class lacks none) and by their size.
    kind = np.full(len(masks), len(losses), dtype=np.int16)
    for place, (_loss, pair) in reversed(list(enumerate(losses))):
        kind[masks >> np.uint64(pair) & np.uint64(1) == 0] = place
    sizes = 2**n_lists
    kind *= sizes
    kind += np.bitwise_count(masks)
    count = np.bincount(kind, minlength=(len(losses) + 1) * sizes)
    least = np.array([*(max(loss, 0.0) for loss, _pair in losses), 0.0])
    excess = (least[:, None] + np.arange(sizes) * math.log(y.sum())).ravel() - _good_fit(y)
    weight = np.exp(-np.maximum(excess, -100.0) / 2)
    order = np.argsort(-excess, kind="stable")
    leave = np.zeros(len(count), dtype=bool)
    leave[order] = np.cumsum((count * weight)[order]) <= share
    keep = keep_forebears(masks, ~leave[kind])
    unfitted = count - np.bincount(kind[keep], minlength=len(count))
    return Kept(masks[keep], added[keep], float(unfitted @ weight))


def _good_fit(y: NDArray[np.float64]) -> float:
    """A small value of deviance + p log n: of the model that adding the best term at each step leads to."""
    penalty = math.log(y.sum())

    def value(model: Model) -> float:
        deviance = _deviance(y, model)
        return deviance + model.n_parameters * penalty if deviance >= 0 else math.inf

    best = Model.main_effects(len(y).bit_length() - 1)
    while True:
        tried = [best, *(best.adding(term) for term in best.addable())]
        following = min((model for model in tried if not model.is_saturated), key=value)
        if following == best:
            return value(best)
        best = following


def _largest_without(n_lists: int, pair: int) -> Model:
    return Model(n_lists, tuple(term for term in range(1, 2**n_lists) if term & pair != pair))


def _deviance(y: NDArray[np.float64], model: Model) -> float:
    """Of one model, reached from the main effects one term at a time; minus infinity if it did not settle."""
    masks = [main_effects(model.n_lists)]
    for term in model.interactions:
        masks.append(masks[-1] | 1 << term)
    added = np.array([0, *model.interactions], dtype=np.uint8)
    kernel, log_unseen, variance = (np.empty(len(masks)) for _ in range(3))
    flags, steps = (np.empty(len(masks), dtype=np.uint8) for _ in range(2))
    sweep(
        y, empty_terms(y), start(y), np.array(masks, dtype=np.uint64), added, 0, len(masks),
        kernel, log_unseen, variance, flags, steps,
    )  # fmt: skip
    if flags[-1] & UNSETTLED:
        return -math.inf
    return max(0.0, float(2 * (xlogy(y, y).sum() - y.sum() - kernel[-1])))
