"""The answer in plain text, for a terminal or a letter: overlaps, estimates, what the data can bear."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Final

from noddfa.estimate.reading import shown
from noddfa.estimate.report.findings import Findings
from noddfa.estimate.report.rows import (
    estimate_head,
    estimate_row,
    hidden_rows,
    number_rows,
    overlap_rows_of,
    seen_line,
)
from noddfa.estimate.report.words import REPORT
from noddfa.estimate.wording import METHODS, Lang, number

WIDTH: Final = 88


def as_text(found: Findings, lang: Lang) -> str:
    """The whole report in English or Welsh, lines of at most 88 letters unless a table needs more."""
    head = [
        *_wrapped(found.title),
        *(_wrapped(REPORT["source"][lang].format(source=found.source)) if found.source else []),
        *_wrapped(seen_line(found, lang)),
        *(
            _wrapped(REPORT["covariates"][lang].format(names=", ".join(found.covariates)))
            if found.covariates
            else []
        ),
    ]
    return "\n".join(
        [
            *head,
            *_section(REPORT["overlaps"][lang], _overlap_lines(found)),
            *_section(REPORT["by_number"][lang], _table(number_rows(found, lang))),
            *(
                _section(REPORT["hidden_counts"][lang], _table(hidden_rows(found, lang)))
                if found.bounds
                else []
            ),
            *_section(REPORT["estimates"][lang], _estimate_lines(found, lang)),
            *_strata_lines(found, lang),
            *_section(REPORT["bearing"][lang], _bearing_lines(found, lang)),
            "",
        ]
    )


def _section(heading: str, lines: Sequence[str]) -> list[str]:
    return ["", heading, "-" * len(heading), *lines]


def _wrapped(text: str, bullet: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=bullet, subsequent_indent=" " * len(bullet))


def _overlap_lines(found: Findings) -> list[str]:
    names = [f"{at} {shown(found.called(name))}" for at, name in enumerate(found.histories.lists, start=1)]
    heads = [str(at) for at in range(1, found.histories.n_lists + 1)]
    rows = overlap_rows_of(found)
    return _table([["", *heads], *([name, *row] for name, row in zip(names, rows, strict=True))])


def _estimate_lines(found: Findings, lang: Lang) -> list[str]:
    rows = [estimate_head(found, lang), *(estimate_row(one, lang) for one in found.estimates)]
    lines = _table(rows, left=frozenset({0, 3}))
    for estimate in found.estimates:
        if estimate.method == "independence" and "deviance" in estimate.details:
            figures = {name: number(float(estimate.details[name]), 1) for name in ("deviance", "aic", "bic")}
            lines += ["", *_wrapped(REPORT["fit"][lang].format(df=estimate.details["df"], **figures))]
    if found.left_out:
        names = ", ".join(found.left_out)
        lines += ["", *_wrapped(REPORT["left_out"][lang].format(names=names))]
    return lines


def _strata_lines(found: Findings, lang: Lang) -> list[str]:
    lines: list[str] = []
    for one in found.strata:
        heading = REPORT["by_stratum"][lang].format(
            columns=", ".join(found.strata_columns), method=METHODS[one.total.method][lang]
        )
        head = estimate_head(found, lang)
        rows = [estimate_row(each, lang, called=shown(name)) for name, each in one.estimates.items()]
        total = estimate_row(one.total, lang, called=REPORT["all_strata"][lang])
        lines += _section(
            heading, _table([[REPORT["stratum"][lang], *head[1:]], *rows, total], left=frozenset({0, 3}))
        )
        lines += [one.total.bearing.claim(lang)]
        for reason in one.reasons_of_sum:
            lines += _wrapped(reason.text(lang), bullet="- ")
    return lines


def _bearing_lines(found: Findings, lang: Lang) -> list[str]:
    lines = [found.bearing.statement(lang)]
    for reason in found.reasons_of_all:
        lines += _wrapped(reason.text(lang), bullet="- ")
    lines += ["", REPORT["of_methods"][lang]]
    for reason in found.reasons_of_methods:
        lines += _wrapped(reason.text(lang), bullet="- ")
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
