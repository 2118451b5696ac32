"""The chosen model and its figure are SparseMSE's, by every rule each step is the best, and refusals have reasons."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from noddfa.estimate import CaptureHistories, datasets, independence, stepwise
from noddfa.estimate.loglinear import Model, Rule, check, fit_model, select_model
from noddfa.estimate.loglinear.stepwise import Criterion
from noddfa.estimate.result import Estimate
from tests.estimate.loglinear.tables import histories, tables

pytestmark = pytest.mark.instrument


@pytest.mark.parametrize(
    ("name", "figure", "steps"),
    [  # SparseMSE 2.0.1, threshold 0.02, with the order in which its model was built
        ("uk-2013-six-lists", 11417.99109, "100100 000011 010010 000101 010100 011000 001010"),
        ("uk-2013-five-lists", 11312.990289, "00011 10010 10100 00101 11000 01010"),
        ("netherlands-five-lists", 121521.61371, "10001 10100 01100 00101 01010 00011"),
        ("new-orleans-five-lists", 1034.1510652, ""),
    ],
)
def test_published_tables_give_the_figures_of_other_software(name: str, figure: float, steps: str) -> None:
    table = datasets.load(name)
    assert stepwise(table, boot=0).point == pytest.approx(figure, rel=1e-8)
    found = select_model(table)
    assert found is not None
    assert [step.term for step in found.steps] == [int(term, 2) for term in steps.split()]


@pytest.mark.parametrize(
    ("counts", "threshold", "model", "ends"),
    [  # invented tables run through SparseMSE 2.0.1: lower end, estimate and upper end of estimatepopulation.0
        ([5, 18, 5, 8, 4, 0, 0], 0.1, "[A][BC]", (44.5335, 54.4444, 86.0226)),
        ([300, 200, 60, 250, 0, 70, 0], 0.02, "[AC][B]", (1548.2116, 1726.1538, 1951.4815)),
        ([568, 277, 68, 368, 629, 57, 72], 0.1, "[AB][AC][BC]", (3115.1513, 3748.913, 4755.9065)),
        (
            [144, 63, 29, 21, 53, 7, 7, 71, 48, 31, 18, 3, 8, 1, 0],
            0.1,
            "[AC][BD][CD]",
            (699.5113, 763.0287, 847.1815),
        ),
    ],
)
def test_invented_tables_give_the_figures_of_other_software(
    counts: list[int], threshold: float, model: str, ends: tuple[float, float, float]
) -> None:
    found = stepwise(histories(counts, len(counts).bit_length()), threshold=threshold, boot=0)
    assert found.details["model"] == model
    assert found.point == pytest.approx(ends[1], rel=1e-6)
    assert found.interval is not None
    assert found.interval.kind == "wald"
    assert (found.interval.lower, found.interval.upper) == pytest.approx((ends[0], ends[2]), rel=1e-5)


def p_value(table: CaptureHistories, model: Model, term: int) -> float:
    """How surprising the overlap `term` is under the fit of `model`."""
    within = [s for s in range(1, 1 << table.n_lists) if s & term == term]
    seen, expected = (
        table.table()[np.array(within) - 1].sum(),
        fit_model(table, model).fitted[np.array(within) - 1].sum(),
    )
    return float(min(poisson.cdf(seen, expected), poisson.sf(seen - 1, expected)))


@settings(max_examples=30)
@given(tables((3, 4)), st.sampled_from([2, 3]), st.sampled_from([0.02, 0.2]))
def test_every_step_is_the_most_surprising_sound_interaction(
    table: CaptureHistories, order: int, threshold: float
) -> None:
    model = Model.main_effects(table.n_lists)
    assume(check(table, model).code == 0)
    found = select_model(table, Rule(threshold=threshold, order=order))
    assert found is not None
    for step in (*found.steps, None):
        empty = {
            term for term in model.interactions if fit_model(table, model).coefficients[term] == -math.inf
        }
        choices = {
            term: p_value(table, model, term)
            for term in model.addable()
            if term.bit_count() <= min(order, table.n_lists - 1)
            and not any(term & other == other for other in empty)
            and check(table, model.adding(term)).code == 0
        }
        least = min(choices.values(), default=1.0)
        if step is None:
            assert least >= threshold * (1 - 1e-6)
        else:
            assert step.why == pytest.approx(choices[step.term], rel=1e-6)
            assert step.why == pytest.approx(least, rel=1e-6)
            model = model.adding(step.term)


@settings(max_examples=25)
@given(tables((3, 4)), st.sampled_from(["aic", "bic"]))
def test_a_criterion_goes_down_at_every_step_and_nothing_lowers_it_further(
    table: CaptureHistories, criterion: Criterion
) -> None:
    model = Model.main_effects(table.n_lists)
    assume(check(table, model).code == 0)
    found = select_model(table, Rule(criterion=criterion))
    assert found is not None

    def value(of: Model) -> float:
        return float(getattr(fit_model(table, of), criterion))

    for step in found.steps:
        larger = model.adding(step.term)
        assert value(model) - value(larger) == pytest.approx(step.why, rel=1e-5, abs=1e-5)
        assert step.why > 0
        model = larger
    for term in model.addable():
        if term.bit_count() == 2 and check(table, model.adding(term)).code == 0:
            assert value(model.adding(term)) >= value(model) - 1e-5


def test_an_empty_overlap_is_chosen_when_it_surprises() -> None:
    found = stepwise(histories([300, 200, 60, 250, 0, 70, 0], 3), boot=0)
    assert found.details["at_minus_infinity"] == "A:C"
    assert "empty_overlaps" in found.bearing.codes


def test_alike_interactions_are_taken_in_the_order_of_the_lists() -> None:
    symmetric = histories([100, 100, 40, 100, 40, 40, 1], 3)
    found = select_model(symmetric, Rule(threshold=0.5))
    assert found is not None
    assert [step.term for step in found.steps][:1] == [0b011]


def test_at_threshold_0_nothing_is_added() -> None:
    found = stepwise(datasets.load("uk-2013-six-lists"), boot=0, threshold=0.0)
    assert found.point == independence(datasets.load("uk-2013-six-lists")).point


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        ([5, 6, 0, 7, 0, 0, 0], "no_overlap"),
        ([5, 0, 6, 0, 0, 0, 7], "complete_lists"),
        ([5] + [0] * 6, "too_few_lists"),
    ],
)
def test_it_refuses_where_independence_has_no_maximum(counts: list[int], code: str) -> None:
    found = stepwise(histories(counts, 3))
    assert (found.point, found.interval, found.bearing.verdict) == (None, None, "bears_none")
    assert code in found.bearing.codes


@settings(max_examples=25)
@given(tables())
def test_no_table_ends_in_a_traceback_or_a_figure_that_is_none(table: CaptureHistories) -> None:
    found: Estimate = stepwise(table, boot=20)
    assert found.point is None or math.isfinite(found.point)
    if found.interval:
        assert table.n_seen <= found.interval.lower <= found.interval.upper < math.inf
    for value in found.details.values():
        assert isinstance(value, str) or math.isfinite(value)
    assert all(found.bearing.reasons["en"]) and all(found.bearing.reasons["cy"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"threshold": 2.0}, "threshold must be"),
        ({"criterion": "aicc"}, "criterion must be"),
        ({"order": 1}, "order must be"),
        ({"boot": -1}, "boot must be"),
        ({"interval": "normal"}, "interval must be"),
        ({"level": 1.0}, "level must be"),
        ({"threads": 0, "boot": 5}, "threads must be"),
    ],
)
def test_options_out_of_bounds_are_named(options: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        stepwise(datasets.load("new-orleans-five-lists"), **options)  # type: ignore[arg-type]
