"""Small pictures drawn for Noddfa: a shape for each kind of status, so that colour is never alone."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_STROKE = (
    'fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"'
)
SHAPES: dict[str, str] = {
    "done": f'<circle cx="10" cy="10" r="9" fill="currentColor"/><path d="m5.8 10.4 2.9 2.9 5.6-6" {_STROKE}'
    ' class="noddfa-icon__inner"/>',
    "now": '<circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2.2"/>'
    '<circle cx="10" cy="10" r="4" fill="currentColor"/>',
    "soon": f'<circle cx="10" cy="10" r="8" {_STROKE}/><path d="M10 5.5V10l3.2 2" {_STROKE}/>',
    "late": '<path d="M10 1.2 19.4 18H.6Z" fill="currentColor"/>'
    f'<path d="M10 7.2v5.2M10 15.3v.1" {_STROKE} class="noddfa-icon__inner"/>',
    "waiting": f'<circle cx="10" cy="10" r="8" {_STROKE} stroke-dasharray="3.1 3.2"/>',
    "stopped": '<rect x="2.5" y="2.5" width="15" height="15" rx="2" fill="currentColor"/>'
    f'<path d="M6.5 10h7" {_STROKE} class="noddfa-icon__inner"/>',
    "note": '<path d="M10 1 19 10 10 19 1 10Z" fill="currentColor"/>',
    "query": f'<path d="M10 1.5 18.5 10 10 18.5 1.5 10Z" {_STROKE}/>'
    f'<path d="M8 8.3c.2-2.6 4.3-2.3 4 .2-.1 1.2-2 1.4-2 2.7M10 13.7v.1" {_STROKE}/>',
    "up": f'<path d="M10 17V4M4.5 9 10 3.5 15.5 9" {_STROKE}/>',
    "down": f'<path d="M10 3v13M4.5 11l5.5 5.5 5.5-5.5" {_STROKE}/>',
    "print": f'<path d="M5.5 7V2h9v5M5.5 14H2.2V7h15.6v7h-3.3M5.5 11.5h9V18h-9Z" {_STROKE}/>',
    "lock": f'<rect x="3.5" y="9" width="13" height="9" rx="1.5" {_STROKE}/>'
    f'<path d="M6.2 9V6a3.8 3.8 0 0 1 7.6 0v3" {_STROKE}/>',
    "person": f'<circle cx="10" cy="6" r="3.8" {_STROKE}/><path d="M2.5 18c.6-9 14.4-9 15 0" {_STROKE}/>',
}


def draw(name: str, label: str = "") -> SafeString:
    """The picture of a name. Raises KeyError when there is none; with a label it is read out, else it is hidden."""
    shape = mark_safe(SHAPES[name])  # drawn above, nothing of it comes from outside
    if label:
        return format_html(
            '<svg class="noddfa-icon" viewBox="0 0 20 20" role="img" aria-label="{}" focusable="false">{}</svg>',
            label,
            shape,
        )
    return format_html(
        '<svg class="noddfa-icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>', shape
    )
