"""The overlaps of the lists as a picture (SVG) and as the same facts in rows for a table beside it.

The picture is fluid: widths are shares of whatever room it is given and letters keep their size, so it
reads alike on a phone and on a wide screen. It carries no style of its own beyond attributes (a strict
content security policy allows it) and takes the colour of the text around it; pages may style its classes.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.wording import PICTURE, Lang, lists_of, number, people

MOST_ROWS: Final = 40
"""Patterns drawn; the rest are counted in a last line and stand in the table."""

_LETTERS_A_LINE: Final = 36  # what 290 px (the narrowest phone, less margins) hold at 14 px
_LINE: Final = 20
_ROW: Final = 22


@dataclass(frozen=True)
class OverlapRow:
    """People seen on exactly these lists and no other."""

    lists: tuple[str, ...]
    people: int


def overlap_rows(histories: CaptureHistories) -> tuple[OverlapRow, ...]:
    """Every pattern somebody has: by the number of lists, then the most people first."""
    rows = [
        OverlapRow(tuple(name for name, on in zip(histories.lists, pattern, strict=True) if on), int(count))
        for pattern, count in zip(histories.patterns, histories.counts, strict=True)
    ]
    order = {name: at for at, name in enumerate(histories.lists)}
    return tuple(
        sorted(rows, key=lambda row: (len(row.lists), -row.people, [order[name] for name in row.lists]))
    )


def overlap_picture(
    histories: CaptureHistories,
    lang: Lang,
    *,
    labels: Mapping[str, str] | None = None,
    element_id: str = "overlaps",
) -> str:
    """Draw how many people were seen on which lists: dots for the lists of a pattern, a bar for its people.

    `labels` gives lists a fuller name than their own. `element_id` begins the ids inside, so that two
    pictures can stand on one page; it must be letters, digits, - and _ (else ValueError). Returns an
    `<svg>` element with role img, title and description.
    """
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", element_id):
        raise ValueError(f"element_id must be letters, digits, - and _, a letter first; got {element_id!r}")
    drawing = _Drawing(histories.n_lists, number(int(histories.counts.max())))
    for at, (name, total) in enumerate(zip(histories.lists, histories.list_totals, strict=True), start=1):
        drawing.key(at, f"{(labels or {}).get(name, name)}: {_unbroken(people(int(total), lang))}")
    drawing.gap()
    for line in _wrapped(PICTURE["axes"][lang]):
        drawing.note(line)
    drawing.column_numbers()
    every = overlap_rows(histories)
    drawn = _most_people(every)
    longest = max(row.people for row in every)
    position = {name: at for at, name in enumerate(histories.lists)}
    for size, total in enumerate(histories.seen_on(), start=1):
        if total:
            seen_on = PICTURE["seen_on"][lang]
            drawing.heading(seen_on.format(lists=lists_of(size, lang), people=people(int(total), lang)))
            for row in (row for row in drawn if len(row.lists) == size):
                drawing.pattern([position[name] for name in row.lists], row.people, row.people / longest)
    if left := len(every) - len(drawn):
        rest = sum(row.people for row in every) - sum(row.people for row in drawn)
        for line in _wrapped(
            PICTURE["left_out"][lang].format(patterns=number(left), people=people(rest, lang))
        ):
            drawing.note(line)
    title = PICTURE["title"][lang]
    return drawing.svg(lang, element_id, title, _described(histories, every, lang, labels or {}))


def _most_people(rows: tuple[OverlapRow, ...]) -> tuple[OverlapRow, ...]:
    kept = set(sorted(rows, key=lambda row: -row.people)[:MOST_ROWS])
    return tuple(row for row in rows if row in kept)


def _described(
    histories: CaptureHistories, rows: tuple[OverlapRow, ...], lang: Lang, labels: Mapping[str, str]
) -> str:
    """The picture in words, for those who do not see it."""
    seen = [
        PICTURE["seen_on"][lang].format(lists=lists_of(size, lang), people=people(int(total), lang))
        for size, total in enumerate(histories.seen_on(), start=1)
        if total
    ]
    sentences = [
        PICTURE["summary"][lang].format(
            people=people(histories.n_seen, lang), lists=lists_of(histories.n_lists, lang)
        ),
        "; ".join(seen) + ".",
    ]
    if shared := [row for row in rows if len(row.lists) > 1]:
        most = max(shared, key=lambda row: row.people)
        names = ", ".join(labels.get(name, name) for name in most.lists)
        sentences.append(PICTURE["largest"][lang].format(names=names, people=people(most.people, lang)))
    return " ".join(sentences)


def _unbroken(text: str) -> str:
    """The text with spaces that no line breaks at, so that '807 o bobl' stays together."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _LETTERS_A_LINE) or [""]


