"""The answers as rows of texts, alike for the terminal, the page and the CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any, Final

from noddfa.estimate.pictures import overlap_rows
from noddfa.estimate.report.findings import Findings
from noddfa.estimate.report.words import REPORT
from noddfa.estimate.result import Estimate
from noddfa.estimate.wording import INTERVALS, METHODS, Lang, lists_of, number, people

CSV_COLUMNS: Final = (
    "stratum",
    "method",
    "estimate",
    "lower",
    "upper",
    "level",
    "interval",
    "people_seen",
    "verdict",
)


def estimate_head(found: Findings, lang: Lang) -> list[str]:
    """The heads of `estimate_row`."""
    return [
        REPORT["method"][lang],
        REPORT["estimate"][lang],
        REPORT["interval"][lang].format(level=f"{100 * found.level:g}"),
        REPORT["kind"][lang],
    ]


def estimate_row(estimate: Estimate, lang: Lang, *, called: str = "") -> list[str]:
    """Method (or stratum, when `called` is given), figure, interval, kind of interval."""
    return [called or METHODS[estimate.method][lang], *figures(estimate, lang)]


def figures(estimate: Estimate, lang: Lang) -> list[str]:
    """Figure, interval, kind of interval."""
    none = REPORT["no_answer"][lang]
    point = none if estimate.point is None else number(estimate.point)
    if (ends := estimate.interval) is None:
        return [point, none, ""]
    text = REPORT["from_to"][lang].format(lower=number(ends.lower), upper=number(ends.upper))
    return [point, text, INTERVALS[ends.kind][lang]]


def overlap_rows_of(found: Findings) -> list[list[str]]:
    """People on each pair of lists; where a list meets itself, everybody on it, in brackets."""
    matrix = found.histories.overlaps().matrix.tolist()
    return [
        [f"({number(count)})" if row == column else number(count) for column, count in enumerate(counts)]
        for row, counts in enumerate(matrix)
    ]


def seen_line(found: Findings, lang: Lang) -> str:
    """How many people were seen on how many lists; with bounds where counts are hidden."""
    lists = lists_of(found.histories.n_lists, lang)
    if not found.bounds:
        return REPORT["seen"][lang].format(lists=lists, people=people(found.histories.n_seen, lang))
    least, most = number(found.histories.n_seen), number(found.most_seen)
    return REPORT["seen_between"][lang].format(lists=lists, least=least, most=most)


def pattern_rows(found: Findings, lang: Lang) -> list[list[str]]:
    """The lists and the people seen on exactly those, the largest first, hidden counts last."""
    rows = [
        [_together(found, row.lists), number(row.people)]
        for row in overlap_rows(found.histories)
        if sum(1 << found.histories.lists.index(name) for name in row.lists) not in found.bounds
    ]
    return rows + hidden_rows(found, lang)


def hidden_rows(found: Findings, lang: Lang) -> list[list[str]]:
    """The lists and the bounds of people seen on exactly those, where the count is hidden."""
    names = found.histories.lists
    return [
        [
            _together(found, [name for at, name in enumerate(names) if pattern >> at & 1]),
            REPORT["hidden"][lang].format(lower=number(least), upper=number(most)),
        ]
        for pattern, (least, most) in sorted(found.bounds.items())
    ]


def _together(found: Findings, names: Sequence[str]) -> str:
    return " + ".join(found.called(name) for name in names)


def number_rows(found: Findings, lang: Lang) -> list[list[str]]:
    """People on one list, on two, ..."""
    rows = enumerate(found.histories.seen_on().tolist(), start=1)
    return [[lists_of(size, lang), number(count)] for size, count in rows]


def as_csv(found: Findings) -> str:
    """The estimates as CSV with the names of JSON: one row a method, then one for each stratum and their sum."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for estimate in found.estimates:
        writer.writerow(_csv_row("", estimate))
    for one in found.strata:
        for name, estimate in one.estimates.items():
            writer.writerow(_csv_row(_safe(name), estimate))
        writer.writerow(_csv_row("sum of strata", one.total))
    return written.getvalue()


def _csv_row(stratum: str, estimate: Estimate) -> Sequence[Any]:
    kept = estimate.to_json()
    return [
        stratum,
        *("" if kept[key] is None else kept[key] for key in CSV_COLUMNS[1:7]),
        estimate.n_seen,
        estimate.bearing.verdict,
    ]


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return "'" + text if text[:1] in "=+-@\t\r" else text
