"""Printing a rating: text, shape and colour together."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from noddfa.audit import shapes
from noddfa.audit.overview.shown import RatingShown

register = template.Library()


@register.simple_tag
def rating_tag(rating: RatingShown, number: int | None = None) -> SafeString:
    """A rating in words with its shape; with a number, how many have it."""
    words = format_html("{}: {}", rating.label, number) if number is not None else rating.label
    return format_html(
        '<strong class="audit-rating audit-rating--{}">{}<span>{}</span></strong>',
        rating.code,
        shapes.draw(rating.shape, rating.code),
        words,
    )


@register.simple_tag
def rating_shape(rating: RatingShown) -> SafeString:
    """The shape alone, for a place where the words stand beside it."""
    return shapes.draw(rating.shape, rating.code)
