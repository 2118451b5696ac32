"""Slow, plain twins of the estimators, from other equations than the package uses."""

from __future__ import annotations

import csv
import itertools
import math
from importlib.resources import files

import numpy as np
from scipy.optimize import brentq, minimize
from scipy.special import gammaln, xlogy
from scipy.stats import chi2

Counts = dict[tuple[int, ...], int]


def published(name: str) -> Counts:
    """A shipped table, read by nothing but the csv module."""
    text = (files("noddfa.estimate.datasets") / f"{name}.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))[1:]
    return {tuple(map(int, row[:-1])): int(row[-1]) for row in rows}


def seen_on(counts: Counts, size: int) -> int:
    """People on exactly `size` lists."""
    return sum(count for pattern, count in counts.items() if sum(pattern) == size)


def darroch(counts: Counts) -> float:
    """N from the list totals alone: the root of n = N (1 - prod_j (1 - n_j / N))."""
    n = sum(counts.values())
    totals = [sum(c for p, c in counts.items() if p[j]) for j in range(len(next(iter(counts))))]

    def excess(unseen: float) -> float:  # by the unseen: they may be a billionth of one person
        return math.prod((n - total + unseen) / (n + unseen) for total in totals) * (n + unseen) - unseen

    return n + float(brentq(excess, 0.0, 1e9 * n, xtol=1e-12, rtol=1e-14))


def poisson_fit(counts: Counts) -> tuple[float, float]:
    """(N, log-likelihood) of the main-effects Poisson model by a general-purpose optimiser."""
    n_lists = len(next(iter(counts)))
    cells = np.array([p for p in itertools.product((0, 1), repeat=n_lists) if any(p)], dtype=float)
    y = np.array([counts.get(tuple(int(x) for x in cell), 0) for cell in cells], dtype=float)
    design = np.column_stack([np.ones(len(cells)), cells])

    def loss(beta: np.ndarray) -> float:
        return float(np.exp(design @ beta).sum() - y @ (design @ beta))

    def gradient(beta: np.ndarray) -> np.ndarray:
        return design.T @ (np.exp(design @ beta) - y)

    start = np.zeros(n_lists + 1)
    start[0] = math.log(y.sum())
    for _ in range(3):  # begin again where it stopped: BFGS gives up early on counts this large
        start = minimize(loss, start, jac=gradient, method="BFGS", options={"gtol": 1e-9}).x
    return float(y.sum() + math.exp(start[0])), float(-loss(start) - gammaln(y + 1).sum())


def profile_ends(counts: Counts, level: float) -> tuple[float, float]:
    """The ends of the profile interval: the multinomial likelihood of the whole table, every probability searched."""
    n_lists = len(next(iter(counts)))
    n = sum(counts.values())
    cells = np.array(list(itertools.product((0, 1), repeat=n_lists)), dtype=float)
    seen = np.array([counts.get(tuple(int(x) for x in cell), 0) for cell in cells], dtype=float)
    unseen_at = int(np.flatnonzero(cells.sum(axis=1) == 0)[0])

    def profile(population: float) -> float:
        full = seen.copy()
        full[unseen_at] = population - n

        def loss(logits: np.ndarray) -> float:
            log_in, log_out = -np.logaddexp(0, -logits), -np.logaddexp(0, logits)
            return -float(full @ (cells @ log_in + (1 - cells) @ log_out)) / population

        best = minimize(loss, np.full(n_lists, -2.0), method="BFGS", options={"gtol": 1e-10})
        constant = gammaln(population + 1) - gammaln(full + 1).sum()
        return float(constant - loss(best.x) * population)

    grid = n + np.geomspace(0.5, 200 * n, 60)
    at = int(np.argmax([profile(population) for population in grid]))
    peak = -minimize(
        lambda u: -profile(n + math.exp(u[0])),
        [math.log(grid[at] - n)],
        method="Nelder-Mead",
        options={"xatol": 1e-9, "fatol": 1e-10},
    ).fun
    target = peak - chi2.ppf(level, 1) / 2
    lower = brentq(lambda x: profile(x) - target, n + 1e-6, grid[at], xtol=1e-6)
    upper = brentq(lambda x: profile(x) - target, grid[at], grid[-1], xtol=1e-6)
    return float(lower), float(upper)


def deviance(counts: Counts) -> float:
    """2 sum y log(y / mu) with mu from the list totals and Darroch's N (sums of y and mu are equal)."""
    n_lists = len(next(iter(counts)))
    population = darroch(counts)
    shares = [sum(c for p, c in counts.items() if p[j]) / population for j in range(n_lists)]
    total = 0.0
    for pattern, count in counts.items():
        mean = population * math.prod(s if on else 1 - s for s, on in zip(shares, pattern, strict=True))
        total += 2 * float(xlogy(count, count / mean))
    return total
