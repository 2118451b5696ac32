"""What other rooms may do here. Thin: the commands stand in reading/ and check/."""

from noddfa.learn.check.commands import finish_check
from noddfa.learn.reading.progress import open_check, open_section

__all__ = ["finish_check", "open_check", "open_section"]
