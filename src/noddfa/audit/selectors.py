"""What other rooms may read of audits. Thin: the rules stand in the subject folders."""

from noddfa.audit.overview.reading import visible_audits

__all__ = ["visible_audits"]
