"""Publishing an estimate: rounded to what its interval bears, never without it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.disclosure import Policy, round_estimate
from noddfa.estimate import (
    Bearing,
    CaptureHistories,
    Estimate,
    Interval,
    chao_lower_bound,
    datasets,
    independence,
    lincoln_petersen,
    sample_coverage,
)

pytestmark = pytest.mark.instrument


def _estimate(point: float, lower: float, upper: float, n_seen: int = 50) -> Estimate:
    interval = Interval(lower, upper, 0.95, "log-normal")
    return Estimate("independence", point, interval, n_seen, Bearing("bears_estimate", ()))


def test_the_uk_figure() -> None:
    published = round_estimate(independence(datasets.load("uk-2013-six-lists")))
    assert (published.point, published.lower, published.upper, published.unit) == (
        12_200,
        10_900,
        13_700,
        100,
    )
    assert published.n_seen == 2745
    assert published.text("en") == "About 12,200 people, seen and unseen (95% interval: 10,900 to 13,700)."
    assert (
        published.text("cy")
        == "Tua 12,200 o bobl, wedi’u gweld a heb eu gweld (cyfwng 95%: 10,900 i 13,700)."
    )


def test_a_lower_bound_is_called_one() -> None:
    uk = datasets.load("uk-2013-six-lists")
    for found in (lincoln_petersen(uk), sample_coverage(uk)):
        assert round_estimate(found).text("en").startswith("At least about")
    published = round_estimate(chao_lower_bound(uk, form="unequal-lists"))
    assert published.text("en").startswith("At least about 12,200 people")
    assert published.text("cy").startswith("O leiaf tua 12,200 o bobl")


@pytest.mark.parametrize(
    ("lower", "upper", "unit"),
    [
        (100, 120, 5),
        (100, 199, 5),
        (100, 200, 5),
        (100, 300, 10),
        (100, 1099, 10),
        (100, 1100, 50),
        (0, 1e6, 50_000),
    ],
)
def test_the_unit_follows_the_width(lower: float, upper: float, unit: int) -> None:
    assert round_estimate(_estimate((lower + upper) / 2, lower, upper)).unit == unit


@given(st.floats(60, 1e6), st.floats(0, 0.9), st.floats(0, 5))
def test_the_interval_only_widens_and_little(point: float, below: float, above: float) -> None:
    lower, upper = max(50, point * (1 - below)), point * (1 + above)
    published = round_estimate(_estimate(point, lower, upper))
    assert published.lower is not None and published.upper is not None
    assert published.point is not None and published.unit is not None
    assert published.lower <= lower < published.lower + published.unit + 1e-6
    assert published.upper - published.unit - 1e-6 < upper <= published.upper
    assert abs(published.point - point) <= published.unit / 2 + 1e-6
    assert published.unit <= max(5, (upper - lower) / 20)


def test_the_lower_end_does_not_fall_below_the_people_seen() -> None:
    assert round_estimate(_estimate(1000, 190, 2500, n_seen=187)).lower == 185


def test_nothing_is_published_without_an_interval_or_when_nothing_is_borne() -> None:
    apart = CaptureHistories.from_patterns(("A", "B"), [((1, 0), 40), ((0, 1), 30)])
    everyone_twice = CaptureHistories.from_patterns(("A", "B"), [((1, 1), 90)])
    for refused in (independence(apart), chao_lower_bound(everyone_twice)):
        published = round_estimate(refused)
        assert (published.point, published.lower, published.upper) == (None, None, None)
        assert published.bearing == refused.bearing
        assert published.text("en").startswith("No figure is published")
        assert published.text("cy").startswith("Ni chyhoeddir ffigur")


def test_few_people_seen_hide_everything() -> None:
    published = round_estimate(_estimate(30, 10, 60, n_seen=4))
    assert (published.point, published.n_seen) == (None, None)
    assert round_estimate(_estimate(30, 10, 60, n_seen=9), Policy(threshold=10)).point is None
