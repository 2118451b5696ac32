"""Two curves: how probable each number of people is, and how a figure moves as an assumption is relaxed."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from noddfa.estimate.pictures.drawing import Drawing, check_id
from noddfa.estimate.pictures.scale import Scale, linear
from noddfa.estimate.pictures.words import POSTERIOR, SENSITIVITY
from noddfa.estimate.posteriors import Bins
from noddfa.estimate.wording import Lang, number

_TALL: Final = 180


def posterior_picture(
    name: str, found: Bins, interval: tuple[float, float], lang: Lang, *, element_id: str = "posterior"
) -> str:
    """Draw how probable each number of people is by one method, its interval below. Returns an `<svg>`."""
    check_id(element_id)
    drawing = Drawing("posterior-picture")
    drawing.note(POSTERIOR["key"][lang])
    scale = linear(found.edges[0], found.edges[-1], left=2, right=94)
    top = drawing.y + 10
    bottom = top + _TALL
    tallest = max(found.shares)
    for left, right, share in zip(found.edges, found.edges[1:], found.shares, strict=False):
        height = _TALL * share / tallest
        drawing.bar(scale.at(left), bottom - height, scale.at(right) - scale.at(left), height, kind="bar")
    drawing.line(
        scale.at(interval[0]), bottom + 8, scale.at(interval[1]), bottom + 8, kind="interval", width=4
    )
    _ticks(drawing, scale, bottom + 12)
    text = POSTERIOR["described"][lang].format(
        method=name, lower=number(interval[0]), upper=number(interval[1])
    )
    return drawing.svg(lang, element_id, POSTERIOR["title"][lang].format(method=name), text)


@dataclass(frozen=True)
class CurvePoint:
    """Where the assumption stands (`at`), and the figure there with its interval."""

    at: float
    point: float
    lower: float | None = None
    upper: float | None = None


def sensitivity_picture(
    points: Sequence[CurvePoint], meaning: str, lang: Lang, *, element_id: str = "sensitivity"
) -> str:
    """Draw how the figure moves along the assumption; `meaning` says what is on the way across.

    Returns an `<svg>`. ValueError with fewer than two points.
    """
    check_id(element_id)
    if len(points) < 2:
        raise ValueError(f"points must hold two or more; got {len(points)}")
    drawing = Drawing("sensitivity-picture")
    drawing.note(SENSITIVITY["key"][lang].format(meaning=meaning))
    across = linear(points[0].at, points[-1].at, left=16, right=94)
    largest = max(max(one.point for one in points), min(_most(points), 4 * max(one.point for one in points)))
    up = linear(0.0, largest * 1.02, left=0, right=100)
    top = drawing.y + 14
    bottom = top + _TALL

    def height(value: float) -> float:
        return bottom - _TALL * up.at(value) / 100

    for tick in up.ticks:
        drawing.y = int(height(tick)) + 4
        drawing.text(0, number(tick), kind="tick-figure", size=12)
        drawing.line(across.left, height(tick), across.right, height(tick), kind="grid", width=0.5)
    for one in points:
        if one.lower is not None and one.upper is not None:
            drawing.line(
                across.at(one.at),
                height(one.lower),
                across.at(one.at),
                height(one.upper),
                kind="interval",
                width=1,
            )
    for before, after in itertools.pairwise(points):
        drawing.line(
            across.at(before.at),
            height(before.point),
            across.at(after.at),
            height(after.point),
            kind="curve",
            width=3,
        )
    _ticks(drawing, across, bottom, decimals=_decimals(across))
    first, last = points[0], points[-1]
    text = SENSITIVITY["described"][lang].format(
        first=number(first.point), last=number(last.point), low=f"{first.at:g}", high=f"{last.at:g}"
    )
    return drawing.svg(lang, element_id, SENSITIVITY["title"][lang], text)


def _most(points: Sequence[CurvePoint]) -> float:
    return max(one.upper if one.upper is not None else one.point for one in points)


def _decimals(scale: Scale) -> int:
    return 0 if all(float(tick).is_integer() for tick in scale.ticks) else 1


def _ticks(drawing: Drawing, scale: Scale, y: float, *, decimals: int = 0) -> None:
    drawing.line(scale.left, y, scale.right, y, kind="axis", width=1)
    drawing.y = int(y) + 20
    for tick in scale.ticks:
        at = scale.at(tick)
        drawing.line(at, y, at, y + 5, kind="tick", width=1)
        anchor = "start" if at < 6 else "middle" if at < 90 else "end"
        drawing.text(at, number(tick, decimals), kind="tick-figure", anchor=anchor, size=12)
