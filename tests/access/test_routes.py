"""No route is open by forgetfulness, and every role gets at every route what the tables beside this file say.

routes.csv       route -> the permission its guard names. A new route needs a row: who may open it?
permissions.csv  permission -> for each role, whether it is allowed inside the circle of a record and outside it.
Both are written by hand, not from the rules they check.
"""

from __future__ import annotations

import csv
import uuid
from pathlib import Path

import pytest
import rules
from django.test import Client
from django.urls import reverse

from noddfa.access.actor import Actor
from noddfa.access.circle import Standing
from noddfa.access.models import Part
from noddfa.access.roles import Role
from noddfa.access.rules import may
from tests.access.routes import Route, walk
from tests.support import builders, cast

HERE = Path(__file__).parent
ROUTES = list(walk())
OURS = [route for route in ROUTES if not route.others]
ABOUT_A_RECORD = [route for route in OURS if route.guard and route.guard.record]


def table(name: str) -> dict[str, dict[str, str]]:
    with (HERE / name).open(newline="") as file:
        return {row.pop("name"): row for row in csv.DictReader(file)}


def named(route: Route) -> str:
    return route.name


@pytest.mark.parametrize("route", OURS, ids=named)
def test_a_route_has_a_guard_and_a_row(route: Route) -> None:
    assert route.guard is not None, f"{route.name} has no guard: put @guard(…) on its view (access/guard.py)"
    row = table("routes.csv").get(route.name)
    assert row is not None, f"add a row to tests/access/routes.csv: {route.name},{route.guard.permission}"
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


def address(route: Route, record: uuid.UUID) -> str:
    """Its path, with the record's id and made-up values for anything else."""
    made_up = {
        "UUIDConverter": uuid.uuid4(),
        "SlugConverter": "note",
        "IntConverter": 1,
        "StringConverter": "x",
    }
    values = {name: made_up[kind.__name__] for name, kind in route.arguments.items()}
    values[route.guard.record] = record
    return reverse(route.name, kwargs=values)


@pytest.mark.django_db
@pytest.mark.parametrize("route", ABOUT_A_RECORD, ids=named)
def test_a_record_of_others_looks_like_none(client: Client, route: Route) -> None:
    it = cast.around("case")
    for who in (*it.outsiders.values(), builders.actor(Role.ANALYST), builders.actor(Role.AUDITOR)):
        builders.sign_in(client, who)
        real, none = client.get(address(route, it.record.pk)), client.get(address(route, uuid.uuid4()))
        assert (real.status_code, none.status_code) == (404, 404)
        strip = {str(it.record.pk).encode()}
        assert abs(len(real.content) - len(none.content)) <= 80, strip


@pytest.mark.django_db
@pytest.mark.parametrize("route", [r for r in OURS if r.guard and r.guard.permission != "anyone"], ids=named)
def test_nobody_gets_in_without_signing_in(client: Client, route: Route) -> None:
    made_up = {
        "UUIDConverter": uuid.uuid4(),
        "SlugConverter": "m1",
        "IntConverter": 1,
        "StringConverter": "x",
    }
    values = {name: made_up[kind.__name__] for name, kind in route.arguments.items()}
    path = reverse(route.name, kwargs=values)
    for answer in (client.get(path), client.post(path, {})):
        assert answer.status_code in (302, 405)
        if answer.status_code == 302:
            assert answer.url.startswith(reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.parametrize("route", [r for r in OURS if r.guard and r.guard.permission != "anyone"], ids=named)
def test_a_password_alone_opens_nothing(client: Client, route: Route) -> None:
    builders.sign_in(client, builders.actor(Role.MANAGER), with_second_factor=False)
    made_up = {
        "UUIDConverter": uuid.uuid4(),
        "SlugConverter": "m1",
        "IntConverter": 1,
        "StringConverter": "x",
    }
    path = reverse(
        route.name, kwargs={name: made_up[kind.__name__] for name, kind in route.arguments.items()}
    )
    answer = client.get(path)
    assert answer.status_code == 405 or answer.url == reverse("mfa_index")


@pytest.mark.django_db
def test_private_pages_are_not_kept_by_the_browser(client: Client) -> None:
    builders.sign_in(client, builders.actor(Role.CASE_LEAD))
    for name in ("home", "access:acting", "help_lines", "protect:cases"):
        assert client.get(reverse(name))["Cache-Control"] == "no-store"
