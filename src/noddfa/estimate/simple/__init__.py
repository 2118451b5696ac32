"""Estimators with closed formulas: bounds, pairs of lists, sample coverage, jackknife.

Decides figures that a person can check by hand. Not here: models fitted by iteration (loglinear, bayes).
"""

from typing import TYPE_CHECKING

from noddfa.estimate.lazily import fetch

if TYPE_CHECKING:
    from noddfa.estimate.simple.burnham_overton import jackknife
    from noddfa.estimate.simple.chao import chao_lower_bound
    from noddfa.estimate.simple.chao_tsay import sample_coverage
    from noddfa.estimate.simple.pairs import PairFigure, lincoln_petersen, pair_figures

__all__ = [
    "PairFigure",
    "chao_lower_bound",
    "jackknife",
    "lincoln_petersen",
    "pair_figures",
    "sample_coverage",
]

if not TYPE_CHECKING:  # for a type checker a module with __getattr__ has every name
    __getattr__ = fetch(
        __name__,
        {
            "PairFigure": "pairs",
            "chao_lower_bound": "chao",
            "jackknife": "burnham_overton",
            "lincoln_petersen": "pairs",
            "pair_figures": "pairs",
            "sample_coverage": "chao_tsay",
        },
    )
