"""The jackknife: against leaving lists out one by one and two by two, as its definition says."""

from __future__ import annotations

import itertools
from statistics import mean

import pytest

from noddfa.estimate import CaptureHistories, chao_lower_bound, datasets, jackknife

pytestmark = pytest.mark.instrument


def _seen_without(histories: CaptureHistories, left_out: tuple[int, ...]) -> int:
    kept = [j for j in range(histories.n_lists) if j not in left_out]
    return int(histories.counts[histories.patterns[:, kept].any(axis=1)].sum())


@pytest.mark.parametrize("name", datasets.available())
def test_it_is_what_leaving_lists_out_gives(name: str) -> None:
    histories = datasets.load(name)
    t, n = histories.n_lists, histories.n_seen
    one = mean(_seen_without(histories, (j,)) for j in range(t))
    two = mean(_seen_without(histories, pair) for pair in itertools.combinations(range(t), 2))
    assert jackknife(histories, order=1).point == pytest.approx(t * n - (t - 1) * one)
    assert jackknife(histories, order=2).point == pytest.approx(
        (t**2 * n - 2 * (t - 1) ** 2 * one + (t - 2) ** 2 * two) / 2
    )


def test_the_variance_is_that_of_multinomial_counts() -> None:
    histories = datasets.load("uk-2013-six-lists")
    f, t = histories.seen_on(), 6
    found = jackknife(histories, order=1)
    assert found.point is not None
    weights = [1 + (t - 1) / t, 1, 1, 1, 1, 1]
    expected = sum(a * a * count for a, count in zip(weights, f, strict=True)) - found.point
    assert found.details["variance"] == pytest.approx(expected)


def test_the_second_order_is_taken_only_where_it_differs_by_more_than_chance() -> None:
    assert jackknife(datasets.load("uk-2013-six-lists")).details["order"] == 2
    few = CaptureHistories.from_patterns(
        "ABCD",
        [((1, 0, 0, 0), 3), ((0, 1, 0, 0), 2), ((1, 1, 0, 0), 3), ((1, 1, 1, 0), 9), ((1, 1, 1, 1), 9)],
    )
    assert jackknife(few).details["order"] == 1


def test_it_says_that_with_few_lists_it_is_a_floor() -> None:
    histories = datasets.load("uk-2013-six-lists")
    found, bound = jackknife(histories), chao_lower_bound(histories).point
    assert found.point is not None and bound is not None
    assert found.point < bound / 2
    assert found.bearing.verdict == "bears_lower_bound"
    assert "with 6 lists" in " ".join(found.bearing.reasons["en"])


def test_it_refuses_without_overlap_and_below_the_number_seen() -> None:
    apart = CaptureHistories.from_patterns("AB", [((1, 0), 40), ((0, 1), 30)])
    assert (jackknife(apart).point, jackknife(apart).bearing.verdict) == (None, "bears_none")
    doubles = CaptureHistories.from_patterns("ABCDE", [((1, 1, 0, 0, 0), 90), ((1, 0, 0, 0, 0), 1)])
    refused = jackknife(doubles, order=2)
    assert (refused.point, refused.bearing.codes[-1]) == (None, "jackknife_below_seen")
    assert jackknife(doubles).point is not None
    with pytest.raises(ValueError, match="order must be one of tested, 1, 2; got 3"):
        jackknife(doubles, order=3)  # type: ignore[arg-type]
