"""Pictures (SVG) of overlaps, estimates and posteriors, each with its facts as rows for a table beside it.

Our own drawings, fluid in width, without style and without any outside address. Not here: pages.
"""

from noddfa.estimate.pictures.estimates import Figure, estimates_picture
from noddfa.estimate.pictures.overlaps import OverlapRow, overlap_picture, overlap_rows
from noddfa.estimate.pictures.posterior import posterior_picture

__all__ = [
    "Figure",
    "OverlapRow",
    "estimates_picture",
    "overlap_picture",
    "overlap_rows",
    "posterior_picture",
]
