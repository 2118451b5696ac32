"""The bootstrap is repeatable however it is shared out, and agrees with other software."""

from __future__ import annotations

import math

import numpy as np
import pytest

from noddfa.estimate import datasets, stepwise
from noddfa.estimate.loglinear import Bootstrap, Rule, resample
from tests.estimate.loglinear.tables import histories

pytestmark = pytest.mark.instrument


def test_the_seed_settles_the_answer_and_the_threads_do_not() -> None:
    table = datasets.load("uk-2013-six-lists")
    one, two = (
        resample(table, Rule(), 11418.0, replicates=300, seed=5, threads=threads) for threads in (1, 2)
    )
    assert np.array_equal(one.replicates, two.replicates)
    assert (one.bias, one.acceleration) == (two.bias, two.acceleration)
    other = resample(table, Rule(), 11418.0, replicates=300, seed=6)
    assert not np.array_equal(one.replicates, other.replicates)


@pytest.mark.parametrize(
    ("name", "acceleration", "median", "below", "bca"),
    [
        # SparseMSE 2.0.1, estimatepopulation, 1,000 replicates (400 for the UK): its ahat to every digit printed,
        # the median and the share below the estimate, and its BCa interval of 80%, within Monte-Carlo error.
        ("new-orleans-five-lists", -0.05516147, 1309.24, 0.223, (532.89, 1193.65)),
        ("uk-2013-five-lists", -0.01218108, 11922.9, 0.3225, (9741.07, 12670.18)),
    ],
)
def test_other_software_resamples_to_the_same(
    name: str, acceleration: float, median: float, below: float, bca: tuple[float, float]
) -> None:
    found = stepwise(datasets.load(name), level=0.8, boot=4000, seed=3)
    assert found.details["acceleration"] == pytest.approx(acceleration, rel=2e-7)
    assert found.details["bootstrap_median"] == pytest.approx(median, rel=0.07)
    bias = float(found.details["bias"])
    assert 0.5 * math.erfc(-bias / math.sqrt(2)) == pytest.approx(below, abs=0.06)
    assert found.interval is not None
    assert found.interval.kind == "bca"
    assert (found.interval.lower, found.interval.upper) == pytest.approx(bca, rel=0.15)


def test_quantiles_are_median_unbiased() -> None:
    values = np.sort(np.random.default_rng(1).lognormal(size=37))
    found = Bootstrap(1.0, values, 0, 0.0, 0.0)
    for share in (0.001, 0.025, 0.3, 0.5, 0.975, 0.999):
        assert found.quantile(share) == pytest.approx(np.quantile(values, share, method="median_unbiased"))


def test_without_bias_and_acceleration_both_intervals_are_one() -> None:
    found = Bootstrap(1.0, np.arange(1.0, 200.0), 0, 0.0, 0.0)
    percentile, bca = (found.interval(0.9, kind)[0] for kind in ("percentile", "bca"))  # type: ignore[arg-type]
    assert percentile is not None
    assert bca is not None
    assert (percentile.lower, percentile.upper) == pytest.approx((bca.lower, bca.upper))


def test_where_resampled_tables_share_nobody_there_is_no_upper_end() -> None:
    found = stepwise(histories([30, 25, 1, 20, 1, 0, 0], 3), boot=400)
    assert found.point is not None
    assert "replicates_without_bound" in found.bearing.codes
    by_percentile = stepwise(histories([30, 25, 1, 20, 1, 0, 0], 3), boot=400, interval="percentile")
    assert by_percentile.interval is None
    assert "interval_unbounded" in by_percentile.bearing.codes


def test_progress_is_told_to_the_end() -> None:
    told: list[float] = []
    stepwise(datasets.load("new-orleans-five-lists"), boot=200, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_replicate_that_makes_every_difference_is_the_same_table_chosen_anew() -> None:
    # One person at a time left out of the table: the jackknife values are those of the method itself.
    table = datasets.load("new-orleans-five-lists")
    values = []
    for at in range(len(table.counts)):
        fewer = table.counts.copy()
        fewer[at] -= 1
        point = stepwise(type(table)(table.lists, table.patterns, fewer), boot=0).point
        assert point is not None
        values.append(point)
    apart = table.counts @ np.array(values) / table.n_seen - np.array(values)
    expected = table.counts @ apart**3 / (6 * (table.counts @ apart**2) ** 1.5)
    found = resample(table, Rule(), 1034.15, replicates=10, seed=1)
    assert found.acceleration == pytest.approx(float(expected), rel=1e-6)
