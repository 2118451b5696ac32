"""Going through a page by the keyboard alone: Tab, Space, Enter, arrows and typing; nothing is clicked."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 400


def reach(page: Page, target: Locator) -> None:
    """Go on pressing Tab until the target has the focus."""
    expect(target).to_be_visible()
    for _press in range(MOST_TABS):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{page.url}: {target} cannot be reached by the keyboard")


def follow(page: Page, target: Locator) -> None:
    """Reach a link or a button and press Enter; it leads to another page."""
    reach(page, target)
    enter(page)


def enter(page: Page) -> None:
    """Press Enter where one is: in a field it sends the form."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, name: str, value: str) -> None:
    """Choose a radio button: Tab into the group, arrows within it, as browsers have it."""
    group = page.locator(f'input[name="{name}"]')
    wanted = page.locator(f'input[name="{name}"][value="{value}"]')
    for _press in range(MOST_TABS):
        if page.evaluate("name => document.activeElement.name === name", name):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _arrow in range(group.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    expect(wanted).to_be_checked()


def fill(page: Page, name: str, text: str) -> None:
    """Type into a field."""
    reach(page, page.locator(f'[name="{name}"]'))
    page.keyboard.type(text)


def pick(page: Page, name: str, value: str) -> None:
    """Choose from a list that drops down, by pressing the arrow until it is there."""
    field = page.locator(f'select[name="{name}"]')
    reach(page, field)
    for _press in range(80):
        if field.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    assert field.input_value() == value


def pick_first(page: Page, name: str) -> None:
    """Choose the first thing a list offers."""
    field = page.locator(f'select[name="{name}"]')
    reach(page, field)
    page.keyboard.press("ArrowDown")
    assert field.input_value()


def tick(page: Page, name: str) -> None:
    """Tick a box."""
    box = page.locator(f'input[type="checkbox"][name="{name}"]')
    reach(page, box)
    page.keyboard.press("Space")
    expect(box).to_be_checked()
