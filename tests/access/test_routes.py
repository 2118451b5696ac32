"""No route is open by forgetfulness, and every role gets at every route what the tables beside this file say.

routes.csv       route -> the permission its guard names. A new route needs a row: who may open it?
permissions.csv  permission -> for each role, whether it is allowed inside the circle of a record and outside it.
Both are written by hand, not from the rules they check.
"""

from __future__ import annotations

import csv
import functools
import re
import uuid
from pathlib import Path

import pytest
import rules
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from noddfa.access import circle
from noddfa.access.actor import Actor
from noddfa.access.circle import Standing
from noddfa.access.models import Part
from noddfa.access.roles import Role
from noddfa.access.rules import may
from noddfa.web import urls
from tests.access.routes import Route, walk
from tests.support import builders, cast

HERE = Path(__file__).parent
ROUTES = list(walk())
OURS = [route for route in ROUTES if not route.others]
GUARDED = [route for route in OURS if route.guard and route.guard.permission != "anyone"]
ABOUT_A_RECORD = [route for route in OURS if route.guard and route.guard.record]


@functools.cache
def table(name: str) -> dict[str, dict[str, str]]:
    """A table by the names of its rows."""
    with (HERE / name).open(newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def named(route: Route) -> str:
    return route.name


@pytest.mark.parametrize("route", OURS, ids=named)
def test_a_route_has_a_guard_and_a_row(route: Route) -> None:
    assert route.guard is not None, f"{route.name} has no guard: put @guard(…) on its view (access/guard.py)"
    row = table("routes.csv").get(route.name)
    assert row is not None, (
        f"add this line to tests/access/routes.csv once you are sure who may open it: "
        f"{route.name},{route.guard.permission}   (scripts/matrix.py prints every line that is missing)"
    )
    assert row["permission"] == route.guard.permission


def test_the_table_names_no_route_that_is_gone() -> None:
    assert set(table("routes.csv")) == {route.name for route in OURS}


def test_every_permission_is_in_the_table() -> None:
    assert set(table("permissions.csv")) == set(rules.permissions.permissions)


def standings(role: Role) -> dict[str, Standing]:
    """How somebody of this role stands inside, and that they stand outside."""
    inside = {
        Role.DUTY_OFFICER: Standing(at_desk=True),
        Role.MANAGER: Standing(supervises=True, at_desk=True),
        Role.AUDITOR: Standing(at_desk=True),
        Role.COORDINATOR: Standing(at_desk=True),
        Role.PRACTITIONER: Standing(part=Part.REPORTER),
        Role.CASE_LEAD: Standing(part=Part.LEAD),
        Role.SUPPORT_WORKER: Standing(part=Part.WORKER),
    }
    # The rest have no business in a circle: put there by mistake, they still may not.
    return {"inside": inside.get(role, Standing(part=Part.WORKER)), "outside": Standing()}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", sorted(table("permissions.csv")))
def test_a_role_may_what_the_table_says(permission: str, role: Role) -> None:
    actor = Actor(user_id=uuid.uuid4(), name="Enghraifft", language="en", organisation="x", role=role)
    said = table("permissions.csv")[permission][role.value]
    expected = {"yes": (True, True), "inside": (True, False), "no": (False, False)}[said]
    found = standings(role)
    got = may(actor, permission, found["inside"]), may(actor, permission, found["outside"])
    assert got == expected


@pytest.mark.parametrize("role", list(Role))
def test_who_is_locked_out_may_nothing_with_a_record(role: Role) -> None:
    actor = Actor(user_id=uuid.uuid4(), name="Enghraifft", language="en", organisation="x", role=role)
    locked = Standing(part=Part.LEAD, at_desk=True, supervises=True, broke_glass=True, locked_out=True)
    for permission, row in table("permissions.csv").items():
        if "inside" in row.values():
            assert not may(actor, permission, locked), permission


# ---- the same over HTTP ----


MADE_UP = {
    "UUIDConverter": uuid.UUID(int=7),
    "SlugConverter": "note",
    "IntConverter": 1,
    "StringConverter": "x",
}


def address(route: Route, record: uuid.UUID | None = None) -> str:
    """Its path, with the record's id and made-up values for anything else."""
    values = {name: MADE_UP[kind.__name__] for name, kind in route.arguments.items()}
    if route.guard and route.guard.record:
        values[route.guard.record] = record or MADE_UP["UUIDConverter"]
    return reverse(route.name, kwargs=values)


@pytest.fixture
def only_the_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts an empty room behind every guard, and nothing on the pages that refuse: does the door open?"""
    for status in (403, 404):
        refuse = functools.partial(lambda status, *_args, **_kwargs: HttpResponse(status=status), status)
        monkeypatch.setattr(urls, f"handler{status}", refuse)
    for route in GUARDED:
        cells = dict(zip(route.view.__code__.co_freevars, route.view.__closure__ or (), strict=True))
        monkeypatch.setattr(cells["view"], "cell_contents", lambda *_args, **_kwargs: HttpResponse("in"))


def answer_of(client: Client, path: str) -> str:
    """What somebody gets: 'allowed', 'refused', 'hidden' or 'sign_in'."""
    answer = client.get(path)
    assert "no-store" in answer["Cache-Control"], "a private page stays in no browser"
    if answer.status_code == 302:
        assert answer["Location"].startswith(reverse("account_login")), answer["Location"]
        return "sign_in"
    return {200: "allowed", 403: "refused", 404: "hidden"}[answer.status_code]


def expected(route: Route, role: Role, *, inside: bool) -> str:
    """What the tables say."""
    assert route.guard is not None
    said = table("permissions.csv")[route.guard.permission][role.value]
    if said == "yes" or (said == "inside" and inside):
        return "allowed"
    return "hidden" if route.guard.record else "refused"


@pytest.mark.django_db
@pytest.mark.usefixtures("only_the_guards")
def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    record = cast.around("case").record.pk
    got = {route.name: answer_of(client, address(route, record)) for route in GUARDED}
    assert got == {route.name: "sign_in" for route in GUARDED}


@pytest.mark.once  # where somebody stands is asked of both databases in test_circle.py
@pytest.mark.django_db
@pytest.mark.usefixtures("only_the_guards")
@pytest.mark.parametrize("inside", [True, False], ids=["inside", "outside"])
@pytest.mark.parametrize("role", list(Role))
def test_every_role_gets_what_the_tables_say(client: Client, role: Role, inside: bool) -> None:
    it = cast.around("case")
    builders.sign_in(client, insider(it, role) if inside else builders.actor(role))
    audits = [route for route in GUARDED if route.name.startswith("audit:")]
    others = [route for route in GUARDED if route not in audits]
    got = {route.name: answer_of(client, address(route, it.record.pk)) for route in others}
    # An audit lies on the desk of those who may see it.
    circle.give_desk(it.record.pk, it.council.pk, role, now=builders.NOW)
    got |= {route.name: answer_of(client, address(route, it.record.pk)) for route in audits}
    assert got == {route.name: expected(route, role, inside=inside) for route in GUARDED}


def insider(it: cast.Cast, role: Role) -> Actor:
    """Somebody of a role who stands around the record as that role does, or was put there by mistake."""
    there = {
        Role.DUTY_OFFICER: it.desk,
        Role.MANAGER: it.manager,
        Role.PRACTITIONER: it.reporter,
        Role.CASE_LEAD: it.lead,
        Role.SUPPORT_WORKER: it.worker,
    }
    if role in there:
        return there[role]
    actor = builders.actor(role, it.council)
    builders.join(it.record, actor, Part.WORKER, by=it.lead)
    return actor


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["colleague", "stranger", "locked_out", Role.ANALYST, Role.AUDITOR])
def test_a_record_of_others_looks_like_none(client: Client, who: str) -> None:
    """Same status, same page to the letter: nobody learns that a record exists."""
    it = cast.around("case")
    none = uuid.uuid4()
    builders.sign_in(client, builders.actor(who) if isinstance(who, Role) else it.outsiders[who])
    for route in ABOUT_A_RECORD:
        pages = []
        for record in (it.record.pk, none):
            answer = client.get(address(route, record))
            assert answer.status_code == 404, route.name
            page = answer.content.decode().replace(str(record), "RECORD")
            pages.append(re.sub(r'(csrfmiddlewaretoken" value=|nonce=)"[^"]+"', r"\1", page))
        assert pages[0] == pages[1], route.name
        assert client.post(address(route, it.record.pk)).status_code == 404, route.name


@pytest.mark.django_db
def test_nobody_posts_anything_without_signing_in(client: Client) -> None:
    for route in GUARDED:
        answer = client.post(address(route), {})
        assert answer.status_code == 302, route.name
        assert answer["Location"].startswith(reverse("account_login")), route.name


@pytest.mark.django_db
@pytest.mark.usefixtures("only_the_guards")
def test_a_password_alone_opens_nothing(client: Client) -> None:
    builders.sign_in(client, builders.actor(Role.MANAGER), with_second_factor=False)
    got = {route.name: client.get(address(route)).headers.get("Location") for route in GUARDED}
    assert got == {route.name: reverse("mfa_index") for route in GUARDED}


def test_pages_that_are_not_ours_are_those_we_know() -> None:
    """A package that brings a page of its own needs a look at it: who may open it, and is it in Welsh?"""
    assert {route.name.partition("_")[0] for route in ROUTES if route.others} <= {"account", "mfa"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, Role.CASE_LEAD])
def test_no_page_at_all_is_kept_by_the_browser_but_public_ones_that_say_so(
    client: Client, role: Role | None
) -> None:
    if role:
        builders.sign_in(client, builders.actor(role))
    for name in ("home", "help_lines", "account_login", "mfa_index", "access:acting"):
        assert "no-store" in client.get(reverse(name))["Cache-Control"], name
