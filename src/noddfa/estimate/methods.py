"""The methods there are, by the code that results and the command line know them by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.independence import independence
from noddfa.estimate.result import Estimate
from noddfa.estimate.simple.chao import chao_lower_bound
from noddfa.estimate.simple.chao_tsay import sample_coverage
from noddfa.estimate.simple.pairs import lincoln_petersen

METHODS: Final[Mapping[str, Callable[[CaptureHistories], Estimate]]] = {
    "chao": chao_lower_bound,
    "chao-unequal-lists": partial(chao_lower_bound, form="unequal-lists"),
    "independence": independence,
    "lincoln-petersen": lincoln_petersen,
    "sample-coverage": sample_coverage,
}


def every_method(histories: CaptureHistories) -> tuple[Estimate, ...]:
    """The answer of each method, refusals included, with 95% intervals."""
    return tuple(method(histories) for method in METHODS.values())
