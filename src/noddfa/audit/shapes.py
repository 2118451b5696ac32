"""A shape for each rating, so that its colour never speaks alone. Drawn here, nothing of it comes from outside."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_LINE = 'fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"'
SHAPES: dict[str, str] = {
    "circle": '<circle cx="10" cy="10" r="8.5" fill="currentColor"/>',
    "triangle": '<path d="M10 1.8 19 18H1Z" fill="currentColor"/>',
    "square": '<rect x="2" y="2" width="16" height="16" fill="currentColor"/>',
    "dash": f'<path d="M3 10h14" {_LINE}/>',
    "question": f'<path d="M5.8 6.6c.3-5 8.6-4.6 8.2.4-.2 2.7-4 3-4 6M10 17.6v.1" {_LINE}/>',
    "open": f'<circle cx="10" cy="10" r="8" {_LINE} stroke-dasharray="3.1 3.2"/>',
}
NOT_ANSWERED = "not_answered"


def draw(shape: str, rating: str) -> SafeString:
    """A shape in the colour of a rating, hidden from screen readers: a text always stands beside it."""
    return format_html(
        '<svg class="audit-shape audit-shape--{}" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>',
        rating,
        mark_safe(SHAPES[shape]),  # drawn above
    )
