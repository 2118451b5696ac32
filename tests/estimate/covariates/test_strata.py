"""Strata and their sum: the joint interval against arithmetic, pooling against integration by brute force."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import norm

from noddfa.estimate import CaptureHistories, chao_lower_bound, datasets, independence
from noddfa.estimate.covariates import stratified
from noddfa.estimate.covariates.pooling import SCALE, pool
from noddfa.estimate.intervals import log_unseen
from noddfa.estimate.study import Population

pytestmark = pytest.mark.instrument

CHANCES = (0.25, 0.2, 0.15, 0.1)


def _stratum(size: int, seed: int, chances: tuple[float, ...] = CHANCES) -> CaptureHistories:
    return Population(size, chances).sample(np.random.default_rng(seed))


APART = CaptureHistories.from_patterns("ABCD", [((1, 0, 0, 0), 9), ((0, 1, 0, 0), 8)])


def test_one_stratum_is_the_method_itself() -> None:
    table = datasets.load("uk-2013-six-lists")
    found, alone = stratified({"all": table}, chao_lower_bound, draws=200_000).total, chao_lower_bound(table)
    assert found.point == alone.point
    assert found.interval is not None and alone.interval is not None
    assert found.interval.lower == pytest.approx(alone.interval.lower, rel=3e-3)
    assert found.interval.upper == pytest.approx(alone.interval.upper, rel=3e-3)


def test_the_sum_of_independent_strata_has_the_interval_of_a_sum() -> None:
    """Narrower than adding the ends; about the root of the sum of squares where each is nearly normal."""
    tables = {str(at): _stratum(5000, at) for at in range(4)}
    found = stratified(tables, independence, draws=100_000)
    assert found.total.point == pytest.approx(sum(one.point or 0 for one in found.strata.values()))
    interval = found.total.interval
    assert interval is not None
    halves = [
        (one.interval.upper - one.interval.lower) / 2
        for one in found.strata.values()
        if one.interval is not None
    ]
    assert (interval.upper - interval.lower) / 2 == pytest.approx(math.hypot(*halves), rel=0.03)
    assert interval.kind == "simulation"
    assert found.total.n_seen == sum(table.n_seen for table in tables.values())


def test_the_joint_interval_covers() -> None:
    held = 0
    for at in range(60):
        tables = {"child": _stratum(600, 2 * at), "adult": _stratum(1500, 2 * at + 1, (0.1, 0.3, 0.1, 0.1))}
        interval = stratified(tables, independence, draws=4000).total.interval
        assert interval is not None
        held += interval.lower <= 2100 <= interval.upper
    assert 53 <= held <= 60


def test_pooling_meets_the_posterior_by_brute_force() -> None:
    y, errors = np.array([0.2, 1.0, 0.5]), np.array([0.1, 0.4, 0.3])
    taus, mus = np.linspace(0.0025, 6, 1200), np.linspace(-8, 9, 1701)
    tau, mu = np.meshgrid(taus, mus, indexing="ij")
    density = np.exp(-0.5 * (tau / SCALE) ** 2)
    for value, error in zip(y, errors, strict=True):
        density *= norm.pdf(value, mu, np.sqrt(error**2 + tau**2))
    density /= density.sum()
    means = [
        float((density * (value / error**2 + mu / tau**2) / (1 / error**2 + 1 / tau**2)).sum())
        for value, error in zip(y, errors, strict=True)
    ]
    found = pool(y, errors, draws=200_000, rng=np.random.default_rng(1))
    assert found.mean == pytest.approx(means, abs=2e-3)
    assert found.spread == pytest.approx(float((density * tau).sum()), rel=5e-3)
    assert found.draws.mean(axis=0) == pytest.approx(means, abs=5e-3)


def test_a_stratum_with_few_overlaps_moves_towards_the_others() -> None:
    tables = {"a": _stratum(6000, 1), "b": _stratum(6000, 2), "few": _stratum(150, 9)}
    found = stratified(tables, chao_lower_bound, pooling="partial")
    ratio = (
        {name: (one.unseen or 0) / one.n_seen for name, one in found.alone.items()},
        {name: (one.unseen or 0) / one.n_seen for name, one in found.strata.items()},
    )
    others = (ratio[0]["a"] + ratio[0]["b"]) / 2
    assert abs(ratio[1]["few"] - others) < 0.7 * abs(ratio[0]["few"] - others)
    assert ratio[1]["a"] == pytest.approx(ratio[0]["a"], rel=0.03)
    own, pooled = (log_unseen(one) for one in (found.alone["few"], found.strata["few"]))
    assert own is not None and pooled is not None
    assert pooled.sd < own.sd
    assert "stratum_pooled" in found.strata["few"].bearing.codes


def test_a_stratum_without_an_answer_stops_the_sum_or_borrows_and_says_so() -> None:
    tables = {"a": _stratum(3000, 1), "b": _stratum(3000, 2), "apart": APART}
    alone = stratified(tables, chao_lower_bound).total
    assert (alone.point, alone.interval, alone.bearing.verdict) == (None, None, "bears_none")
    assert "apart" in alone.bearing.reasons["en"][-1]
    pooled = stratified(tables, chao_lower_bound, pooling="partial")
    assert pooled.strata["apart"].point is not None
    assert pooled.strata["apart"].bearing.verdict == "bears_lower_bound"
    assert pooled.total.point == pytest.approx(sum(one.point or 0 for one in pooled.strata.values()))
    assert {"strata_borrowed", "strata_weakest"} <= set(pooled.total.bearing.codes)
    none = stratified({"x": APART, "y": APART}, chao_lower_bound, pooling="partial").total
    assert none.point is None


def test_the_sum_bears_what_its_weakest_stratum_bears() -> None:
    sound = {"a": _stratum(3000, 4), "b": _stratum(3000, 5)}
    assert stratified(sound, independence).total.bearing.verdict == "bears_estimate"
    thin = CaptureHistories.from_patterns(
        "ABCD",
        [((1, 0, 0, 0), 60), ((0, 1, 0, 0), 50), ((0, 0, 1, 0), 40), ((1, 1, 0, 0), 3), ((0, 1, 1, 0), 3)],
    )
    mixed = stratified({**sound, "thin": thin}, independence).total
    assert mixed.bearing.verdict == "bears_lower_bound"
    assert mixed.bearing.codes[-1] == "strata_summed"
    assert "thin" in " ".join(mixed.bearing.reasons["cy"])


def test_arguments_are_checked() -> None:
    table = _stratum(500, 1)
    with pytest.raises(ValueError, match="pooling must be one of none, partial; got full"):
        stratified({"a": table}, independence, pooling="full")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least one table"):
        stratified({}, independence)
    with pytest.raises(ValueError, match="same lists"):
        stratified({"a": table, "b": datasets.load("uk-2013-six-lists")}, independence)
    with pytest.raises(ValueError, match="draws must be 1,000 or more"):
        stratified({"a": table}, independence, draws=10)
