"""Signing in to a real installation, with its processes, its database and Chromium: nothing here is a demo."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, Browser, Locator, Page, expect

from tests.support import builders, mail
from tests.support.browser import Windows, axe, keeps_its_width
from tests.support.mail import Mailbox
from tests.support.server import Installations, Noddfa, shared_folder

pytestmark = pytest.mark.browser

PASSWORD, NEW_PASSWORD = "cyfrinair-dychmygol-hir-1", "cyfrinair-dychmygol-newydd-2"
EXPIRE = (
    "import datetime as dt; from django.contrib.sessions.models import Session; from django.utils import timezone\n"
    "Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))"
)
SEND = "#page-form button.govuk-button:not([name])"
SUBMIT = "main form .govuk-button-group button[type=submit]"


@pytest.fixture(scope="module")
def mailbox_of_all() -> Iterator[Mailbox]:
    with mail.serving() as box:
        yield box


@pytest.fixture(scope="module")
def real(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str, mailbox_of_all: Mailbox
) -> Iterator[Noddfa]:
    """A running installation that is no demo, with nobody in it yet."""
    made = Installations(
        tmp_path_factory.mktemp("real"), shared_folder(tmp_path_factory, worker_id), worker_id
    )
    noddfa = made.migrated("real")
    noddfa.extra["EMAIL_URL"] = mailbox_of_all.url
    yield noddfa.start()
    made.end()


@pytest.fixture
def window(chromium: Browser, real: Noddfa) -> Iterator[Callable[..., Page]]:
    windows = Windows(chromium, real)
    yield windows.open
    windows.close()


def make(real: Noddfa, email: str, *, role: str = "practitioner", lang: str = "en") -> str:
    """Somebody with a password and nothing more; their address."""
    given = ["--email", email, "--name", "Enghraifft Go Iawn", "--body", "Cardiff Council", "--role", role]
    real.must("create-user", *given, "--language", lang, "--password-file", "-", input=PASSWORD + "\n")
    return email


def press(button: Locator) -> None:
    """Press a button that leads to a page, perhaps the same one, and wait for that."""
    with button.page.expect_navigation():
        button.click()


def password(page: Page, email: str, word: str = PASSWORD) -> None:
    page.fill("#id_login", email)
    page.fill("#id_password", word)
    press(page.locator("#login-form .govuk-button-group button").first)


def code(page: Page, text: str) -> None:
    page.fill("#id_code", text)
    press(page.locator(SUBMIT).first)


def enrol(page: Page, lang: str) -> tuple[str, list[str]]:
    """Set up an authenticator app on the pages; its secret, and the recovery codes that came with it."""
    page.locator(f'main a[href="/{lang}/account/2fa/totp/activate/"]').click()
    page.wait_for_url("**/totp/activate/")
    secret = page.locator("main code").inner_text()
    code(page, builders.code_of(secret))
    page.wait_for_url("**/recovery-codes/")
    codes = page.locator("main .noddfa-codes code").all_inner_texts()
    assert len(codes) == 10
    return secret, codes


def sign_out(page: Page) -> None:
    press(page.locator('form[action$="/account/logout/"] button').first)


def session_cookie(page: Page) -> Any:
    (found,) = [cookie for cookie in page.context.cookies() if cookie["name"] == "noddfa_session"]
    return found


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_the_first_day_from_a_password_alone_to_a_half_filled_form_found_again(
    real: Noddfa, window: Callable[..., Page], lang: str
) -> None:
    email, form = make(real, f"dydd-cyntaf-{lang}@dychmygol.example", lang=lang), f"/{lang}/concerns/new"
    # a password alone leads to setting up a second step, whatever one asks for
    page = window(lang=lang, path=form)
    password(page, email)
    assert page.url.endswith(f"/{lang}/account/2fa/")
    page.goto(form)
    assert page.url.endswith(f"/{lang}/account/2fa/")
    secret, codes = enrol(page, lang)
    page.goto(form)
    expect(page.locator('[name="seen"]')).to_be_visible()

    # signed out, the cookie of before opens nothing
    cookie = session_cookie(page)
    sign_out(page)
    thief = window(lang=lang)
    thief.context.add_cookies([cookie])
    thief.goto(form)
    assert "/account/login/" in thief.url

    # password and the app's code bring in, and to what was asked for
    page.goto(form)
    password(page, email)
    page.wait_for_url("**/2fa/authenticate/**")
    code(page, builders.code_of(secret))
    page.wait_for_url(f"**{form}/*")

    # the session ends while somebody writes; they come back to what they wrote
    page.fill('[name="seen"]', "Dychmygol: hanner brawddeg â ŵ")
    real.must("manage", "shell", "--no-imports", "-c", EXPIRE)
    press(page.locator(SEND).first)
    page.wait_for_url("**/account/login/**")
    password(page, email)
    page.wait_for_url("**/2fa/authenticate/**")
    code(page, codes[0])
    page.wait_for_url(f"**{form}/*")
    expect(page.locator('[name="seen"]')).to_have_value("Dychmygol: hanner brawddeg â ŵ")

    # a recovery code is good for one time
    sign_out(page)
    page.goto(f"/{lang}/account/login/")
    password(page, email)
    page.wait_for_url("**/2fa/authenticate/**")
    code(page, codes[0])
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    code(page, codes[1])
    page.wait_for_url(re.compile(f"/{lang}/$"))


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_a_forgotten_password_is_chosen_anew_by_a_letter(
    real: Noddfa, window: Callable[..., Page], mailbox_of_all: Mailbox, lang: str
) -> None:
    email = make(real, f"anghofus-{lang}@dychmygol.example", lang=lang)
    page = window(lang=lang, path=f"/{lang}/account/password/reset/")
    page.fill("#id_email", email)
    press(page.locator(SUBMIT).first)
    page.wait_for_url("**/password/reset/done/")
    real.must("worker", "--until-empty")
    (letter,) = [one for one in mailbox_of_all.messages if one["To"] == email]
    text = letter.get_content()
    assert "Enghraifft" not in text + str(letter["Subject"]), "no name in a letter"
    (link,) = re.findall(r"http://\S+", text)
    assert link.startswith(f"{real.url}/{lang}/account/password/reset/key/")
    page.goto(link)
    page.wait_for_load_state()
    page.fill("#id_password1", NEW_PASSWORD)
    page.fill("#id_password2", NEW_PASSWORD)
    press(page.locator(SUBMIT).first)
    page.wait_for_url("**/key/done/")
    page.goto(link)
    expect(page.locator("#id_password1")).to_have_count(0)
    page.goto(f"/{lang}/account/login/")
    password(page, email)
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    password(page, email, NEW_PASSWORD)
    page.wait_for_url("**/account/2fa/")


def test_wrong_passwords_slow_down_where_they_come_from_and_nowhere_else(
    real: Noddfa, window: Callable[..., Page]
) -> None:
    """As behind the web server of this machine, which says where a request came from."""
    email = make(real, "dioddefwr@dychmygol.example")
    page = window(path="/en/account/login/")
    token = page.locator('#login-form [name="csrfmiddlewaretoken"]').input_value()

    def attempt(word: str, origin: str) -> int:
        return page.context.request.post(
            f"{real.url}/en/account/login/",
            form={"login": email, "password": word, "csrfmiddlewaretoken": token},
            headers={"X-Forwarded-For": origin, "Referer": f"{real.url}/en/account/login/"},
            max_redirects=0,
        ).status

    wrong = [attempt(f"anghywir-{number}", "203.0.113.66") for number in range(10)]
    assert wrong == [200] * 9 + [429]
    assert attempt(PASSWORD, "203.0.113.66") == 429
    assert attempt(PASSWORD, "203.0.113.7") == 302


def test_there_is_no_signing_in_by_one_click(real: Noddfa, window: Callable[..., Page]) -> None:
    page = window(path="/en/account/login/")
    assert "/demo/" not in page.content()
    token = page.locator('#login-form [name="csrfmiddlewaretoken"]').input_value()
    asks: APIRequestContext = page.context.request
    for lang in ("en", "cy"):
        assert asks.get(f"{real.url}/{lang}/demo/").status == 404
        answer = asks.post(f"{real.url}/{lang}/demo/manager", form={"csrfmiddlewaretoken": token})
        assert answer.status == 404


# ---- a demo, from elsewhere than this machine ----


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"X-Forwarded-For": "127.0.0.1"}, 404),
        ({"Forwarded": "for=127.0.0.1"}, 404),
        ({"Host": "noddfa.example"}, 400),
        ({"Host": "127.0.0.1.drwg.example"}, 400),
        ({"X-Forwarded-Host": "127.0.0.1", "Host": "drwg.example"}, 400),
    ],
)
def test_a_demo_offers_one_click_to_this_machine_by_its_own_name_alone(
    server: Noddfa, open_page: Callable[..., Page], headers: dict[str, str], status: int
) -> None:
    import urllib.error
    import urllib.request

    request = urllib.request.Request(f"{server.url}/en/demo/", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            found = answer.status
    except urllib.error.HTTPError as refusal:
        found = refusal.code
    assert found == status


def test_two_demos_on_one_machine_keep_their_people_apart(
    server: Noddfa, open_page: Callable[..., Page], installations: Installations
) -> None:
    other = installations.demo("other").start()
    page = open_page("teacher", path="/en/concerns/new")
    mine = page.locator('[name="seen"]')
    expect(mine).to_be_visible()
    cookies = {cookie["name"] for cookie in page.context.cookies()}
    asks = page.context.request
    demo = asks.get(f"{other.url}/en/demo/")
    (token, *_rest) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', demo.text())
    entered = asks.post(f"{other.url}/en/demo/lead", form={"csrfmiddlewaretoken": token})
    assert entered.ok
    assert cookies < {cookie["name"] for cookie in page.context.cookies()}
    mine.fill("Dychmygol: still signed in here.")
    press(page.locator(SEND).first)
    assert "/account/login/" not in page.url
    assert asks.get(f"{other.url}/en/cases/").ok


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_way_in_fits_a_phone_and_a_screen_reader(
    real: Noddfa, window: Callable[..., Page], lang: Any, width: int
) -> None:
    for path in ("login/", "password/reset/", "password/reset/done/", "signup/"):
        page = window(lang=lang, width=width, path=f"/{lang}/account/{path}")
        axe(page)
        keeps_its_width(page)
