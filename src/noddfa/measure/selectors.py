"""What other rooms may read here."""

from noddfa.measure.lists.selectors import histories, lengths
from noddfa.measure.models import Run
from noddfa.measure.runs.answers import Answer
from noddfa.measure.runs.answers import of as answer
from noddfa.measure.runs.reading import finished
from noddfa.measure.runs.tables import of_histories, title

__all__ = ["Answer", "Run", "answer", "finished", "histories", "lengths", "of_histories", "title"]
