"""What a body's managers and administrator see of its learners, on screen and as a file."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from noddfa.access.actor import Actor
from noddfa.access.models import Organisation
from noddfa.access.roles import Role
from noddfa.learn.body.export import plain_cell
from noddfa.learn.selectors import counts
from noddfa.learn.services import finish_check, open_section
from noddfa.practice.course import Module
from tests.learn.conftest import NOW, right_answers, with_wrong
from tests.support import builders

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def manager(council: Organisation) -> Actor:
    return builders.actor(Role.MANAGER, council, name="Enghraifft Rheolwr")


@pytest.fixture
def office(client: Client, manager: Actor) -> Client:
    """The manager's browser."""
    return builders.sign_in(client, manager)


def page_of(browser: Client, **query: str) -> str:
    return browser.get(reverse("learn:body", args=["m1"]), query).content.decode()


def rows_of(browser: Client) -> list[dict[str, str]]:
    answer = browser.get(reverse("learn:body_csv", args=["m1"]))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_counts_and_states(
    office: Client, council: Organisation, manager: Actor, learner: Actor, module: Module
) -> None:
    reader = builders.actor(Role.DUTY_OFFICER, council)
    open_section(module, "inside-wales", by=reader, now=NOW)
    finish_check(module, with_wrong(module, 3), by=learner, now=NOW - dt.timedelta(days=2), language="en")
    finish_check(module, with_wrong(module, 1), by=learner, now=NOW - dt.timedelta(days=1), language="en")
    found = counts(council.pk, module, on=TODAY)
    assert (found.people, found.passed, found.begun, found.not_begun) == (3, 1, 1, 1)
    page = page_of(office)
    for text in ("Section 4 of 7", "Passed on 23 November 2026", "Not begun", "4 of 5"):
        assert text in page


def test_only_this_body_and_only_today(office: Client, council: Organisation, module: Module) -> None:
    elsewhere = builders.actor(Role.PRACTITIONER, name="Enghraifft Arall")
    gone = builders.user("Enghraifft Gadawodd")
    builders.membership(gone, council, Role.PRACTITIONER, ends=TODAY - dt.timedelta(days=1))
    both = builders.actor(Role.PRACTITIONER, council, name="Enghraifft Dwy Swydd")
    builders.membership(builders.user_of(both), council, Role.AUDITOR)
    finish_check(module, right_answers(module), by=elsewhere, now=NOW, language="en")
    names = [row["Name"] for row in rows_of(office)]
    assert names == ["Enghraifft Dwy Swydd", "Enghraifft Rheolwr"]


def test_what_was_learnt_for_another_body_is_not_told(
    office: Client, council: Organisation, module: Module
) -> None:
    person = builders.user("Enghraifft Symudol")
    before = builders.actor(Role.PRACTITIONER, of=person)
    builders.membership(person, council, Role.PRACTITIONER)
    finish_check(module, right_answers(module), by=before, now=NOW, language="en")
    row = next(row for row in rows_of(office) if row["Name"] == person.name)
    assert (row["State"], row["Best result"], row["Times taken"]) == ("Not begun", "", "0")


def test_answers_are_not_shown_to_a_manager(office: Client, learner: Actor, module: Module) -> None:
    finish_check(module, with_wrong(module, 1), by=learner, now=NOW, language="en")
    said = page_of(office) + str(rows_of(office))
    for question in module.questions:
        assert question.id not in said.split()
        assert question.text_en not in said


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.MANAGER, Role.AGENCY_ADMINISTRATOR)]
)
def test_others_may_not(council: Organisation, role: Role) -> None:
    browser = builders.sign_in(Client(), builders.actor(role, council))
    assert browser.get(reverse("learn:body", args=["m1"])).status_code == 403
    assert browser.get(reverse("learn:body_csv", args=["m1"])).status_code == 403
    assert "Learners of your body" not in browser.get(reverse("learn:courses")).content.decode()


def test_it_can_be_sorted_and_a_made_up_order_does_no_harm(
    office: Client, council: Organisation, learner: Actor, module: Module
) -> None:
    finish_check(module, right_answers(module), by=learner, now=NOW, language="en")
    builders.actor(Role.PRACTITIONER, council, name="Aaa Enghraifft")
    by_name = page_of(office)
    assert by_name.index("Aaa Enghraifft") < by_name.index(learner.name)
    by_pass = page_of(office, sort="passed", order="desc")
    assert by_pass.index(learner.name) < by_pass.index("Aaa Enghraifft")
    by_tries = page_of(office, sort="tries", order="desc")
    assert by_tries.index(learner.name) < by_tries.index("Aaa Enghraifft")
    assert page_of(office, sort="user__password", order="desc", page="9999")


def test_no_query_for_each_learner(office: Client, council: Organisation, module: Module) -> None:
    def queries() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as on_screen:
            page_of(office)
        with CaptureQueriesContext(connection) as in_file:
            rows_of(office)
        return len(on_screen), len(in_file)

    alone = queries()
    for number in range(29):
        who = builders.actor(Role.PRACTITIONER, council)
        if number % 2:
            finish_check(module, with_wrong(module, number % 3), by=who, now=NOW, language="en")
    assert queries() == alone
    assert page_of(office).count("noddfa-table__first") == len(rows_of(office)) == 30


def test_names_that_might_be_formulas_are_made_harmless(office: Client, council: Organisation) -> None:
    builders.actor(Role.PRACTITIONER, council, name='=HYPERLINK("http://enghraifft.example","Dychmygol")')
    builders.actor(Role.PRACTITIONER, council, name="@SUM(A1), ŵ 😀")
    names = {row["Name"] for row in rows_of(office)}
    assert '\'=HYPERLINK("http://enghraifft.example","Dychmygol")' in names
    assert "'@SUM(A1), ŵ 😀" in names


@given(st.text(max_size=30))
def test_no_cell_begins_a_formula(text: str) -> None:
    cell = plain_cell(text)
    assert not cell.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell in (text, f"'{text}")


def test_a_file_in_welsh(office: Client) -> None:
    answer = office.get(reverse("learn:body_csv", args=["m1"]).replace("/en/", "/cy/"))
    assert answer.content.decode("utf-8-sig").startswith("Enw,Cyfeiriad e-bost,Modiwl")
