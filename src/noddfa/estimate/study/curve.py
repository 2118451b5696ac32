"""The sensitivity curve as a picture (SVG), and as rows for a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from noddfa.estimate.pictures.drawing import LINE, Drawing, check_id
from noddfa.estimate.pictures.scale import linear, logarithmic
from noddfa.estimate.study.sensitivity import SensitivityCurve
from noddfa.estimate.study.words import CURVE
from noddfa.estimate.wording import Lang, number, people

TABLE_XI: Final = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Values of xi named on the axis and in the table, where the curve reaches them."""

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
    check_id(element_id)
    key = [(name, figure) for name, figure in marks if figure > curve.at_one.n_seen]
    drawing = Drawing("sensitivity-curve")
    drawing.heading(CURVE["axis"][lang])
    top = drawing.y + LINE
    bottom = top + _PLOT
    highest = max([*(curve.upper or curve.estimates), *(figure for _, figure in key)]) * 1.05
    upward = linear(0.0, highest)
    across = logarithmic(curve.xi[0], max(curve.xi[-1], curve.xi[0] * 1.01), left=_LEFT, right=_RIGHT)

    def down(figure: float) -> float:
        return bottom - _PLOT * figure / highest

    def level(figure: float, *, kind: str, width: float = 1, dashes: str = "") -> None:
        drawing.line(_LEFT, down(figure), _RIGHT, down(figure), kind=kind, width=width, dashes=dashes)

    def points(figures: Sequence[float]) -> list[tuple[float, float]]:
        return [(across.at(xi), down(figure)) for xi, figure in zip(curve.xi, figures, strict=True)]

    if curve.lower and curve.upper:
        drawing.path([*points(curve.upper), *reversed(points(curve.lower))], bottom, area=True)
    for tick in upward.ticks:
        level(tick, kind="tick", width=0.5)
        drawing.y = int(down(tick))
        drawing.text(_LEFT, number(tick), kind="tick-figure", dy=-3)
    drawing.y = bottom + LINE
    for row in curve_rows(curve):
        at = across.at(row.xi)
        drawing.line(at, bottom, at, bottom + 5, kind="tick", width=1)
        anchor = "start" if row.xi == curve.xi[0] else "end" if row.xi == curve.xi[-1] else "middle"
        drawing.text(at, f"{row.xi:g}", kind="tick-figure", anchor=anchor)
    if curve.xi[0] <= 1 <= curve.xi[-1]:
        drawing.line(across.at(1), top, across.at(1), bottom, kind="assumption", width=1, dashes="5 4")
    for _, figure in key:
        level(figure, kind="mark", width=1.5, dashes="5 4")
    drawing.path(points(curve.estimates), bottom)
    drawing.note(CURVE["ratio"][lang])
    for name, figure in key:
        drawing.note(_marked(curve, name, figure, lang))
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