class _Drawing:
    """A column of lines, drawn from the top down. x in per cent of the width, y in pixels."""

    def __init__(self, n_lists: int, largest_count: str) -> None:
        self._n_lists = n_lists
        # Per cent kept free right of the longest bar: a figure is under 3% of the narrowest phone.
        self._room_for_count = 4 + 3.0 * len(largest_count)
        self._step = min(7.0, 54 / n_lists)
        self._radius = 6 if n_lists <= 8 else 4
        self._y = 0
        self._parts: list[str] = []

    def key(self, at: int, text: str) -> None:
        for line_number, line in enumerate(_wrapped(text)):
            self._y += _LINE
            if line_number == 0:
                self._text(0, str(at), kind="key-number", weight="bold")
            self._text(0, line, kind="key", dx=26)

    def gap(self) -> None:
        self._y += _LINE // 2

    def note(self, text: str) -> None:
        self._y += _LINE
        self._text(0, text, kind="note")

    def heading(self, text: str) -> None:
        self._y += _LINE // 2
        for line in _wrapped(text):
            self._y += _LINE
            self._text(0, line, kind="heading", weight="bold")
        self._y += 4

    def column_numbers(self) -> None:
        self._y += _LINE + _LINE // 2
        for at in range(self._n_lists):
            size = 14 if self._n_lists <= 8 else 10  # two figures in a narrow column must not touch
            self._text(self._x(at), str(at + 1), kind="column", anchor="middle", weight="bold", size=size)

    def pattern(self, on: list[int], count: int, share: float) -> None:
        self._y += _ROW
        middle = self._y - 5
        if len(on) > 1:
            self._parts.append(
                f'<line class="overlap-picture__tie" x1="{self._x(on[0]):.2f}%" y1="{middle}" '
                f'x2="{self._x(on[-1]):.2f}%" y2="{middle}" stroke="currentColor" stroke-width="2"/>'
            )
        for at in range(self._n_lists):
            place = f'cx="{self._x(at):.2f}%" cy="{middle}"'
            if at in on:
                self._parts.append(
                    f'<circle class="overlap-picture__on" {place} r="{self._radius}" fill="currentColor"/>'
                )
            else:
                self._parts.append(
                    f'<circle class="overlap-picture__off" {place} r="1.5" fill="currentColor" fill-opacity="0.55"/>'
                )
        left = self._step * self._n_lists + 3
        width = share * (100 - left - self._room_for_count)
        self._parts.append(
            f'<rect class="overlap-picture__bar" x="{left:.2f}%" y="{middle - 7}" width="{width:.2f}%" height="14" '
            'fill="currentColor" stroke="currentColor" stroke-width="1"/>'
        )
        self._text(left + width, number(count), kind="count", dx=8)

    def svg(self, lang: Lang, element_id: str, title: str, description: str) -> str:
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="overlap-picture" role="img" lang="{lang}" '
            f'aria-labelledby="{element_id}-title {element_id}-desc" width="100%" height="{self._y + _LINE}" '
            'font-size="14">'
        )
        words = (
            f'<title id="{element_id}-title">{escape(title)}</title>'
            f'<desc id="{element_id}-desc">{escape(description)}</desc>'
        )
        return "\n".join([head, words, *self._parts, "</svg>"])

    def _x(self, at: int) -> float:
        return self._step * (at + 0.5)

    def _text(
        self,
        x: float,
        text: str,
        *,
        kind: str,
        dx: int = 0,
        anchor: str = "start",
        weight: str = "normal",
        size: int = 14,
    ) -> None:
        self._parts.append(
            f'<text class="overlap-picture__{kind}" x="{x:.2f}%" y="{self._y}" dx="{dx}" text-anchor="{anchor}" '
            f'font-weight="{weight}" font-size="{size}" fill="currentColor">{escape(text)}</text>'
        )
