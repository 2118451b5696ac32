"""How probable each number of people is, as columns."""

from __future__ import annotations

from typing import Final

from noddfa.estimate.pictures.drawing import Drawing, check_id
from noddfa.estimate.pictures.scale import Scale, linear
from noddfa.estimate.pictures.words import POSTERIOR
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


def _ticks(drawing: Drawing, scale: Scale, y: float, *, decimals: int = 0) -> None:
    drawing.line(scale.left, y, scale.right, y, kind="axis", width=1)
    drawing.y = int(y) + 20
    for tick in scale.ticks:
        at = scale.at(tick)
        drawing.line(at, y, at, y + 5, kind="tick", width=1)
        anchor = "start" if at < 6 else "middle" if at < 90 else "end"
        drawing.text(at, number(tick, decimals), kind="tick-figure", anchor=anchor, size=12)
