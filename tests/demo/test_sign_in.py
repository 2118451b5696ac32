"""Signing in by one click: in a demonstration, from this machine, by its own name; elsewhere there is no such page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from pytest_django import Settings

from noddfa.access.bodies import take_in
from noddfa.access.guard import SESSION_DEMO
from noddfa.access.models import User
from noddfa.access.roles import Role
from noddfa.demo import cast

pytestmark = pytest.mark.django_db

HERE = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"}


@pytest.fixture(autouse=True)
def demonstration(settings: Settings) -> None:
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["*"]
    take_in()
    cast.make_bodies()
    cast.make_people(starts=dt.date(2026, 1, 1))


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_everybody_is_offered_with_their_role(client: Client, lang: str) -> None:
    page = client.get(f"/{lang}/demo/", **HERE)
    assert page.status_code == 200
    for person in cast.listed():
        assert person.name in page.content.decode()
        assert f'action="/{lang}/demo/{person.key}"' in page.content.decode()
    assert {person.role for person in cast.listed()} == set(Role), "somebody of every role"


def test_one_click_lets_in(client: Client) -> None:
    answer = client.post("/cy/demo/lead", **HERE)
    assert answer["Location"] == "/cy/"
    assert client.session[SESSION_DEMO] is True
    home = client.get("/cy/", **HERE).content.decode()
    assert User.objects.get(email="lead@demo.noddfa.invalid").name in home


@pytest.mark.parametrize(
    "where",
    [
        {**HERE, "REMOTE_ADDR": "192.0.2.1"},
        {**HERE, "HTTP_HOST": "noddfa.example"},
        {**HERE, "HTTP_HOST": "127.0.0.1.drwg.example"},
        {**HERE, "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {**HERE, "HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
def test_from_elsewhere_there_is_no_such_page(client: Client, where: dict[str, str]) -> None:
    assert client.get("/en/demo/", **where).status_code == 404
    assert client.post("/en/demo/lead", **where).status_code == 404
    assert "_auth_user_id" not in client.session


def test_outside_a_demonstration_there_is_no_such_page(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert client.get("/en/demo/", **HERE).status_code == 404
    assert client.post("/en/demo/lead", **HERE).status_code == 404
    front = client.get("/en/", **HERE).content.decode()
    assert "/demo/" not in front
    settings.DEMO = True
    assert "/demo/" in Client().get("/en/", **HERE).content.decode()


def test_it_takes_a_post_of_our_own_form() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.get("/en/demo/lead", **HERE).status_code == 405
    assert strict.post("/en/demo/lead", **HERE).status_code == 403


@pytest.mark.parametrize("key", ["nobody", "admin", "lead-2"])
def test_who_is_not_of_the_cast_cannot_be_signed_in_as(client: Client, key: str) -> None:
    User.objects.create_user("admin@example.test", None, name="Go Iawn")
    assert client.post(f"/en/demo/{key}", **HERE).status_code == 404
    assert "_auth_user_id" not in client.session
