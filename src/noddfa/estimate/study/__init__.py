"""What an estimate is worth: sensitivity to its assumption, draws of linkage, simulated populations, coverage.

Decides nothing of the figure itself; every function here takes any method.
"""

from typing import TYPE_CHECKING

from noddfa.estimate.lazily import fetch

if TYPE_CHECKING:
    from noddfa.estimate.study.coverage import Coverage, coverage_study
    from noddfa.estimate.study.coverage_chart import coverage_picture
    from noddfa.estimate.study.curve import CurveRow, curve_picture, curve_rows
    from noddfa.estimate.study.draws import over_draws, pooled_posterior
    from noddfa.estimate.study.sensitivity import SensitivityCurve, sensitivity_curve
    from noddfa.estimate.study.simulation import (
        Censored,
        ImpossiblePopulation,
        Population,
        censored,
        resembling,
    )

_WHERE = {
    "Censored": "simulation",
    "Coverage": "coverage",
    "CurveRow": "curve",
    "ImpossiblePopulation": "simulation",
    "Population": "simulation",
    "SensitivityCurve": "sensitivity",
    "censored": "simulation",
    "coverage_picture": "coverage_chart",
    "coverage_study": "coverage",
    "curve_picture": "curve",
    "curve_rows": "curve",
    "over_draws": "draws",
    "pooled_posterior": "draws",
    "resembling": "simulation",
    "sensitivity_curve": "sensitivity",
}

__all__ = [
    "Censored",
    "Coverage",
    "CurveRow",
    "ImpossiblePopulation",
    "Population",
    "SensitivityCurve",
    "censored",
    "coverage_picture",
    "coverage_study",
    "curve_picture",
    "curve_rows",
    "over_draws",
    "pooled_posterior",
    "resembling",
    "sensitivity_curve",
]

if not TYPE_CHECKING:  # for a type checker a module with __getattr__ has every name
    __getattr__ = fetch(__name__, _WHERE)
