"""From where a run's table comes, and how it is kept: a published table, a file of counts, the lists held here.

Exceptions: NothingToCount (fewer than two kinds of body know of anybody).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from noddfa.estimate import CaptureHistories, Rows, datasets
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


def to_json(rows: Rows) -> dict[str, Any]:
    """A table as it is kept with its run; further columns and bounds of hidden counts only where there are any."""
    kept: dict[str, Any] = {
        "lists": list(rows.lists),
        "patterns": rows.marks.tolist(),
        "counts": rows.counts.tolist(),
    }
    if rows.most is not None:
        kept["most"] = rows.most.tolist()
    if rows.columns:
        kept["columns"] = {name: list(values) for name, values in rows.columns.items()}
    return kept


def from_json(table: dict[str, Any]) -> Rows:
    """The table behind its kept form."""
    most = table.get("most")
    return Rows(
        "patterns",
        tuple(table["lists"]),
        np.array(table["patterns"], dtype=np.uint8),
        np.array(table["counts"], dtype=np.int64),
        {name: tuple(values) for name, values in table.get("columns", {}).items()},
        None if most is None else np.array(most, dtype=np.int64),
    )


def of_histories(histories: CaptureHistories) -> Rows:
    """A table that knows nothing of people but their lists."""
    return Rows("patterns", histories.lists, histories.patterns, histories.counts, {})


def title(run: Run, lang: Lang) -> str:
    """What the run's table is called."""
    if run.source == Run.Source.DATASET:
        return datasets.info(run.name).title[lang]
    if run.source == Run.Source.CHRONICLE:
        with override(lang):
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
