"""The report as one HTML file that needs nothing else: to send, to print, to keep."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from noddfa.estimate.pictures import (
    Figure,
    estimates_picture,
    overlap_picture,
    posterior_picture,
)
from noddfa.estimate.posteriors import Bins
from noddfa.estimate.report.findings import Findings
from noddfa.estimate.report.notes import NOTES
from noddfa.estimate.report.rows import (
    estimate_head,
    estimate_row,
    number_rows,
    overlap_rows_of,
    pattern_rows,
    seen_line,
)
from noddfa.estimate.report.style import STYLE
from noddfa.estimate.report.words import PAGE, REPORT
from noddfa.estimate.result import Estimate, Reason
from noddfa.estimate.study.curve import curve_picture, curve_rows
from noddfa.estimate.study.sensitivity import SensitivityCurve, sensitivity_curve
from noddfa.estimate.wording import METHODS, Lang, number

CURVE_OF: Final = ("stepwise", "all-models", "independence")
"""Methods whose figure rests on there being no interaction of all lists together, the first that answered."""


def as_page(found: Findings, lang: Lang) -> str:
    """The whole report as an HTML document in English or Welsh, without script or outside address."""
    title = PAGE["title"][lang].format(title=found.title) if found.title else PAGE["untitled"][lang]
    parts = [
        _head(found, lang),
        _bearing(found, lang),
        _estimates(found, lang),
        *(_posterior(one, lang) for one in found.estimates),
        _sensitivity(found, lang),
        _strata(found, lang),
        _overlaps(found, lang),
        _notes(found, lang),
    ]
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in parts if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def pictures(found: Findings, lang: Lang) -> dict[str, str]:
    """Each picture of the report as SVG, by a name for its file."""
    drawn = {
        "overlaps": overlap_picture(found.histories, lang, labels=found.labels),
        "estimates": estimates_picture(figures_of(found.estimates, lang), found.histories.n_seen, lang),
    }
    for estimate in found.estimates:
        if svg := posterior_of(estimate, lang):
            drawn[f"posterior-{estimate.method}"] = svg
    if svg := sensitivity_of(found, lang):
        drawn["sensitivity"] = svg
    return drawn


def figures_of(estimates: Sequence[Estimate], lang: Lang) -> list[Figure]:
    """What `estimates_picture` draws."""
    return [
        Figure(
            METHODS[one.method][lang],
            one.point,
            one.interval.lower if one.interval else None,
            one.interval.upper if one.interval else None,
            floor=one.bearing.verdict != "bears_estimate",
        )
        for one in estimates
    ]


def posterior_of(estimate: Estimate, lang: Lang) -> str | None:
    """The picture of the method's posterior, where it gives one."""
    shares, ends = Bins.from_details(estimate.details), estimate.interval
    if shares is None or ends is None:
        return None
    name = METHODS[estimate.method][lang]
    return posterior_picture(
        name, shares, (ends.lower, ends.upper), lang, element_id=f"posterior-{estimate.method}"
    )


def curve_of(found: Findings) -> SensitivityCurve | None:
    """The sensitivity curve of the first method of CURVE_OF that answered."""
    answered = {one.method: one for one in found.estimates if one.point is not None and one.unseen}
    method = next((code for code in CURVE_OF if code in answered), None)
    return sensitivity_curve(answered[method]) if method else None


def sensitivity_of(found: Findings, lang: Lang) -> str | None:
    """How the figure moves as the assumption behind it is relaxed, with the other methods' figures marked."""
    curve = curve_of(found)
    if curve is None:
        return None
    marks = [
        (METHODS[one.method][lang], one.point)
        for one in found.estimates
        if one.point is not None and one.method != curve.method and one.bearing.verdict == "bears_estimate"
    ]
    return curve_picture(curve, lang, marks=marks)


def _head(found: Findings, lang: Lang) -> str:
    seen = seen_line(found, lang)
    lines = [f"<h1>{escape(found.title or PAGE['untitled'][lang])}</h1>", f"<p>{escape(seen)}.</p>"]
    if found.source:
        text = REPORT["source"][lang].format(source=found.source)
        lines.append(f'<p class="faint">{escape(text)}</p>')
    if found.covariates:
        text = REPORT["covariates"][lang].format(names=", ".join(found.covariates))
        lines.append(f'<p class="faint">{escape(text)}</p>')
    return "\n".join(lines)


def _bearing(found: Findings, lang: Lang) -> str:
    return (
        f'<h2>{escape(REPORT["bearing"][lang])}</h2>\n<p class="verdict">'
        f"{escape(found.bearing.statement(lang))}</p>\n{_list(found.reasons_of_all, lang)}"
        f"<h3>{escape(REPORT['of_methods'][lang])}</h3>\n{_list(found.reasons_of_methods, lang)}"
    )


def _list(reasons: Sequence[Reason], lang: Lang) -> str:
    return "<ul>" + "".join(f"<li>{escape(reason.text(lang))}</li>" for reason in reasons) + "</ul>"


def _estimates(found: Findings, lang: Lang) -> str:
    head = [*estimate_head(found, lang), PAGE["bears"][lang]]
    rows = [[*estimate_row(one, lang), one.bearing.claim(lang)] for one in found.estimates]
    left_out = (
        f"<p>{escape(REPORT['left_out'][lang].format(names=', '.join(found.left_out)))}</p>"
        if found.left_out
        else ""
    )
    picture = estimates_picture(figures_of(found.estimates, lang), found.histories.n_seen, lang)
    return (
        f"<h2>{escape(REPORT['estimates'][lang])}</h2>\n<figure>{picture}</figure>\n"
        + _table(PAGE["estimates_table"][lang], head, rows, figures=frozenset({1, 2}), cards=True)
        + left_out
    )


