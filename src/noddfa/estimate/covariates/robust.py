"""Doubly robust capture-recapture: two lists, independent only among people alike in their covariates."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import Any, Final, Literal, TypeAlias

import numpy as np

from noddfa.estimate.bearing import FEWEST_OVERLAPPING, data_reasons, same
from noddfa.estimate.covariates.nuisance import (
    Features,
    Floats,
    NuisanceNotConverged,
    Whole,
    cross_fitted,
    features,
)
from noddfa.estimate.covariates.people import People
from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.intervals import check_level, log_normal, normal_quantile
from noddfa.estimate.refused_options import BadOption
from noddfa.estimate.result import Bearing, Estimate, Reason, Verdict
from noddfa.estimate.simple.pairs import sides
from noddfa.estimate.wording import number

METHOD: Final = "doubly-robust"
Estimator: TypeAlias = Literal["one-step", "targeted", "plug-in"]
ESTIMATORS: Final = ("one-step", "targeted", "plug-in")
Progress: TypeAlias = Callable[[float], None]

BOUND: Final = 0.005
"""Chances of a cell below this are raised to it, as in the authors' own software."""

MOST_RAISED: Final = 0.05
"""Share of people whose chance of being on both lists may be raised before the data bear no estimate."""

NEITHER, FIRST, SECOND, BOTH = range(4)


@dataclass(frozen=True)
class _Answer:
    """What one splitting of the rows gives: people in all by each estimator, the variance of the one-step."""

    plug_in: float
    one_step: float
    targeted: float | None
    variance: float
    raised: float


def doubly_robust(
    people: People | CaptureHistories,
    *,
    level: float = 0.95,
    estimator: Estimator = "one-step",
    pair: tuple[str, str] | None = None,
    folds: int = 5,
    repeats: int = 5,
    penalty: float | None = None,
    seed: int = 1,
    progress: Progress | None = None,
) -> Estimate:
    """Estimate the population when two lists are independent among people with the same covariates.

    Among the n people seen let q1(x), q2(x), q12(x) be the chances of being on the first list, the second
    and both, given covariates x. If the lists are independent given x, a person with x is seen with
    probability q12 / (q1 q2), so that

        N = n E[1/g(X)],   1/g = q1 q2 / q12      (mean over the people seen)

    `plug-in`   puts in estimates of q. Its error is that of the model for q.
    `one-step`  adds the mean of the efficient influence function: N = sum_i phi(i),
                phi = (1/g) (Y1/q1 + Y2/q2 - Y1 Y2 / q12). Its error is a product of errors of q1, q2, q12,
                so it is small where either are estimated well: doubly robust.
    `targeted`  tilts the estimated cell chances, p_c exp(e h_c), until the influence function has mean
                zero, and puts those in (targeted maximum likelihood): never below the number seen when
                there are two lists.

    q comes from a multinomial logistic model with a ridge (see `nuisance.py`), fitted without the rows it
    is used for (`folds`); the splitting is done `repeats` times and the median taken, with the spread
    between splittings in the variance (Chernozhukov et al. 2018). The variance of N is
    n var(phi) + n (1 - 1/r) r**2 with r = N/n: that of the mean, and that of how many are seen at all. The
    interval is log-normal, where the paper's is normal and may reach below the number seen.

    The two lists are chosen as `lincoln_petersen` does: the largest list against all others together, or
    `pair`. With more than two lists every pair that shares at least seven people is worked out too, as in
    the paper (`details["pairs"]`): if independence given the covariates holds for all, they agree.

    Verdict: `bears_estimate` when three or more lists hold people, the pairs agree with the headline within
    their errors, and few chances had to be raised; else `bears_lower_bound`. Refuses (point None) without
    covariates, when the two share nobody or one holds everybody, when the model does not settle, and when
    the figure is not above the number seen.

    Das, M., Kennedy, E. H. & Jewell, N. P. (2024) Doubly robust capture-recapture methods for estimating
    population size. JASA 119(546), 1309-1321 (online 2023). Chernozhukov, V. et al. (2018) Econometrics
    Journal 21(1), C1-C68, definition 3.3. Raises ValueError for arguments out of range.
    """
    _check(level, estimator, folds, repeats, penalty)
    table = people if isinstance(people, CaptureHistories) else people.histories()
    n, reasons = table.n_seen, data_reasons(table)

    def refused(*why: Reason, details: dict[str, Any] | None = None) -> Estimate:
        return Estimate(METHOD, None, None, n, Bearing("bears_none", (*reasons, *why)), details or {})

    if isinstance(people, CaptureHistories) or not people.covariates:
        return refused(Reason("covariates_needed"))
    on = people.on.astype(bool)
    first, second, names = sides(people.lists, table.list_totals, on, pair)
    both = int((first & second).sum())
    if both == 0:
        return refused(Reason("pair_shares_nobody", names))
    if both in (int(first.sum()), int(second.sum())):
        return refused(Reason("pair_holds_everybody", names))
    x = features(people.covariates)
    others = _pairs_to_compare(people) if people.on.shape[1] > 2 else []
    steps = _Steps(repeats + len(others), progress)
    seeds = np.random.SeedSequence(seed).spawn(repeats + len(others))
    try:
        answers = [_answer(x, first, second, folds, penalty, one, steps) for one in seeds[:repeats]]
        point, variance = _combined(answers, estimator)
        pairs = [
            _compared(people, x, names_, folds, penalty, one, steps)
            for names_, one in zip(others, seeds[repeats:], strict=True)
        ]
    except NuisanceNotConverged:
        return refused(Reason("nuisance_not_converged"))
    raised = median(answer.raised for answer in answers)
    details: dict[str, Any] = {
        "estimator": estimator,
        "sides": [names["first"]["en"], names["second"]["en"]],
        "covariates": list(people.covariates),
        "features": x.matrix.shape[1],
        **{name.replace("-", "_"): _combined(answers, name)[0] for name in ESTIMATORS},
        "variance": variance,
        "share_raised": raised,
        "pairs": pairs,
    }
    if point is None or variance is None or not n < point < math.inf:
        return refused(Reason("robust_below_seen"), details=details)
    interval = log_normal(n, point - n, variance, level)
    verdict, more = _verdict(people, names, both, raised, pairs, point, variance)
    why = (
        *reasons,
        Reason("pair_taken" if pair or len(people.lists) == 2 else "pair_headline", names),
        *more,
    )
    assumed = Reason("independent_given_covariates", {"covariates": same(", ".join(people.covariates))})
    return Estimate(
        METHOD,
        point,
        interval,
        n,
        Bearing(verdict, (*why, assumed, Reason("closed_and_matched"))),
        details,
    )


