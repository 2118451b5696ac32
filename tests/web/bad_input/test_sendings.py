"""What a browser, or something that is none, can send wrongly whatever the form: too much, too many, of another sort.

Each is answered by a page in the reader's language that says what to do, never by a bare one.
"""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from noddfa.web.uploads import LARGEST
from tests.support import builders
from tests.web.bad_input.reading import Page
from tests.web.bad_input.world import World

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"
LARGE = b"happened_day=" + b"1" * (2 * 1024 * 1024 + 1)

SENDINGS = {
    "too much": (LARGE, FORM, 413),
    "too many fields": (b"&".join(b"a%d=1" % n for n in range(1001)), FORM, 413),
    "too many files": (
        b"".join(
            b'--x\r\nContent-Disposition: form-data; name="f%d"; filename="f%d"\r\n\r\n1\r\n' % (n, n)
            for n in range(101)
        )
        + b"--x--\r\n",
        PARTS,
        413,
    ),
    "a file beyond all bounds": (
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n'
        + b"1" * LARGEST
        + b"\r\n--x--\r\n",
        PARTS,
        413,
    ),
    "no parts at all": (b"nothing of the sort", "multipart/form-data", 400),
    "another alphabet": (b"words=%ff%fe", f"{FORM}; charset=utf-16", 400),
}  # fmt: skip

# What is no form at all, and what a form cannot hold: judged like an empty one.
STRANGE = {
    "JSON": (b'{"words": "x"}', "application/json"),
    "XML": (b"<a/>", "text/xml"),
    "no content": (b"", FORM),
    "not UTF-8": (b"words=%ff%fe%ed%a0%80&about=%ed%b0%80", FORM),
    "NUL in a name": (b"wor%00ds=x", FORM),
    "half a part": (b'--x\r\nContent-Disposition: form-data; name="words"', PARTS),
}


def address(world: World, lang: str) -> str:
    with translation.override(lang):
        return reverse("chronicle:add", args=[world.case.pk, "note"])


@pytest.fixture
def browser(world: World) -> Client:
    return builders.sign_in(Client(raise_request_exception=False), world.people["lead"])


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("name", SENDINGS)
def test_what_cannot_be_read_is_answered_in_the_readers_language(
    browser: Client, world: World, name: str, lang: str
) -> None:
    body, sort, status = SENDINGS[name]
    answer = browser.post(address(world, lang), body, content_type=sort)
    page = Page(answer.content.decode())
    assert answer.status_code == status
    assert page.elements[0].attributes["lang"] == lang
    assert [one for one in page.elements if one.tag == "h1"]
    back = [
        one.attributes["href"]
        for one in page.elements
        if one.tag == "a" and one.attributes.get("class") == "govuk-link"
    ]
    assert back, "the page leads on"


@pytest.mark.parametrize("name", STRANGE)
def test_what_is_no_form_is_judged_like_an_empty_one(browser: Client, world: World, name: str) -> None:
    body, sort = STRANGE[name]
    answer = browser.post(address(world, "en"), body, content_type=sort)
    assert answer.status_code == 422
    assert answer.context["form"].errors


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_what_is_too_much_says_so_and_that_nothing_was_changed(
    browser: Client, world: World, lang: str
) -> None:
    page = browser.post(address(world, lang), LARGE, content_type=FORM).content.decode()
    assert {"en": "more than can be sent at once", "cy": "fwy nag y gellir ei anfon ar unwaith"}[lang] in page


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_an_old_form_key_is_told_in_the_readers_language(world: World, lang: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    builders.sign_in(strict, world.people["lead"])
    answer = strict.post(address(world, lang), {"words": "x"})
    assert answer.status_code == 403
    assert Page(answer.content.decode()).elements[0].attributes["lang"] == lang
    assert {"en": "open too long", "cy": "ar agor yn rhy hir"}[lang] in answer.content.decode()


@pytest.mark.parametrize("host", ["elsewhere.example", "a b", "x" * 300, "<script>"])
def test_a_host_that_is_not_ours_gets_a_page_of_ours(host: str) -> None:
    answer = Client(raise_request_exception=False).get("/cy/", headers={"host": host})
    assert answer.status_code == 400
    assert Page(answer.content.decode()).elements[0].attributes["lang"] == "cy"
    assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_a_form_that_takes_only_posts_says_so(browser: Client, lang: str) -> None:
    answer = browser.get(f"/{lang}/drafts/save")
    assert answer.status_code == 405
    assert Page(answer.content.decode()).elements, "a bare page"
