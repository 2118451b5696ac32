"""Walks the links of a running site as one of its people, and says which routes were reached.

One page a route is looked at closely. Further ones are only asked for their links, as long as something is missing:
asking is a fraction of opening.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation
from playwright.sync_api import Page

AGAIN = 8  # pages of one route asked for their links, at most
NOT_FOLLOWED = re.compile(r"/account/logout/|[?&](sort|order|page)=")  # ends the walk; the same page again

# The answer to a GET, and its links, and forms that only ask for a page, as they stand.
ASK = """async url => {
  const answer = await fetch(url);
  const paper = (answer.headers.get("content-type") || "").startsWith("text/html")
    && !(answer.headers.get("content-disposition") || "").startsWith("attachment");
  if (!paper) return {status: answer.status, paper, links: []};
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const whole = address => new URL(address, url).href;
  const links = new Set([
    ...[...page.querySelectorAll("a[href]")].map(link => whole(link.getAttribute("href")).split("#")[0]),
    ...[...page.querySelectorAll("form[method=get]")].map(form =>
      `${whole(form.getAttribute("action") || "")}?${new URLSearchParams(new FormData(form))}`),
  ]);
  return {status: answer.status, paper, links: [...links]};
}"""


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
    look: Callable[[str, str], None],
    seen: set[str],
) -> None:
    """Follow links from a path until nothing of `wanted` is missing or no link is left.

    page: stands on a page of the site, from which the others are asked for; `look` may move it about there.
    several: the routes of lists and records, which lead on to different pages as they stand differently.
    look: called with the address and the route of each page of a route not yet in `seen`, which it is then added to.
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
    look: Callable[[str, str], None],
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
        answer = page.evaluate(ASK, url)
        assert answer["status"] == 200, f"{url}: {answer['status']}"
        if route not in seen:
            seen.add(route)
            if answer["paper"]:  # a file to keep has nothing to look at
                look(url, route)
        fresh = [link for link in _ours(answer["links"], f"{site}/{language}/") if link not in known]
        known.update(fresh)
        new = [link for link in fresh if route_of(link) not in seen]
        waiting.extendleft(reversed(new))
        waiting.extend(link for link in fresh if link not in set(new))


def _ours(links: Iterable[str], below: str) -> list[str]:
    """Links that stay on this site and in this language."""
    return [link for link in links if link.startswith(below) and not NOT_FOLLOWED.search(link)]
