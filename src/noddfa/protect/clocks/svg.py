"""Drawing the picture as SVG: by shape, text and colour together, with a title and a description."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from noddfa.design.components import Kind
from noddfa.design.icons import SHAPES
from noddfa.protect.clocks.picture import (
    BAND,
    HEAD,
    LINE,
    PAD,
    SIGN_SIZE,
    SMALL,
    SMALL_SIZE,
    TITLE_SIZE,
    Band,
    Box,
    Column,
    Picture,
)

# What a state looks like: ink, ground, and how its border is drawn.
_LOOKS: dict[Kind, tuple[str, str, str]] = {
    "done": ("#083d29", "#dcefe6", "1.5"),
    "now": ("#0a444d", "#d8ecee", "2.5"),
    "soon": ("#7a4300", "#fff0d1", "2.5"),
    "late": ("#8a1414", "#fbe3e3", "3.5"),
    "waiting": ("#3f4650", "#ffffff", "1"),
    "stopped": ("#3f4650", "#e4e6e8", "1"),
    "note": ("#2a1950", "#ebe6f5", "1"),
}
_DASHED: frozenset[Kind] = frozenset({"waiting", "stopped"})
_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
_INK, _TEAL, _PALE = "#0b0c0c", "#0f6470", "#eaf2f2"


def draw(picture: Picture) -> SafeString:
    """The picture as an SVG element."""
    return format_html(
        '<svg class="protect-picture" viewBox="0 0 {} {}" role="img" aria-labelledby="picture-title picture-summary" '
        'xmlns="http://www.w3.org/2000/svg" font-family="{}">'
        '<title id="picture-title">{}</title><desc id="picture-summary">{}</desc>{}{}{}</svg>',
        _n(picture.width),
        _n(picture.height),
        _FONT,
        picture.title,
        picture.summary,
        _joined(_column(column) for column in picture.columns),
        _joined(_band(band, picture.width) for band in picture.bands),
        _joined(_box(box) for box in picture.boxes),
    )


def _column(column: Column) -> SafeString:
    top, point = 24.0, 10.0
    left, right, bottom = column.x, column.x + column.width, HEAD - 8.0
    middle = (top + bottom) / 2
    corners = ((left, top), (right - point, top), (right, middle), (right - point, bottom), (left, bottom))
    marker = SafeString("")
    if column.here:
        marker = format_html(
            '<path d="M{} 4h12l-6 9z" fill="{}"/>'
            '<text x="{}" y="14" font-size="13" font-weight="700" fill="{}">{}</text>',
            _n(left),
            _TEAL,
            _n(left + 17),
            _TEAL,
            _("The case is here"),
        )
    return format_html(
        '<polygon points="{}" fill="{}" stroke="{}" stroke-width="1.5"/>'
        '<text x="{}" y="{}" font-size="14" font-weight="700" fill="{}">{}</text>{}',
        " ".join(f"{_n(x)},{_n(y)}" for x, y in corners),
        _TEAL if column.here else _PALE,
        _TEAL,
        _n(left + PAD),
        _n(middle + 5),
        "#ffffff" if column.here else _INK,
        column.title,
        marker,
    )


def _band(band: Band, width: float) -> SafeString:
    return format_html(
        '<rect x="0" y="{}" width="{}" height="{}" fill="#ffffff" stroke="#9cc3c4"/>'
        '<rect x="0" y="{}" width="{}" height="{}" fill="{}"/>'
        '<text x="{}" y="{}" font-size="14" font-weight="700" fill="{}">{}</text>',
        _n(band.y),
        _n(width),
        _n(band.height),
        _n(band.y),
        _n(width),
        BAND,
        _PALE,
        PAD,
        _n(band.y + 18),
        _INK,
        band.title,
    )


def _box(box: Box) -> SafeString:
    ink, ground, border = _LOOKS[box.kind]
    inset = 4.0  # from the lane's edges, so that a thick border has room
    y = box.y + PAD + TITLE_SIZE - 2
    titles = _lines(box.lines, box.x + PAD, y, LINE, TITLE_SIZE, _INK, bold=True)
    below = y + LINE * len(box.lines) + 2
    first = format_html_join(
        "", "{}", ((_text(box.x + PAD + SIGN_SIZE + 4, below, SMALL_SIZE, ink, box.below[0], True),),)
    )
    rest = _lines(box.below[1:], box.x + PAD, below + SMALL, SMALL, SMALL_SIZE, ink)
    sign = format_html(
        '<svg x="{}" y="{}" width="{}" height="{}" viewBox="0 0 20 20" color="{}">{}</svg>',
        _n(box.x + PAD),
        _n(below - SMALL_SIZE + 0.5),
        SIGN_SIZE,
        SIGN_SIZE,
        ink,
        mark_safe(SHAPES[box.kind]),
    )
    return format_html(
        '<g><rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}" stroke="{}" stroke-width="{}"{}/>{}{}{}{}</g>',
        _n(box.x + inset / 2),
        _n(box.y),
        _n(box.width - inset),
        _n(box.height),
        ground,
        ink,
        border,
        mark_safe(' stroke-dasharray="5 4"' if box.kind in _DASHED else ""),
        titles,
        sign,
        first,
        rest,
    )


def _lines(
    lines: Iterable[str], x: float, y: float, step: float, size: float, ink: str, *, bold: bool = False
) -> SafeString:
    return _joined(_text(x, y + number * step, size, ink, line, bold) for number, line in enumerate(lines))


def _text(x: float, y: float, size: float, ink: str, text: str, bold: bool) -> SafeString:
    weight = "700" if bold else "400"
    return format_html(
        '<text x="{}" y="{}" font-size="{}" font-weight="{}" fill="{}">{}</text>',
        _n(x),
        _n(y),
        _n(size),
        weight,
        ink,
        text,
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _n(number: float) -> str:
    """A number as SVG wants it, whatever the language: 12.5, not 12,5."""
    return f"{number:.1f}".removesuffix(".0")
