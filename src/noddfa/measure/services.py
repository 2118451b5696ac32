"""What other rooms may change here."""

from noddfa.measure.runs.commands import begin, carry_out

__all__ = ["begin", "carry_out"]
