"""Chao's bounds: against hand arithmetic, numerical differentiation and populations that are known."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from noddfa.estimate import CaptureHistories, chao_lower_bound, datasets
from noddfa.estimate.simple.chao import Form
from tests.estimate import oracles

pytestmark = pytest.mark.instrument

SMALL = CaptureHistories.from_patterns(
    ("A", "B", "C"), [((1, 0, 0), 20), ((0, 1, 0), 12), ((0, 0, 1), 8), ((1, 1, 0), 6), ((0, 1, 1), 4)]
)


@pytest.mark.parametrize("name", datasets.available())
def test_published_tables_against_the_formula_by_hand(name: str) -> None:
    counts = oracles.published(name)
    n, f1, f2 = sum(counts.values()), oracles.seen_on(counts, 1), oracles.seen_on(counts, 2)
    found = chao_lower_bound(datasets.load(name))
    assert found.method == "chao"
    assert found.point == pytest.approx(float(n + Fraction(f1**2, 2 * f2)), rel=1e-12)


def test_the_uk_table() -> None:
    found = chao_lower_bound(datasets.load("uk-2013-six-lists"))
    assert found.point == pytest.approx(2744 + 2492**2 / 482)
    assert found.bearing.verdict == "bears_lower_bound"


def _bound(form: Form, *counts: float) -> float:
    """The bound for the unseen, from the people on each list alone and then f2."""
    *alone, f2 = counts
    f1 = sum(alone)
    if form == "1987":
        return f1**2 / (2 * f2)
    if form == "bias-corrected":
        return f1 * (f1 - 1) / (2 * (f2 + 1))
    return sum(a * b for a, b in itertools.combinations(alone, 2)) / (f2 + 1)


def _slope(form: Form, counts: list[float], at: int) -> float:
    up, down = counts.copy(), counts.copy()
    up[at] += 1e-4
    down[at] -= 1e-4
    return (_bound(form, *up) - _bound(form, *down)) / 2e-4


@pytest.mark.parametrize("form", ["1987", "bias-corrected", "unequal-lists"])
def test_the_variance_is_that_of_independent_poisson_counts_plus_the_unseen(form: Form) -> None:
    counts = [20.0, 12.0, 8.0, 10.0]
    unseen = _bound(form, *counts)
    variance = unseen + sum(count * _slope(form, counts, at) ** 2 for at, count in enumerate(counts))
    found = chao_lower_bound(SMALL, form=form)
    assert found.point == pytest.approx(50 + unseen)
    assert found.details["variance"] == pytest.approx(variance, rel=1e-6)


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_the_interval_is_normal_for_the_logarithm_of_the_unseen(level: float) -> None:
    found = chao_lower_bound(SMALL, level=level)
    assert found.interval is not None
    assert found.point is not None
    assert found.interval.kind == "log-normal"
    unseen = found.point - 50
    spread = math.sqrt(math.log(1 + float(found.details["variance"]) / unseen**2))
    assert math.log(found.interval.lower - 50) == pytest.approx(
        norm.ppf((1 - level) / 2, math.log(unseen), spread)
    )
    assert math.log(found.interval.upper - 50) == pytest.approx(
        norm.ppf((1 + level) / 2, math.log(unseen), spread)
    )


def _expected(population: dict[float, int], list_odds: tuple[float, ...]) -> CaptureHistories:
    """The table to be expected when person i is on list j with odds lambda_i a_j; counts in the millions."""
    rows = []
    for pattern in itertools.product((0, 1), repeat=len(list_odds)):
        if not any(pattern):
            continue
        mean = 0.0
        for ease, people in population.items():
            odds = [ease * a for a in list_odds]
            mean += people * math.prod(
                (o if on else 1) / (1 + o) for o, on in zip(odds, pattern, strict=True)
            )
        rows.append((pattern, round(mean)))
    return CaptureHistories.from_patterns([f"L{j}" for j in range(len(list_odds))], rows)


def test_with_people_alike_the_unequal_form_meets_the_truth_and_1987_overshoots() -> None:
    table = _expected({1.0: 100_000_000}, (0.3, 0.1, 0.02))
    assert chao_lower_bound(table, form="unequal-lists").point == pytest.approx(100_000_000, rel=1e-4)
    overshooting = chao_lower_bound(table)
    assert overshooting.point is not None
    assert overshooting.point > 110_000_000
    assert "treats_lists_alike" in overshooting.bearing.codes


@given(
    eases=st.lists(st.floats(0.05, 5), min_size=1, max_size=4, unique=True),
    list_odds=st.lists(st.floats(0.02, 0.8), min_size=2, max_size=4),
)
def test_the_unequal_form_is_below_the_truth_however_people_differ(
    eases: list[float], list_odds: list[float]
) -> None:
    table = _expected(dict.fromkeys(eases, 10_000_000), tuple(list_odds))
    bound = chao_lower_bound(table, form="unequal-lists").point
    assert bound is not None
    assert bound <= 10_000_000 * len(eases) * 1.001


def test_without_overlap_it_refuses() -> None:
    apart = CaptureHistories.from_patterns(("A", "B"), [((1, 0), 40), ((0, 1), 30)])
    for form in ("1987", "bias-corrected", "unequal-lists"):
        found = chao_lower_bound(apart, form=form)
        assert (found.point, found.interval, found.unseen) == (None, None, None)
        assert found.bearing.verdict == "bears_none"
        assert {"no_overlap", "no_pairs_seen"} <= set(found.bearing.codes)


def test_nobody_on_exactly_two_lists_stops_only_the_1987_form() -> None:
    triple = CaptureHistories.from_patterns(("A", "B", "C"), [((1, 0, 0), 9), ((0, 1, 0), 4), ((1, 1, 1), 2)])
    assert chao_lower_bound(triple).bearing.verdict == "bears_none"
    assert chao_lower_bound(triple, form="bias-corrected").point == pytest.approx(15 + 13 * 12 / 2)
    assert chao_lower_bound(triple, form="unequal-lists").point == pytest.approx(15 + 9 * 4)


def test_when_everyone_is_seen_twice_the_bound_is_the_number_seen() -> None:
    found = chao_lower_bound(CaptureHistories.from_patterns(("A", "B"), [((1, 1), 9)]))
    assert (found.point, found.interval) == (9, None)
    assert "nobody_seen_once" in found.bearing.codes


def test_arguments_are_checked() -> None:
    with pytest.raises(ValueError, match=r"level must be between 0 and 1, such as 0\.95; got 95"):
        chao_lower_bound(SMALL, level=95)
    with pytest.raises(ValueError, match="form must be one of 1987"):
        chao_lower_bound(SMALL, form="1988")  # type: ignore[arg-type]
