"""Pictures (SVG) of overlaps, estimates and curves, each with its facts as rows for a table beside it.

Our own drawings, fluid in width, without style and without any outside address. Not here: pages.
"""

from noddfa.estimate.pictures.curves import (
    CurvePoint,
    posterior_picture,
    sensitivity_picture,
)
from noddfa.estimate.pictures.estimates import Figure, estimates_picture
from noddfa.estimate.pictures.overlaps import OverlapRow, overlap_picture, overlap_rows

__all__ = [
    "CurvePoint",
    "Figure",
    "OverlapRow",
    "estimates_picture",
    "overlap_picture",
    "overlap_rows",
    "posterior_picture",
    "sensitivity_picture",
]
