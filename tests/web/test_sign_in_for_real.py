"""Signing in to a real installation, with its processes, its database and Chromium: nothing here is a demo.

The first day is gone through by the keyboard alone, the forgotten password with the mouse.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import APIRequestContext, Browser, Locator, Page, expect

from tests.support import builders, mail
from tests.support.browser import PHONE, Windows, axe, keeps_its_width
from tests.support.keyboard import enter, fill, follow, reach
from tests.support.mail import Mailbox
from tests.support.server import Installations, Noddfa, shared_folder

pytestmark = pytest.mark.browser

PASSWORD, NEW_PASSWORD = "cyfrinair-dychmygol-hir-1", "cyfrinair-dychmygol-newydd-2"
EXPIRE = (
    "import datetime as dt; from django.contrib.sessions.models import Session; from django.utils import timezone\n"
    "Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))"
)
WITH_AN_APP = (
    "from noddfa.access.models import User; from tests.support import builders\n"
    "print(builders.authenticator_app(User.objects.get(email={email!r})))"
)
SEND = "#page-form button.govuk-button:not([name])"
SUBMIT = "main form .govuk-button-group button[type=submit]"
ACROSS = ("cy", "en")
in_both_languages = pytest.mark.parametrize("lang", ["cy", pytest.param("en", marks=pytest.mark.once)])
FIRST_DAY = {lang: f"dydd-cyntaf-{lang}@dychmygol.example" for lang in ACROSS}
FORGETS = {lang: f"anghofus-{lang}@dychmygol.example" for lang in ACROSS}
VICTIM, GUESSED = "dioddefwr@dychmygol.example", "dyfalu@dychmygol.example"


@pytest.fixture(scope="module")
def mailbox_of_all() -> Iterator[Mailbox]:
    with mail.serving() as box:
        yield box


@pytest.fixture(scope="module")
def secret_of_guessed() -> list[str]:
    """Of the app of somebody whose codes are guessed; filled when the installation is made."""
    return []


@pytest.fixture(scope="module")
def real(
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
    mailbox_of_all: Mailbox,
    secret_of_guessed: list[str],
) -> Iterator[Noddfa]:
    """A running installation that is no demo. All but one there have a password and nothing more."""
    made = Installations(
        tmp_path_factory.mktemp("real"), shared_folder(tmp_path_factory, worker_id), worker_id
    )
    noddfa = made.migrated("real")
    noddfa.extra["EMAIL_URL"] = mailbox_of_all.url
    word = noddfa.home / "password"
    word.write_text(PASSWORD)
    common = ["--name", "Enghraifft Go Iawn", "--body", "Cardiff Council", "--role", "practitioner"]
    speakers = [(who[lang], lang) for who in (FIRST_DAY, FORGETS) for lang in ACROSS]
    *users, app = noddfa.steps(
        *(
            ["create-user", "--email", email, "--language", lang, "--password-file", str(word), *common]
            for email, lang in [*speakers, (VICTIM, "en"), (GUESSED, "en")]
        ),
        ["manage", "shell", "--no-imports", "-c", WITH_AN_APP.format(email=GUESSED)],
    )
    assert not [step.complaint for step in (*users, app) if step.status]
    secret_of_guessed.append(app.said.split()[-1])
    yield noddfa.start()
    made.end()


@pytest.fixture
def window(chromium: Browser, real: Noddfa) -> Iterator[Callable[..., Page]]:
    windows = Windows(chromium, real)
    yield windows.open
    windows.close()


def press(button: Locator) -> None:
    """Press a button that leads to a page, perhaps the same one, and wait for that."""
    with button.page.expect_navigation():
        button.click()


def password(page: Page, email: str, word: str = PASSWORD) -> None:
    page.fill("#id_login", email)
    page.fill("#id_password", word)
    press(page.locator("#login-form .govuk-button-group button").first)


def session_cookie(page: Page) -> Any:
    (found,) = [cookie for cookie in page.context.cookies() if cookie["name"] == "noddfa_session"]
    return found


# ---- by the keyboard alone ----


def type_password(page: Page, email: str) -> None:
    fill(page, "login", email)
    fill(page, "password", PASSWORD)
    enter(page)


def type_code(page: Page, text: str) -> None:
    fill(page, "code", text)
    enter(page)


def enrol(page: Page, lang: str) -> tuple[str, list[str]]:
    """Set up an authenticator app on the pages; its secret, and the recovery codes that came with it."""
    follow(page, page.locator(f'main a[href="/{lang}/account/2fa/totp/activate/"]'))
    page.wait_for_url("**/totp/activate/")
    secret = page.locator("main code").inner_text()
    type_code(page, builders.code_of(secret))
    page.wait_for_url("**/recovery-codes/")
    codes = page.locator("main .noddfa-codes code").all_inner_texts()
    assert len(codes) == 10
    return secret, codes


def sign_out(page: Page) -> None:
    follow(page, page.locator('header form[action$="/account/logout/"] button'))


@in_both_languages
def test_the_first_day_from_a_password_alone_to_a_half_filled_form_found_again_without_a_mouse(
    real: Noddfa, window: Callable[..., Page], lang: str
) -> None:
    email, form = FIRST_DAY[lang], f"/{lang}/concerns/new"
    # a password alone leads to setting up a second step, whatever one asks for
    page = window(lang=lang, path=form)
    type_password(page, email)
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
    type_password(page, email)
    page.wait_for_url("**/2fa/authenticate/**")
    type_code(page, builders.code_of(secret))
    page.wait_for_url(f"**{form}/*")

    # the session ends while somebody writes; they come back to what they wrote
    fill(page, "seen", "Dychmygol: hanner brawddeg â ŵ")
    real.must("manage", "shell", "--no-imports", "-c", EXPIRE)
    page.keyboard.press("Tab")  # out of the box of words, in which Enter begins a line
    enter(page)
    page.wait_for_url("**/account/login/**")
    type_password(page, email)
    page.wait_for_url("**/2fa/authenticate/**")
    type_code(page, codes[0])
    page.wait_for_url(f"**{form}/*")
    expect(page.locator('[name="seen"]')).to_have_value("Dychmygol: hanner brawddeg â ŵ")

    # a recovery code is good for one time
    sign_out(page)
    follow(page, page.locator(f'header a[href^="/{lang}/account/login/"]'))
    type_password(page, email)
    page.wait_for_url("**/2fa/authenticate/**")
    type_code(page, codes[0])
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    reach(page, page.locator(".govuk-error-summary a"))
    page.keyboard.press("Enter")  # to the field that is wrong
    expect(page.locator("#id_code")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(codes[1])
    enter(page)
    page.wait_for_url(re.compile(f"/{lang}/$"))


def test_a_forgotten_password_is_chosen_anew_by_a_letter(
    real: Noddfa, window: Callable[..., Page], mailbox_of_all: Mailbox
) -> None:
    pages = {lang: window(lang=lang, path=f"/{lang}/account/password/reset/") for lang in ACROSS}
    for lang, page in pages.items():
        page.fill("#id_email", FORGETS[lang])
        press(page.locator(SUBMIT).first)
        page.wait_for_url("**/password/reset/done/")
    real.must("worker", "--until-empty")
    for lang, page in pages.items():
        (letter,) = [one for one in mailbox_of_all.messages if one["To"] == FORGETS[lang]]
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
        password(page, FORGETS[lang])
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        password(page, FORGETS[lang], NEW_PASSWORD)
        page.wait_for_url("**/account/2fa/")


def test_codes_are_not_guessed_more_often_because_several_processes_serve(
    real: Noddfa, window: Callable[..., Page], secret_of_guessed: list[str]
) -> None:
    """Many tries at once, so that both processes of the server get some: five are judged, whoever judges them."""
    page = window(path="/en/account/login/")
    password(page, GUESSED)
    page.wait_for_url("**/2fa/authenticate/**")
    token = page.locator('#code-form [name="csrfmiddlewaretoken"]').input_value()
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in page.context.cookies())

    def guess(code: str) -> str:
        request = urllib.request.Request(
            f"{real.url}/en/account/2fa/authenticate/",
            urlencode({"code": code, "csrfmiddlewaretoken": token}).encode(),
            {"Cookie": cookies},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            text: str = answer.read().decode()
        return text

    with ThreadPoolExecutor(8) as guessers:
        answers = list(guessers.map(guess, [f"{number:06d}" for number in range(32)]))
    judged = [answer for answer in answers if "Incorrect code" in answer]
    assert all("Too many tries" in answer for answer in answers if answer not in judged)
    assert 1 <= len(judged) <= 5
    assert "Too many tries" in guess(builders.code_of(*secret_of_guessed)), "even the right one, for a while"


def test_wrong_passwords_slow_down_where_they_come_from_and_nowhere_else(
    real: Noddfa, window: Callable[..., Page]
) -> None:
    """As behind the web server of this machine, which says where a request came from."""
    page = window(path="/en/account/login/")
    token = page.locator('#login-form [name="csrfmiddlewaretoken"]').input_value()

    def attempt(word: str, origin: str) -> int:
        return page.context.request.post(
            f"{real.url}/en/account/login/",
            form={"login": VICTIM, "password": word, "csrfmiddlewaretoken": token},
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
    request = urllib.request.Request(f"{server.url}/en/demo/", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            found = answer.status
    except urllib.error.HTTPError as refusal:
        found = refusal.code
    assert found == status


@pytest.mark.once
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


@pytest.mark.once
@pytest.mark.parametrize("lang", ACROSS)
def test_the_way_in_fits_a_phone_and_a_screen_reader(
    real: Noddfa, window: Callable[..., Page], lang: Any
) -> None:
    """As test_pages.py looks at a demo's; here nobody is offered a way in by one click."""
    page = window(lang=lang, width=PHONE)
    for path in ("login/", "password/reset/", "password/reset/done/", "signup/"):
        page.goto(f"/{lang}/account/{path}")
        axe(page)
        keeps_its_width(page)
