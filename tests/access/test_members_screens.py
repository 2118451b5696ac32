"""Screens of a body's administrator: the list, the invitation, one person's role; bad input; other bodies' people."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from noddfa.access.actor import Actor, open_memberships
from noddfa.access.models import Membership, Organisation, User
from noddfa.access.roles import Role
from tests.support import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Actor:
    return builders.actor(Role.AGENCY_ADMINISTRATOR)


@pytest.fixture
def body(administrator: Actor) -> Organisation:
    return Organisation.objects.get(pk=administrator.body)


@pytest.fixture
def browser(client: Client, administrator: Actor) -> Client:
    return builders.sign_in(client, administrator)


def place_of(who: Actor) -> Membership:
    return Membership.objects.get(pk=who.membership)


def typed(**changes: str) -> dict[str, str]:
    return {
        "email": "newydd@example.test",
        "name": "Newydd Dychmygol",
        "language": "cy",
        "role": "case_lead",
        **changes,
    }


def test_the_list_shows_my_people_and_nobody_elses(browser: Client, body: Organisation) -> None:
    mine = builders.actor(Role.CASE_LEAD, body, name="Fy Mherson Dychmygol")
    other = builders.actor(Role.CASE_LEAD, name="Rhywun Arall Dychmygol")
    page = browser.get(reverse("access:people")).content.decode()
    assert mine.name in page and other.name not in page
    assert "Has not chosen a password yet" in page


def test_the_list_is_searched_sorted_and_says_when_nobody_is_found(
    browser: Client, body: Organisation
) -> None:
    for name in ("Aled Dychmygol", "Zoe Dychmygol"):
        builders.actor(Role.CASE_LEAD, body, name=name)
    address = reverse("access:people")
    page = browser.get(f"{address}?words=zoe+DYCH").content.decode()
    assert "Zoe Dychmygol" in page and "Aled" not in page
    page = browser.get(f"{address}?sort=name&order=desc").content.decode()
    assert page.index("Zoe Dychmygol") < page.index("Aled Dychmygol")
    assert "Nobody found" in browser.get(f"{address}?words=neb").content.decode()
    ended = browser.get(f"{address}?show=ended").content.decode()
    assert "Nobody here" in ended and "Zoe" not in ended


def test_a_long_list_has_pages_and_costs_no_more_queries(
    browser: Client, body: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for more in (1, 29):
        for _each in range(more):
            builders.actor(Role.CASE_LEAD, body)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(reverse("access:people")).content.decode()
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 0
    assert "?page=2" in page


def test_somebody_is_invited_by_the_form(browser: Client, body: Organisation) -> None:
    answer = browser.post(reverse("access:invite"), typed(), follow=True)
    assert "They are invited" in answer.content.decode()
    assert Membership.objects.filter(user__email="newydd@example.test", organisation=body).exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", ""), ("email", "dim"), ("email", "a" * 250 + "@example.test"), ("name", ""), ("name", "x" * 121),
        ("name", "\u200b"), ("language", "fr"), ("role", ""), ("role", "coordinator"), ("role", "king"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "cy"])
def test_bad_input_is_said_beside_the_field_and_kept(
    browser: Client, field: str, value: str, lang: str
) -> None:
    with translation.override(lang):
        answer = browser.post(reverse("access:invite"), typed(**{field: value}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    kept = "Newydd Dychmygol" if field != "name" else "newydd@example.test"
    assert kept in answer.content.decode()
    assert not User.objects.filter(email="newydd@example.test").exists()


def test_html_and_emoji_in_a_name_stay_what_they_are(browser: Client) -> None:
    browser.post(reverse("access:invite"), typed(name="<b>Siân</b> 😀"))
    page = browser.get(reverse("access:people")).content.decode()
    assert "&lt;b&gt;Siân&lt;/b&gt; 😀" in page


def test_inviting_twice_is_said_beside_the_address(browser: Client) -> None:
    browser.post(reverse("access:invite"), typed())
    answer = browser.post(reverse("access:invite"), typed())
    assert answer.status_code == 422 and "email" in answer.context["form"].errors


def test_switching_the_language_keeps_what_was_typed(browser: Client) -> None:
    answer = browser.post("/cy/access/people/invite", typed(name="Hanner", role="", switch_language="cy"))
    assert answer.status_code == 200 and "Hanner" in answer.content.decode()
    assert not answer.context["form"].errors


def test_a_role_is_ended_and_an_account_closed_and_opened_by_the_page(
    browser: Client, body: Organisation
) -> None:
    who = builders.actor(Role.CASE_LEAD, body, name="Gadawr Dychmygol")
    address = reverse("access:place", args=[who.membership])
    assert "Gadawr Dychmygol" in browser.get(address).content.decode()
    browser.post(reverse("access:close_account", args=[who.membership]))
    assert not builders.user_of(who).is_active
    assert "Account closed" in browser.get(address).content.decode()
    browser.post(reverse("access:open_account", args=[who.membership]))
    assert builders.user_of(who).is_active
    assert browser.post(address, {"when": ""}).status_code == 422
    assert browser.post(address, {"when": "later"}).context["form"].errors["last_day"]
    past = {"when": "later", "last_day_day": "1", "last_day_month": "1", "last_day_year": "2020"}
    assert browser.post(address, past).status_code == 422
    assert browser.post(address, {"when": "at_once"}).status_code == 302
    assert not open_memberships(builders.user_of(who), on=timezone.localdate()).exists()
    assert "Gadawr Dychmygol" in browser.get(f"{reverse('access:people')}?show=ended").content.decode()


def test_what_cannot_be_done_is_said_on_the_page(
    browser: Client, administrator: Actor, body: Organisation
) -> None:
    user = builders.user(password=builders.PASSWORD)
    mine = builders.membership(user, body, Role.CASE_LEAD)
    builders.membership(user, builders.organisation(), Role.CASE_LEAD)
    answer = browser.post(reverse("access:close_account", args=[mine.pk]), follow=True)
    assert "works for another body too" in answer.content.decode()
    answer = browser.post(reverse("access:letter", args=[mine.pk]), follow=True)
    assert "chosen a password already" in answer.content.decode()
    own = browser.get(reverse("access:place", args=[administrator.membership])).content.decode()
    assert "This is you" in own and "Close the account" not in own


@pytest.mark.django_db(transaction=True)
def test_the_letter_is_sent_again(client: Client) -> None:
    administrator = builders.actor(Role.AGENCY_ADMINISTRATOR)
    builders.sign_in(client, administrator)
    who = builders.actor(Role.CASE_LEAD, Organisation.objects.get(pk=administrator.body))
    client.post(reverse("access:letter", args=[who.membership]))
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[str(who.user_id)]]


def test_another_bodys_people_are_not_there(browser: Client) -> None:
    other = builders.actor(Role.CASE_LEAD)
    for name in ("place", "letter", "close_account", "open_account"):
        address = reverse(f"access:{name}", args=[other.membership])
        assert browser.post(address, {"when": "at_once"}).status_code == 404
    assert browser.get(reverse("access:place", args=[other.membership])).status_code == 404
    assert place_of(other).ends is None and builders.user_of(other).is_active