def influence(chances: Floats, cells: Whole) -> tuple[Floats, Floats]:
    """(n,) the plug-in 1/g and the uncentred influence function phi of each person.

    chances (n, 4) of being on neither (seen elsewhere), the first only, the second only, both; cells (n,)
    which of these a person is.
    """
    both = chances[:, BOTH]
    q1, q2 = chances[:, FIRST] + both, chances[:, SECOND] + both
    inverse = q1 * q2 / both
    y1, y2 = (cells == FIRST) | (cells == BOTH), (cells == SECOND) | (cells == BOTH)
    return inverse, inverse * (y1 / q1 + y2 / q2 - (cells == BOTH) / both)


def targeted(chances: Floats, cells: Whole, *, most: int = 200) -> Floats | None:
    """The chances tilted along the least favourable direction until the influence function has mean zero.

    Each person's direction h is scaled to at most 1 and its length put into the person's weight, which
    leaves the score as it is and keeps the tilt bounded where the chance of being on both is small. None
    when it does not get there in `most` steps.
    """
    p, rows, longest, before = chances.copy(), np.arange(len(cells)), 0.5, 0.0
    for _ in range(most):
        inverse, phi = influence(p, cells)
        gap = float((phi - inverse).mean())
        longest /= (
            2 if gap * before < 0 else 1
        )  # the direction turns as p moves: after going past, go less far
        before = gap
        if abs(gap) <= 1e-3 * float(phi.std()) / math.sqrt(len(cells)):
            return p
        both = p[:, BOTH]
        q1, q2 = p[:, FIRST] + both, p[:, SECOND] + both
        h = np.zeros_like(p)
        h[:, FIRST], h[:, SECOND] = q2 / both, q1 / both
        h[:, BOTH] = h[:, FIRST] + h[:, SECOND] - inverse / both
        weight = np.abs(h).max(axis=1)
        h /= weight[:, None]
        mean = (p * h).sum(axis=1)
        score = float(weight @ (h[rows, cells] - mean))
        curvature = float(weight @ ((p * h**2).sum(axis=1) - mean**2))
        step = max(-longest, min(longest, score / curvature))
        tilted = p * np.exp(step * h)
        p = tilted / tilted.sum(axis=1, keepdims=True)
    return None


