"""What other rooms may ask about needs."""

from noddfa.support.due.summary import NeedsSummary, needs_summary
from noddfa.support.needs.current import Standing, standing_for

__all__ = ["NeedsSummary", "Standing", "needs_summary", "standing_for"]
