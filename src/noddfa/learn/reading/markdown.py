"""The course's Markdown as safe HTML in our own type. Pure but for Django's mark of safety.

markdown-it makes it, without raw HTML; nh3 lets through only what prose needs. Links to anchors of the module lead
to the page on which the anchor stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

_CLASSES: Final[dict[str, str]] = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
}
_TAGS: Final = {*_CLASSES, "li", "strong", "em", "br", "blockquote"}
_PARSER: Final = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence", "html_block"])


def to_html(text: str, pages: Mapping[str, str]) -> SafeString:
    """Markdown as HTML. pages: anchor -> address, for the links within the module."""
    return _to_html(text, tuple(sorted(pages.items())))


@lru_cache(maxsize=512)
def _to_html(text: str, pages: tuple[tuple[str, str], ...]) -> SafeString:
    tokens = _PARSER.parse(text)
    _dress(tokens, dict(pages))
    cleaned = nh3.clean(
        _PARSER.renderer.render(tokens, _PARSER.options, {}),
        tags=_TAGS,
        attributes={"a": {"href"}},
        allowed_classes={tag: set(classes.split()) for tag, classes in _CLASSES.items()},
        url_schemes={"https", "tel"},
    )
    return mark_safe(cleaned)  # nh3 has let through only the tags and attributes named above


def _dress(tokens: list[Token], pages: Mapping[str, str]) -> None:
    """Give each tag our classes and lead links within the module to their pages."""
    for token in tokens:
        if token.nesting == 1 and token.tag in _CLASSES:
            token.attrSet("class", _CLASSES[token.tag])
        if token.type == "link_open":
            target = str(token.attrGet("href") or "")
            token.attrSet("href", pages.get(target.removeprefix("#"), target))
        if token.children:
            _dress(token.children, pages)
