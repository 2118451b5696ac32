"""The answers as rows of texts, alike for the terminal, the page and the CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any, Final

from noddfa.estimate.report.findings import Findings
from noddfa.estimate.report.words import REPORT
from noddfa.estimate.result import Estimate
from noddfa.estimate.wording import INTERVALS, METHODS, Lang, lists_of, number

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
