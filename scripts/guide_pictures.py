"""Take the pictures of the guide from a running demonstration: each role's pages, in both languages, two widths.

    .venv/bin/noddfa demo --port 8123 &
    .venv/bin/python scripts/guide_pictures.py http://127.0.0.1:8123 docs/guide/pictures

Needs Debian's Chromium (CHROMIUM names another).
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"": 1280, "-phone": 360}

# picture -> who looks, at which page; a page that ends in '>' is the first link of that page's main table or list
PICTURES: dict[str, tuple[str, str]] = {
    "front": ("", ""),
    "people": ("", "demo/"),
    "help-lines": ("", "help-lines"),
    "figures": ("", "figures/"),
    "release": ("", "figures/>"),
    "sign-in": ("", "account/login/"),
    "teacher-home": ("teacher", ""),
    "concern-form": ("teacher", "concerns/new"),
    "concerns": ("teacher", "concerns/"),
    "concern": ("teacher", "concerns/>"),
    "duty-home": ("duty", ""),
    "desk": ("duty", "reports/desk/"),
    "desk-report": ("duty", "reports/desk/>"),
    "cases": ("lead", "cases/"),
    "case": ("lead", "cases/>"),
    "learn": ("learner", "learn/"),
    "audits": ("auditor", "audit/"),
    "estimates": ("analyst", "measure/"),
    "estimate": ("analyst", "measure/>"),
    "releases": ("coordinator", "figures/desk/"),
    "marks": ("coordinator", "marks"),
    "glass": ("manager", "access/glass/"),
}


def sign_in(page: Page, site: str, language: str, who: str) -> None:
    page.goto(f"{site}/{language}/demo/")
    page.locator(f'form[action$="/demo/{who}"] button').click()


def go(page: Page, site: str, language: str, path: str) -> None:
    page.goto(f"{site}/{language}/{path.rstrip('>')}")
    if path.endswith(">"):
        page.locator("main table tbody a, main ul a[href*='-'], main .noddfa-list a").first.click()


def take(browser: Browser, site: str, folder: Path, wanted: set[str]) -> int:
    taken = 0
    for language in ("en", "cy"):
        for ending, width in WIDTHS.items():
            for name, (who, path) in PICTURES.items():
                if wanted and name not in wanted:
                    continue
                context = browser.new_context(
                    viewport={"width": width, "height": 900}, locale="cy-GB" if language == "cy" else "en-GB"
                )
                page = context.new_page()
                if who:
                    sign_in(page, site, language, who)
                go(page, site, language, path)
                page.screenshot(path=folder / f"{name}-{language}{ending}.png", full_page=True)
                context.close()
                taken += 1
    return taken


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", help="address of a running demonstration")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only these pictures")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        taken = take(browser, args.site.rstrip("/"), args.folder, set(args.names))
        browser.close()
    print(f"{taken} pictures in {args.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
