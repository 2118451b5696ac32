"""Debian's Chromium, driven by Playwright, and axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from noddfa.web.navigation import LEAVE_URL
from tests.support.server import Noddfa

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--js-flags=--no-opt,--no-maglev",  # axe is loaded anew on every page: optimising it never pays
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",  # no page reaches another machine
]
PHONE, DESK = 360, 1280  # widths of a small phone and of a desk, CSS pixels
Language = Literal["en", "cy"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, one per test process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Windows:
    """Opens pages of the running server, and watches them: see `open_page`."""

    def __init__(self, browser: Browser, server: Noddfa) -> None:
        self.browser, self.server = browser, server
        self.contexts: list[BrowserContext] = []
        self.troubles: list[str] = []

    def open(
        self,
        who: str | None = None,
        *,
        lang: Language = "en",
        width: int = DESK,
        javascript: bool = True,
        path: str | None = None,
    ) -> Page:
        context = self.browser.new_context(
            base_url=self.server.url,
            locale=f"{lang}-GB",
            timezone_id="Europe/London",
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        context.on("request", self._asked)  # watched, not routed: a routed page may keep nothing in its cache
        context.on("weberror", lambda error: self.troubles.append(f"script error: {error.error}"))
        page = context.new_page()
        page.on("console", self._console)
        if who is not None:
            sign_in_as(page, who, lang)
        if path is not None:
            page.goto(path)
        return page

    def _asked(self, request: Request) -> None:
        leaves = (
            request.is_navigation_request() and request.url == LEAVE_URL
        )  # by 'Exit this page', on purpose
        if not leaves and not request.url.startswith((self.server.url + "/", "data:", "blob:")):
            self.troubles.append(f"the page asked another machine: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if (
            message.type == "error" and "Failed to load resource" not in message.text
        ):  # a 403 under test is no trouble
            self.troubles.append(f"console: {message.text}")

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        assert not self.troubles, "\n".join(self.troubles)


@pytest.fixture
def open_page(chromium: Browser, server: Noddfa) -> Iterator[Callable[..., Page]]:
    """Opens a page in a fresh window: `open_page("duty", lang="cy", width=PHONE, path="/cy/")`.

    The test fails at its end when a page broke the content security policy, raised a script error or asked
    anything of another machine.
    """
    windows = Windows(chromium, server)
    yield windows.open
    windows.close()


def sign_in_as(page: Page, who: str, lang: Language = "en") -> None:
    """Sign in as one of the demo's people (noddfa.demo.cast, by key), by the demo's own one-click page."""
    page.goto(f"/{lang}/demo/")
    page.locator(f'form[action$="/demo/{who}"] button').click()
    page.wait_for_load_state()


def axe(page: Page) -> None:
    """The page as it stands has no accessibility violation that axe can find."""
    # Only what is wrong is worked out in full: half the time, the same verdict.
    results = Axe().run(page, options={"resultTypes": ["violations"]})
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def keeps_its_width(page: Page) -> None:
    """Nothing of the page lies beyond its right edge (WCAG 1.4.10, reflow)."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url}: {wide} pixels wider than the window"
