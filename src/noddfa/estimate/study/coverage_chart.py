"""A coverage study as a picture (SVG): for each population, how often each method's intervals hold the truth."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Final

from noddfa.estimate.study.coverage import Coverage
from noddfa.estimate.study.drawing import LINE, Anchor, Drawing
from noddfa.estimate.study.words import STUDY
from noddfa.estimate.wording import METHODS, Lang, number

_LETTERS_A_LINE: Final = 38
_ROW: Final = 44
_LEFT, _RIGHT = 2.0, 97.0


def coverage_picture(
    found: Mapping[str, Sequence[Coverage]], lang: Lang, *, level: float = 0.95, element_id: str = "coverage"
) -> str:
    """Draw a dot for each method under each population's name: the share of its intervals that hold the truth.

    The line through a dot is Wilson's 95% interval for the share; the dashed line down is `level`, where the
    dots should be. A method that never answered has words instead of a dot. Returns an `<svg>` element with
    role img, title and description; ValueError when `element_id` is no id.
    """
    heads = {name: textwrap.wrap(name, _LETTERS_A_LINE) for name in found}
    intro = textwrap.wrap(STUDY["intro"][lang].format(level=number(100 * level)), _LETTERS_A_LINE)
    height = LINE * (len(intro) + 2) + sum(
        LINE * (len(heads[name]) + 1) + _ROW * len(rows) for name, rows in found.items()
    )
    drawing = Drawing("coverage-picture", height + LINE)
    y = 0
    for line in intro:
        y += LINE
        drawing.text(0, y, line)
    y += LINE
    top = y
    for name, rows in found.items():
        for line in heads[name]:
            y += LINE
            drawing.text(0, y, line, bold=True)
        for row in rows:
            y += _ROW
            _row(drawing, row, y, lang)
        y += LINE
    drawing.line((_across(level), top), (_across(level), y), dashed=True)
    for share in (0.0, 0.5, 1.0):
        anchor: Anchor = "start" if share == 0 else "end" if share == 1 else "middle"
        drawing.text(_across(share), y + LINE, f"{100 * share:g}%", anchor=anchor)
    return drawing.svg(lang, element_id, STUDY["title"][lang], _described(found, lang))


def _row(drawing: Drawing, row: Coverage, y: float, lang: Lang) -> None:
    drawing.text(0, y - 18, METHODS[row.method][lang] if row.method in METHODS else row.method)
    drawing.line((_LEFT, y), (_RIGHT, y), faint=True)
    ends = row.share_interval()
    if row.share is None or ends is None:
        drawing.text(_LEFT, y - 3, STUDY["never"][lang])
        return
    drawing.line((_across(ends[0]), y), (_across(ends[1]), y), width=2)
    drawing.dot((_across(row.share), y))


def _across(share: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * share


def _described(found: Mapping[str, Sequence[Coverage]], lang: Lang) -> str:
    sentences = []
    for name, rows in found.items():
        parts = [
            f"{METHODS[row.method][lang] if row.method in METHODS else row.method}: "
            + (STUDY["never"][lang] if row.share is None else f"{number(100 * row.share)}%")
            for row in rows
        ]
        sentences.append(f"{name}: {'; '.join(parts)}.")
    return " ".join(sentences)
