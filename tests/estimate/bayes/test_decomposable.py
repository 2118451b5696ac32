"""Averaging over decomposable graphs: against the reference, and against every number added up plainly."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from scipy.special import gammaln

from noddfa.estimate import CaptureHistories, datasets, decomposable
from noddfa.estimate.bayes import decomposable_posterior
from noddfa.estimate.wording import LANGUAGES

pytestmark = pytest.mark.instrument

SMALL = CaptureHistories.from_patterns(
    ("A", "B", "C", "D"),
    [
        ((1, 0, 0, 0), 20),
        ((0, 1, 0, 0), 15),
        ((0, 0, 1, 0), 12),
        ((0, 0, 0, 1), 9),
        ((1, 1, 0, 0), 8),
        ((0, 1, 1, 0), 3),
        ((1, 0, 0, 1), 2),
        ((1, 1, 1, 0), 2),
        ((0, 0, 1, 1), 1),
    ],
)


@pytest.mark.parametrize(
    ("name", "prior", "prior_max", "lower", "median", "upper"),
    [  # dga 2.0.1, R 4.2.2, delta 1/32; `reciprocal` is its default prior
        ("uk-2013-five-lists", "reciprocal", 40_000, 10387, 22985, 33439),
        ("uk-2013-five-lists", "flat", 40_000, 10805, 24678, 34824),
        ("new-orleans-five-lists", "reciprocal", 40_000, 511, 869, 1762),
        ("new-orleans-five-lists", "flat", 40_000, 549, 960, 2133),
    ],
)
def test_the_reference_is_met_to_the_person(
    name: str, prior: str, prior_max: int, lower: int, median: int, upper: int
) -> None:
    found = decomposable(datasets.load(name), prior=prior, prior_max=prior_max)  # type: ignore[arg-type]
    assert found.interval is not None
    assert (found.interval.lower, found.point, found.interval.upper) == (lower, median, upper)
    assert (found.method, found.interval.kind) == ("decomposable", "posterior")


def by_hand(histories: CaptureHistories, delta: float, most: int) -> tuple[np.ndarray, np.ndarray]:
    """(graphs, unseen) the posterior under a flat prior, graph by graph and cell by cell, and the graphs' edges.

    A graph's density is made from a perfect order of its vertices, found by trying all of them.
    """
    n_lists = histories.n_lists
    table = dict(zip(map(tuple, histories.patterns.tolist()), histories.counts.tolist(), strict=True))
    unseen = np.arange(most + 1)
    n = histories.n_seen

    def log_marginal(lists: tuple[int, ...]) -> np.ndarray:
        share = delta * 2 ** (n_lists - len(lists))
        total = gammaln(delta * 2**n_lists) - gammaln(n + unseen + delta * 2**n_lists)
        for cell in itertools.product((0, 1), repeat=len(lists)):
            held = sum(c for p, c in table.items() if tuple(p[j] for j in lists) == cell)
            people = held + (unseen if not any(cell) else 0)
            total = total + gammaln(people + share) - gammaln(share)
        return total

    marginals = {
        lists: log_marginal(lists)
        for size in range(n_lists + 1)
        for lists in itertools.combinations(range(n_lists), size)
    }
    pairs = list(itertools.combinations(range(n_lists), 2))
    rows, edges = [], []
    for choice in itertools.product((False, True), repeat=len(pairs)):
        joined = {pair for pair, on in zip(pairs, choice, strict=True) if on}
        for order in itertools.permutations(range(n_lists)):
            before = [
                tuple(sorted(v for v in order[:at] if tuple(sorted((v, order[at]))) in joined))
                for at in range(n_lists)
            ]
            if all(pair in joined for near in before for pair in itertools.combinations(near, 2)):
                log_density = sum(
                    marginals[tuple(sorted((*near, vertex)))] - marginals[near]
                    for near, vertex in zip(before, order, strict=True)
                )
                rows.append(log_density + gammaln(n + unseen + 1) - gammaln(unseen + 1))
                edges.append(choice)
                break
    joint = np.exp(np.array(rows) - np.max(rows))
    return joint / joint.sum(), np.array(edges)


@pytest.mark.parametrize("delta", [1 / 16, 0.5])
def test_every_graph_and_number_as_by_hand(delta: float) -> None:
    joint, edges = by_hand(SMALL, delta, 5_000)
    found = decomposable_posterior(SMALL, delta=delta, prior="flat", prior_max=5_000)
    assert found is not None
    people = SMALL.n_seen + np.arange(5_001)
    assert found.probabilities(people) == pytest.approx(joint.sum(axis=0), rel=1e-7, abs=1e-12)
    graphs = {tuple(row): share for row, share in zip(edges.tolist(), joint.sum(axis=1), strict=True)}
    expected = [graphs[tuple(row)] for row in found.graphs.edges.tolist()]
    assert found.graph_probabilities == pytest.approx(expected, rel=1e-7)
    for at, (i, j) in enumerate(found.graphs.pairs):
        assert found.edge_probabilities[i, j] == pytest.approx(joint.sum(axis=1) @ edges[:, at])
    assert found.mean == pytest.approx(joint.sum(axis=0) @ people)
    below = np.cumsum(joint.sum(axis=0))
    for share in (0.025, 0.5, 0.975):
        assert found.quantile(share) == people[np.searchsorted(below, share)]
    for many in (71, 72, 100, 500, 4_000, 5_072):
        assert found.at_most(many) == pytest.approx(below[many - 72] if many >= 72 else 0, abs=1e-10)


def test_a_far_limit_costs_nothing_and_changes_nothing() -> None:
    near = decomposable_posterior(datasets.load("new-orleans-five-lists"), prior_max=1_000_000)
    far = decomposable_posterior(datasets.load("new-orleans-five-lists"), prior_max=1_000_000_000)
    assert near is not None
    assert far is not None
    assert near.quantile(0.975) == far.quantile(0.975)
    assert far.evaluations < near.evaluations * 2
    assert near.left_out <= 1e-10


def test_a_narrow_peak_far_out_is_not_missed() -> None:
    """A million people, each list independent: the posterior is a needle in its range."""
    shares, people = (0.02, 0.01, 0.005), 1_000_000
    rows = [
        (
            pattern,
            round(people * math.prod(s if on else 1 - s for s, on in zip(shares, pattern, strict=True))),
        )
        for pattern in itertools.product((0, 1), repeat=3)
        if any(pattern)
    ]
    found = decomposable(CaptureHistories.from_patterns(("A", "B", "C"), rows), prior_max=5_000_000_000)
    assert found.point == pytest.approx(people, rel=0.1)
    assert found.interval is not None
    assert found.interval.lower < people < found.interval.upper


def test_six_lists_and_their_order() -> None:
    uk = datasets.load("uk-2013-six-lists")
    found = decomposable(uk)
    turned = CaptureHistories(uk.lists[::-1], uk.patterns[:, ::-1], uk.counts)
    assert decomposable(turned).point == found.point
    assert found.details["graphs"] == 18_154
    assert found.details["edges"]["PF + NCA"] > 0.999
    assert found.details["best_graph"] == "LA+NG+GP | LA+PF+GP | GO+GP | PF+NCA"


def test_peaks_that_stand_apart_are_named() -> None:
    torn = decomposable(datasets.load("netherlands-five-lists"), prior_max=400_000)
    (reason,) = (one for one in torn.bearing.why if one.code == "several_peaks")
    low, high = (int(place.replace(",", "")) for place in reason.values["places"]["en"].split("; "))
    assert low == pytest.approx(47_500, rel=0.03)
    assert high == pytest.approx(161_000, rel=0.03)
    assert "several_peaks" not in decomposable(datasets.load("new-orleans-five-lists")).bearing.codes


def test_a_posterior_cut_by_its_prior_is_said_to_be() -> None:
    uk = datasets.load("uk-2013-five-lists")
    free = decomposable(uk)
    assert free.bearing.verdict == "bears_estimate"
    cut = decomposable(uk, prior_max=32_000)
    assert cut.bearing.verdict == "bears_lower_bound"
    assert "posterior_cut" in cut.bearing.codes
    assert any("32,000" in text for text in cut.bearing.reasons["cy"])
    refused = decomposable(uk, prior_max=20_000)
    assert (refused.point, refused.interval, refused.bearing.verdict) == (None, None, "bears_none")
    assert "prior_decides" in refused.bearing.codes


def test_no_overlap_or_too_few_lists_is_refused() -> None:
    apart = CaptureHistories.from_patterns(("A", "B", "C"), [((1, 0, 0), 9), ((0, 1, 0), 4), ((0, 0, 1), 2)])
    two = CaptureHistories.from_patterns(("A", "B"), [((1, 0), 9), ((0, 1), 4), ((1, 1), 2)])
    third = CaptureHistories.from_patterns(("A", "B", "C"), [((1, 0, 0), 9), ((0, 1, 0), 4), ((1, 1, 0), 2)])
    for table, code in ((apart, "no_overlap"), (two, "number_of_lists"), (third, "number_of_lists")):
        found = decomposable(table)
        assert (found.point, found.bearing.verdict) == (None, "bears_none")
        assert found.bearing.codes.count(code) == 1
        assert all(found.bearing.reasons[lang] for lang in LANGUAGES)


def test_an_empty_list_is_left_out() -> None:
    wider = CaptureHistories(
        (*SMALL.lists, "E"),
        np.column_stack([SMALL.patterns, np.zeros(len(SMALL.patterns))]).astype(int),
        SMALL.counts,
    )
    assert decomposable(wider).point == decomposable(SMALL).point


def test_arguments_are_checked() -> None:
    with pytest.raises(ValueError, match="prior must be one of reciprocal, flat; got jeffreys"):
        decomposable(SMALL, prior="jeffreys")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="delta must be above 0; got 0"):
        decomposable(SMALL, delta=0)
    for wrong in (0, -1, 1.5, True, 10**11):
        with pytest.raises(ValueError, match="prior_max must be a whole number from 1"):
            decomposable(SMALL, prior_max=wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="level must be between 0 and 1"):
        decomposable(SMALL, level=95)


def test_progress_ends_at_one() -> None:
    seen: list[float] = []
    decomposable(SMALL, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1
