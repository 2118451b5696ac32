"""Walks the links of a running site as one of its people, and says which routes were reached.

Only one page a route is looked at closely; further ones are opened for their links as long as something is missing.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation
from playwright.sync_api import Error, Page

AGAIN = 8  # pages of one route opened for their links, at most
NOT_FOLLOWED = re.compile(r"/account/logout/|[?&](sort|order|page)=")  # ends the walk; the same page again

# Links, and forms that only ask for a page, as they stand.
LINKS = """() => [...new Set([
  ...[...document.querySelectorAll("a[href]")].map(link => link.href.split("#")[0]),
  ...[...document.querySelectorAll("form[method=get]")]
    .map(form => `${form.action}?${new URLSearchParams(new FormData(form))}`),
])]"""


def route_of(url: str) -> str | None:
    """The name of the route a link leads to, with its room; None when it leads to none of ours."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return None


def crawl(
    page: Page,
    start: str,
    *,
    wanted: set[str],
    several: set[str],
    look: Callable[[Page, str], None],
    seen: set[str],
) -> None:
    """Follow links from a path until nothing of `wanted` is missing or no link is left.

    several: the routes of lists and records, which lead on to different pages as they stand differently.
    look: called with each page of a route not yet in `seen`, which it is then added to.
    """
    language = start.split("/")[1]
    with translation.override(language):  # addresses are of a language
        _walk(page, start, language, wanted, several, look, seen)


def _walk(
    page: Page,
    start: str,
    language: str,
    wanted: set[str],
    several: set[str],
    look: Callable[[Page, str], None],
    seen: set[str],
) -> None:
    first = page.url.split("/", 3)
    site = f"{first[0]}//{first[2]}"
    waiting, known, opened = deque([site + start]), {site + start}, Counter[str]()
    while waiting and not wanted <= seen:
        url = waiting.popleft()
        route = route_of(url)
        most = AGAIN if route in several else int(route not in seen)
        if route is None or opened[route] >= most:
            continue
        opened[route] += 1
        if not _open(page, url):
            seen.add(route)  # a file to keep: nothing to look at
            continue
        if route not in seen:
            seen.add(route)
            look(page, route)
        fresh = [link for link in _links(page, f"{site}/{language}/") if link not in known]
        known.update(fresh)
        new = [link for link in fresh if route_of(link) not in seen]
        waiting.extendleft(reversed(new))
        waiting.extend(link for link in fresh if link not in set(new))


def _open(page: Page, url: str) -> bool:
    """Go to a page; False when it is a file to download."""
    try:
        answer = page.goto(url)
    except Error as error:
        if "Download is starting" in error.message or "ERR_ABORTED" in error.message:
            return False
        raise
    assert answer is not None
    assert answer.status == 200, f"{url}: {answer.status}"
    return True


def _links(page: Page, below: str) -> Iterable[str]:
    """Links on the page that stay on this site and in this language."""
    found: list[str] = page.evaluate(LINKS)
    return [link for link in found if link.startswith(below) and not NOT_FOLLOWED.search(link)]
