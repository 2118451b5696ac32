"""Every page, in both languages: no fault axe can find, nothing wider than the window, no English left over.

The pages are found by following the links of each role from its home, so a new page is looked at once it is linked;
a page that no link leads to must be named here, with the reason.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import get_args

import polib
import pytest
from django.urls import translate_url
from playwright.sync_api import Page

from tests.access.routes import Route, walk
from tests.support.browser import DESK, PHONE, Language, axe, keeps_its_width
from tests.support.crawl import crawl

pytestmark = [pytest.mark.browser, pytest.mark.once]

LANGUAGES: tuple[Language, ...] = get_args(Language)
SOURCES = Path(__file__).resolve().parents[2] / "src"

# Which roles walk, and the rooms whose every page they must come by between them.
WALKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "casework": (
        ("teacher", "police", "duty", "lead", "manager", "support"),
        ("recognise", "refer", "protect", "support", "chronicle"),
    ),
    "workforce": (
        ("", "learner", "auditor", "manager", "administrator", "coordinator"),
        ("learn", "audit", "access", "publish", "demo", ""),
    ),
    "evidence": (("analyst",), ("measure",)),
}

# Lists, and what stands differently from one record to the next.
SEVERAL = {
    "home",
    "protect:cases",
    "protect:case",
    "protect:chronology",
    "protect:circle",
    "protect:protocol",
    "recognise:concerns",
    "recognise:concern",
    "refer:desk",
    "refer:receipt",
    "refer:desk_report",
    "support:needs",
    "audit:audits",
    "audit:audit",
    "audit:criterion",
    "learn:courses",
    "learn:module",
    "access:people",
    "publish:desk",
    "publish:check",
    "measure:runs",
    "measure:run",
}

# Routes that no link leads to, and why.
NO_LINK = {
    "front": "the address without a language, which sends on to one",
    "mfa_reauthenticate_webauthn": "offered to who has a key: tests/design/test_account_pages.py",
    "health": "for the machine that watches the server",
    "gallery": "for who builds screens; tests/design looks at it",
    "access:acting": "sends on to the home page",
    "access:open_notice": "sends on to the page the notice is about",
    "measure:progress": "a part of the page of a run, drawn anew while it runs",
}

IN_THE_READERS_LANGUAGE = "support:own_copy"  # the survivor's own, whoever prints it

TEXTS = """() => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement.closest('[lang="en"], script, style, textarea')) texts.push(node.textContent);
  return texts.map(text => text.replace(/\\s+/g, " ").trim()).filter(text => text);
}"""


@cache
def said_otherwise_in_welsh() -> frozenset[str]:
    """English texts of the catalogues that have another text in Welsh."""
    entries = [entry for file in SOURCES.rglob("cy/LC_MESSAGES/*.po") for entry in polib.pofile(str(file))]
    texts = {entry.msgid for entry in entries if entry.msgstr and entry.msgstr != entry.msgid}
    return frozenset(texts - {"English"})  # a language is named in itself where it can be chosen


def look(page: Page, route: str, url: str) -> None:
    """What every page must stand, in both languages."""
    for lang in LANGUAGES:
        answer = page.goto(translate_url(url, lang))
        assert answer is not None
        assert answer.status == 200, f"{page.url}: {answer.status}"
        if route != IN_THE_READERS_LANGUAGE:
            speaks(page, lang)
        assert page.locator("h1").count() == 1, f"{page.url} has no heading, or several"
        axe(page)
        page.set_viewport_size({"width": PHONE, "height": 800})
        keeps_its_width(page)
        page.set_viewport_size({"width": DESK, "height": 900})


def speaks(page: Page, lang: Language) -> None:
    """The page is in a language, and a Welsh one has no English left on it."""
    assert page.locator("html").get_attribute("lang") == lang, page.url
    if lang == "cy":
        english = set(page.evaluate(TEXTS)) & said_otherwise_in_welsh()
        assert not english, f"{page.url}: English on a Welsh page: {sorted(english)}"


def takes_posts_alone(route: Route) -> bool:
    """Whether a route only changes something and shows nothing (its answer to a GET is 405)."""
    view = inspect.unwrap(route.view)
    return "@require_POST" in inspect.getsource(view).partition("def ")[0]


@pytest.mark.parametrize("walkers", WALKS)
def test_every_page(open_page: Callable[..., Page], walkers: str) -> None:
    roles, rooms = WALKS[walkers]
    wanted = {
        route.name
        for route in walk()
        if not route.others
        and route.name.rpartition(":")[0] in rooms
        and route.name not in NO_LINK
        and not takes_posts_alone(route)
    }
    others = {route.name for route in walk() if route.others} if walkers == "workforce" else set()
    seen: set[str] = set()
    for who in roles:
        page = open_page(who or None, path="/en/")

        def each(url: str, route: str, page: Page = page) -> None:
            if route in wanted | others:
                look(page, route, url)

        crawl(page, "/en/", wanted=wanted, several=SEVERAL, look=each, seen=seen)
        page.close()
    assert wanted <= seen, f"no link leads to {sorted(wanted - seen)}"
