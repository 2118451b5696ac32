"""What every picture here shares: a column of lines drawn from the top down, fluid in width.

Widths are shares of whatever room there is and letters keep their size, so a picture reads alike on a phone
and on a wide screen. It has no style beyond attributes (a strict content security policy allows it) and takes
the colour of the text around it; pages may style its classes.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from html import escape
from typing import Final

from noddfa.estimate.wording import Lang

LETTERS_A_LINE: Final = 36  # what 290 px (the narrowest phone, less margins) hold at 14 px
LINE: Final = 20
ROW: Final = 22


def wrapped(text: str) -> list[str]:
    """The text in lines that the narrowest phone holds."""
    return textwrap.wrap(text, LETTERS_A_LINE) or [""]


def unbroken(text: str) -> str:
    """The text with spaces that no line breaks at, so that '807 o bobl' stays together."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


class Drawing:
    """Lines one below the other. x in per cent of the width, y in pixels. `name` begins its classes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.y = 0
        self.parts: list[str] = []

    def gap(self) -> None:
        """Half a line of nothing."""
        self.y += LINE // 2

    def note(self, text: str) -> None:
        """A sentence, over as many lines as it needs."""
        for line in wrapped(text):
            self.y += LINE
            self.text(0, line, kind="note")

    def heading(self, text: str) -> None:
        """A line in bold, with room above."""
        self.gap()
        for line in wrapped(text):
            self.y += LINE
            self.text(0, line, kind="heading", weight="bold")
        self.y += 4

    def text(
        self,
        x: float,
        text: str,
        *,
        kind: str,
        dx: int = 0,
        dy: int = 0,
        anchor: str = "start",
        weight: str = "normal",
        size: int = 14,
    ) -> None:
        """Letters on the line reached."""
        self.parts.append(
            f'<text class="{self.name}__{kind}" x="{x:.2f}%" y="{self.y + dy}" dx="{dx}" text-anchor="{anchor}" '
            f'font-weight="{weight}" font-size="{size}" fill="currentColor">{escape(text)}</text>'
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, kind: str, width: float = 2, dashes: str = ""
    ) -> None:
        """A straight line."""
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(
            f'<line class="{self.name}__{kind}" x1="{x1:.2f}%" y1="{y1:g}" x2="{x2:.2f}%" y2="{y2:g}" '
            f'stroke="currentColor" stroke-width="{width:g}"{dashed}/>'
        )

    def dot(
        self, x: float, y: float, *, kind: str, radius: float, hollow: bool = False, faint: bool = False
    ) -> None:
        """A filled dot, a ring when `hollow`."""
        fill = (
            'fill="none" stroke="currentColor" stroke-width="2"'
            if hollow
            else 'fill="currentColor"' + (' fill-opacity="0.55"' if faint else "")
        )
        self.parts.append(
            f'<circle class="{self.name}__{kind}" cx="{x:.2f}%" cy="{y:g}" r="{radius:g}" {fill}/>'
        )

    def bar(
        self, x: float, y: float, width: float, height: float, *, kind: str, shade: float | None = None
    ) -> None:
        """A filled rectangle, filled as darkly as `shade` (0 to 1) says."""
        faint = "" if shade is None else f'fill-opacity="{shade:g}" '
        self.parts.append(
            f'<rect class="{self.name}__{kind}" x="{x:.2f}%" y="{y:g}" width="{width:.2f}%" height="{height:g}" '
            f'fill="currentColor" {faint}stroke="currentColor" stroke-width="1"/>'
        )

    def path(self, points: Sequence[tuple[float, float]], bottom: float, *, area: bool = False) -> None:
        """A line through points above `bottom`, or the area within them; its stroke keeps its width."""
        shape = " ".join(f"{x:.3f},{y:.2f}" for x, y in points)
        look = (
            'fill="currentColor" fill-opacity="0.15"'
            if area
            else 'fill="none" stroke="currentColor" stroke-width="2.5" vector-effect="non-scaling-stroke"'
        )
        tag = "polygon" if area else "polyline"
        self.parts.append(
            f'<svg x="0" y="0" width="100%" height="{bottom:g}" viewBox="0 0 100 {bottom:g}" '
            f'preserveAspectRatio="none" aria-hidden="true"><{tag} points="{shape}" {look}/></svg>'
        )

    def svg(self, lang: Lang, element_id: str, title: str, description: str) -> str:
        """The whole `<svg>`, with role img, title and description. Raises ValueError on an unfit id."""
        check_id(element_id)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{self.name}" role="img" lang="{lang}" '
            f'aria-labelledby="{element_id}-title {element_id}-desc" width="100%" height="{self.y + LINE}" '
            'font-size="14">'
        )
        words = (
            f'<title id="{element_id}-title">{escape(title)}</title>'
            f'<desc id="{element_id}-desc">{escape(description)}</desc>'
        )
        return "\n".join([head, words, *self.parts, "</svg>"])


def check_id(element_id: str) -> None:
    """Raise ValueError unless ids may begin with this."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", element_id):
        raise ValueError(f"element_id must be letters, digits, - and _, a letter first; got {element_id!r}")
