"""What a release says, as it is kept: after disclosure control, in both languages, ready to be printed for ever.

Texts are kept as they were signed, so that a later change of wording changes no published page.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from noddfa.design.dates import day_in_wales
from noddfa.disclosure import Cell, CountTable, Label, Policy, SafeTable, breaches, protect, round_estimate
from noddfa.estimate import METHODS, CaptureHistories, overall
from noddfa.estimate.wording import LANGUAGES
from noddfa.estimate.wording import METHODS as METHOD_NAMES

POLICY = Policy()

PUBLISHED = ("chao", "chao-unequal-lists", "independence")
"""Methods whose figures go out: they need no simulation and no choice of a model."""


class NotSafe(Exception):
    """The adversary narrowed a hidden figure: the table must not be published."""


@dataclass(frozen=True)
class Figure:
    """One published estimate: the method and the sentence, by language."""

    method: dict[str, str]
    text: dict[str, str]


@dataclass(frozen=True)
class Content:
    """A release's content, read back."""

    title: dict[str, str]
    source: str
    figures: tuple[Figure, ...]
    statement: dict[str, str]
    reasons: dict[str, list[str]]
    table: SafeTable
    as_of: dt.date


def prepare(
    histories: CaptureHistories, counts: CountTable, *, title: dict[str, str], source: str, now: dt.datetime
) -> dict[str, Any]:
    """Put a release together from exact data, keeping only what may be published.

    Raises NotSafe when the shipped adversary can still narrow a hidden figure.
    """
    safe = protect(counts, POLICY)
    if breaches(safe):
        raise NotSafe
    estimates = [METHODS[code](histories) for code in PUBLISHED]
    bearing = overall(histories, estimates)
    # A reason may name exact counts: of a table published elsewhere they are known, of our own lists they are not.
    said = [reason for reason in bearing.why if source or not reason.values]
    figures = [
        {
            "method": dict(METHOD_NAMES[published.method]),
            "text": {lang: published.text(lang) for lang in LANGUAGES},
        }
        for published in (round_estimate(one, POLICY) for one in estimates)
    ]
    return {
        "title": title,
        "source": source,
        "figures": figures,
        "statement": {lang: bearing.statement(lang) for lang in LANGUAGES},
        "reasons": {lang: [reason.text(lang) for reason in said] for lang in LANGUAGES},
        "table": {
            "rows": [[label.en, label.cy] for label in safe.rows],
            "columns": [[label.en, label.cy] for label in safe.columns],
            "threshold": safe.policy.threshold,
            "base": safe.policy.base,
            "zeros": safe.policy.zeros,
            "grid": [[[cell.status, cell.value] for cell in row] for row in safe.grid],
        },
        "as_of": day_in_wales(now).isoformat(),
    }


def read(kept: dict[str, Any]) -> Content:
    """A release's content behind its kept form."""
    table = kept["table"]
    return Content(
        title=kept["title"],
        source=kept["source"],
        figures=tuple(Figure(one["method"], one["text"]) for one in kept["figures"]),
        statement=kept["statement"],
        reasons=kept["reasons"],
        table=SafeTable(
            rows=tuple(Label(*pair) for pair in table["rows"]),
            columns=tuple(Label(*pair) for pair in table["columns"]),
            policy=Policy(table["threshold"], table["base"], table["zeros"]),
            grid=tuple(tuple(Cell(status, value) for status, value in row) for row in table["grid"]),
        ),
        as_of=dt.date.fromisoformat(kept["as_of"]),
    )
