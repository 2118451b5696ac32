"""What other rooms may read here. Thin: the rules stand in body/ and reading/."""

from noddfa.learn.body.learners import Counts, counts
from noddfa.learn.reading.modules import shipped, title_of
from noddfa.learn.reading.standing import Standing, standings

__all__ = ["Counts", "Standing", "counts", "shipped", "standings", "title_of"]
