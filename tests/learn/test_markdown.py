"""Markdown of the course becomes safe HTML, and links within the module find their page."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.learn.reading.markdown import to_html
from noddfa.learn.reading.modules import SIGNED_IN, shipped
from noddfa.learn.reading.pages import addresses

SNIPPETS = """<script>|</script>|<b onclick=x>|[a](javascript:x)|[a](//evil.example)|**|_|`|- |[x](data:text/html,1)
|![i](x.png)|<!--|-->|# |&lt;|<a href='http://x'>|word |> |[a](vbscript:x)|<svg onload=x>|[a]: javascript:x"""
PIECES = st.sampled_from(["\n", *SNIPPETS.replace("\n", "").split("|")])


class Tags(HTMLParser):
    """Gathers the tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@given(st.lists(PIECES, max_size=14).map("".join))
def test_nothing_but_prose_comes_through(text: str) -> None:
    for tag, attributes in Tags(to_html(text, {})).seen:
        assert tag in {"p", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote", "h2", "h3"}
        assert set(attributes) <= {"class", "href", "rel"}
        address = attributes.get("href") or ""
        assert not address.lower().startswith(("javascript:", "data:", "vbscript:"))


def test_prose_is_in_our_own_type() -> None:
    page = to_html("A *word*.\n\n- one\n\n1. first", {})
    assert '<p class="govuk-body">A <em>word</em>.</p>' in page
    assert 'class="govuk-list govuk-list--bullet"' in page
    assert 'class="govuk-list govuk-list--number"' in page


def test_a_link_leads_to_the_page_its_anchor_stands_on() -> None:
    assert 'href="/en/somewhere#scene"' in to_html("[see](#scene)", {"scene": "/en/somewhere#scene"})


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_link_of_every_module_leads_to_one_of_its_pages(language: str) -> None:
    for module in shipped().values():
        pages = addresses(module, SIGNED_IN)
        for section in module.sections:
            for part in (section.en if language == "en" else section.cy).parts:
                for tag, attributes in Tags(to_html(part.markdown, pages)).seen:
                    assert tag != "a" or (attributes["href"] or "").startswith("/")