def _answer(
    x: Features,
    first: np.ndarray,
    second: np.ndarray,
    folds: int,
    penalty: float | None,
    seed: np.random.SeedSequence,
    steps: _Steps,
) -> _Answer:
    cells = np.where(first, np.where(second, BOTH, FIRST), np.where(second, SECOND, NEITHER)).astype(np.int64)
    kinds, coded = np.unique(cells, return_inverse=True)
    fitted = cross_fitted(x, coded, len(kinds), folds=folds, penalty=penalty, rng=np.random.default_rng(seed))
    chances = np.zeros((len(cells), 4))
    chances[:, kinds] = fitted
    low = chances[:, BOTH] < BOUND
    chances[:, 1:] = np.maximum(chances[:, 1:], BOUND)
    chances /= chances.sum(axis=1, keepdims=True)
    inverse, phi = influence(chances, cells)
    tilted = targeted(chances, cells)
    n, ratio = len(cells), float(phi.mean())
    variance = n * float(phi.var(ddof=1)) + n * max(ratio - 1, 0.0) * ratio
    steps.done()
    return _Answer(
        plug_in=n * float(inverse.mean()),
        one_step=n * ratio,
        targeted=None if tilted is None else float(influence(tilted, cells)[0].sum()),
        variance=variance,
        raised=float(low.mean()),
    )


def _combined(answers: list[_Answer], estimator: str) -> tuple[float | None, float | None]:
    """The median over the splittings, and its variance with the spread between them."""
    points = [getattr(answer, estimator.replace("-", "_")) for answer in answers]
    if any(point is None for point in points):
        return None, None
    middle = median(points)
    return middle, median(
        answer.variance + (point - middle) ** 2 for answer, point in zip(answers, points, strict=True)
    )


def _pairs_to_compare(people: People) -> list[tuple[str, str]]:
    shared = people.histories().overlaps().matrix
    return [
        (people.lists[a], people.lists[b])
        for a, b in combinations(range(len(people.lists)), 2)
        if FEWEST_OVERLAPPING <= shared[a, b] < min(shared[a, a], shared[b, b])
    ]


def _compared(
    people: People,
    x: Features,
    pair: tuple[str, str],
    folds: int,
    penalty: float | None,
    seed: np.random.SeedSequence,
    steps: _Steps,
) -> dict[str, Any]:
    a, b = (people.on[:, people.lists.index(name)].astype(bool) for name in pair)
    found = _answer(x, a, b, folds, penalty, seed, steps)
    return {"lists": list(pair), "one_step": found.one_step, "variance": found.variance}


def _verdict(
    people: People,
    names: dict[str, Any],
    both: int,
    raised: float,
    pairs: list[dict[str, Any]],
    point: float,
    variance: float,
) -> tuple[Verdict, list[Reason]]:
    more: list[Reason] = []
    if int((people.on.sum(axis=0) > 0).sum()) < 3:
        more.append(Reason("two_lists_given_covariates"))
    if both < FEWEST_OVERLAPPING:
        more.append(Reason("pair_shares_few", {**names, "both": same(number(both))}))
    if raised > MOST_RAISED:
        more.append(Reason("chances_raised", {"share": same(number(100 * raised, 1))}))
    if apart := _disagreeing(pairs, point, variance, people.n_seen):
        low, high = min(apart), max(apart)
        more.append(Reason("pairs_disagree", {"low": same(number(low)), "high": same(number(high))}))
    return ("bears_lower_bound" if more else "bears_estimate"), more


def _disagreeing(pairs: list[dict[str, Any]], point: float, variance: float, n: int) -> list[float]:
    """Figures of pairs that differ from the headline by more than errors explain, on the scale of log N."""
    if not pairs:
        return []
    z = normal_quantile(1 - 0.05 / len(pairs))
    apart = []
    for one in pairs:
        gap = abs(math.log(max(one["one_step"], n) / point))
        spread = math.sqrt(one["variance"] / max(one["one_step"], n) ** 2 + variance / point**2)
        if gap > z * spread:
            apart.append(float(one["one_step"]))
    return apart


class _Steps:
    """Tells `progress` the share of the work that is done."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total, self._done, self._progress = total, 0, progress

    def done(self) -> None:
        self._done += 1
        if self._progress:
            self._progress(self._done / self._total)


def _check(level: float, estimator: str, folds: int, repeats: int, penalty: float | None) -> None:
    check_level(level)
    if estimator not in ESTIMATORS:
        raise BadOption(f"estimator must be one of {', '.join(ESTIMATORS)}; got {estimator}")
    if folds < 1:
        raise BadOption(f"folds must be 1 or more; got {folds}")
    if repeats < 1:
        raise BadOption(f"repeats must be 1 or more; got {repeats}")
    if penalty is not None and penalty < 0:
        raise BadOption(f"penalty must be 0 or more, or None; got {penalty}")
