"""The curve: its parameter by definition, its interval, and what it refuses."""

from __future__ import annotations

import itertools
import math
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from noddfa.estimate import CaptureHistories, chao_lower_bound, datasets, independence
from noddfa.estimate.study import curve_picture, curve_rows, sensitivity_curve
from noddfa.estimate.wording import Lang
from tests.estimate.simple.published import DIABETES, HEPATITIS

pytestmark = pytest.mark.instrument

SVG = "{http://www.w3.org/2000/svg}"
TWO = CaptureHistories.from_patterns("AB", [((1, 0), 60), ((0, 1), 40), ((1, 1), 20)])


def _odds(cells: dict[tuple[int, ...], float], on_others: tuple[int, ...]) -> float:
    """The odds ratio of the first two lists among people whose other lists are `on_others`."""
    a, b, c, d = (cells[(*pair, *on_others)] for pair in ((1, 1), (0, 0), (1, 0), (0, 1)))
    return a * b / (c * d)


@pytest.mark.parametrize("histories", [TWO, HEPATITIS, DIABETES], ids=["two", "three", "four"])
def test_at_each_xi_the_full_table_has_that_highest_order_odds_ratio(histories: CaptureHistories) -> None:
    curve = sensitivity_curve(histories, xi=(0.5, 1, 3))
    others = histories.n_lists - 2
    seen = dict(zip(map(tuple, histories.patterns.tolist()), histories.counts.tolist(), strict=True))
    for xi, everyone in zip(curve.xi, curve.estimates, strict=True):
        cells = {**seen, (0,) * histories.n_lists: everyone - histories.n_seen}
        ratio = 1.0
        for on_others in itertools.product((0, 1), repeat=others):
            ratio *= _odds(cells, on_others) ** (-1) ** sum(on_others)
        assert ratio == pytest.approx(xi)


def test_two_lists_at_one_are_lincoln_petersen_and_three_have_the_formula() -> None:
    assert sensitivity_curve(TWO).at_one.point == pytest.approx(80 * 60 / 20)
    hepatitis = sensitivity_curve(HEPATITIS)
    assert hepatitis.at_one.point == pytest.approx(271 + 28 * 69 * 55 * 63 / (21 * 17 * 18))
    assert hepatitis.xi_for(507.772) == pytest.approx(0.2273, abs=1e-4)


def test_the_variance_is_that_of_drawing_the_table_again() -> None:
    big = CaptureHistories(HEPATITIS.lists, HEPATITIS.patterns, HEPATITIS.counts * 200)
    at_one = sensitivity_curve(big).at_one
    assert at_one.point is not None and at_one.interval is not None
    everyone = round(at_one.point)
    shares = np.append(big.table(), everyone - big.n_seen) / everyone
    drawn = np.random.default_rng(1).multinomial(everyone, shares, size=4000)[:, :-1]
    odd = np.array([bin(s).count("1") % 2 == 1 for s in range(1, 8)])
    logs = np.log(drawn)
    unseen = np.exp(logs[:, odd].sum(axis=1) - logs[:, ~odd].sum(axis=1))
    assert at_one.interval.kind == "log-normal"
    # The interval's half-width on the log scale, with the unseen's own share of the error.
    half = (math.log(at_one.interval.upper - big.n_seen) - math.log(at_one.interval.lower - big.n_seen)) / 2
    everything = drawn.sum(axis=1) + unseen
    assert half / 1.96 * (at_one.unseen or 0) == pytest.approx(float(everything.std()), rel=0.05)


def test_a_fit_moves_with_xi_and_says_what_it_supposes() -> None:
    fitted = independence(datasets.load("uk-2013-six-lists"))
    curve = sensitivity_curve(fitted, xi=(1, 2))
    assert fitted.interval is not None and fitted.unseen is not None
    assert curve.estimates == pytest.approx((fitted.point, 2744 + 2 * fitted.unseen))
    assert curve.lower is not None and curve.upper is not None
    assert curve.upper[1] == pytest.approx(2744 + 2 * (fitted.interval.upper - 2744))
    assert curve.bearing.verdict == fitted.bearing.verdict
    assert curve.bearing.codes[-1] == "highest_order_assumed"
    assert curve.xi_for(2744 + 3 * fitted.unseen) == pytest.approx(3)
    assert curve.xi_for(2000) is None


def test_it_refuses_where_it_is_not_defined() -> None:
    sparse = sensitivity_curve(datasets.load("uk-2013-six-lists"))
    assert (sparse.xi, sparse.estimates, sparse.lower, curve_rows(sparse)) == ((), (), None, ())
    assert sparse.bearing.verdict == "bears_none"
    assert "38 of the 63 patterns have nobody" in sparse.bearing.reasons["en"][-1]
    other = sensitivity_curve(chao_lower_bound(HEPATITIS))
    assert (other.estimates, other.bearing.codes[-1]) == ((), "another_assumption")
    with pytest.raises(ValueError, match="curve must have points"):
        curve_picture(sparse, "en")
    with pytest.raises(ValueError, match="numbers above 0"):
        sensitivity_curve(TWO, xi=(0, 1))


@pytest.mark.parametrize(("lang", "said"), [("en", "at 1, 1,313 people"), ("cy", "ar 1, 1,313 o bobl")])
def test_the_picture_is_told_in_words(lang: Lang, said: str) -> None:
    svg = curve_picture(sensitivity_curve(HEPATITIS), lang, marks=[("<Chao>", 583.0)], element_id="one")
    root = ET.fromstring(svg)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and desc is not None
    assert (root.get("role"), root.get("lang")) == ("img", lang)
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}" == "one-title one-desc"
    assert said in (desc.text or "")
    assert "<Chao>, 583" in (desc.text or "")
    assert "style" not in svg
    texts = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert {"0.25", "0.5", "1", "2", "4"} <= set(texts)
    assert max(map(len, texts)) <= 40


def test_the_curve_is_drawn_where_its_figures_are() -> None:
    curve = sensitivity_curve(HEPATITIS, xi=(1, 2, 4))
    root = ET.fromstring(curve_picture(curve, "en"))
    line = next(root.iter(f"{SVG}polyline")).get("points") or ""
    points = [tuple(map(float, point.split(","))) for point in line.split()]
    assert points[1][0] - points[0][0] == pytest.approx(points[2][0] - points[1][0], abs=0.01)
    rises = [points[0][1] - point[1] for point in points]
    assert rises[2] / rises[1] == pytest.approx(3, rel=0.01)  # (4 - 1) / (2 - 1) times the unseen
    with pytest.raises(ValueError, match="element_id must be"):
        curve_picture(curve, "en", element_id='x" onload="')


def test_rows_stand_beside_the_picture() -> None:
    curve = sensitivity_curve(HEPATITIS)
    rows = curve_rows(curve)
    assert [row.xi for row in rows] == [0.25, 0.5, 1, 2, 4]
    assert [row.estimate for row in rows] == pytest.approx(
        [curve.estimates[curve.xi.index(xi)] for xi in (curve.xi[0], *curve.xi[8:33:8])]
    )
    assert curve.to_json()["lower"][0] == pytest.approx(rows[0].lower)
