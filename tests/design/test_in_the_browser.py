"""The components in Chromium: reachable by axe, at both widths, with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, Request, Route, expect
from pytest_django.live_server_helper import LiveServer

from noddfa.access.guard import SESSION_DEMO
from noddfa.web.navigation import LEAVE_URL
from tests.support.browser import DESK, PHONE, axe, keeps_its_width

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
Gallery = Callable[..., Page]
BLANK = "<!doctype html><title>Weather</title><p>Sunny</p>"


def out_of_doors(page: Page) -> None:
    """Answers for the neutral page that 'Exit this page' leads to, so that no test leaves this machine."""
    page.route(LEAVE_URL, lambda route: route.fulfill(body=BLANK, content_type="text/html"))


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_accessible_and_no_wider_than_its_window(gallery: Gallery, lang: str, width: int) -> None:
    page = gallery(lang, width=width)
    axe(page)
    keeps_its_width(page)


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_errors_are_accessible_and_come_first(gallery: Gallery, lang: str) -> None:
    page = gallery(lang, width=PHONE)
    page.locator("form#page-form .govuk-button-group button").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    axe(page)
    keeps_its_width(page)
    page.locator(".govuk-error-summary a").first.click()
    expect(page.locator("#id_name")).to_be_focused()


def test_the_sign_in_page_is_accessible(gallery: Gallery) -> None:
    page = gallery("cy", path="account/login/", width=PHONE)
    axe(page)
    keeps_its_width(page)


# ---- leaving quickly ----


def test_what_was_left_does_not_come_back(gallery: Gallery) -> None:
    page = gallery(path="account/login/")
    out_of_doors(page)
    page.goto(page.url.replace("account/login/", "gallery"))
    page.get_by_role("link", name="Exit this page").click()
    page.wait_for_url(LEAVE_URL)
    page.go_back(wait_until="commit")
    page.wait_for_url(LEAVE_URL)
    assert "Sunny" in page.content()


@pytest.mark.parametrize("key", ["Shift", "Escape"])
def test_three_presses_of_a_key_leave(gallery: Gallery, key: str) -> None:
    page = gallery()
    out_of_doors(page)
    for _time in range(2):
        page.keyboard.press(key)
    if key == "Shift":
        expect(page.locator("[data-leave-status]")).to_have_text("Press Shift 1 more time to leave.")
    page.keyboard.press(key)
    page.wait_for_url(LEAVE_URL)


def test_capital_letters_do_not_leave(gallery: Gallery) -> None:
    page = gallery()
    page.locator("#id_name").click()
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    expect(page.locator("#id_name")).to_have_value("ABCD")


def test_coming_back_on_purpose_shows_the_page(gallery: Gallery) -> None:
    page = gallery()
    out_of_doors(page)
    address = page.url
    page.get_by_role("link", name="Exit this page").click()
    page.wait_for_url(LEAVE_URL)
    page.goto(address)
    expect(page.locator("h1")).to_be_visible()


# ---- the language ----


@pytest.mark.parametrize("javascript", [True, False])
def test_switching_the_language_keeps_what_was_typed(gallery: Gallery, javascript: bool) -> None:
    page = gallery("en", javascript=javascript)
    page.fill("#id_name", "Enghraifft ŵ 👍")
    page.fill("#id_when_month", "Chwefror")
    page.check("#id_safe_1")
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.locator("#id_name")).to_have_value("Enghraifft ŵ 👍")
    expect(page.locator("#id_when_month")).to_have_value("Chwefror")
    expect(page.locator("#id_safe_1")).to_be_checked()
    expect(page.locator(".govuk-error-message")).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False])
def test_enter_in_a_field_sends_the_form_and_does_not_switch(gallery: Gallery, javascript: bool) -> None:
    page = gallery("en", javascript=javascript)
    page.fill("#id_name", "Enghraifft")
    with page.expect_navigation():
        page.press("#id_name", "Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".govuk-error-summary")).to_be_visible()


# ---- fields ----


def test_a_choice_reveals_its_field(gallery: Gallery) -> None:
    page = gallery()
    expect(page.locator("#id_why_not")).to_be_hidden()
    page.check("#id_safe_1")
    expect(page.locator("#id_why_not")).to_be_visible()
    page.check("#id_safe_0")
    expect(page.locator("#id_why_not")).to_be_hidden()


def test_without_a_script_all_fields_can_be_reached(gallery: Gallery) -> None:
    page = gallery(javascript=False)
    expect(page.locator("#id_why_not")).to_be_visible()
    expect(page.locator("[data-pick-search]")).to_be_hidden()
    page.locator("summary", has_text="Health").click()
    expect(page.locator("#id_signs-three-seen")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_rows_are_added_and_removed(gallery: Gallery, javascript: bool) -> None:
    page = gallery(javascript=javascript)
    page.fill("#id_actions-0-who", "Un")
    page.locator("[data-rows-add]").click()
    page.fill("#id_actions-1-who", "Dau")
    page.locator("[data-rows-add]").click()
    page.fill("#id_actions-2-who", "Tri")
    page.get_by_role("button", name="Remove Action 2").click()
    expect(page.locator("[data-row]")).to_have_count(2)
    expect(page.locator("#id_actions-1-who")).to_have_value("Tri")
    expect(page.locator("[data-row-title]").nth(1)).to_have_text("Action 2")
    expect(page.locator("[data-rows-count]")).to_have_value("2")


def test_added_rows_are_accessible_and_stop_at_the_most(gallery: Gallery) -> None:
    page = gallery()
    for _time in range(4):
        page.locator("[data-rows-add]").click()
    expect(page.locator("[data-rows-add]")).to_be_hidden()
    expect(page.locator("#id_actions-4-who")).to_be_focused()
    axe(page)


def test_a_long_list_is_searched(gallery: Gallery) -> None:
    page = gallery()
    page.fill("[data-pick-box]", "PAPERS")
    expect(page.locator("[data-pick-found]")).to_have_text("Items shown: 1")
    expect(page.locator("#id_signs-two-seen")).to_be_visible()
    expect(page.locator("#id_signs-one-seen")).to_be_hidden()
    page.fill("[data-pick-box]", "zebra")
    expect(page.locator("[data-pick-found]")).to_have_text("Nothing in the list has these words.")
    page.fill("[data-pick-box]", "")
    page.locator("summary", has_text="Health").click()
    page.check("#id_signs-three-seen")
    expect(page.locator("summary", has_text="Health")).to_contain_text("answered: 1")


def test_everything_can_be_reached_by_keyboard_in_order(gallery: Gallery) -> None:
    page = gallery()
    page.keyboard.press("Tab")
    expect(page.locator(".govuk-skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.closest('main') !== null")
    assert focused


# ---- drafts ----


class Saving:
    """Answers for the place where drafts are saved."""

    def __init__(self, page: Page) -> None:
        self.bodies: list[str] = []
        self.answer: dict[str, Any] = {"status": 200, "json": {"saved": True, "message": ""}}
        page.route("**/drafts/save", self.handle)

    def handle(self, route: Route, request: Request) -> None:
        self.bodies.append(request.post_data or "")
        route.fulfill(**self.answer)


def with_draft(page: Page) -> Saving:
    """Turn the gallery's form into one that keeps a draft, as a page that has a token does."""
    saving = Saving(page)
    page.route("**/gallery", add_draft)
    page.reload()
    return saving


