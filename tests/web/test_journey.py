"""The whole way, walked once in each language with the keyboard alone: from a worry to a published figure.

Nothing is clicked: the story moves by Tab, Space, Enter and typing, as somebody without a mouse would.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.keyboard import choose, fill, follow, pick

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_from_a_worry_to_a_decision(open_page: Callable[..., Page], lang: str) -> None:
    # given a teacher with a worry
    teacher = open_page("teacher", lang=lang, path=f"/{lang}/concerns/new")
    choose(teacher, "danger", "no")
    choose(teacher, "worried", "me")
    fill(teacher, "name", f"Enfys Enghraifft-{lang}")
    fill(teacher, "seen", "Dychmygol: ail ffôn, ac arian na all ei esbonio. Ŵŷâ.")
    for part, text in (("day", "1"), ("month", "9"), ("year", "2026"), ("time", "10:15")):
        fill(teacher, f"happened_{part}", text)
    pick(teacher, "council", "W06000022")
    choose(teacher, "area_basis", "lives")
    follow(teacher, teacher.locator("#page-form button.govuk-button:not([name])").first)
    # then the page says what to do now, and the way to the report is there
    assert "/concerns/" in teacher.url and teacher.url.endswith("/now")
    # when it is reported in writing
    follow(teacher, teacher.locator('main a[href*="/make"]').first)
    choose(teacher, "channel", "here")
    choose(teacher, "talked", "not_yet")
    follow(teacher, teacher.locator("#page-form button.govuk-button:not([name])").first)
    assert "/receipt/" in teacher.url
    reference = teacher.locator("main").inner_text()
    assert "CN-" in reference
    concern = teacher.url.split("/reports/")[1].split("/")[0]
    # when the duty desk decides
    duty = open_page("duty", lang=lang, path=f"/{lang}/reports/desk/{concern}/decide")
    choose(duty, "outcome", "strategy_discussion")
    fill(duty, "reasons", "Dychmygol: achos rhesymol i amau niwed sylweddol.")
    fill(duty, "reply", "Dychmygol: diolch am adrodd.")
    follow(duty, duty.locator("#page-form button.govuk-button:not([name])").first)
    # then there is a case, and its page has the protocol as a picture with its name
    duty.goto(f"/{lang}/cases/")
    follow(duty, duty.locator("main table tbody a").first)
    expect(duty.locator('main svg[role="img"]').first).to_be_visible()
    # and the teacher reads the answer
    teacher.goto(f"/{lang}/concerns/{concern}")
    expect(teacher.locator("main")).to_contain_text("Dychmygol: diolch am adrodd.")


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_from_a_table_to_a_signed_release(open_page: Callable[..., Page], lang: str) -> None:
    analyst = open_page("analyst", lang=lang, path=f"/{lang}/measure/new")
    choose(analyst, "source", "dataset")
    choose(analyst, "dataset", "uk-2013-six-lists")
    follow(analyst, analyst.locator("#page-form button.govuk-button:not([name])").first)
    expect(analyst.locator("#bearing")).to_be_visible(timeout=30_000)  # the worker has done it
    expect(analyst.locator('svg[role="img"]').first).to_be_visible()
    public = open_page(lang=lang, path=f"/{lang}/figures/")
    follow(public, public.locator("main ul a").first)
    expect(public.locator("#counts")).to_be_visible()
    expect(public.locator("main table")).to_contain_text("*")


def test_a_draft_survives_a_lost_session(open_page: Callable[..., Page]) -> None:
    page = open_page("teacher", path="/en/concerns/new")
    fill(page, "seen", "Dychmygol: typed before the session was lost.")
    page.context.clear_cookies(name=re.compile("^noddfa_session"))
    follow(page, page.locator("#page-form button.govuk-button:not([name])").first)
    assert "/account/login/" in page.url
    again = open_page("teacher", path="/en/drafts/")
    expect(again.locator("main")).to_contain_text("Record a concern")
