"""The answer in plain text, for a terminal or a letter: overlaps, estimates, what the data can bear."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Final

from noddfa.estimate.bearing import overall
from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.reading import shown
from noddfa.estimate.result import Estimate
from noddfa.estimate.wording import INTERVALS, METHODS, REPORT, Lang, lists_of, number, people

WIDTH: Final = 88


def report_text(
    histories: CaptureHistories,
    estimates: Sequence[Estimate],
    lang: Lang,
    *,
    title: str = "",
    source: str = "",
    labels: Mapping[str, str] | None = None,
) -> str:
    """The whole report in English or Welsh, lines of at most 88 letters unless a table needs more.

    `labels` gives lists a fuller name than their own. At least one estimate is needed (ValueError).
    """
    if not estimates:
        raise ValueError("estimates must hold at least one estimate; got none")
    seen = REPORT["seen"][lang].format(
        lists=lists_of(histories.n_lists, lang), people=people(histories.n_seen, lang)
    )
    head = [
        *_wrapped(title),
        *(_wrapped(REPORT["source"][lang].format(source=source)) if source else []),
        seen,
    ]
    return "\n".join(
        [
            *head,
            *_section(REPORT["overlaps"][lang], _overlap_lines(histories, labels or {})),
            *_section(REPORT["by_number"][lang], _number_lines(histories, lang)),
            *_section(REPORT["estimates"][lang], _estimate_lines(estimates, lang)),
            *_section(REPORT["bearing"][lang], _bearing_lines(histories, estimates, lang)),
            "",
        ]
    )


def report_json(
    histories: CaptureHistories, estimates: Sequence[Estimate], *, name: str, source: str = ""
) -> dict[str, Any]:
    """The same as data: `{"data", "methods", "bearing"}`, ready for `json.dumps`."""
    overlaps = histories.overlaps()
    return {
        "data": {
            "name": name,
            "source": source,
            "lists": list(histories.lists),
            "people_seen": histories.n_seen,
            "list_totals": list(overlaps.totals),
            "overlaps": overlaps.matrix.tolist(),
            "seen_on": histories.seen_on().tolist(),
        },
        "methods": [estimate.to_json() for estimate in estimates],
        "bearing": overall(histories, estimates).to_json(),
    }


def _section(heading: str, lines: Sequence[str]) -> list[str]:
    return ["", heading, "-" * len(heading), *lines]


def _wrapped(text: str, bullet: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=bullet, subsequent_indent=" " * len(bullet))


def _overlap_lines(histories: CaptureHistories, labels: Mapping[str, str]) -> list[str]:
    overlaps = histories.overlaps()
    names = [f"{at} {shown(labels.get(name, name))}" for at, name in enumerate(histories.lists, start=1)]
    cells = [
        [f"({number(count)})" if row == column else number(count) for column, count in enumerate(counts)]
        for row, counts in enumerate(overlaps.matrix.tolist())
    ]
    heads = [str(at) for at in range(1, histories.n_lists + 1)]
    return _table([["", *heads], *([name, *row] for name, row in zip(names, cells, strict=True))])


def _number_lines(histories: CaptureHistories, lang: Lang) -> list[str]:
    rows = enumerate(histories.seen_on().tolist(), start=1)
    return _table([[lists_of(size, lang), number(count)] for size, count in rows])


def _estimate_lines(estimates: Sequence[Estimate], lang: Lang) -> list[str]:
    level = next((estimate.interval.level for estimate in estimates if estimate.interval), 0.95)
    none = REPORT["no_answer"][lang]
    rows = [
        [
            REPORT["method"][lang],
            REPORT["estimate"][lang],
            REPORT["interval"][lang].format(level=f"{100 * level:g}"),
            REPORT["kind"][lang],
        ]
    ]
    for estimate in estimates:
        point = none if estimate.point is None else number(estimate.point)
        if found := estimate.interval:
            ends = REPORT["from_to"][lang].format(lower=number(found.lower), upper=number(found.upper))
            rows.append([METHODS[estimate.method][lang], point, ends, INTERVALS[found.kind][lang]])
        else:
            rows.append([METHODS[estimate.method][lang], point, none, ""])
    lines = _table(rows, left=frozenset({0, 3}))
    for estimate in estimates:
        if "deviance" in estimate.details:
            figures = {name: number(float(estimate.details[name]), 1) for name in ("deviance", "aic", "bic")}
            lines += ["", *_wrapped(REPORT["fit"][lang].format(df=estimate.details["df"], **figures))]
    return lines


def _bearing_lines(histories: CaptureHistories, estimates: Sequence[Estimate], lang: Lang) -> list[str]:
    bearing = overall(histories, estimates)
    lines = [bearing.statement(lang)]
    for reason in bearing.reasons[lang]:
        lines += _wrapped(reason, bullet="- ")
    return lines


def _table(rows: Sequence[Sequence[str]], left: frozenset[int] = frozenset({0})) -> list[str]:
    """Rows with their columns in line: those numbered in `left` begin together, the others end together."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