def add_draft(route: Route) -> None:
    page = route.fetch()
    body = page.text().replace(
        '<form id="page-form"', '<form id="page-form" data-draft-url="/en/drafts/save"'
    )
    words = (
        '<p role="status" data-saved data-saved-text="Saved at %{time}" '
        'data-failed-text="Not saved" data-ended-text="Signed out"></p>'
    )
    route.fulfill(response=page, body=body.replace("</form>", f"{words}</form>"))


def test_what_is_typed_is_saved_as_it_is_typed(gallery: Gallery) -> None:
    page = gallery()
    saving = with_draft(page)
    page.locator("#id_name").press_sequentially("Enghraifft", delay=5)
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^Saved at \d\d:\d\d$"))
    assert len(saving.bodies) == 1  # not one for each letter
    assert "name=Enghraifft" in saving.bodies[0]
    assert "csrfmiddlewaretoken=" in saving.bodies[0]
    assert page.evaluate("localStorage.length") == 0


def test_what_could_not_be_saved_says_so_and_is_tried_again(gallery: Gallery) -> None:
    page = gallery()
    page.clock.install()
    saving = with_draft(page)
    saving.answer = {"status": 500, "body": ""}
    page.fill("#id_name", "Enghraifft")
    page.clock.run_for(1000)
    expect(page.locator("[data-saved]")).to_have_text("Not saved")
    saving.answer = {"status": 200, "json": {"saved": True, "message": "Draft saved at 14:05."}}
    page.clock.run_for(6000)
    expect(page.locator("[data-saved]")).to_have_text("Draft saved at 14:05.")


def test_a_draft_after_the_session_has_ended(gallery: Gallery) -> None:
    page = gallery()
    saving = with_draft(page)
    saving.answer = {"status": 403, "body": ""}
    page.fill("#id_name", "Enghraifft")
    expect(page.locator("[data-saved]")).to_have_text("Signed out")


def test_leaving_in_a_hurry_still_saves_what_was_typed(gallery: Gallery) -> None:
    page = gallery()
    page.add_init_script(
        "navigator.sendBeacon = (url, body) => { window.sent = `${url} ${body}`; return true; }"
    )
    with_draft(page)
    page.fill("#id_name", "Enghraifft")
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")  # what the browser says when a page goes
    assert page.evaluate("window.sent").startswith("/en/drafts/save csrfmiddlewaretoken=")
    assert "name=Enghraifft" in page.evaluate("window.sent")


# ---- the session ----


def test_the_end_of_the_session_is_said_in_time_and_can_be_put_off(
    gallery: Gallery, signed_in: Client, live_server: LiveServer
) -> None:
    page = gallery()
    session = signed_in.session
    session[SESSION_DEMO] = True  # lets in without a second factor
    session.save()
    cookie = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url, "httpOnly": True}]
    )
    page.clock.install()
    page.reload()
    notice = page.locator("[data-session]")
    page.locator("#id_name").focus()
    page.clock.run_for((settings.SESSION_COOKIE_AGE - 121) * 1000)
    expect(notice).to_be_hidden()
    page.clock.run_for(2000)
    expect(notice).to_be_visible()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    axe(page)
    with page.expect_response("**/en/stay") as answer:
        page.get_by_role("button", name="Stay signed in").click()
    assert answer.value.status == 204
    expect(notice).to_be_hidden()
    expect(page.locator("#id_name")).to_be_focused()


# ---- paper ----


def test_on_paper_there_is_nothing_to_press(gallery: Gallery) -> None:
    page = gallery()
    page.emulate_media(media="print")
    for gone in (
        ".noddfa-leave",
        ".noddfa-header__side",
        "[data-print]",
        ".govuk-button-group",
        ".noddfa-footer",
    ):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".noddfa-timeline__title").first).to_be_visible()
