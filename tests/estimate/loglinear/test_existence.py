"""Whether an estimate exists: the linear programme as published, brute force, and other software say the same."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from noddfa.estimate import CaptureHistories, datasets
from noddfa.estimate.loglinear import BadModel, Model, check, failing_models
from tests.estimate.loglinear.tables import design, histories, models_of, tables

pytestmark = pytest.mark.instrument


def published_programme(matrix: np.ndarray, counts: np.ndarray) -> bool:
    """Maximise s subject to A x = A y and x_i >= s: is the optimum above 0?"""
    cells, terms = matrix.shape
    equal = np.hstack([matrix.T, np.zeros((terms, 1))])
    above = np.hstack([-np.eye(cells), np.ones((cells, 1))])
    cost = np.append(np.zeros(cells), -1.0)
    best = linprog(
        cost, A_ub=above, b_ub=np.zeros(cells), A_eq=equal, b_eq=matrix.T @ counts, bounds=(0, None)
    )
    return bool(-best.fun > 1e-7)


@settings(max_examples=40)
@given(tables(), st.data())
def test_the_verdict_is_that_of_the_published_programme(table: CaptureHistories, data: st.DataObject) -> None:
    model = data.draw(models_of(table.n_lists))
    matrix, counts = design(table, model)
    said = check(table, model)
    assert said.exists == published_programme(matrix, counts)
    assert said.identifiable == (np.linalg.matrix_rank(matrix) == matrix.shape[1])


DIRECTIONS = np.array(list(itertools.product(range(-2, 3), repeat=7)), dtype=np.int8)


@settings(max_examples=30)
@given(tables((2, 3)), st.data())
def test_the_verdict_is_that_of_trying_every_direction(table: CaptureHistories, data: st.DataObject) -> None:
    # No maximum: some direction leaves the cells with people where they are and lowers another, raising none.
    model = data.draw(models_of(table.n_lists))
    matrix, counts = design(table, model)
    if matrix.shape[1] > 7:
        return
    moves = DIRECTIONS[: 5 ** matrix.shape[1], -matrix.shape[1] :].astype(int) @ matrix.astype(int).T
    held = counts > 0
    runs_off = (moves[:, held] == 0).all(axis=1) & (moves <= 0).all(axis=1) & (moves < 0).any(axis=1)
    assert check(table, model).exists == (not runs_off.any())


@pytest.mark.parametrize(
    ("counts", "codes"),
    [  # checkident of SparseMSE 2.0.1; the first is its Artificial_3
        ([40, 30, 6, 20, 0, 0, 0], {"[AB][C]": 1, "[AB][AC]": 1, "[AB][AC][BC]": 2, "[AC][BC]": 0, "[A]": 0}),
    ],
)
def test_other_software_gives_the_same_codes(counts: list[int], codes: dict[str, int]) -> None:
    table = histories(counts, 3)
    assert {text: check(table, Model.parse(text, 3)).code for text in codes} == codes


def test_the_report_names_every_failing_model() -> None:
    table = histories([40, 30, 6, 20, 0, 0, 0], 3)  # Artificial_3: checkallmodels lists AB, AB+AC and AB+BC
    found = failing_models(table)
    assert [str(model) for model in found.without_estimate] == ["[AB][C]", "[AB][AC]", "[AB][BC]"]
    assert (found.n_models, [str(model) for model, _ in found.failing][-1]) == (8, "[AB][AC][BC]")


@settings(max_examples=25)
@given(tables((3, 4)))
def test_the_search_downward_misses_no_model(table: CaptureHistories) -> None:
    found = failing_models(table)
    pairs = [1 << a | 1 << b for a, b in itertools.combinations(range(table.n_lists), 2)]
    every = [
        Model.from_generators(table.n_lists, chosen)
        for many in range(len(pairs) + 1)
        for chosen in itertools.combinations(pairs, many)
    ]
    assert found.n_models == len(every)
    assert dict(found.failing) == {m: check(table, m) for m in every if check(table, m).code}


def test_published_tables_bear_every_two_list_model() -> None:
    # checkallmodels of SparseMSE 2.0.1 says the same of New Orleans.
    for name in datasets.available():
        assert failing_models(datasets.load(name)).failing == ()


def test_every_hierarchical_model_is_looked_at() -> None:
    table = datasets.load("uk-2013-five-lists")
    found = failing_models(table, 5)
    assert found.n_models == 6894
    saturated = Model.all_interactions(5, 5)
    assert saturated in dict(found.failing)
    for model, verdict in found.failing[::97]:
        matrix, counts = design(table, model)
        assert verdict.exists == published_programme(matrix, counts)


def test_models_up_to_an_order_are_those_of_all_without_higher_interactions() -> None:
    table = datasets.load("new-orleans-five-lists")
    told: list[float] = []
    three = failing_models(table, 3, progress=told.append)
    lower = [
        one
        for one in failing_models(table, 5).failing
        if all(t.bit_count() <= 3 for t in one[0].interactions)
    ]
    assert three.failing == tuple(lower)
    assert three.n_failing == len(lower) > 0
    assert told == sorted(told)
    assert told[-1] == 1


def test_only_so_many_are_named_as_asked_for() -> None:
    table = histories([40, 30, 6, 20, 0, 0, 0], 3)
    every = failing_models(table)
    two = failing_models(table, most=2)
    assert two.failing == every.failing[:2]
    assert failing_models(table, most=0).failing == ()
    assert (two.n_without, two.n_not_unique) == (every.n_without, every.n_not_unique) == (3, 1)


def test_too_much_to_look_at_is_said() -> None:
    seven = CaptureHistories.from_patterns([f"L{j}" for j in range(7)], [((1,) * 7, 3), ((1, *[0] * 6), 9)])
    with pytest.raises(ValueError, match="up to 6 lists; got 7"):
        failing_models(seven, 3)
    with pytest.raises(ValueError, match="most must be 0 or more"):
        failing_models(seven, most=-1)
    with pytest.raises(BadModel, match="3 lists and the table 5"):
        check(datasets.load("uk-2013-five-lists"), Model.main_effects(3))
