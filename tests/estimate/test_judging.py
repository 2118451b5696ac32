"""The statement for a table and all its methods together: what lowers it, and the reasons it names."""

from __future__ import annotations

import numpy as np
import pytest

from noddfa.estimate import (
    Bearing,
    CaptureHistories,
    Estimate,
    Interval,
    chao_lower_bound,
    datasets,
    independence,
    overall,
    stepwise,
)
from noddfa.estimate.judging import groups_of_lists, without_list
from noddfa.estimate.result import Verdict

pytestmark = pytest.mark.instrument


def _independent(size: int = 2000, chances: tuple[float, ...] = (0.3, 0.25, 0.3, 0.2)) -> CaptureHistories:
    people = np.random.default_rng(7).random((size, len(chances))) < np.array(chances)
    return CaptureHistories.from_people("ABCD"[: len(chances)], people[people.any(axis=1)])


def _said(
    point: float,
    lower: float,
    upper: float,
    *,
    method: str = "chao",
    verdict: Verdict = "bears_estimate",
    n_seen: int = 100,
) -> Estimate:
    interval = Interval(lower, upper, 0.95, "log-normal")
    return Estimate(method, point, interval, n_seen, Bearing(verdict, ()))


TABLE = CaptureHistories.from_patterns(
    ("A", "B", "C"), [((1, 0, 0), 40), ((0, 1, 0), 30), ((1, 1, 0), 10), ((0, 1, 1), 10), ((0, 0, 1), 10)]
)


def test_lists_that_are_independent_bear_an_estimate_and_no_list_decides_it() -> None:
    histories = _independent()
    found = [independence(histories), stepwise(histories, boot=0)]
    said = overall(histories, found)
    assert said.verdict == "bears_estimate"
    assert {"methods_agree", "steady_without_lists", "missing_part"} <= set(said.codes)


def test_what_one_method_claims_alone_is_no_estimate() -> None:
    histories = _independent()
    alone = independence(histories)
    assert alone.bearing.claim("en") == "Claims an estimate."
    said = overall(histories, [alone, chao_lower_bound(histories)])
    assert (said.verdict, "one_method" in said.codes) == ("bears_lower_bound", True)
    assert "no other bears it out" in " ".join(said.reasons["en"])


def test_a_figure_that_rests_on_one_list_is_only_a_floor() -> None:
    histories = datasets.load("new-orleans-five-lists")
    alone = independence(histories)
    assert alone.bearing.verdict == "bears_estimate"
    said = overall(histories, [alone])
    assert said.verdict == "bears_lower_bound"
    assert "without C it is 612 instead of 1,034" in " ".join(said.reasons["en"])
    assert "heb C mae'n 612 yn lle 1,034" in " ".join(said.reasons["cy"])


@pytest.mark.parametrize(
    ("low", "high", "verdict", "code"),
    [
        ((300, 250, 400), (330, 280, 420), "bears_estimate", "methods_agree"),
        ((300, 200, 700), (460, 200, 700), "bears_lower_bound", "methods_differ"),
        ((300, 290, 310), (330, 320, 340), "bears_lower_bound", "methods_differ"),
    ],
    ids=["close", "half as much again", "intervals that do not meet"],
)
def test_methods_are_held_against_each_other(low, high, verdict, code) -> None:
    said = overall(TABLE, [_said(*low), _said(*high, method="independence")])
    assert (said.verdict, code in said.codes) == (verdict, True)
    assert "300 (Chao's lower bound (1987))" in " ".join(said.reasons["en"])


def test_a_method_that_claims_no_estimate_does_not_count_against_the_others() -> None:
    floor = _said(2000, 1900, 2100, method="independence", verdict="bears_lower_bound")
    two = [_said(300, 250, 400), _said(310, 250, 400, method="stepwise")]
    assert overall(TABLE, [*two, floor]).verdict == "bears_estimate"


def test_an_interval_that_says_nothing_of_the_unseen_bears_only_a_floor() -> None:
    said = overall(TABLE, [_said(300, 110, 500), _said(310, 105, 520, method="independence")])
    assert said.verdict == "bears_lower_bound"
    assert "there are from 10 to 400" in " ".join(said.reasons["en"])


def test_lists_in_groups_that_share_nobody_bear_no_estimate() -> None:
    histories = CaptureHistories.from_patterns(
        "ABCD", [((1, 0, 0, 0), 30), ((1, 1, 0, 0), 20), ((0, 0, 1, 0), 30), ((0, 0, 1, 1), 20)]
    )
    assert groups_of_lists(histories) == [("A", "B"), ("C", "D")]
    said = overall(histories, [_said(300, 250, 400), _said(310, 250, 400, method="independence")])
    assert said.verdict == "bears_lower_bound"
    assert "A, B; C, D" in " ".join(said.reasons["cy"])


def test_a_table_without_a_list_keeps_those_seen_elsewhere() -> None:
    less = without_list(TABLE, 1)
    assert less == CaptureHistories.from_patterns(("A", "C"), [((1, 0), 50), ((0, 1), 20)])
    assert without_list(without_list(TABLE, 0), 0) is None


def test_refusal_stays_refusal() -> None:
    apart = CaptureHistories.from_patterns(("A", "B"), [((1, 0), 4), ((0, 1), 5)])
    assert overall(apart, [independence(apart)]).verdict == "bears_none"
