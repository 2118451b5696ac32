"""Sample coverage: the authors' own examples, the equation it solves, and where it steps back."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from noddfa.estimate import CaptureHistories, datasets, sample_coverage
from noddfa.estimate.study import Population
from tests.estimate import oracles
from tests.estimate.simple import published

pytestmark = pytest.mark.instrument


@pytest.mark.parametrize(
    ("histories", "figures", "form"),
    [
        (published.HEPATITIS, published.HEPATITIS_FIGURES, "one-step"),
        (published.DIABETES, published.DIABETES_FIGURES, "high"),
    ],
    ids=["hepatitis", "diabetes"],
)
def test_the_authors_own_examples(histories: CaptureHistories, figures: tuple[float, ...], form: str) -> None:
    coverage, independent, high, one_step, error = figures
    found = sample_coverage(histories)
    assert found.details["coverage"] == pytest.approx(coverage, abs=5e-4)
    assert found.details["independent"] == pytest.approx(independent, rel=1e-8)
    assert found.details["high"] == pytest.approx(high, rel=1e-8)
    assert found.details["one_step"] == pytest.approx(one_step, rel=1e-8)
    assert found.details["form"] == form
    assert found.point == found.details[form.replace("-", "_")]
    assert found.details["standard_errors"][form.replace("-", "_")] == pytest.approx(error, rel=0.2)
    assert found.bearing.verdict == ("bears_estimate" if form == "high" else "bears_lower_bound")


def _by_loops(name: str) -> tuple[float, float, float]:
    """C, the residual of the equation at N = 1 and its slope, from the definitions and nothing else."""
    counts = oracles.published(name)
    t = len(next(iter(counts)))
    n = sum(counts.values())
    totals = [sum(c for s, c in counts.items() if s[j]) for j in range(t)]
    alone = [sum(c for s, c in counts.items() if s[j] and sum(s) == 1) for j in range(t)]
    coverage = 1 - sum(z / total for z, total in zip(alone, totals, strict=True)) / t

    def residual(everyone: float) -> float:
        value = t * coverage * everyone - (t * n - sum(alone))
        for j, k in itertools.combinations(range(t), 2):
            either = sum(
                c * (s[j] + s[k]) for s, c in counts.items() if (s[j] or s[k]) and sum(s) == s[j] + s[k]
            )
            both = sum(c for s, c in counts.items() if s[j] and s[k])
            value -= either * (everyone * both / (totals[j] * totals[k]) - 1)
        return value

    return coverage, residual(1.0), residual(2.0) - residual(1.0)


@pytest.mark.parametrize("name", ["uk-2013-six-lists", "uk-2013-five-lists", "netherlands-six-lists"])
def test_high_solves_the_equation(name: str) -> None:
    coverage, at_one, slope = _by_loops(name)
    found = sample_coverage(datasets.load(name), boot=0)
    assert found.details["coverage"] == pytest.approx(coverage)
    assert found.details["high"] == pytest.approx(1 - at_one / slope, rel=1e-9)
    assert found.interval is None


def test_with_independent_lists_every_form_meets_the_truth() -> None:
    table = 1e9 * Population(1000, (0.7, 0.6, 0.5, 0.65)).cell_chances()[1:]
    patterns = [tuple((s >> j) & 1 for j in range(4)) for s in range(1, 16)]
    histories = CaptureHistories.from_patterns(
        "ABCD", list(zip(patterns, np.rint(table).astype(int), strict=True))
    )
    found = sample_coverage(histories, boot=0)
    for form in ("independent", "high", "one_step"):
        assert found.details[form] == pytest.approx(1e9, rel=1e-6)


def test_dependence_that_misleads_independence_is_allowed_for() -> None:
    """Two lists that share people for a reason, one that does not: the case the equation is exact in."""
    table = 1e9 * Population(1000, (0.6, 0.6, 0.6), {(0, 1): 6.0}).cell_chances()[1:]
    patterns = [tuple((s >> j) & 1 for j in range(3)) for s in range(1, 8)]
    histories = CaptureHistories.from_patterns(
        "ABC", list(zip(patterns, np.rint(table).astype(int), strict=True))
    )
    found = sample_coverage(histories, boot=0)
    assert found.details["independent"] < 0.96e9
    assert found.details["independent"] < found.details["one_step"] < found.details["high"]
    assert found.details["high"] == pytest.approx(1e9, rel=1e-6)


def test_lists_that_avoid_each_other_are_refused() -> None:
    table = 20_000 * Population(1000, (0.15, 0.15, 0.15), {(0, 1): 0.2, (0, 2): 0.2}).cell_chances()[1:]
    patterns = [tuple((s >> j) & 1 for j in range(3)) for s in range(1, 8)]
    histories = CaptureHistories.from_patterns(
        "ABC", list(zip(patterns, np.rint(table).astype(int), strict=True))
    )
    found = sample_coverage(histories)
    assert (found.point, found.bearing.verdict) == (None, "bears_none")
    assert found.bearing.codes[-1] == "coverage_negative"


def test_it_needs_three_lists_and_an_overlap() -> None:
    two = CaptureHistories.from_patterns("AB", [((1, 0), 9), ((0, 1), 9), ((1, 1), 9)])
    assert sample_coverage(two).bearing.codes[-1] == "three_lists_needed"
    apart = CaptureHistories.from_patterns("ABC", [((1, 0, 0), 9), ((0, 1, 0), 9), ((0, 0, 1), 9)])
    assert sample_coverage(apart).point is None
    assert "no_overlap" in sample_coverage(apart).bearing.codes


def test_the_seed_decides_the_interval_and_nothing_else() -> None:
    first, again, other = (sample_coverage(published.DIABETES, seed=seed) for seed in (5, 5, 6))
    assert first == again
    assert first.point == other.point
    assert first.interval != other.interval
    with pytest.raises(ValueError, match="boot must be 0 or more; got -5"):
        sample_coverage(published.DIABETES, boot=-5)
