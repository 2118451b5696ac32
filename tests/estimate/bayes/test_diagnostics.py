"""Diagnostics of chains against ArviZ."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from noddfa.estimate.bayes.diagnostics import Diagnosis, diagnose

pytestmark = pytest.mark.instrument

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # ArviZ says on import how it will change
    import arviz


@pytest.mark.parametrize("persistence", [0.0, 0.6, 0.97])
@pytest.mark.parametrize("draws", [200, 1_000])
def test_as_arviz_has_it(persistence: float, draws: int) -> None:
    rng = np.random.default_rng(draws)
    steps = rng.standard_t(4, size=(4, draws))
    chains = np.zeros_like(steps)
    for at in range(1, draws):
        chains[:, at] = persistence * chains[:, at - 1] + steps[:, at]
    apart, wider = chains + np.arange(4)[:, None] * 0.3, chains * np.arange(1, 5)[:, None]
    for case in (chains, np.round(chains), apart, wider):
        found = diagnose(case)
        assert found.rhat == pytest.approx(float(arviz.rhat(case)), rel=1e-9)
        assert found.bulk_ess == pytest.approx(float(arviz.ess(case, method="bulk")), rel=0.01)
        assert found.tail_ess == pytest.approx(float(arviz.ess(case, method="tail")), rel=0.01)


def test_chains_that_never_move() -> None:
    assert diagnose(np.full((2, 10), 7.0)) == Diagnosis(1.0, 20.0, 20.0)
    assert diagnose(np.repeat([[1.0], [2.0]], 10, axis=1)).rhat == np.inf
    with pytest.raises(ValueError, match="draws must have shape"):
        diagnose(np.zeros((4, 3)))
