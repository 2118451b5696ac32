"""Sums over runs of whole numbers, against adding up every term."""

from __future__ import annotations

import numpy as np
import pytest

from noddfa.estimate.bayes.integer_sums import nodes_of, sum_of_first, values_in, weights_of

pytestmark = pytest.mark.instrument


@pytest.mark.parametrize("last", [100, 110, 124, 500, 700, 5_000, 400_000])
def test_a_run_is_summed_and_read_as_if_every_number_were_evaluated(last: int) -> None:
    first, width = 100, last - 99
    middle = first + width / 3

    def hill(u: np.ndarray) -> np.ndarray:
        return np.exp(-(((u - middle) / (width / 3)) ** 2))

    every = np.arange(first, last + 1, dtype=np.float64)
    nodes = hill(nodes_of(first, last))
    assert nodes @ weights_of(first, last) == pytest.approx(hill(every).sum(), rel=1e-8)
    assert np.abs(values_in(first, last, nodes, every) - hill(every)).max() < 1e-9
    for many in {0, 1, width // 2, width}:
        assert sum_of_first(first, last, nodes, many) == pytest.approx(
            hill(every[:many]).sum(), rel=1e-8, abs=1e-7
        )
