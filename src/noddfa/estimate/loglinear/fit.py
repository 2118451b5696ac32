"""Fit one hierarchical model to one table: coefficients, likelihood, criteria and the intervals it gives."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.intervals import check_level
from noddfa.estimate.loglinear.existence import Existence, check, counts_with_unseen
from noddfa.estimate.loglinear.hierarchy import Model
from noddfa.estimate.result import Interval

Floats = NDArray[np.float64]

WIDEST: Final = 1e15
"""People beyond which an interval is said to have no upper end."""


class NotEstimable(ArithmeticError):
    """The model has no maximum-likelihood estimate on this table, or more than one."""

    def __init__(self, model: Model, verdict: Existence) -> None:
        what = "does not exist" if not verdict.exists else "is not unique"
        super().__init__(f"the maximum-likelihood estimate of {model} {what} on this table")
        self.model = model
        self.verdict = verdict


class NotConverged(ArithmeticError):
    """Newton's method did not find the maximum."""

    def __init__(self, model: Model) -> None:
        super().__init__(f"the fit of {model} did not settle")
        self.model = model


@dataclass(frozen=True, eq=False)
class Fit:
    """A fitted model.

    model           with all its terms
    n_seen          people seen on at least one list
    coefficients    on the log scale by term; term 0 is the intercept, the log of the unseen expected; minus
                    infinity where an overlap of the model holds nobody
    standard_errors of the finite coefficients, from the information matrix
    fitted          (2**L - 1,) expected counts in the order of `CaptureHistories.table()`
    log_likelihood  Poisson over the observable cells, with its constant
    deviance        twice the log-likelihood lost against the table itself
    df              cells that may hold people, less finite coefficients
    """

    model: Model
    n_seen: int
    coefficients: Mapping[int, float]
    standard_errors: Mapping[int, float]
    fitted: Floats
    log_likelihood: float
    deviance: float
    df: int

    @property
    def unseen(self) -> float:
        """People expected on no list."""
        return math.exp(self.coefficients[0])

    @property
    def population(self) -> float:
        """Everyone, seen and unseen."""
        return self.n_seen + self.unseen

    @property
    def empty(self) -> tuple[int, ...]:
        """Interactions at minus infinity."""
        return tuple(term for term, value in self.coefficients.items() if value == -math.inf)

    @property
    def aic(self) -> float:
        """2 p - 2 log-likelihood; p counts every parameter, those at minus infinity too."""
        return 2 * self.model.n_parameters - 2 * self.log_likelihood

    @property
    def bic(self) -> float:
        """p log n - 2 log-likelihood with n the people seen, as Rcapture's."""
        return self.model.n_parameters * math.log(self.n_seen) - 2 * self.log_likelihood

    @property
    def p_value(self) -> float:
        """Probability of a deviance as large if the model is true: chi-squared, rough in sparse tables."""
        from scipy.special import chdtrc

        return float(chdtrc(self.df, self.deviance)) if self.df else 1.0

    def wald(self, level: float = 0.95) -> Interval:
        """n + exp(b0 -/+ z se(b0)), b0 the intercept. Raises ValueError when `level` is not in (0, 1)."""
        check_level(level)
        half = NormalDist().inv_cdf((1 + level) / 2) * self.standard_errors[0]
        lower, upper = (self.n_seen + math.exp(self.coefficients[0] + end) for end in (-half, half))
        return Interval(lower, upper, level, "wald")


def fit_model(histories: CaptureHistories, model: Model) -> Fit:
    """The (extended) maximum-likelihood fit of a hierarchical Poisson log-linear model.

    The count of pattern s is Poisson with log-mean

        log mu_s = sum over terms t within s of beta_t        (t = 0 the intercept)

    over the observable patterns, and N = n + exp(beta_0). Where nobody is on all the lists of an interaction
    in the model, its likelihood rises to its supremum as that coefficient goes to minus infinity; the fit is
    that limit (Chan, Silverman & Vincent 2021, Journal of the American Statistical Association 116(535)).

    Raises ValueError when the model is of another number of lists, NotEstimable when the estimate does not
    exist or is not unique (see existence.py), NotConverged when Newton's method fails.
    """
    from noddfa.estimate.loglinear import newton

    verdict = check(histories, model)
    if verdict.code:
        raise NotEstimable(model, verdict)
    counts = counts_with_unseen(histories)
    margins = counts.copy()
    newton.superset_sums(margins)
    empty = [term for term in model.interactions if margins[term] == 0]
    terms = np.array([0, *(term for term in model.terms if term not in empty)], dtype=np.int64)
    every = len(counts) - 1
    alive = newton.living(margins, np.array(empty, dtype=np.int64), every)
    beta, mu, sums = (np.zeros(len(counts)) for _ in range(3))
    newton.independent(margins, every, beta)
    if newton.climb(beta, terms, alive, margins, mu, sums, margins[0]) == newton.FAILED:
        raise NotConverged(model)
    information = sums[terms[:, None] | terms]
    errors = np.sqrt(np.linalg.inv(information).diagonal())
    log_likelihood, deviance = _likelihood(counts[1:], mu[1:])
    return Fit(
        model,
        histories.n_seen,
        {term: -math.inf if term in empty else float(beta[term]) for term in (0, *model.terms)},
        dict(zip(terms.tolist(), errors.tolist(), strict=True)),
        mu[1:],
        log_likelihood,
        deviance,
        int(alive.sum()) - len(terms),
    )


