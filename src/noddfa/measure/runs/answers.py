"""A finished run as other rooms take it: what was found then, under its name in both languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from noddfa.design.dates import day_in_wales
from noddfa.estimate import Findings
from noddfa.estimate.wording import LANGUAGES
from noddfa.measure.models import Run
from noddfa.measure.runs import results, tables
from noddfa.practice.errors import Lang


@dataclass(frozen=True)
class Answer:
    """What a run found.

    title       of its table, by language
    source      the publication the table was taken from, or '' (then its exact counts are known to nobody else)
    worked_out  the day
    lists       fuller names of the lists, where there are any, by language
    """

    found: Findings
    title: dict[Lang, str]
    source: str
    worked_out: dt.date
    lists: dict[Lang, dict[str, str]]


def of(run: Run) -> Answer:
    """The answer of a finished run. Raises ValueError when it is not finished."""
    if run.finished is None or run.result is None:
        raise ValueError(f"run {run.pk} is not finished")
    return Answer(
        results.findings(run, "en"),
        {lang: tables.title(run, lang) for lang in LANGUAGES},
        tables.source_line(run),
        day_in_wales(run.finished),
        {lang: tables.labels(run, lang) for lang in LANGUAGES},
    )
