"""A fluid picture (SVG): places across are shares of the width, letters keep their size on any screen.

No style but attributes, which a strict content security policy allows, and the colour of the text around.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Final, Literal, TypeAlias

from noddfa.estimate.wording import Lang

LINE: Final = 20
Anchor: TypeAlias = Literal["start", "middle", "end"]
Point: TypeAlias = tuple[float, float]


class Drawing:
    """Parts of a picture in the order they are drawn. Across: 0 to 100; down: pixels."""

    def __init__(self, kind: str, height: float) -> None:
        self._kind, self._height = kind, height
        self._parts: list[str] = []

    def text(
        self, x: float, y: float, words: str, *, dx: float = 0, anchor: Anchor = "start", bold: bool = False
    ) -> None:
        """Write `words` at x per cent and `dx` pixels, standing on y."""
        weight = ' font-weight="bold"' if bold else ""
        self._parts.append(
            f'<text class="{self._kind}__text" x="{x:.2f}%" y="{y:.1f}" dx="{dx:g}" text-anchor="{anchor}"{weight} '
            f'fill="currentColor">{escape(words)}</text>'
        )

    def line(
        self, a: Point, b: Point, *, faint: bool = False, dashed: bool = False, width: float = 1
    ) -> None:
        """A straight line."""
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        opacity = ' stroke-opacity="0.35"' if faint else ""
        self._parts.append(
            f'<line x1="{a[0]:.2f}%" y1="{a[1]:.1f}" x2="{b[0]:.2f}%" y2="{b[1]:.1f}" stroke="currentColor" '
            f'stroke-width="{width:g}"{opacity}{dash}/>'
        )

    def bar(self, x: float, y: float, width: float, height: float, *, shade: float) -> None:
        """A box from (x, y) to the right and down, filled as darkly as `shade` (0 to 1) says."""
        self._parts.append(
            f'<rect x="{x:.2f}%" y="{y:.1f}" width="{width:.2f}%" height="{height:g}" fill="currentColor" '
            f'fill-opacity="{shade:g}" stroke="currentColor" stroke-width="1"/>'
        )

    def path(self, points: Sequence[Point], *, area: bool = False) -> None:
        """A line through points, or the area within them. Stretches with the width; its stroke does not."""
        shape = " ".join(f"{x:.3f},{y:.2f}" for x, y in points)
        look = (
            'fill="currentColor" fill-opacity="0.15"'
            if area
            else 'fill="none" stroke="currentColor" stroke-width="2.5" vector-effect="non-scaling-stroke"'
        )
        tag = "polygon" if area else "polyline"
        self._parts.append(
            f'<svg x="0" y="0" width="100%" height="{self._height:g}" viewBox="0 0 100 {self._height:g}" '
            f'preserveAspectRatio="none" aria-hidden="true"><{tag} points="{shape}" {look}/></svg>'
        )

    def svg(self, lang: Lang, element_id: str, title: str, description: str) -> str:
        """The `<svg>` element with role img, title and description.

        `element_id` begins the ids inside, so that two pictures can stand on one page; it must be letters,
        digits, - and _ (else ValueError).
        """
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", element_id):
            raise ValueError(
                f"element_id must be letters, digits, - and _, a letter first; got {element_id!r}"
            )
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{self._kind}" role="img" lang="{lang}" '
            f'aria-labelledby="{element_id}-title {element_id}-desc" width="100%" height="{self._height:g}" '
            'font-size="14">'
        )
        words = (
            f'<title id="{element_id}-title">{escape(title)}</title>'
            f'<desc id="{element_id}-desc">{escape(description)}</desc>'
        )
        return "\n".join([head, words, *self._parts, "</svg>"])


def ticks(top: float, most: int = 5) -> list[float]:
    """Round numbers from 0 that do not go past `top`: steps of 1, 2 or 5 times a power of ten."""
    steps = (10.0**power * part for power in range(-1, 13) for part in (1, 2, 5))
    best = next(step for step in steps if top <= most * step)
    return [best * at for at in range(int(top / best) + 1)]
