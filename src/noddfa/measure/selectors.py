"""What other rooms may read here."""

from noddfa.measure.lists.selectors import histories, lengths
from noddfa.measure.runs.reading import finished
from noddfa.measure.runs.tables import from_json, source_line, title

__all__ = ["finished", "from_json", "histories", "lengths", "source_line", "title"]
