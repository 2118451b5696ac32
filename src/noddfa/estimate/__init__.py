"""How many people are unseen: capture histories in, estimates with their uncertainty out.

Decides what figure the overlaps of several lists bear, and whether they bear one at all. Not here:
whose records are one person (linkage), what may be published (disclosure). Pure: NumPy, and SciPy on
the first fit.
"""

from typing import TYPE_CHECKING

from noddfa.estimate.histories import BadHistories, CaptureHistories, Overlaps
from noddfa.estimate.independence import independence
from noddfa.estimate.judging import overall
from noddfa.estimate.lazily import fetch
from noddfa.estimate.methods import METHODS, every_method, quick_methods
from noddfa.estimate.pictures import OverlapRow, estimates_picture, overlap_picture, overlap_rows
from noddfa.estimate.reading import Rows, TableError, read_csv, read_frame, read_table
from noddfa.estimate.report import Findings, report_csv, report_html, report_json, report_text
from noddfa.estimate.result import Bearing, Estimate, Interval, Reason
from noddfa.estimate.simple.burnham_overton import jackknife
from noddfa.estimate.simple.chao import chao_lower_bound
from noddfa.estimate.simple.chao_tsay import sample_coverage
from noddfa.estimate.simple.pairs import PairFigure, lincoln_petersen, pair_figures

if TYPE_CHECKING:
    from noddfa.estimate.bayes import decomposable, latent_class
    from noddfa.estimate.covariates.people import BadPeople, People
    from noddfa.estimate.covariates.robust import doubly_robust
    from noddfa.estimate.covariates.strata import StratifiedEstimate, stratified
    from noddfa.estimate.loglinear.stepwise import stepwise
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

__all__ = [
    "METHODS",
    "BadHistories",
    "BadPeople",
    "Bearing",
    "CaptureHistories",
    "Censored",
    "Coverage",
    "CurveRow",
    "Estimate",
    "Findings",
    "ImpossiblePopulation",
    "Interval",
    "OverlapRow",
    "Overlaps",
    "PairFigure",
    "People",
    "Population",
    "Reason",
    "Rows",
    "SensitivityCurve",
    "StratifiedEstimate",
    "TableError",
    "censored",
    "chao_lower_bound",
    "coverage_picture",
    "coverage_study",
    "curve_picture",
    "curve_rows",
    "decomposable",
    "doubly_robust",
    "estimates_picture",
    "every_method",
    "independence",
    "jackknife",
    "latent_class",
    "lincoln_petersen",
    "over_draws",
    "overall",
    "overlap_picture",
    "overlap_rows",
    "pair_figures",
    "pooled_posterior",
    "quick_methods",
    "read_csv",
    "read_frame",
    "read_table",
    "report_csv",
    "report_html",
    "report_json",
    "report_text",
    "resembling",
    "sample_coverage",
    "sensitivity_curve",
    "stepwise",
    "stratified",
]

if not TYPE_CHECKING:  # for a type checker a module with __getattr__ has every name
    __getattr__ = fetch(
        __name__,
        {
            "BadPeople": "covariates.people",
            "Censored": "study.simulation",
            "Coverage": "study.coverage",
            "CurveRow": "study.curve",
            "ImpossiblePopulation": "study.simulation",
            "People": "covariates.people",
            "Population": "study.simulation",
            "SensitivityCurve": "study.sensitivity",
            "StratifiedEstimate": "covariates.strata",
            "censored": "study.simulation",
            "coverage_picture": "study.coverage_chart",
            "coverage_study": "study.coverage",
            "curve_picture": "study.curve",
            "curve_rows": "study.curve",
            "decomposable": "bayes.decomposable_graphs",
            "doubly_robust": "covariates.robust",
            "latent_class": "bayes.latent_classes",
            "over_draws": "study.draws",
            "pooled_posterior": "study.draws",
            "resembling": "study.simulation",
            "sensitivity_curve": "study.sensitivity",
            "stepwise": "loglinear.stepwise",
            "stratified": "covariates.strata",
        },
    )
