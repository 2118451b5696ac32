"""The coverage study: what it counts, that it can be repeated, and its picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import partial

import numpy as np
import pytest

from noddfa.estimate import CaptureHistories, Estimate, chao_lower_bound, independence, stepwise
from noddfa.estimate.result import Bearing, Interval
from noddfa.estimate.study import Coverage, Population, coverage_picture, coverage_study
from noddfa.estimate.wording import Lang

pytestmark = pytest.mark.instrument

ALIKE = Population(2000, (0.25, 0.2, 0.15, 0.1))
METHODS = {"independence": independence, "chao": chao_lower_bound}


def test_independent_lists_are_covered_and_chaos_bound_overshoots_them() -> None:
    plain, chao = coverage_study(ALIKE, METHODS, tables=150)
    assert plain.answered == 150
    assert plain.share is not None and plain.share > 0.9
    ends = plain.share_interval()
    assert ends is not None and ends[0] < 0.95 < ends[1]
    assert plain.middle == pytest.approx(1, abs=0.02)
    assert plain.borne >= 130
    assert chao.too_high > 75
    assert chao.borne == 0
    assert plain.together == chao.together == 0, "one method alone makes no estimate"


def test_what_all_methods_together_bear_is_counted_for_each() -> None:
    found = coverage_study(ALIKE, {**METHODS, "stepwise": partial(stepwise, boot=0)}, tables=40)
    plain, chao, chosen = found
    assert plain.together == chao.together >= 25  # of the tables each answered: all of them
    assert plain.together_covered > 0.85 * plain.together
    assert chao.together_covered < plain.together_covered
    assert chosen.together <= plain.together


def test_people_who_differ_are_missed_below() -> None:
    found = coverage_study(Population(2000, (0.25, 0.2, 0.15, 0.1), heterogeneity=1.5), METHODS, tables=30)[0]
    assert (found.covered, found.too_low) == (0, 30)
    assert found.middle is not None and found.middle < 0.8


def test_it_can_be_repeated_on_any_number_of_workers() -> None:
    told: list[float] = []
    once = coverage_study(ALIKE, METHODS, tables=30, seed=4, progress=told.append)
    assert once == coverage_study(ALIKE, METHODS, tables=30, seed=4, workers=3, kind="threads")
    assert once != coverage_study(ALIKE, METHODS, tables=30, seed=5)
    assert told == pytest.approx([1 / 3, 2 / 3, 1])


def _scripted(histories: CaptureHistories) -> Estimate:
    """Refuses, covers, lies below, lies above, in turn by the number seen."""
    kind = histories.n_seen % 4
    ends = [None, (90.0, 110.0), (10.0, 20.0), (500.0, 600.0)][kind]
    verdict = "bears_estimate" if kind in (1, 2) else "bears_none"
    interval = Interval(*ends, 0.95, "log-normal") if ends else None
    point = sum(ends) / 2 if ends else None
    return Estimate("scripted", point, interval, histories.n_seen, Bearing(verdict, ()))


def test_refusals_are_counted_and_not_held_against_a_method() -> None:
    population = Population(100, (0.3, 0.3))
    seen = [table.n_seen % 4 for table in population.samples(np.random.default_rng(1), 60)]
    (found,) = coverage_study(population, {"scripted": _scripted}, tables=60, seed=1)
    assert found.tables == 60
    assert found.answered == 60 - seen.count(0)
    assert (found.covered, found.too_low, found.too_high) == tuple(map(seen.count, (1, 2, 3)))
    assert (found.borne, found.borne_covered) == (seen.count(1) + seen.count(2), seen.count(1))
    assert found.share == pytest.approx(seen.count(1) / found.answered)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Chao's lower bound (1987): 50% hold it, 25% lie below, 25% above"),
        ("cy", "Arffin isaf Chao (1987): 50% yn ei gynnwys, 25% islaw, 25% uwchlaw"),
    ],
)
def test_the_picture_is_told_in_words_and_drawn_in_proportion(lang: Lang, said: str) -> None:
    rows = [
        Coverage("chao", 10, 8, 4, 2, 2, 0, 0, 0, 0, 1.0, 1.5),
        Coverage("independence", 10, 0, 0, 0, 0, 0, 0, 0, 0, None, None),
    ]
    root = ET.fromstring(coverage_picture({"A <place>": rows}, lang, element_id="c"))
    space = "{http://www.w3.org/2000/svg}"
    desc = root.find(f"{space}desc")
    assert desc is not None and desc.text is not None
    assert said in desc.text
    assert "A <place>" in desc.text
    widths = [float((bar.get("width") or "").rstrip("%")) for bar in root.iter(f"{space}rect")]
    assert [width / sum(widths) for width in widths] == pytest.approx([0.25, 0.5, 0.25], abs=1e-3)
    assert root.get("role") == "img"


def test_arguments_are_checked() -> None:
    with pytest.raises(ValueError, match="tables must be 1 or more; got 0"):
        coverage_study(ALIKE, METHODS, tables=0)
    with pytest.raises(ValueError, match="at least one method"):
        coverage_study(ALIKE, {})
