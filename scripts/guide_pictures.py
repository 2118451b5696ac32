"""Take the pictures of the guide from a running demonstration, in both languages, each cut to what matters.

    make demo-reset && make demo PORT=8123 &
    .venv/bin/python scripts/guide_pictures.py http://127.0.0.1:8123 docs/guide/pictures [NAME ...]

Only a demonstration may be pictured: its people are invented. Needs Debian's Chromium (CHROMIUM names another).
Ends with 1 when a picture could not be taken, because a page or what is to be clicked there is missing;
the others are taken all the same.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-lcd-text",  # grey edges of letters: a third smaller than coloured ones
]
LANGS = ("en", "cy")
PHONE, DESK = 360, 1280  # CSS pixels
MARGIN = 16
PATIENCE = 10_000  # milliseconds for what has to be there

FIRST_ROW = "main table tbody a"
HEADING = "main span[class*=caption], main h1"  # whichever comes first


@dataclass(frozen=True)
class Picture:
    """who looks (a key of demo/cast.py), at which page, by which clicks; and what of it is cut out.

    top: the element at whose upper edge the picture begins. height: CSS pixels, less where the page ends before.
    As wide as the main part of the page.
    """

    who: str
    path: str = ""
    clicks: tuple[str, ...] = ()
    width: int = PHONE
    top: str = HEADING
    height: int = 560


PICTURES: dict[str, Picture] = {
    "practitioner-home": Picture("teacher"),
    "practitioner-form": Picture("teacher", "concerns/new", top="main"),
    "practitioner-concern": Picture("teacher", "concerns/", (FIRST_ROW,), height=640),
    "duty-home": Picture("duty", height=640),
    "duty-desk": Picture("duty", "reports/desk/", width=DESK, height=620),
    "duty-report": Picture("duty", "reports/desk/", (FIRST_ROW,), height=640),
    "case": Picture("lead", "cases/", (FIRST_ROW,), width=DESK, height=760),
    "lead-record": Picture("lead", "cases/", (FIRST_ROW,), top="#record-something", height=640),
    "manager-home": Picture("manager"),
    "manager-trail": Picture("manager", "cases/", (FIRST_ROW, 'main a[href$="/trail"]'), DESK, height=520),
    "support-home": Picture("support", height=640),
    "support-needs": Picture("support", "cases/", (FIRST_ROW, 'main a[href$="/needs"]'), top="main h2"),
    "administrator-people": Picture(
        "administrator", "access/people/", width=DESK, top="main table", height=440
    ),
    "administrator-invite": Picture("administrator", "access/people/invite", height=640),
    "coordinator-home": Picture("coordinator"),
    "coordinator-release": Picture("coordinator", "figures/desk/", (FIRST_ROW,), DESK, height=760),
    "analyst-new": Picture("analyst", "measure/new", height=480),
    "analyst-estimate": Picture("analyst", "measure/", (FIRST_ROW,), DESK, height=820),
    "auditor-audits": Picture("auditor", "audit/", height=480),
    "auditor-trail": Picture("auditor", "access/trail", width=DESK, height=520),
    "learner-section": Picture("learner", "learn/modules/m1/sections/three-parts", height=560),
    "learner-module": Picture("learner", "learn/modules/m1/", height=640),
}


def file_name(name: str, lang: str) -> str:
    """The name of the file that holds a picture in a language."""
    return f"{name}-{lang}.png"


def sign_in(page: Page, site: str, lang: str, who: str) -> None:
    page.goto(f"{site}/{lang}/demo/")
    page.locator(f'form[action$="/demo/{who}"] button').click()
    page.wait_for_load_state()


def take(page: Page, site: str, lang: str, picture: Picture, target: Path) -> None:
    """Go there and take it. Raises playwright's Error when something is not there."""
    sign_in(page, site, lang, picture.who)
    page.goto(f"{site}/{lang}/{picture.path}")
    for selector in picture.clicks:
        with page.expect_navigation():
            page.locator(selector).first.click()
    page.wait_for_load_state("networkidle")
    left, width = page.locator(".govuk-width-container:has(main)").evaluate(
        "e => { const box = e.getBoundingClientRect(); return [box.left, box.width]; }"
    )
    top = page.locator(picture.top).first.evaluate("e => e.getBoundingClientRect().top + scrollY")
    x, y = max(0, left - MARGIN), max(0, top - MARGIN)
    end = page.evaluate("document.documentElement.scrollHeight")
    clip = {
        "x": x,
        "y": y,
        "width": min(width + 2 * MARGIN, picture.width - x),
        "height": min(picture.height, end - y),
    }
    page.screenshot(path=target, full_page=True, clip=clip, animations="disabled")


def take_all(browser: Browser, site: str, folder: Path, names: list[str]) -> list[str]:
    """Take these pictures in both languages; returns a line for each that could not be taken."""
    failed = []
    for lang in LANGS:
        for name in names:
            picture = PICTURES[name]
            context = browser.new_context(
                viewport={"width": picture.width, "height": 900}, locale=f"{lang}-GB", reduced_motion="reduce"
            )
            context.set_default_timeout(PATIENCE)
            try:
                take(context.new_page(), site, lang, picture, folder / file_name(name, lang))
            except Error as problem:
                failed.append(f"{file_name(name, lang)}: {problem.message.splitlines()[0]}")
            finally:
                context.close()
    return failed


def main() -> int:
    """Take the pictures asked for; exit status 1 when one could not be taken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", help="address of a running demonstration")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(PICTURES)}")
    args = parser.parse_args()
    if unknown := sorted(set(args.names) - set(PICTURES)):
        parser.error(f"no such picture: {', '.join(unknown)}")
    names = args.names or list(PICTURES)
    args.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        failed = take_all(browser, args.site.rstrip("/"), args.folder, names)
        browser.close()
    print("\n".join([*failed, f"{len(names) * len(LANGS) - len(failed)} pictures in {args.folder}"]))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
