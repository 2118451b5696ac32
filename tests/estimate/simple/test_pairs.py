"""Two lists: published figures, exact expectations over every overlap chance can give, and which pair is headline."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from noddfa.estimate import CaptureHistories, datasets, lincoln_petersen, pair_figures
from tests.estimate.simple import published

pytestmark = pytest.mark.instrument


def _two(first: int, second: int, both: int) -> CaptureHistories:
    return CaptureHistories.from_patterns(
        ("A", "B"), [((1, 0), first - both), ((0, 1), second - both), ((1, 1), both)]
    )


@pytest.mark.parametrize("figures", published.DIABETES_PAIRS, ids=lambda one: "+".join(one[0]))
def test_the_pairs_of_the_diabetes_lists(figures: Any) -> None:
    lists, petersen, chapman, lower, upper = figures
    found = next(one for one in pair_figures(published.DIABETES) if one.lists == lists)
    assert found.interval is not None
    assert found.petersen == pytest.approx(petersen, rel=1e-6)
    assert found.chapman == pytest.approx(chapman, rel=1e-6)
    assert (found.interval.lower, found.interval.upper) == pytest.approx((lower, upper), rel=1e-6)


def test_chapman_and_its_variance_are_unbiased_when_the_lists_must_meet() -> None:
    """Over every overlap that chance can give, with 30 people, 18 on one list and 15 on the other."""
    everyone, first, second = 30, 18, 15
    chances = {m: hypergeom.pmf(m, everyone, first, second) for m in range(3, 16)}

    def chapman(m: int) -> float:
        return (first + 1) * (second + 1) / (m + 1) - 1

    def variance(m: int) -> float:
        found = lincoln_petersen(_two(first, second, m))
        # Where one list holds the other the method refuses; the formula is nought there.
        return float(found.details["variance"]) if found.point is not None else 0.0

    answered = [m for m in chances if m < second]
    for m in answered:
        assert lincoln_petersen(_two(first, second, m)).point == pytest.approx(chapman(m))
    mean = sum(chance * chapman(m) for m, chance in chances.items())
    spread = sum(chance * (chapman(m) - everyone) ** 2 for m, chance in chances.items())
    assert mean == pytest.approx(everyone)
    assert sum(chance * variance(m) for m, chance in chances.items()) == pytest.approx(spread)


@pytest.mark.parametrize("name", datasets.available())
def test_the_headline_sets_the_largest_list_against_all_others(name: str) -> None:
    histories = datasets.load(name)
    largest = int(histories.list_totals.argmax())
    on = histories.patterns.astype(bool)
    others = on.copy()
    others[:, largest] = False
    n1 = int(histories.counts[on[:, largest]].sum())
    n2 = int(histories.counts[others.any(axis=1)].sum())
    m = n1 + n2 - histories.n_seen
    found = lincoln_petersen(histories)
    assert found.point == pytest.approx((n1 + 1) * (n2 + 1) / (m + 1) - 1)
    assert found.bearing.verdict == "bears_lower_bound"
    assert {"pair_headline", "pairs_differ", "pair_independence_assumed"} <= set(found.bearing.codes)
    assert len(found.details["pairs"]) == math.comb(histories.n_lists, 2)


@given(st.lists(st.integers(0, 40), min_size=15, max_size=15).filter(any))
def test_the_headline_is_never_below_the_number_seen(counts: list[int]) -> None:
    rows = [(tuple((s >> j) & 1 for j in range(4)), count) for s, count in enumerate(counts, start=1)]
    found = lincoln_petersen(CaptureHistories.from_patterns("ABCD", rows))
    if found.point is None:
        assert found.bearing.verdict == "bears_none"
    else:
        assert found.interval is not None
        assert found.n_seen <= found.interval.lower <= found.point <= found.interval.upper


def test_a_pair_may_be_chosen_and_is_refused_below_the_number_seen() -> None:
    uk = datasets.load("uk-2013-six-lists")
    found = lincoln_petersen(uk, pair=("PF", "NG"))
    assert found.point == pytest.approx(
        next(one.chapman for one in pair_figures(uk) if set(one.lists) == {"PF", "NG"})
    )
    assert "pair_taken" in found.bearing.codes
    crowded = CaptureHistories.from_patterns(
        "ABC", [((1, 1, 0), 50), ((1, 0, 0), 5), ((0, 1, 0), 5), ((0, 0, 1), 60)]
    )
    refused = lincoln_petersen(crowded, pair=("A", "B"))
    assert (refused.point, refused.bearing.codes[-1]) == (None, "pair_below_seen")
    assert "(A; B)" in refused.bearing.reasons["cy"][-1]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([((1, 0), 9), ((0, 1), 8)], "pair_shares_nobody"),
        ([((1, 0), 9), ((1, 1), 8)], "pair_holds_everybody"),
    ],
)
def test_it_refuses_where_two_lists_say_nothing(rows: Any, code: str) -> None:
    found = lincoln_petersen(CaptureHistories.from_patterns("AB", rows))
    assert (found.point, found.interval, found.bearing.verdict) == (None, None, "bears_none")
    assert code in found.bearing.codes


def test_petersen_and_its_variance() -> None:
    found = lincoln_petersen(_two(135, 122, 49), form="petersen")
    assert found.point == pytest.approx(135 * 122 / 49)
    assert found.details["variance"] == pytest.approx(135 * 122 * 86 * 73 / 49**3)


def test_arguments_are_checked() -> None:
    with pytest.raises(ValueError, match="form must be one of chapman, petersen; got bailey"):
        lincoln_petersen(_two(9, 8, 3), form="bailey")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="pair must name two different lists of A, B"):
        lincoln_petersen(_two(9, 8, 3), pair=("A", "C"))
