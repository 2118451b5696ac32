"""The needs form as one types in it, with and without scripts: a review of the demo's needs record.

Two of its twelve headings are not talked about yet; these tests write under them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from noddfa.design.dates import day_in_wales
from tests.support.browser import DESK, PHONE, Language, axe, keeps_its_width

pytestmark = [pytest.mark.browser, pytest.mark.once]
OpenPage = Callable[..., Page]


def needs_of_mali(page: Page, lang: Language) -> None:
    """Go to the needs record of the demo's case under way."""
    page.goto(f"/{lang}/cases/?show=all")
    page.get_by_role("row", name=re.compile("Mali")).get_by_role("link").first.click()
    page.locator('.protect-tabs a[href$="/needs"]').click()


def begin(page: Page, lang: Language) -> None:
    needs_of_mali(page, lang)
    page.goto(f"{page.url}/edit")


@pytest.mark.parametrize(("lang", "width"), [("en", DESK), ("cy", PHONE)])
def test_it_counts_and_saves_as_one_types(open_page: OpenPage, lang: Language, width: int) -> None:
    page = open_page("support", lang=lang, width=width)
    begin(page, lang)
    axe(page)
    keeps_its_width(page)
    heading = page.locator("#heading-independence_moving_on")
    expect(heading).not_to_have_attribute("open", re.compile(""))
    heading.locator("summary").press("Enter")
    heading.locator('input[value="soon"]').check()
    heading.locator("textarea").first.fill("Cysgu’r nos")
    expect(page.locator("[data-needs-count]")).to_contain_text(re.compile(r"\b11\b.*12"))
    expect(heading.locator("summary")).not_to_contain_text({"en": "Not talked", "cy": "Heb siarad"}[lang])
    expect(page.locator("[data-saved]")).to_contain_text(re.compile(r"\d\d:\d\d"))
    page.reload()
    expect(heading.locator('input[value="soon"]')).to_be_checked()
    axe(page)
    page.locator('form[action$="/drafts/drop"] button').click()


def test_a_mistake_under_a_folded_heading_is_reached_from_the_summary(open_page: OpenPage) -> None:
    page = open_page("support", lang="en")
    begin(page, "en")
    page.locator("#heading-independence_moving_on").evaluate("fold => fold.open = true")
    page.locator('#heading-independence_moving_on input[value="urgent"]').check()
    page.locator("#heading-independence_moving_on").evaluate("fold => fold.open = false")
    page.locator("form[data-needs] button.govuk-button").last.click()
    page.get_by_role("link", name=re.compile("Independence, housing and moving on: What is needed")).click()
    expect(page.locator("#id_needs-independence_moving_on-need")).to_be_focused()
    axe(page)


def test_it_is_recorded_without_scripts(open_page: OpenPage) -> None:
    page = open_page("support", lang="en", javascript=False)
    begin(page, "en")
    _fill(page)
    with page.expect_navigation():
        page.locator("form[data-needs] button.govuk-button").last.click()
    if page.locator("#check").count():  # somebody has begun it before: what changes is shown first
        page.locator("#check button").click()
    expect(page.get_by_role("heading", name="Needs record", exact=True)).to_be_visible()
    expect(page.get_by_text("Somebody to ask in private").first).to_be_attached()
    keeps_its_width(page)


def _fill(page: Page) -> None:
    """A conversation of today about one heading."""
    today = day_in_wales(dt.datetime.now(dt.UTC))
    for part, value in (("day", today.day), ("month", today.month), ("year", today.year)):
        page.fill(f"#id_happened_{part}", str(value))
    page.check("#id_happened_unknown")
    page.fill("#id_present", "Mali, Seren")
    page.locator('input[name="language"][value="cy"]').check()
    page.locator('input[name="interpreter"][value="not_needed"]').check()
    page.locator("#heading-sexual_maternal_health summary").click()
    page.locator('#heading-sexual_maternal_health input[value="soon"]').check()
    page.fill("#id_needs-sexual_maternal_health-need", "Somebody to ask in private")
    page.locator('input[name="seen"][value="read"]').check()
