"""Doubly robust: identities, the size of its error, populations that are known, and refusals."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from noddfa.estimate import datasets, lincoln_petersen, pair_figures
from noddfa.estimate.covariates import People, doubly_robust
from noddfa.estimate.covariates.robust import BOTH, influence, targeted

pytestmark = pytest.mark.instrument


def _people(rng: np.random.Generator, size: int, n_lists: int = 2, shared: float = 0.0) -> People:
    """People whose age and sex decide who is seen; `shared` makes lists work together beyond that."""
    age, sex = rng.uniform(-1.5, 1.5, size), rng.choice(["f", "m"], size=size)
    hidden = shared * rng.standard_normal(size)
    log_odds = [-0.9 + 0.9 * age, -0.8 + 0.8 * age + 0.5 * (sex == "m"), -1.2 - 0.3 * age][:n_lists]
    on = (rng.random((size, n_lists)) < 1 / (1 + np.exp(-np.array(log_odds).T - hidden[:, None]))).astype(int)
    seen = on.any(axis=1)
    return People(tuple("ABC"[:n_lists]), on[seen], {"age": age[seen], "sex": sex[seen]})


def test_with_one_category_it_is_lincoln_petersen_in_each() -> None:
    rng = np.random.default_rng(1)
    on = rng.integers(0, 2, (400, 2))
    kept = on.any(axis=1)
    people = People(("A", "B"), on[kept], {"sex": rng.choice(["f", "m", "x"], 400)[kept]})
    expected = sum(
        figure.petersen or 0.0 for table in people.strata("sex").values() for figure in pair_figures(table)
    )
    for estimator in ("plug-in", "one-step", "targeted"):
        found = doubly_robust(people, folds=1, repeats=1, penalty=0.0, estimator=estimator)
        assert found.point == pytest.approx(expected, rel=1e-6)


def test_its_error_is_of_second_order_and_the_plug_ins_is_not() -> None:
    """E[phi] under the truth, with chances that are off by e: exact, for three kinds of people."""
    truth = np.array([[0, 0.5, 0.3, 0.2], [0, 0.2, 0.4, 0.4], [0, 0.6, 0.3, 0.1]])
    off = np.array([[0, 0.3, 0.1, -0.4], [0, 0.4, 0.2, -0.6], [0, 0.2, 0.2, -0.4]])
    shares = np.array([0.5, 0.3, 0.2])
    right = shares @ influence(truth, np.full(3, BOTH))[0]

    def errors(e: float) -> tuple[float, float]:
        used = truth + e * off * 0.1
        plug_in = shares @ influence(used, np.full(3, BOTH))[0]
        one_step = sum(
            shares[kind] * truth[kind, cell] * influence(used[[kind]], np.array([cell]))[1][0]
            for kind, cell in itertools.product(range(3), range(1, 4))
        )
        return abs(plug_in - right), abs(one_step - right)

    (far_plug, far), (near_plug, near) = errors(0.5), errors(0.05)
    assert far_plug / near_plug == pytest.approx(10, rel=0.3)
    assert far / near > 80
    assert far < far_plug / 3


def test_targeting_brings_the_influence_function_to_mean_zero() -> None:
    rng = np.random.default_rng(3)
    chances = rng.dirichlet([1, 4, 3, 2], 500)
    chances[:, 0] = 0
    chances /= chances.sum(axis=1, keepdims=True)
    cells = rng.integers(1, 4, 500)
    tilted = targeted(chances, cells)
    assert tilted is not None
    assert tilted.sum(axis=1) == pytest.approx(np.ones(500))
    inverse, phi = influence(tilted, cells)
    assert abs((phi - inverse).mean()) < 1e-3 * phi.std()
    assert (inverse >= 1).all()  # with two lists nobody's share seen is above one


def test_it_covers_where_ignoring_covariates_misses() -> None:
    rng = np.random.default_rng(4)
    covered, plain, points = 0, 0, []
    for at in range(30):
        people = _people(rng, 2000)
        found, naive = (
            doubly_robust(people, repeats=1, seed=at, penalty=1.0),
            lincoln_petersen(people.histories()),
        )
        assert found.interval is not None and found.point is not None and naive.interval is not None
        points.append(found.point)
        covered += found.interval.lower <= 2000 <= found.interval.upper
        plain += naive.interval.lower <= 2000 <= naive.interval.upper
    assert covered >= 26
    assert plain <= 6
    assert np.mean(points) == pytest.approx(2000, rel=0.05)


def test_three_lists_that_agree_bear_an_estimate_and_lists_that_do_not_are_found_out() -> None:
    rng = np.random.default_rng(5)
    told: list[float] = []
    found = doubly_robust(_people(rng, 4000, 3), repeats=1, penalty=1.0, progress=told.append)
    assert found.bearing.verdict == "bears_estimate"
    assert found.interval is not None and found.interval.lower <= 4000 <= found.interval.upper
    assert [one["lists"] for one in found.details["pairs"]] == [["A", "B"], ["A", "C"], ["B", "C"]]
    assert told == pytest.approx([0.25, 0.5, 0.75, 1.0])
    people = _people(rng, 4000, 3)
    on = people.on.copy()
    on[rng.random(len(on)) < 0.4, :2] = 1  # the first two lists now pass people on to each other
    bent = doubly_robust(People(people.lists, on, people.covariates), repeats=1, penalty=1.0)
    assert bent.bearing.verdict == "bears_lower_bound"
    assert "pairs_disagree" in bent.bearing.codes


def test_two_lists_bear_only_a_lower_bound_and_the_seed_decides() -> None:
    people = _people(np.random.default_rng(6), 1500)
    first, again, other = (doubly_robust(people, repeats=2, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first.point != other.point
    assert first.bearing.verdict == "bears_lower_bound"
    assert {"two_lists_given_covariates", "independent_given_covariates"} <= set(first.bearing.codes)
    assert "age, sex" in " ".join(first.bearing.reasons["cy"])


def test_it_refuses_a_table_of_counts_and_lists_that_never_meet() -> None:
    table = doubly_robust(datasets.load("uk-2013-six-lists"))
    assert (table.point, table.bearing.codes[-1]) == (None, "covariates_needed")
    apart = People(("A", "B"), np.array([[1, 0]] * 9 + [[0, 1]] * 9), {"age": np.arange(18)})
    assert doubly_robust(apart).bearing.codes[-1] == "pair_shares_nobody"
    within = People(("A", "B"), np.array([[1, 0]] * 9 + [[1, 1]] * 9), {"age": np.arange(18)})
    assert doubly_robust(within).bearing.codes[-1] == "pair_holds_everybody"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"estimator": "best"}, "estimator must be one of one-step, targeted, plug-in; got best"),
        ({"folds": 0}, "folds must be 1 or more; got 0"),
        ({"repeats": 0}, "repeats must be 1 or more; got 0"),
        ({"penalty": -1.0}, "penalty must be 0 or more"),
        ({"level": 95}, "level must be between 0 and 1"),
    ],
)
def test_arguments_are_checked(wrong: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        doubly_robust(_people(np.random.default_rng(7), 200), **wrong)  # type: ignore[arg-type]
