"""How many people are unseen: capture histories in, estimates with their uncertainty out.

Decides what figure the overlaps of several lists bear, and whether they bear one at all. Not here:
whose records are one person (linkage), what may be published (disclosure). Pure: NumPy, and SciPy on
the first fit.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from noddfa.estimate.bearing import overall
from noddfa.estimate.chao import chao_lower_bound
from noddfa.estimate.histories import BadHistories, CaptureHistories, Overlaps
from noddfa.estimate.independence import independence
from noddfa.estimate.methods import METHODS, every_method
from noddfa.estimate.picture import OverlapRow, overlap_picture, overlap_rows
from noddfa.estimate.reading import TableError, read_csv
from noddfa.estimate.report import report_json, report_text
from noddfa.estimate.result import Bearing, Estimate, Interval, Reason

if TYPE_CHECKING:
    from noddfa.estimate.bayes import decomposable, latent_class

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
    "decomposable",
    "every_method",
    "independence",
    "latent_class",
    "overall",
    "overlap_picture",
    "overlap_rows",
    "read_csv",
    "report_json",
    "report_text",
]

_LATER = {"decomposable": "bayes", "latent_class": "bayes"}


def __getattr__(name: str) -> Any:
    """Find a method that imports much when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
