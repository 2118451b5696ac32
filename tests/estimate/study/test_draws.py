"""Draws of linkage: Rubin's rules by hand, tables that differ in who was seen, posteriors pooled, refusals."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import t

from noddfa.estimate import CaptureHistories, Estimate, Interval, chao_lower_bound, datasets, independence
from noddfa.estimate.intervals import log_unseen
from noddfa.estimate.study import Population, over_draws, pooled_posterior

pytestmark = pytest.mark.instrument

UK = datasets.load("uk-2013-six-lists")
APART = CaptureHistories.from_patterns("AB", [((1, 0), 40), ((0, 1), 30)])


def _moved(people: int) -> CaptureHistories:
    """The table had `people` pairs of records, one police and one charity, been linked that were not."""
    table = UK.table().copy()
    first, second = (1 << UK.lists.index(name) for name in ("PF", "NG"))
    table[first - 1] -= people
    table[second - 1] -= people
    table[first + second - 1] += people
    patterns = ((np.arange(1, 64)[:, None] >> np.arange(6)) & 1).astype(np.uint8)
    return CaptureHistories(UK.lists, patterns, table)


def test_certain_linkage_gives_the_method_itself() -> None:
    found, alone = over_draws([UK] * 5, chao_lower_bound), chao_lower_bound(UK)
    assert found.point == pytest.approx(alone.point)
    assert found.interval is not None and alone.interval is not None
    assert (found.interval.lower, found.interval.upper) == pytest.approx(
        (alone.interval.lower, alone.interval.upper)
    )
    assert found.details["between_share"] == 0


def test_rubins_rules_by_hand_on_tables_with_the_same_people_seen() -> None:
    tables = [_moved(k) for k in (0, 0, 0)] + [
        CaptureHistories(UK.lists, UK.patterns, _shifted(k)) for k in (5, 9)
    ]
    answers = [log_unseen(chao_lower_bound(table)) for table in tables]
    x = np.array([one.mean for one in answers if one])
    w = np.array([one.sd**2 for one in answers if one])
    m, extra = len(x), (1 + 1 / len(x)) * x.var(ddof=1)
    total = w.mean() + extra
    df = (m - 1) * (1 + w.mean() / extra) ** 2
    found = over_draws(tables, chao_lower_bound)
    assert found.point == pytest.approx(2744 + math.exp(x.mean()))
    assert found.interval is not None
    assert found.interval.upper == pytest.approx(
        2744 + math.exp(x.mean() + t.ppf(0.975, df) * math.sqrt(total))
    )
    assert found.details["between_share"] == pytest.approx(extra / total)
    assert found.details["within_share"] + found.details["between_share"] == pytest.approx(1)
    assert "draws_combined" in found.bearing.codes


def _shifted(people: int) -> np.ndarray:
    """Move people from a pair of lists to one list alone: the same people, other overlaps."""
    counts = UK.counts.copy()
    numbers = UK.pattern_numbers.tolist()
    pair, alone = numbers.index(0b000110), numbers.index(0b000010)
    counts[pair] -= people
    counts[alone] += people
    return counts


def test_uncertain_links_widen_the_interval_and_are_told_apart() -> None:
    tables = [_moved(k) for k in (0, 20, 40, 60, 80, 100)]
    found = over_draws(tables, chao_lower_bound)
    alone = [chao_lower_bound(table).interval for table in tables]
    widths = [math.log(one.upper / one.lower) for one in alone if one]
    assert found.interval is not None
    assert math.log(found.interval.upper / found.interval.lower) > 1.5 * max(widths)
    assert found.details["between_share"] > 0.5
    assert (found.details["fewest_seen"], found.details["most_seen"]) == (2644, 2744)
    assert found.n_seen == 2694
    assert "linkage" in found.bearing.why[-1].values


def test_order_and_threads_do_not_matter() -> None:
    tables = [_moved(k) for k in (0, 20, 40, 60)]
    assert over_draws(tables, chao_lower_bound) == over_draws(tables, chao_lower_bound, workers=3)


def test_draws_without_an_answer_stop_it_beyond_one_in_twenty() -> None:
    two = [Population(500, (0.4, 0.3)).sample(np.random.default_rng(at)) for at in range(19)]
    found = over_draws([*two, APART], chao_lower_bound)
    assert found.point is not None
    assert found.details["draws_without_answer"] == 1
    refused = over_draws([*two[:9], APART], chao_lower_bound)
    assert (refused.point, refused.interval, refused.bearing.verdict) == (None, None, "bears_none")
    assert "Of the 10 draws of who is whom, 1 give" in refused.bearing.reasons["en"][-1]


def test_the_verdict_is_what_nearly_all_draws_bear() -> None:
    sound = Population(3000, (0.25, 0.2, 0.15, 0.1))
    tables = [sound.sample(np.random.default_rng(at)) for at in range(12)]
    verdicts = [independence(table).bearing.verdict for table in tables]
    assert set(verdicts) == {"bears_estimate", "bears_lower_bound"}
    assert over_draws(tables, independence).bearing.verdict == "bears_lower_bound"
    kept = [table for table, verdict in zip(tables, verdicts, strict=True) if verdict == "bears_estimate"]
    assert over_draws(kept, independence).bearing.verdict == "bears_estimate"


def test_posterior_intervals_are_mixed_not_averaged() -> None:
    """Two posteriors far apart: the mixture's 95% interval reaches into both."""
    base = chao_lower_bound(UK)

    def posterior(table: CaptureHistories) -> Estimate:
        middle = 10_000.0 if table == UK else 40_000.0
        spread = Interval(2744 + (middle - 2744) / 1.2, 2744 + (middle - 2744) * 1.2, 0.95, "posterior")
        return replace(base, point=middle, interval=spread, n_seen=2744)

    other = CaptureHistories(UK.lists, UK.patterns, _shifted(1))
    found = over_draws([UK, other], posterior)
    assert found.interval is not None and found.interval.kind == "posterior"
    sd = math.log(1.2) / 1.959964
    # 2.5% of the mixture is 5% of the lower posterior.
    assert found.interval.lower == pytest.approx(2744 + 7256 * math.exp(-1.644854 * sd), rel=1e-4)
    assert found.interval.upper == pytest.approx(2744 + 37256 * math.exp(1.644854 * sd), rel=1e-4)


def test_pooled_draws_give_every_table_the_same_weight() -> None:
    rng = np.random.default_rng(1)
    few, many = rng.normal(1000, 10, 500), rng.normal(2000, 10, 50_000)
    middle, interval, between = pooled_posterior([few, many], [100, 100])
    assert interval.lower == pytest.approx(1000 - 1.645 * 10, abs=3)
    assert interval.upper == pytest.approx(2000 + 1.645 * 10, abs=3)
    assert 1000 < middle < 2000 or abs(middle - 1000) < 60
    assert between > 0.99
    with pytest.raises(ValueError, match="two or more tables' draws"):
        pooled_posterior([few], [100])


def test_arguments_are_checked() -> None:
    with pytest.raises(ValueError, match="tables must be 2 or more draws; got 1"):
        over_draws([UK], chao_lower_bound)
    with pytest.raises(ValueError, match="workers must be 1 or more; got 0"):
        over_draws([UK, UK], chao_lower_bound, workers=0)
