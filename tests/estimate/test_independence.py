"""The independence model: three derivations agree, the interval is found twice, and it refuses when it must."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noddfa.estimate import CaptureHistories, datasets, independence
from tests.estimate import oracles

pytestmark = pytest.mark.instrument


@pytest.mark.parametrize("name", datasets.available())
def test_published_tables_by_darrochs_equation(name: str) -> None:
    counts = oracles.published(name)
    found = independence(datasets.load(name))
    assert found.point == pytest.approx(oracles.darroch(counts), rel=1e-9)
    assert found.details["deviance"] == pytest.approx(oracles.deviance(counts), rel=1e-9)


@pytest.mark.parametrize("name", ["uk-2013-six-lists", "new-orleans-five-lists"])
def test_published_tables_by_a_general_optimiser(name: str) -> None:
    population, log_likelihood = oracles.poisson_fit(oracles.published(name))
    found = independence(datasets.load(name))
    lists = len(datasets.load(name).lists)
    assert found.point == pytest.approx(population, rel=1e-6)
    assert found.details["log_likelihood"] == pytest.approx(log_likelihood, abs=1e-6)
    assert found.details["aic"] == pytest.approx(2 * (lists + 1) - 2 * log_likelihood, abs=1e-5)
    assert found.details["bic"] == pytest.approx(
        (lists + 1) * math.log(found.n_seen) - 2 * log_likelihood, abs=1e-5
    )
    assert found.details["df"] == 2**lists - 1 - (lists + 1)


def test_new_orleans_is_the_figure_other_software_reports() -> None:
    # SparseMSE 2.0.1 keeps main effects only on this table at its threshold of 0.02, and answers 1034.15.
    assert independence(datasets.load("new-orleans-five-lists")).point == pytest.approx(1034.15, abs=0.005)


@pytest.mark.parametrize(
    ("counts", "level"),
    [
        ({(1, 0): 30, (0, 1): 25, (1, 1): 6}, 0.95),
        ({(1, 0, 0): 9, (0, 1, 0): 7, (0, 0, 1): 11, (1, 1, 0): 2, (0, 1, 1): 1}, 0.9),
        ({(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 12, (1, 0, 1): 9, (1, 1, 1): 3}, 0.95),
    ],
)
def test_the_interval_against_the_whole_multinomial_likelihood(counts: oracles.Counts, level: float) -> None:
    lists = [f"L{j}" for j in range(len(next(iter(counts))))]
    found = independence(CaptureHistories.from_patterns(lists, list(counts.items())), level=level)
    assert found.interval is not None
    assert found.interval.kind == "profile-likelihood"
    ends = (found.interval.lower, found.interval.upper)
    assert ends == pytest.approx(oracles.profile_ends(counts, level), rel=1e-5)


def test_two_lists_are_lincoln_and_petersen() -> None:
    found = independence(
        CaptureHistories.from_patterns(("A", "B"), [((1, 0), 30), ((0, 1), 25), ((1, 1), 6)])
    )
    assert found.point == pytest.approx(36 * 31 / 6)
    assert found.bearing.verdict == "bears_lower_bound"
    assert "two_lists" in found.bearing.codes


@st.composite
def overlapping_tables(draw: st.DrawFn) -> dict[tuple[int, ...], int]:
    n_lists = draw(st.integers(2, 4))
    patterns = [p for p in itertools.product((0, 1), repeat=n_lists) if any(p)]
    counts = {p: draw(st.integers(0, 10 ** draw(st.integers(0, 6)))) for p in patterns}
    for j in range(n_lists):  # nobody is on every list by construction of j alone
        counts[tuple(int(i == j) for i in range(n_lists))] += 1
    counts[(1,) * n_lists] += 1
    return counts


@settings(max_examples=60)
@given(overlapping_tables())
def test_the_fit_and_its_interval_hold_together_on_any_table(counts: oracles.Counts) -> None:
    lists = [f"L{j}" for j in range(len(next(iter(counts))))]
    found = independence(CaptureHistories.from_patterns(lists, list(counts.items())))
    assert found.point is not None
    assert found.interval is not None
    assert found.point == pytest.approx(oracles.darroch(counts), rel=1e-6)
    assert found.n_seen <= found.interval.lower <= found.point <= found.interval.upper


def test_millions_of_people_lose_no_precision() -> None:
    small: oracles.Counts = {
        (1, 0, 0): 40,
        (0, 1, 0): 30,
        (0, 0, 1): 20,
        (1, 1, 0): 12,
        (1, 0, 1): 9,
        (1, 1, 1): 3,
    }
    large = {pattern: count * 10**7 for pattern, count in small.items()}
    found = independence(CaptureHistories.from_patterns(("A", "B", "C"), list(large.items())))
    assert found.point is not None
    assert found.point == pytest.approx(oracles.darroch(small) * 10**7, rel=1e-9)
    # The curvature of the log-likelihood at its top grows with the counts: here the Wald interval is the interval.
    shares = np.array([64, 45, 32]) * 10**7 / found.point
    unseen = found.point - found.n_seen
    information = 1 / unseen - 1 / found.point - float((shares / (1 - shares)).sum()) / found.point
    half = 1.959964 / math.sqrt(information)
    assert found.interval is not None
    assert found.interval.upper - found.point == pytest.approx(half, rel=1e-3)
    assert found.point - found.interval.lower == pytest.approx(half, rel=1e-3)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([((1, 0, 0), 5), ((0, 1, 0), 6), ((0, 0, 1), 7)], "no_overlap"),
        ([((1, 0, 0), 5), ((1, 1, 0), 6), ((1, 1, 1), 7)], "complete_lists"),
        ([((1, 0, 0), 5)], "too_few_lists"),
    ],
)
def test_it_refuses_where_there_is_no_maximum(rows: list[tuple[tuple[int, ...], int]], code: str) -> None:
    found = independence(CaptureHistories.from_patterns(("A", "B", "C"), rows))
    assert (found.point, found.interval) == (None, None)
    assert found.bearing.verdict == "bears_none"
    assert code in found.bearing.codes


def test_a_list_with_nobody_on_it_is_left_out() -> None:
    rows = [((1, 0), 30), ((0, 1), 25), ((1, 1), 6)]
    with_it = independence(
        CaptureHistories.from_patterns(
            ("A", "B", "Empty"), [((*pattern, 0), count) for pattern, count in rows]
        )
    )
    without = independence(CaptureHistories.from_patterns(("A", "B"), rows))
    assert (with_it.point, with_it.interval) == (without.point, without.interval)
    assert any("Empty" in reason for reason in with_it.bearing.reasons["cy"])


def test_level_is_checked() -> None:
    with pytest.raises(ValueError, match="level must be between 0 and 1"):
        independence(datasets.load("new-orleans-five-lists"), level=1)
