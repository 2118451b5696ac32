"""What other rooms may ask about needs."""

from noddfa.support.needs.current import Standing, standing_for
from noddfa.support.needs.summary import NeedsSummary, needs_summary

__all__ = ["NeedsSummary", "Standing", "needs_summary", "standing_for"]
