"""The open course in a real browser: by keyboard alone, without JavaScript, on a phone, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from noddfa.practice.course import Module
from tests.learn.conftest import right_answers
from tests.support.browser import PHONE, Windows, axe, keeps_its_width
from tests.support.keyboard import choose, follow

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db]


@pytest.fixture
def course(chromium: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Opens a page of the open course in a fresh window."""
    server: Any = live_server  # all that windows want of a server is its url
    windows = Windows(chromium, server)

    def opened(lang: str, path: str = "", **kwargs: Any) -> Page:
        return windows.open(lang=lang, path=f"/{lang}/learn/open/m1/{path}", **kwargs)

    yield opened
    windows.close()


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_a_phone_without_scripts_and_a_keyboard_are_enough(
    course: Callable[..., Page], module: Module, lang: str
) -> None:
    page = course(lang, width=PHONE, javascript=False)
    follow(page, page.locator("main .govuk-button").first)
    for number, section in enumerate(module.sections, start=1):
        expect(page.locator("h1")).to_have_text(section.page(lang).title)  # type: ignore[arg-type]
        keeps_its_width(page)
        if page.locator(".learn-scene").count():
            scene = page.locator(".learn-scene input[type=radio]").first
            choose(page, str(scene.get_attribute("name")), str(scene.get_attribute("value")))
            follow(page, page.locator(".learn-scene button").first)
            expect(page.locator(".learn-reply")).to_have_count(1)
        if number < len(module.sections):
            follow(page, page.locator("a[rel=next]").first)
    follow(page, page.locator("main .govuk-button").first)
    expect(page.locator("form#page-form")).to_be_visible()
    for id, code in right_answers(module).items():
        choose(page, id, code)
    follow(page, page.locator(".govuk-button-group button").first)
    heading = {"en": "5 right answers out of 5", "cy": "5 ateb cywir o 5"}
    expect(page.locator("h1")).to_have_text(heading[lang])
    other = "cy" if lang == "en" else "en"
    follow(page, page.locator(f"button[lang={other}]").first)
    expect(page.locator("h1")).to_have_text(heading[other])


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize(
    "path", ["", "sections/inside-wales?tried=scene-ifan", "sections/three-parts", "check"]
)
def test_no_accessibility_fault_that_axe_finds(course: Callable[..., Page], lang: str, path: str) -> None:
    page = course(lang, path, width=PHONE)
    axe(page)
    keeps_its_width(page)
