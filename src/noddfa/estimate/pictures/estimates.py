"""The figures of several methods below each other, each with its interval, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from noddfa.estimate.pictures.drawing import LINE, Drawing, check_id, wrapped
from noddfa.estimate.pictures.scale import Scale, linear, logarithmic
from noddfa.estimate.pictures.words import ESTIMATES
from noddfa.estimate.wording import Lang, number, people

FARTHEST = 20.0
"""An interval that reaches further than so many times the largest figure is cut there, with an arrow."""


@dataclass(frozen=True)
class Figure:
    """What one method gave: people in all, its interval, and whether it is only a floor."""

    name: str
    point: float | None
    lower: float | None = None
    upper: float | None = None
    floor: bool = False


def estimates_picture(
    figures: Sequence[Figure], n_seen: int, lang: Lang, *, element_id: str = "estimates"
) -> str:
    """Draw the figures with their intervals: a dot, a ring for a floor; a dashed line for the people seen.

    Returns an `<svg>` as `overlap_picture` does; ValueError when `element_id` is unfit.
    """
    check_id(element_id)
    drawing = Drawing("estimates-picture")
    scale = _scale(figures, n_seen)
    drawing.note(ESTIMATES["key"][lang])
    drawing.note(ESTIMATES["seen"][lang].format(people=people(n_seen, lang)))
    if scale.logarithmic:
        drawing.note(ESTIMATES["logarithmic"][lang])
    drawing.gap()
    for figure in figures:
        _draw(drawing, figure, scale, n_seen, lang)
    _axis(drawing, scale)
    return drawing.svg(lang, element_id, ESTIMATES["title"][lang], _described(figures, lang))


def said(figure: Figure, lang: Lang) -> str:
    """The figure with its interval in words."""
    if figure.point is None:
        return ESTIMATES["none"][lang]
    if figure.lower is None or figure.upper is None:
        return number(figure.point)
    return ESTIMATES["with_interval"][lang].format(
        point=number(figure.point), lower=number(figure.lower), upper=number(figure.upper)
    )


def _scale(figures: Sequence[Figure], n_seen: int) -> Scale:
    points = [figure.point for figure in figures if figure.point is not None]
    ends = [figure.upper for figure in figures if figure.upper is not None]
    largest = max([float(n_seen), *points])
    high = max(largest, min(max(ends, default=0.0), FARTHEST * largest)) * 1.02
    if high > 12 * n_seen:
        return logarithmic(n_seen / 1.3, high)
    return linear(0.0, high)


def _draw(drawing: Drawing, figure: Figure, scale: Scale, n_seen: int, lang: Lang) -> None:
    drawing.gap()
    for line in wrapped(figure.name):
        drawing.y += LINE
        drawing.text(0, line, kind="method", weight="bold")
    drawing.y += LINE
    drawing.text(0, said(figure, lang), kind="figure")
    if figure.point is None:
        return
    drawing.y += LINE
    middle = drawing.y - 5
    seen = scale.at(n_seen)
    drawing.line(seen, middle - 9, seen, middle + 9, kind="seen", width=1.5, dashes="3 3")
    if figure.lower is not None and figure.upper is not None:
        low, high = scale.at(figure.lower), scale.at(figure.upper)
        drawing.line(low, middle, high, middle, kind="interval", width=3)
        drawing.line(low, middle - 6, low, middle + 6, kind="end")
        if figure.upper > scale.high:
            drawing.text(high, "→", kind="beyond", dx=2)
        else:
            drawing.line(high, middle - 6, high, middle + 6, kind="end")
    drawing.dot(scale.at(figure.point), middle, kind="point", radius=6, hollow=figure.floor)


def _axis(drawing: Drawing, scale: Scale) -> None:
    drawing.y += LINE // 2
    bottom = drawing.y
    drawing.line(scale.left, bottom, scale.right, bottom, kind="axis", width=1)
    drawing.y += LINE
    for tick in scale.ticks:
        at = scale.at(tick)
        drawing.line(at, bottom, at, bottom + 5, kind="tick", width=1)
        anchor = "start" if at < 10 else "middle" if at < 88 else "end"
        drawing.text(at if anchor != "start" else 0, number(tick), kind="tick-figure", anchor=anchor, size=12)


def _described(figures: Sequence[Figure], lang: Lang) -> str:
    """The picture in words, for those who do not see it."""
    return " ".join(f"{figure.name}: {said(figure, lang)}." for figure in figures)
