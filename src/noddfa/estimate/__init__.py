"""How many people are unseen: capture histories in, estimates with their uncertainty out.

Decides what figure the overlaps of several lists bear, and whether they bear one at all. Not here:
whose records are one person (linkage), what may be published (disclosure). Pure: NumPy, and SciPy on
the first fit.
"""

from noddfa.estimate.bearing import overall
from noddfa.estimate.chao import chao_lower_bound
from noddfa.estimate.histories import BadHistories, CaptureHistories, Overlaps
from noddfa.estimate.independence import independence
from noddfa.estimate.loglinear.stepwise import stepwise
from noddfa.estimate.methods import METHODS, every_method
from noddfa.estimate.picture import OverlapRow, overlap_picture, overlap_rows
from noddfa.estimate.reading import TableError, read_csv
from noddfa.estimate.report import report_json, report_text
from noddfa.estimate.result import Bearing, Estimate, Interval, Reason

__all__ = [
    "METHODS",
    "BadHistories",
    "Bearing",
    "CaptureHistories",
    "Estimate",
    "Interval",
    "OverlapRow",
    "Overlaps",
    "Reason",
    "TableError",
    "chao_lower_bound",
    "every_method",
    "independence",
    "overall",
    "overlap_picture",
    "overlap_rows",
    "read_csv",
    "report_json",
    "report_text",
    "stepwise",
]
