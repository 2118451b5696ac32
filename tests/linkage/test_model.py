"""The model: its chances are chances, and EM finds what made the data."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from noddfa.linkage import model

pytestmark = pytest.mark.instrument

TRUE_U = {
    "given": (0.01, 0.03, 0.96),
    "family": (0.03, 0.01, 0.96),
    "birth_year": (0.2, 0.3, 0.5),
    "area": (0.3, 0.7),
    "gender": (0.6, 0.4),
}


def test_chances_add_up() -> None:
    for agreement in model.AGREEMENTS:
        assert math.fsum(agreement.m) == pytest.approx(1)
        assert math.fsum(agreement.u) == pytest.approx(1)
        assert len(agreement.m) == len(agreement.u) == (3 if agreement.near else 2)


def _expected_counts(pairs: float, matches: float) -> tuple[np.ndarray, np.ndarray]:
    """How many of `pairs` pairs agree in each possible way under TRUE_U and the model's m."""
    kinds = list(itertools.product(*(range(len(agreement.m)) for agreement in model.AGREEMENTS)))
    counts = []
    for kind in kinds:
        same = math.prod(a.m[::-1][rung] for a, rung in zip(model.AGREEMENTS, kind, strict=True))
        different = math.prod(
            TRUE_U[a.column][::-1][rung] for a, rung in zip(model.AGREEMENTS, kind, strict=True)
        )
        counts.append(pairs * (matches * same + (1 - matches) * different))
    return np.array(kinds, dtype=np.int64), np.rint(counts).astype(np.int64)


def test_em_finds_the_chances_that_made_many_pairs() -> None:
    learned = model.learn(*_expected_counts(5e8, 0.003))
    assert learned.matches == pytest.approx(0.003, rel=0.01)
    for column, u in TRUE_U.items():
        assert learned.u[column] == pytest.approx(u, rel=0.01)


def test_with_hardly_any_pairs_the_first_guess_stands() -> None:
    kinds = np.zeros((1, len(model.AGREEMENTS)), dtype=np.int64)
    learned = model.learn(kinds, np.array([1]))
    for agreement in model.AGREEMENTS:
        assert learned.u[agreement.column] == pytest.approx(agreement.u, abs=0.02)
    assert learned.matches == pytest.approx(model.MATCHES, abs=0.001)


def test_what_is_not_known_teaches_nothing() -> None:
    kinds = np.full((1, len(model.AGREEMENTS)), -1, dtype=np.int64)
    learned = model.learn(kinds, np.array([10_000]))
    for agreement in model.AGREEMENTS:
        assert learned.u[agreement.column] == pytest.approx(agreement.u)
    assert learned.matches == pytest.approx(model.MATCHES)


def test_a_name_is_not_common_because_the_pair_has_it() -> None:
    assert model.frequency_of(2, 2, 0.02) == pytest.approx(0.02)
    assert model.frequency_of(2, 5000, 0.02) < 0.001
    assert model.frequency_of(500, 5000, 0.02) == pytest.approx(0.1, rel=0.02)
