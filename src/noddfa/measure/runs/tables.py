"""From where a run's table comes, and how it is kept: a published table, a file of counts, the lists held here.

Exceptions: NothingToCount (fewer than two kinds of body know of anybody).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from noddfa.estimate import CaptureHistories, datasets
from noddfa.measure.lists import kinds_of_body, selectors
from noddfa.measure.models import Run
from noddfa.practice.errors import Lang


class NothingToCount(ValidationError):
    """The lists held here do not make a table yet."""

    def __init__(self) -> None:
        super().__init__(
            _("Fewer than two kinds of body have recorded anybody yet, so there is nothing to compare."),
            code="nothing_to_count",
        )


def from_chronicle() -> CaptureHistories:
    """The lists held here. Raises NothingToCount."""
    found = selectors.histories()
    if found is None:
        raise NothingToCount
    return found


def to_json(histories: CaptureHistories) -> dict[str, Any]:
    """A table as it is kept with its run."""
    return {
        "lists": list(histories.lists),
        "patterns": histories.patterns.tolist(),
        "counts": histories.counts.tolist(),
    }


def from_json(table: dict[str, Any]) -> CaptureHistories:
    """The table behind its kept form."""
    return CaptureHistories(tuple(table["lists"]), table["patterns"], table["counts"])


def title(run: Run, lang: Lang) -> str:
    """What the run's table is called."""
    if run.source == Run.Source.DATASET:
        return datasets.info(run.name).title[lang]
    if run.source == Run.Source.CHRONICLE:
        return _("Lists held in Noddfa")
    return run.name


def labels(run: Run, lang: Lang) -> dict[str, str]:
    """Fuller names of the run's lists, where there are any."""
    if run.source == Run.Source.DATASET:
        return datasets.info(run.name).names_in(lang)
    if run.source == Run.Source.CHRONICLE:
        return kinds_of_body.names(lang)
    return {}


def source_line(run: Run) -> str:
    """The publication a table was taken from, or nothing."""
    return datasets.info(run.name).source if run.source == Run.Source.DATASET else ""
