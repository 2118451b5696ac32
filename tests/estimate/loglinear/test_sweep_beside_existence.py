"""The sweep through all models and the linear programme say alike of every model whether it has an estimate."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noddfa.estimate import CaptureHistories, datasets
from noddfa.estimate.loglinear import Existence, failing_models, fit_model
from noddfa.estimate.loglinear.all_models import fit_all
from tests.estimate.loglinear.tables import histories, tables

pytestmark = pytest.mark.instrument
HOLDS = Existence(exists=True, identifiable=True)
FURTHER_FACE, UNIDENTIFIED, UNSETTLED = 2, 4, 8


def disagreements(table: CaptureHistories) -> list[tuple[str, int, Existence]]:
    """The models of which they differ, with what each says."""
    fits, found = fit_all(table), failing_models(table, table.n_lists)
    assert found.n_models == len(fits.masks) + 1  # with the saturated one
    failing = {sum(1 << term for term in model.terms) | 1: verdict for model, verdict in found.failing}
    differ = []
    for at, (mask, flag) in enumerate(zip(fits.masks.tolist(), fits.flags.tolist(), strict=True)):
        said = failing.get(mask, HOLDS)
        alike = said.exists == (not flag & FURTHER_FACE) and not flag & UNSETTLED
        # Where no maximum exists the sweep asks for the unseen at the limit, the programme for full rank before it.
        if not alike or (said.exists and said.identifiable != (not flag & UNIDENTIFIED)):
            differ.append((str(fits.model(at)), flag, said))
    return differ


def each_list_holds_somebody(table: CaptureHistories) -> bool:
    return bool(table.list_totals.all())


@pytest.mark.parametrize("name", [name for name in datasets.available() if "five" in name])
def test_of_every_model_of_the_published_tables(name: str) -> None:
    assert disagreements(datasets.load(name)) == []


@settings(max_examples=40)
@given(tables((3, 4)).filter(each_list_holds_somebody))
def test_of_every_model_of_small_tables(table: CaptureHistories) -> None:
    assert disagreements(table) == []


@settings(max_examples=3)
@given(tables((5, 5)).filter(each_list_holds_somebody))
def test_of_every_model_of_five_lists(table: CaptureHistories) -> None:
    assert disagreements(table) == []


@settings(max_examples=20)
@given(tables((3, 4)).filter(each_list_holds_somebody), st.integers(0, 2**32))
def test_where_an_estimate_is_said_to_exist_it_is_the_one_that_is_found(
    table: CaptureHistories, seed: int
) -> None:
    fits = fit_all(table)
    sound = np.flatnonzero(fits.flags & (FURTHER_FACE | UNIDENTIFIED) == 0)
    for at in np.random.default_rng(seed).permutation(sound)[:10].tolist():
        alone = fit_model(table, fits.model(at))
        assert fits.log_likelihood[at] == pytest.approx(alone.log_likelihood, abs=1e-6)
        assert fits.log_unseen[at] == pytest.approx(alone.coefficients[0], abs=1e-5)


def test_a_parent_with_means_near_nought_does_not_stop_its_children_short_of_the_maximum() -> None:
    # The parents of four models have means of 1e-9, from which the direction of the new term is too faint to see.
    table = histories([2, 1, 3, 3, 81, 10, 1, 187, 5, 0, 34, 0, 1, 2927, 0], 4)
    assert disagreements(table) == []
    fits = fit_all(table)
    for at in range(len(fits.masks)):
        if fits.flags[at] & UNIDENTIFIED == 0:
            alone = fit_model(table, fits.model(at))
            assert fits.log_likelihood[at] == pytest.approx(alone.log_likelihood, abs=1e-6)
