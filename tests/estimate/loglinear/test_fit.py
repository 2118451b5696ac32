"""Fits without a design matrix are fits with one; intervals are those of other derivations and other software."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from noddfa.estimate import CaptureHistories, datasets, independence
from noddfa.estimate.loglinear import (
    Model,
    NotEstimable,
    check,
    fit_model,
    log_linear,
    profile_interval,
)
from tests.estimate.loglinear.tables import design, histories, models_of, plain_glm, tables

pytestmark = pytest.mark.instrument


@settings(max_examples=60)
@given(tables(), st.data())
def test_every_model_is_fitted_as_a_plain_glm_fits_it(table: CaptureHistories, data: st.DataObject) -> None:
    model = data.draw(models_of(table.n_lists))
    assume(check(table, model).code == 0)
    found = fit_model(table, model)
    matrix, counts = design(table, model)
    fitted = found.fitted[found.fitted > 0]
    scale = max(1.0, float(counts.max()))
    assert matrix.T @ fitted == pytest.approx(matrix.T @ counts, rel=1e-7, abs=1e-7 * scale)
    unseen, deviance = plain_glm(matrix, counts)
    assert found.unseen == pytest.approx(unseen, rel=1e-4)
    assert found.deviance == pytest.approx(deviance, rel=1e-6, abs=1e-6)
    assert found.df == len(counts) - matrix.shape[1]


@settings(max_examples=60)
@given(tables(), st.data())
def test_the_order_of_the_lists_does_not_matter(table: CaptureHistories, data: st.DataObject) -> None:
    model = data.draw(models_of(table.n_lists))
    order = data.draw(st.permutations(range(table.n_lists)))
    names = tuple(table.lists[j] for j in order)
    turned = CaptureHistories(names, table.patterns[:, order], table.counts)
    again = Model.parse(model.label(table.lists), names)
    assert check(turned, again) == check(table, model)
    assume(check(table, model).code == 0)
    assert fit_model(turned, again).population == pytest.approx(fit_model(table, model).population, rel=1e-8)


@pytest.mark.parametrize(
    ("name", "model", "figures", "deviance", "aic"),
    [  # SparseMSE 2.0.1, estimatepopulation.0 and the model it chose
        ("uk-2013-five-lists", "UK", (9884.402831, 11312.990289, 13027.396655), 16.35138, 127.5986),
        ("new-orleans-five-lists", "[A]", (658.2583921, 1034.1510652, 1708.6022090), 19.28345, 77.52939),
    ],
)
def test_other_software_fits_the_same(
    name: str, model: str, figures: tuple[float, float, float], deviance: float, aic: float
) -> None:
    table = datasets.load(name)
    generators = [0b00011, 0b10010, 0b10100, 0b00101, 0b11000, 0b01010] if model == "UK" else []
    found = fit_model(table, Model.from_generators(5, generators))
    interval = found.wald(0.95)
    # Its standard errors are those of the step before its last.
    assert (interval.lower, found.population, interval.upper) == pytest.approx(figures, rel=2e-5)
    assert found.population == pytest.approx(figures[1], rel=1e-9)
    assert (found.deviance, found.aic) == pytest.approx((deviance, aic), rel=1e-6)


def test_an_overlap_with_nobody_is_at_minus_infinity_and_counted_in_the_criteria() -> None:
    table = datasets.load("netherlands-five-lists")  # SparseMSE: six pairs, one of them empty
    found = fit_model(table, Model.from_generators(5, [0b10001, 0b10100, 0b1100, 0b101, 0b1010, 0b11]))
    assert found.population == pytest.approx(121521.61371, rel=1e-9)
    assert (found.deviance, found.df) == (pytest.approx(24.3395, rel=1e-6), 12)
    assert found.aic == pytest.approx(143.787, rel=1e-6)
    assert [found.coefficients[term] for term in found.empty] == [-math.inf]


def test_lists_that_depend_on_each_other_only_are_as_good_as_one() -> None:
    # With [AB][C] the lists A and B may as well be merged; then two lists are independent, whatever their order.
    three = histories([40, 30, 12, 20, 9, 7, 3], 3)
    two = CaptureHistories.from_patterns(("A or B", "C"), [((1, 0), 82), ((0, 1), 20), ((1, 1), 19)])
    found = log_linear(three, Model.parse("[AB][C]", 3), level=0.9)
    merged = independence(two, level=0.9)
    assert found.interval is not None
    assert merged.interval is not None
    assert found.point == pytest.approx(39 * 101 / 19)
    assert (found.interval.lower, found.interval.upper) == pytest.approx(
        (merged.interval.lower, merged.interval.upper), rel=1e-6
    )


@settings(max_examples=40)
@given(tables((3, 4)), st.data())
def test_the_ends_of_the_profile_lie_about_the_estimate(table: CaptureHistories, data: st.DataObject) -> None:
    model = data.draw(models_of(table.n_lists))
    assume(check(table, model).code == 0)
    found = fit_model(table, model)
    narrow, wide = (profile_interval(table, found, level) for level in (0.8, 0.95))
    if wide is None:
        return
    assert narrow is not None
    assert table.n_seen <= wide.lower <= narrow.lower <= narrow.upper <= wide.upper
    assert narrow.lower - 1 <= found.population <= narrow.upper + 1


@pytest.mark.parametrize(
    ("counts", "model", "code", "reason"),
    [
        ([40, 30, 6, 20, 0, 0, 0], "[AB][C]", 1, "model_without_maximum"),
        ([40, 30, 6, 20, 5, 0, 0], "[AB][AC][BC]", 2, "model_not_unique"),
        ([40, 30, 6, 20, 5, 4, 2], "[ABC]", 2, "model_not_unique"),
    ],
)
def test_a_model_without_an_answer_is_refused_by_name(
    counts: list[int], model: str, code: int, reason: str
) -> None:
    table = histories(counts, 3)
    with pytest.raises(NotEstimable, match="maximum-likelihood") as refused:
        fit_model(table, Model.parse(model, 3))
    assert refused.value.verdict.code == code
    said = log_linear(table, Model.parse(model, 3))
    assert (said.point, said.bearing.verdict) == (None, "bears_none")
    assert reason in said.bearing.codes
    assert any(model in text for text in said.bearing.reasons["cy"])


def test_a_list_with_nobody_leaves_the_model_with_its_terms() -> None:
    three = histories([40, 30, 12, 20, 9, 7, 3], 3)
    patterns = np.insert(three.patterns, 1, 0, axis=1)
    said = log_linear(
        CaptureHistories(("A", "Empty", "B", "C"), patterns, three.counts), Model.parse("[ABC][D]", 4)
    )
    assert said.details["model"] == "[AB][C]"
    assert said.point == fit_model(three, Model.parse("[AB][C]", 3)).population
