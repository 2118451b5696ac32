"""The sensitivity curve as a picture (SVG), and as rows for a table beside it."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from noddfa.estimate.study.drawing import LINE, Anchor, Drawing, ticks
from noddfa.estimate.study.sensitivity import SensitivityCurve
from noddfa.estimate.study.words import CURVE
from noddfa.estimate.wording import Lang, number, people

TABLE_XI: Final = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Values of xi named on the axis and in the table, where the curve reaches them."""

_LETTERS_A_LINE: Final = 38
_PLOT: Final = 260
_LEFT, _RIGHT = 2.0, 97.0


@dataclass(frozen=True)
class CurveRow:
    """The estimate at one xi; the ends are None when there is no interval."""

    xi: float
    estimate: float
    lower: float | None
    upper: float | None


def curve_rows(curve: SensitivityCurve, xi: Sequence[float] = TABLE_XI) -> tuple[CurveRow, ...]:
    """The curve at chosen values of xi within its range; none when there is no curve."""
    if not curve.xi:
        return ()
    at_one = curve.at_one
    n, unseen, found = at_one.n_seen, at_one.unseen or 0.0, at_one.interval
    return tuple(
        CurveRow(
            one,
            n + one * unseen,
            n + one * (found.lower - n) if found else None,
            n + one * (found.upper - n) if found else None,
        )
        for one in xi
        if curve.xi[0] * (1 - 1e-9) <= one <= curve.xi[-1] * (1 + 1e-9)
    )


def curve_picture(
    curve: SensitivityCurve,
    lang: Lang,
    *,
    marks: Sequence[tuple[str, float]] = (),
    element_id: str = "sensitivity",
) -> str:
    """Draw people in all against xi (on a logarithmic scale), with the interval as a band.

    `marks` are other figures, name and people, drawn as level lines: where the curve crosses one is what
    would have to be so for that figure to be right. Returns an `<svg>` element with role img, title and
    description. Raises ValueError when the curve has no points (say its `bearing` instead) or `element_id`
    is no id.
    """
    if not curve.xi:
        raise ValueError("curve must have points; this one was refused")
    axis = _lines(CURVE["axis"][lang])
    key = [(name, figure) for name, figure in marks if figure > curve.at_one.n_seen]
    notes = [line for name, figure in key for line in _lines(_marked(curve, name, figure, lang))]
    top = LINE * (len(axis) + 1)
    bottom = top + _PLOT
    drawing = Drawing(
        "sensitivity-curve", bottom + LINE * (3 + len(_lines(CURVE["ratio"][lang])) + len(notes))
    )
    for at, line in enumerate(axis, start=1):
        drawing.text(0, LINE * at - 4, line, bold=True)
    highest = max([*(curve.upper or curve.estimates), *(figure for _, figure in key)]) * 1.05
    span = math.log(curve.xi[-1] / curve.xi[0]) or 1.0

    def across(xi: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * math.log(xi / curve.xi[0]) / span

    def down(figure: float) -> float:
        return bottom - _PLOT * figure / highest

    if curve.lower and curve.upper:
        there = [(across(xi), down(figure)) for xi, figure in zip(curve.xi, curve.upper, strict=True)]
        back = [(across(xi), down(figure)) for xi, figure in zip(curve.xi, curve.lower, strict=True)]
        drawing.path([*there, *reversed(back)], area=True)
    for tick in ticks(highest):
        drawing.line((_LEFT, down(tick)), (_RIGHT, down(tick)), faint=True)
        drawing.text(_LEFT, down(tick) - 3, number(tick))
    for row in curve_rows(curve):
        drawing.line((across(row.xi), bottom), (across(row.xi), bottom + 5))
        anchor: Anchor = "start" if row.xi == curve.xi[0] else "end" if row.xi == curve.xi[-1] else "middle"
        drawing.text(across(row.xi), bottom + LINE, f"{row.xi:g}", anchor=anchor)
    if curve.xi[0] <= 1 <= curve.xi[-1]:
        drawing.line((across(1), top), (across(1), bottom), dashed=True)
    for _, figure in key:
        drawing.line((_LEFT, down(figure)), (_RIGHT, down(figure)), dashed=True, width=1.5)
    drawing.path([(across(xi), down(figure)) for xi, figure in zip(curve.xi, curve.estimates, strict=True)])
    y = bottom + LINE
    for line in [*_lines(CURVE["ratio"][lang]), *notes]:
        y += LINE
        drawing.text(0, y, line)
    return drawing.svg(lang, element_id, CURVE["title"][lang], _described(curve, key, lang))


def _described(curve: SensitivityCurve, marks: Sequence[tuple[str, float]], lang: Lang) -> str:
    """The picture in words, for those who do not see it."""
    rows = [
        CURVE["at"][lang].format(xi=f"{row.xi:g}", people=people(round(row.estimate), lang))
        for row in curve_rows(curve)
    ]
    said = [CURVE["summary"][lang], "; ".join(rows) + "."]
    return " ".join([*said, *(_marked(curve, name, figure, lang) for name, figure in marks)])


def _marked(curve: SensitivityCurve, name: str, figure: float, lang: Lang) -> str:
    xi = curve.xi_for(figure) or 0.0
    return CURVE["mark"][lang].format(name=name, figure=number(figure), xi=number(xi, 2))


def _lines(text: str) -> list[str]:
    return textwrap.wrap(text, _LETTERS_A_LINE)
