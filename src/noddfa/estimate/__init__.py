"""How many people are unseen: capture histories in, estimates with their uncertainty out.

Decides what figure the overlaps of several lists bear, and whether they bear one at all. Not here:
whose records are one person (linkage), what may be published (disclosure). Pure: NumPy, and SciPy on
the first fit.
"""

from noddfa.estimate.histories import BadHistories, CaptureHistories, Overlaps
from noddfa.estimate.independence import independence
from noddfa.estimate.judging import overall
from noddfa.estimate.methods import METHODS, every_method, quick_methods
from noddfa.estimate.pictures import OverlapRow, estimates_picture, overlap_picture, overlap_rows
from noddfa.estimate.reading import Rows, TableError, read_csv, read_frame, read_table
from noddfa.estimate.report import Findings, report_csv, report_html, report_json, report_text
from noddfa.estimate.result import Bearing, Estimate, Interval, Reason
from noddfa.estimate.simple.burnham_overton import jackknife
from noddfa.estimate.simple.chao import chao_lower_bound
from noddfa.estimate.simple.chao_tsay import sample_coverage
from noddfa.estimate.simple.pairs import PairFigure, lincoln_petersen, pair_figures

__all__ = [
    "METHODS",
    "BadHistories",
    "Bearing",
    "CaptureHistories",
    "Estimate",
    "Findings",
    "Interval",
    "OverlapRow",
    "Overlaps",
    "PairFigure",
    "Reason",
    "Rows",
    "TableError",
    "chao_lower_bound",
    "estimates_picture",
    "every_method",
    "independence",
    "jackknife",
    "lincoln_petersen",
    "overall",
    "overlap_picture",
    "overlap_rows",
    "pair_figures",
    "quick_methods",
    "read_csv",
    "read_frame",
    "read_table",
    "report_csv",
    "report_html",
    "report_json",
    "report_text",
    "sample_coverage",
]
