"""Every role's pages, in both languages: no fault axe can find, nothing wider than the window, no English left over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.support.browser import DESK, PHONE, axe, keeps_its_width

pytestmark = [pytest.mark.browser, pytest.mark.once]

# Whose page, and the paths below the language; '>' opens the first link of the page's table.
PAGES: dict[str, tuple[str, ...]] = {
    "": ("", "demo/", "help-lines", "accessibility", "privacy", "figures/", "account/login/", "learn/open/"),
    "teacher": ("", "concerns/", "concerns/>", "concerns/new", "drafts/", "learn/", "account/2fa/"),
    "duty": ("", "reports/desk/", "reports/desk/>", "cases/"),
    "lead": ("", "cases/", "cases/>", "cases/emergency"),
    "manager": ("", "access/glass/", "cases/>"),
    "support": ("", "cases/"),
    "auditor": ("", "audit/"),
    "learner": ("", "learn/"),
    "analyst": ("", "measure/", "measure/new", "measure/>", "measure/lists"),
    "coordinator": ("", "figures/desk/", "figures/desk/>", "figures/desk/prepare", "marks"),
    "administrator": ("", "marks"),
}


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "public")
def test_accessible_and_no_wider_than_its_window(open_page: Callable[..., Page], who: str, lang: str) -> None:
    page = open_page(who or None, lang=lang)
    for path in PAGES[who]:
        page.set_viewport_size({"width": DESK, "height": 900})
        answer = page.goto(f"/{lang}/{path.rstrip('>')}")
        assert answer is not None
        assert answer.status == 200, path
        if path.endswith(">"):
            page.locator("main table tbody a").first.click()
            page.wait_for_load_state()
        assert page.locator("html").get_attribute("lang") == lang
        axe(page)
        page.set_viewport_size({"width": PHONE, "height": 800})
        keeps_its_width(page)
