"""A coverage study as a picture (SVG): for each population, how often each method's intervals hold the truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from noddfa.estimate.pictures.drawing import LINE, Drawing, check_id
from noddfa.estimate.study.coverage import Coverage
from noddfa.estimate.study.words import STUDY
from noddfa.estimate.wording import METHODS, Lang, number

_ROW: Final = 44
_LEFT, _RIGHT = 2.0, 97.0


def coverage_picture(
    found: Mapping[str, Sequence[Coverage]], lang: Lang, *, level: float = 0.95, element_id: str = "coverage"
) -> str:
    """Draw a bar for each method under each population's name.

    The bar is all intervals that were given. Its dark part holds the truth; what is left of it in pale lies
    wholly below the truth (a lower bound may), what is right of it wholly above. A method that never answered
    has words instead of a bar. Returns an `<svg>` element with role img, title and
    description; ValueError when `element_id` is no id.
    """
    check_id(element_id)
    drawing = Drawing("coverage-picture")
    drawing.note(STUDY["intro"][lang].format(level=number(100 * level)))
    for name, rows in found.items():
        drawing.heading(name)
        for row in rows:
            _row(drawing, row, lang)
    drawing.y += 2 * LINE
    for share in (0.0, 0.5, 1.0):
        anchor = "start" if share == 0 else "end" if share == 1 else "middle"
        drawing.text(_across(share), f"{100 * share:g}%", kind="tick-figure", anchor=anchor)
    return drawing.svg(lang, element_id, STUDY["title"][lang], _described(found, lang))


def _row(drawing: Drawing, row: Coverage, lang: Lang) -> None:
    drawing.y += _ROW
    drawing.text(0, _name(row, lang), kind="name", dy=-18)
    if not row.answered:
        drawing.text(_LEFT, STUDY["never"][lang], kind="note", dy=-1)
        return
    x = 0.0
    for part, kind, shade in (
        (row.too_low, "low", 0.12),
        (row.covered, "holds", 0.85),
        (row.too_high, "high", 0.45),
    ):
        share = part / row.answered
        if share:
            width = (_RIGHT - _LEFT) * share
            drawing.bar(_across(x), drawing.y - 13, width, 14, kind=kind, shade=shade)
        x += share


def _across(share: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * share


def _described(found: Mapping[str, Sequence[Coverage]], lang: Lang) -> str:
    sentences = []
    for name, rows in found.items():
        parts = [f"{_name(row, lang)}: {_said(row, lang)}" for row in rows]
        sentences.append(f"{name}: {'; '.join(parts)}.")
    return " ".join(sentences)


def _said(row: Coverage, lang: Lang) -> str:
    if not row.answered:
        return STUDY["never"][lang]
    return STUDY["shares"][lang].format(
        held=number(100 * row.covered / row.answered),
        low=number(100 * row.too_low / row.answered),
        high=number(100 * row.too_high / row.answered),
    )


def _name(row: Coverage, lang: Lang) -> str:
    return METHODS[row.method][lang] if row.method in METHODS else row.method
