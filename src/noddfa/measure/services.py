"""What other rooms may change here."""

from noddfa.measure.runs.commands import Choice, begin, carry_out, choose

__all__ = ["Choice", "begin", "carry_out", "choose"]