def _likelihood(counts: Floats, fitted: Floats) -> tuple[float, float]:
    """(log-likelihood with its constant, deviance); a cell that can hold nobody and holds nobody adds 0."""
    from scipy.special import gammaln, xlogy

    held = counts > 0
    log_likelihood = float(xlogy(counts, fitted).sum() - fitted.sum() - gammaln(counts + 1).sum())
    gained = counts[held] @ np.log(counts[held] / fitted[held]) - (counts.sum() - fitted.sum())
    return log_likelihood, max(2 * float(gained), 0.0)


def profile_interval(histories: CaptureHistories, found: Fit, level: float = 0.95) -> Interval | None:
    """Every N whose multinomial profile log-likelihood is close enough to its maximum.

        l(N) = log(N! / (N - n)!) + sum over patterns s of y_s log(mu_s / N)

    with y_0 = N - n people unseen and mu the fit of the model to the whole table, unseen cell included; N is
    in the interval when 2 (max l - l(N)) is at most the chi-squared quantile on one degree of freedom
    (Cormack 1992, Biometrics 48(2)). N is taken as continuous. Its maximum and the estimate of `fit_model` differ by
    about half a person. None when there is no upper end. Raises ValueError when `level` is not in (0, 1), and
    NotConverged.
    """
    from scipy.optimize import brentq
    from scipy.special import chdtri

    check_level(level)
    profile = _Profile(histories, found)

    def root(function: Callable[[float], float], low: float, high: float) -> float:
        return float(brentq(function, low, high, xtol=1e-9, rtol=1e-12))

    # Near 0 the slope is finite or plus infinity unless the maximum is at the number seen itself.
    tiny = min(1e-6, found.unseen / 2)
    best = tiny
    if profile.slope(tiny) > 0:
        high = found.unseen + 1
        while profile.slope(high) > 0:
            best, high = high, 2 * high
        best = root(profile.slope, best, high)
    target = profile.height(best) - float(chdtri(1, 1 - level)) / 2

    def above(unseen: float) -> float:
        return profile.height(unseen) - target

    width = max(found.standard_errors[0] * found.unseen, 1.0)
    while above(best + width) > 0:
        width *= 2
        if width > WIDEST:
            return None
    upper = root(above, best, best + width)
    lower = 0.0 if above(tiny) >= 0 else root(above, tiny, best)
    return Interval(found.n_seen + lower, found.n_seen + upper, level, "profile-likelihood")


class _Profile:
    """The profile log-likelihood of the unseen and its slope, each fit starting from the last."""

    def __init__(self, histories: CaptureHistories, found: Fit) -> None:
        from noddfa.estimate.loglinear import newton

        self._climb, self._failed = newton.climb, newton.FAILED
        self._model, self._n = found.model, found.n_seen
        self._margins = counts_with_unseen(histories)
        newton.superset_sums(self._margins)
        finite = [term for term, value in found.coefficients.items() if value > -math.inf]
        self._terms = np.array(finite, dtype=np.int64)
        self._alive = np.concatenate([[True], found.fitted > 0])
        self._beta = np.zeros(len(self._margins))
        self._beta[finite] = [found.coefficients[term] for term in finite]
        self._at = math.nan
        self._log_unseen_share = math.nan

    def _move(self, unseen: float) -> None:
        if unseen == self._at:
            return
        everyone = self._n + unseen
        self._margins[0] = everyone
        mu, sums = np.empty(len(self._beta)), np.empty(len(self._beta))
        steps = self._climb(self._beta, self._terms, self._alive, self._margins, mu, sums, float(self._n))
        if steps == self._failed:
            raise NotConverged(self._model)
        seen = float(mu[1:].sum())
        # By the part that is small: a difference of two near numbers is never taken.
        share = math.log1p(-seen / everyone) if unseen > self._n else math.log(float(mu[0]) / everyone)
        self._log_unseen_share = share
        self._at = unseen

    def height(self, unseen: float) -> float:
        """l(n + unseen), without the terms that do not hang on it."""
        self._move(unseen)
        others = self._terms[1:]
        shared = float(self._margins[others] @ self._beta[others])
        return log_falling(self._n, unseen) + shared + (self._n + unseen) * self._log_unseen_share

    def slope(self, unseen: float) -> float:
        """The derivative of `height`: the model is at its maximum, so only N itself moves."""
        from scipy.special import digamma

        self._move(unseen)
        everyone = self._n + unseen
        return float(digamma(everyone + 1) - digamma(unseen + 1)) + self._log_unseen_share


def log_falling(n: int, unseen: float) -> float:
    """log(N! / (N - n)!) for N = n + unseen, without the cancellation of two large log-factorials."""
    from scipy.special import gammaln

    if unseen < 100:
        return float(gammaln(n + unseen + 1) - gammaln(unseen + 1))
    top, bottom = n + unseen + 1, unseen + 1  # Stirling, to 1/x: the next term is below 3e-9 here
    return n * math.log(top) + (bottom - 0.5) * math.log1p(n / bottom) - n + (1 / top - 1 / bottom) / 12
