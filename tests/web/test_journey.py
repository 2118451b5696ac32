"""The whole way, walked once in each language with the keyboard alone: from a worry to a published figure.

Nothing is clicked: the story moves by Tab, Space, Enter and typing, as somebody without a mouse would.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from noddfa.design.dates import day_in_wales
from tests.support.keyboard import choose, fill, follow, pick, pick_first, reach, tick

pytestmark = pytest.mark.browser

in_both_languages = pytest.mark.parametrize("lang", ["cy", pytest.param("en", marks=pytest.mark.once)])


def submit(page: Page) -> None:
    """Press the button that the form is for."""
    follow(page, page.locator("#page-form button.govuk-button:not([name])").last)
    mistakes = page.locator(".govuk-error-summary")
    assert not mistakes.count(), mistakes.inner_text()


def today(page: Page, name: str) -> None:
    """It was today; nobody knows the time."""
    day = day_in_wales(dt.datetime.now(dt.UTC))
    for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
        fill(page, f"{name}_{part}", str(number))
    tick(page, f"{name}_unknown")


def goes_missing_and_comes_back(page: Page, case: str) -> None:
    """Two entries of the case, each by its own form."""
    follow(page, page.locator('main a[href$="/add/missing"]').first)
    today(page, "happened")
    today(page, "last_seen")
    fill(page, "where", "Safle bysiau dychmygol")
    pick(page, "circumstances", "did_not_return")
    choose(page, "police_told", "no")
    choose(page, "risk", "high")
    fill(page, "doing", "Dychmygol: mae’r heddlu’n cael gwybod.")
    submit(page)
    assert page.url == case
    expect(page.locator(".protect-banner--problem, .govuk-notification-banner, main").first).to_be_visible()
    follow(page, page.locator('main a[href$="/add/returned"]').first)
    today(page, "happened")
    pick(page, "how", "found_by_police")
    fill(page, "where", "Gorsaf ddychmygol")
    fill(page, "seen_by", "Gweithiwr Dychmygol")
    fill(page, "account", "Dychmygol: ei geiriau ei hun.")
    choose(page, "checked", "no")
    submit(page)
    assert page.url == case


def talk_about_needs(page: Page) -> None:
    """The first conversation about needs, under one of the twelve headings."""
    today(page, "happened")
    fill(page, "present", "Dychmygol")
    choose(page, "language", "cy")
    choose(page, "interpreter", "not_needed")
    heading = page.locator("#heading-immediate_safety")
    if heading.get_attribute("open") is None:
        reach(page, heading.locator("summary").first)
        page.keyboard.press("Enter")
    choose(page, "needs-immediate_safety-urgency", "soon")
    fill(page, "needs-immediate_safety-need", "Rhywle diogel heno")
    choose(page, "seen", "read")
    submit(page)


@in_both_languages
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
    duty.goto(f"/{lang}/reports/desk/{concern}")
    follow(duty, duty.locator('main a[href*="/cases/"]').first)
    expect(duty.locator('main svg[role="img"]').first).to_be_visible()
    case = duty.url
    # when the strategy discussion is written down, with who was there and who does what by when
    follow(duty, duty.locator('main a[href$="/add/strategy_discussion"]').first)
    today(duty, "happened")
    choose(duty, "held", "video")
    pick(duty, "attendance-0-agency", "police")
    fill(duty, "attendance-0-name", "Heddwas Dychmygol")
    fill(duty, "absent_because", "Dychmygol: fi yw’r gwasanaethau cymdeithasol.")
    fill(duty, "information", "Dychmygol: yr hyn a ddywedodd yr ysgol a’r heddlu.")
    choose(duty, "threshold", "yes")
    choose(duty, "enquiries", "joint")
    choose(duty, "meeting", "no")
    fill(duty, "reasons", "Dychmygol: arwyddion o gamfanteisio’n droseddol.")
    choose(duty, "nrm", "agreed")
    choose(duty, "guardian", "agreed")
    fill(duty, "actions-0-what", "Gweld y plentyn ar ei phen ei hun")
    pick_first(duty, "actions-0-owner")
    for part, text in (("day", "1"), ("month", "2"), ("year", str(dt.datetime.now(dt.UTC).year + 1))):
        fill(duty, f"actions-0-due_{part}", text)
    fill(duty, "contingency", "Dychmygol: ffonio’r heddlu ar unwaith.")
    submit(duty)
    expect(duty.locator("main")).to_contain_text("Gweld y plentyn ar ei phen ei hun")
    # when the child goes missing and comes back
    goes_missing_and_comes_back(duty, case)
    # when what she needs is talked about, heading by heading
    follow(duty, duty.locator('.protect-tabs a[href$="/needs"]'))
    follow(duty, duty.locator('main a[href$="/needs/edit"]').first)
    talk_about_needs(duty)
    expect(duty.locator("main")).to_contain_text("Rhywle diogel heno")
    # and the teacher reads the answer
    teacher.goto(f"/{lang}/concerns/{concern}")
    expect(teacher.locator("main")).to_contain_text("Dychmygol: diolch am adrodd.")


@in_both_languages
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


@in_both_languages
def test_a_criterion_of_the_audit_is_answered_with_evidence(
    open_page: Callable[..., Page], lang: str
) -> None:
    criterion = {"cy": "A8.1", "en": "A9.2"}[lang]  # each open in the demo's audit of this year
    manager = open_page("manager", lang=lang, path=f"/{lang}/audit/")
    follow(manager, manager.locator("main table tbody a").first)
    manager.goto(f"{manager.url}criteria/{criterion}")
    follow(manager, manager.locator(f'main a[href$="/{criterion}/answer"]').first)
    choose(manager, "rating", "amber")
    pick(manager, "evidence-0-kind", "document")
    fill(manager, "evidence-0-what", "Dychmygol: cofnodion y bwrdd")
    for part, text in (("day", "1"), ("month", "9"), ("year", "2026")):
        fill(manager, f"evidence-0-dated_{part}", text)
    fill(manager, "missing", "Dychmygol: heb ei gyfrif eto.")
    submit(manager)
    expect(manager.locator("main")).to_contain_text("Dychmygol: cofnodion y bwrdd")


def test_a_draft_survives_a_lost_session(open_page: Callable[..., Page]) -> None:
    page = open_page("teacher", path="/en/concerns/new")
    fill(page, "seen", "Dychmygol: typed before the session was lost.")
    page.context.clear_cookies(name=re.compile("^noddfa_session"))
    follow(page, page.locator("#page-form button.govuk-button:not([name])").first)
    assert "/account/login/" in page.url
    again = open_page("teacher", path="/en/drafts/")
    expect(again.locator("main")).to_contain_text("Record a concern")
