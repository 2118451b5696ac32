"""What a release says, as it is kept: after disclosure control, in both languages, ready to be printed for ever.

Texts are kept as they were signed, so that a later change of wording changes no published page.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from noddfa.design.dates import day_in_wales
from noddfa.disclosure import (
    Cell,
    CountTable,
    Label,
    Policy,
    PublishedEstimate,
    SafeTable,
    breaches,
    protect,
    round_estimate,
)
from noddfa.estimate import Estimate, Reason
from noddfa.estimate.wording import LANGUAGES, REASONS, Lang
from noddfa.estimate.wording import METHODS as METHOD_NAMES
from noddfa.measure.selectors import Answer

POLICY = Policy()

FIGURE_HEADINGS: Final[Mapping[Lang, tuple[str, ...]]] = {
    "en": ("method", "bears", "figure", "lower", "upper", "level", "sentence"),
    "cy": ("dull", "yn cynnal", "ffigur", "isaf", "uchaf", "lefel", "brawddeg"),
}


class NotSafe(Exception):
    """The adversary narrowed a hidden figure: the table must not be published."""


@dataclass(frozen=True)
class Figure:
    """One published estimate: the method and the sentence, by language, and the figures of the sentence.

    bears   'estimate', 'lower_bound' (the point is said as 'at least'), or 'none' (nothing but the refusal is
            published); '' in releases of before figures were kept apart from their sentence
    """

    method: dict[str, str]
    text: dict[str, str]
    bears: str = ""
    point: int | None = None
    lower: int | None = None
    upper: int | None = None
    level: float | None = None


@dataclass(frozen=True)
class Content:
    """A release's content, read back."""

    title: dict[str, str]
    source: str
    figures: tuple[Figure, ...]
    statement: dict[str, str]
    reasons: dict[str, list[str]]
    warnings: dict[str, list[str]]
    lists: dict[str, list[tuple[str, str]]]
    table: SafeTable
    as_of: dt.date
    left_out: tuple[dict[str, str], ...] = ()
    worked_out: dt.date | None = None

    def figure_rows(self, lang: Lang) -> list[list[str | int | float | None]]:
        """One row a method: figures (None where none is published) and the sentence. The first row heads them."""
        return [
            list(FIGURE_HEADINGS[lang]),
            *(
                [one.method[lang], one.bears, one.point, one.lower, one.upper, one.level, one.text[lang]]
                for one in self.figures
            ),
        ]

    def figures_csv(self, lang: Lang) -> str:
        """`figure_rows` as CSV. Lines end in CR LF."""
        out = io.StringIO()
        csv.writer(out).writerows(self.figure_rows(lang))
        return out.getvalue()


def rounded(estimate: Estimate) -> PublishedEstimate:
    """An estimate as it goes out under our policy."""
    return round_estimate(estimate, POLICY)


def prepare(
    answer: Answer, methods: Collection[str], counts: CountTable, *, now: dt.datetime
) -> dict[str, Any]:
    """Put a release together from a finished estimate and exact counts, keeping only what may be published.

    The figures are those of `methods`; methods that were worked out and are not among them are named, so that
    nobody can pick a figure unseen. What the data bear is what was found of all methods together. Nothing is
    worked out again. Groups (strata) are never published.

    Raises NotSafe when the shipped adversary can still narrow a hidden figure.
    """
    safe = protect(counts, POLICY)
    if breaches(safe):
        raise NotSafe
    found = answer.found
    chosen = [one for one in found.estimates if one.method in methods]
    return {
        "title": dict(answer.title),
        "source": answer.source,
        "figures": [_figure(rounded(one)) for one in chosen],
        "left_out": [dict(METHOD_NAMES[one.method]) for one in found.estimates if one not in chosen],
        "statement": {lang: found.bearing.statement(lang) for lang in LANGUAGES},
        "reasons": {lang: _told(found.reasons_of_all, answer.source, lang) for lang in LANGUAGES},
        "warnings": {lang: _told(found.reasons_of_methods, answer.source, lang) for lang in LANGUAGES},
        "lists": {lang: list(answer.lists[lang].items()) if answer.source else [] for lang in LANGUAGES},
        "worked_out": answer.worked_out.isoformat(),
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


def _figure(one: PublishedEstimate) -> dict[str, Any]:
    return {
        "method": dict(METHOD_NAMES[one.method]),
        "text": {lang: one.text(lang) for lang in LANGUAGES},
        "bears": one.bears,
        "point": one.point,
        "lower": one.lower,
        "upper": one.upper,
        "level": one.level,
    }


def _told(reasons: Sequence[Reason], source: str, lang: Lang) -> list[str]:
    """Reasons as they go out. Of a table published elsewhere exact counts are known; of our own lists they are
    not, so only sentences that name nothing go out.
    """
    if source:
        return [reason.text(lang) for reason in reasons]
    codes = [reason.code for reason in reasons]
    return [REASONS[code][lang] for code in codes if code in REASONS and "{" not in REASONS[code][lang]]


def read(kept: dict[str, Any]) -> Content:
    """A release's content behind its kept form."""
    table = kept["table"]
    return Content(
        title=kept["title"],
        source=kept["source"],
        figures=tuple(Figure(**one) for one in kept["figures"]),
        statement=kept["statement"],
        reasons=kept["reasons"],
        warnings=kept.get("warnings", {lang: [] for lang in LANGUAGES}),
        lists=kept.get("lists", {lang: [] for lang in LANGUAGES}),
        table=SafeTable(
            rows=tuple(Label(*pair) for pair in table["rows"]),
            columns=tuple(Label(*pair) for pair in table["columns"]),
            policy=Policy(table["threshold"], table["base"], table["zeros"]),
            grid=tuple(tuple(Cell(status, value) for status, value in row) for row in table["grid"]),
        ),
        as_of=dt.date.fromisoformat(kept["as_of"]),
        left_out=tuple(kept.get("left_out", ())),
        worked_out=dt.date.fromisoformat(kept["worked_out"]) if "worked_out" in kept else None,
    )
