"""The model of who is on which list: against a general optimiser, and blind to the rows it is used for."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import log_softmax

from noddfa.estimate.covariates.nuisance import cross_fitted, features, fit_multinomial

pytestmark = pytest.mark.instrument


def test_the_fit_is_the_maximum_of_the_penalised_likelihood() -> None:
    rng = np.random.default_rng(1)
    x, cells = rng.standard_normal((150, 2)), rng.integers(0, 3, 150)
    design = np.column_stack([np.ones(150), x])

    def loss(flat: np.ndarray) -> float:
        beta = np.column_stack([flat.reshape(3, 2), np.zeros(3)])
        chance = log_softmax(design @ beta, axis=1)[np.arange(150), cells].sum()
        return float(-chance + 0.5 * 4.0 * (beta[1:] ** 2).sum() + 0.5e-6 * (beta[0] ** 2).sum())

    best = minimize(loss, np.zeros(6), method="BFGS", options={"gtol": 1e-8}).x.reshape(3, 2)
    found = fit_multinomial(x, cells, 3, 4.0)
    assert found[:, 2].tolist() == [0, 0, 0]
    assert found[:, :2] == pytest.approx(best, abs=1e-5)


def test_chances_of_a_fold_do_not_hang_on_what_is_seen_in_it() -> None:
    rng = np.random.default_rng(2)
    x = features({"age": rng.standard_normal(200)})
    cells = rng.integers(0, 3, 200)

    def fitted(these: np.ndarray) -> np.ndarray:
        return cross_fitted(x, these, 3, folds=4, penalty=1.0, rng=np.random.default_rng(7))

    before = fitted(cells)
    changed = cells.copy()
    changed[0] = (cells[0] + 1) % 3
    same = np.isclose(before, fitted(changed), atol=1e-12).all(axis=1)
    assert same[0]
    assert same.sum() == 50  # its own fold, and no row of another


def test_features_are_standardised_and_categories_coded_against_the_usual_one() -> None:
    sex = np.array(["f", "f", "f", "m"] * 10)
    found = features({"age": np.arange(40.0), "sex": sex, "same": np.ones(40)})
    assert found.mains == 2
    assert found.matrix.shape == (40, 4)  # age, m, age squared, age by m
    assert found.matrix.mean(axis=0) == pytest.approx(np.zeros(4), abs=1e-12)
    assert found.matrix.std(axis=0) == pytest.approx(np.ones(4))
    assert set(np.sign(found.matrix[sex == "m", 1])) == {1.0}
    assert found.candidates() == (2, 4)