def _posterior(estimate: Estimate, lang: Lang) -> str:
    shares = Bins.from_details(estimate.details)
    picture = posterior_of(estimate, lang)
    if picture is None or shares is None:
        return ""
    name = METHODS[estimate.method][lang]
    rows = [
        [
            REPORT["from_to"][lang].format(lower=number(low), upper=number(high)),
            f"{number(100 * share, 1)}%",
        ]
        for low, high, share in shares.rows()
    ]
    heading = PAGE["posterior"][lang].format(method=name)
    head = [PAGE["people_in_all"][lang], PAGE["probability"][lang]]
    return f"<h2>{escape(heading)}</h2>\n<figure>{picture}</figure>\n" + _table(
        heading, head, rows, figures=frozenset({1})
    )


def _sensitivity(found: Findings, lang: Lang) -> str:
    curve, picture = curve_of(found), sensitivity_of(found, lang)
    if curve is None or picture is None:
        return ""
    none = REPORT["no_answer"][lang]
    rows = [
        [
            f"{row.xi:g}",
            *(none if value is None else number(value) for value in (row.estimate, row.lower, row.upper)),
        ]
        for row in curve_rows(curve)
    ]
    head = [PAGE["relaxed"][lang], REPORT["estimate"][lang], PAGE["lower"][lang], PAGE["upper"][lang]]
    heading = PAGE["sensitivity"][lang].format(method=METHODS[curve.method][lang])
    return "\n".join(
        [
            f"<h2>{escape(heading)}</h2>",
            f"<p>{escape(PAGE['sensitivity_says'][lang])}</p>",
            f"<figure>{picture}</figure>",
            _table(heading, head, rows, figures=frozenset({1, 2, 3})),
        ]
    )


def _strata(found: Findings, lang: Lang) -> str:
    if not found.strata:
        return ""
    parts = [f"<h2>{escape(PAGE['strata'][lang].format(columns=', '.join(found.strata_columns)))}</h2>"]
    head = estimate_head(found, lang)
    for one in found.strata:
        rows = [
            [*estimate_row(each, lang, called=name), each.bearing.claim(lang)]
            for name, each in one.estimates.items()
        ]
        rows.append(
            [
                *estimate_row(one.total, lang, called=REPORT["all_strata"][lang]),
                one.total.bearing.claim(lang),
            ]
        )
        parts.append(
            _table(
                METHODS[one.total.method][lang],
                [REPORT["stratum"][lang], *head[1:], PAGE["bears"][lang]],
                rows,
                figures=frozenset({1, 2}),
                cards=True,
            )
        )
        parts.append(_list(one.reasons_of_sum, lang))
    return "\n".join(parts)


def _overlaps(found: Findings, lang: Lang) -> str:
    histories = found.histories
    called = [found.called(name) for name in histories.lists]
    pairs = [[name, *row] for name, row in zip(called, overlap_rows_of(found), strict=True)]
    heads = ["", *called]
    numeric = frozenset(range(1, len(heads)))
    return "\n".join(
        [
            f"<h2>{escape(PAGE['overlaps'][lang])}</h2>",
            f"<figure>{overlap_picture(histories, lang, labels=found.labels)}</figure>",
            _table(REPORT["overlaps"][lang], heads, pairs, figures=numeric),
            _table(
                REPORT["by_number"][lang],
                [PAGE["number_of_lists"][lang], PAGE["people"][lang]],
                number_rows(found, lang),
                figures=frozenset({1}),
            ),
            _table(
                PAGE["patterns"][lang],
                [PAGE["lists"][lang], PAGE["people"][lang]],
                pattern_rows(found, lang),
                figures=frozenset({1}),
            ),
        ]
    )


def _notes(found: Findings, lang: Lang) -> str:
    codes = dict.fromkeys(one.method for one in found.estimates)
    items = [
        f"<dt>{escape(METHODS[code][lang])}</dt><dd>{escape(NOTES[code][lang])}</dd>"
        for code in codes
        if code in NOTES
    ]
    return (
        f"<h2>{escape(PAGE['notes'][lang])}</h2>\n<dl>{''.join(items)}</dl>\n"
        f'<p class="faint">{escape(PAGE["made_by"][lang])}</p>'
    )


_SCROLLED: Final = '<div class="wide" tabindex="0" role="region" aria-label="{label}">{table}</div>'


def _table(
    caption: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    figures: frozenset[int],
    cards: bool = False,
) -> str:
    """A table whose first column heads its rows. With `cards` each row stands by itself on a phone."""

    def kind(at: int) -> str:
        return ' class="figure"' if at in figures else ""

    heads = "".join(
        f'<th scope="col"{kind(at)}>{escape(text)}</th>' if text else "<td></td>"
        for at, text in enumerate(head)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(
            f'<td{kind(at)} data-head="{escape(head[at])}">{escape(text)}</td>'
            for at, text in enumerate(rest, 1)
        )
        + "</tr>"
        for first, *rest in rows
    )
    table = (
        f"<table{' class=' + chr(34) + 'cards' + chr(34) if cards else ''}><caption>{escape(caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )
    return _SCROLLED.format(label=escape(caption), table=table)
