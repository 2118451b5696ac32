"""What the co-ordinator sees of learning in Wales: counts by body, never a person and never a small count."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from noddfa.access.models import Organisation
from noddfa.access.roles import Role
from noddfa.design.components import Order
from noddfa.disclosure import Cell
from noddfa.learn.country import figures, showing
from noddfa.learn.services import finish_check, open_section
from noddfa.practice.course import Module
from tests.learn.conftest import NOW, right_answers, with_wrong
from tests.support import builders

pytestmark = pytest.mark.django_db
OCTOBER = dt.date(2026, 10, 31)
IN_OCTOBER = dt.datetime(
    2026, 10, 31, 23, 30, tzinfo=dt.UTC
)  # 23:30 in Wales as well: the clocks have gone back
AFTER = dt.datetime(2026, 11, 1, 0, 30, tzinfo=dt.UTC)


@pytest.fixture
def office(client: Client, db: None) -> Client:
    """The co-ordinator's browser."""
    return builders.sign_in(client, builders.actor(Role.COORDINATOR, name="Enghraifft Cydlynydd"))


def staff(
    at: Organisation, module: Module, *, not_begun: int = 0, begun: int = 0, tried: int = 0, passed: int = 0
) -> None:
    """People of a body, each as far as said by the end of October."""
    for place in range(not_begun + begun + tried + passed):
        who = builders.actor(Role.LEARNER, at, name=f"Enghraifft Cudd {at.pk} {place}")
        if place >= not_begun:
            open_section(module, module.sections[0].anchor, by=who, now=IN_OCTOBER)
        if place >= not_begun + begun:
            answers = with_wrong(module, 3) if place < not_begun + begun + tried else right_answers(module)
            finish_check(module, answers, by=who, now=IN_OCTOBER, language="en")


def of_body(module: Module, body: Organisation, on: dt.date = OCTOBER) -> dict[str, str]:
    """Figure -> what is shown of it for a body."""
    (found,) = (one for kind in figures.country(module, on=on) for one in kind.bodies if one.body == body)
    return {name: cell.text for name, cell in zip(figures.FIGURES, found.figures, strict=True)}


def page_of(browser: Client, **query: str) -> str:
    return browser.get(reverse("learn:country"), query).content.decode()


def lines_of(browser: Client, **query: str) -> list[dict[str, str]]:
    answer = browser.get(reverse("learn:country_csv"), query)
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_each_person_is_in_one_state_and_figures_are_rounded(council: Organisation, module: Module) -> None:
    staff(council, module, not_begun=6, begun=7, tried=8, passed=12)
    assert of_body(module, council) == {
        "not_begun": "5",
        "begun": "5",
        "finished": "10",
        "passed": "10",
        "people": "35",
    }


def test_a_small_count_is_hidden_and_cannot_be_worked_back(council: Organisation, module: Module) -> None:
    staff(council, module, not_begun=5, passed=1)
    found = of_body(module, council)
    assert found["passed"] == "*"
    assert found["begun"] == "-"
    # 5 to 7 people less 5 to 7 would leave 1 or 2: so one of the two is hidden as well
    assert "*" in (found["not_begun"], found["people"])


def test_nothing_is_said_of_a_handful_of_people(
    office: Client, council: Organisation, module: Module
) -> None:
    staff(council, module, not_begun=4)
    small = builders.organisation()
    staff(small, module, passed=3)
    assert set(of_body(module, council).values()) == set(of_body(module, small).values()) == {"*"}
    page = page_of(office, kind="local_authority")
    assert "Nobody has" not in page
    assert "3 bodies with too few people for figures" in page  # the co-ordinator’s own is one
    (kind,) = (one for one in figures.country(module, on=OCTOBER) if one.kind.code == "local_authority")
    assert kind.where_somebody_passed == 0  # 1 would tell which of the two
    assert "fewer than 5 people" in page


def test_a_kind_and_wales_say_no_more_than_their_bodies(module: Module, council: Organisation) -> None:
    staff(council, module, passed=13)
    staff(builders.organisation(), module, passed=8)
    staff(builders.organisation(kind="health_board"), module, passed=3)
    councils, boards = (
        kind for kind in figures.country(module, on=OCTOBER) if any(one.has_people for one in kind.bodies)
    )
    place = figures.FIGURES.index("passed")
    assert councils.figures[place].text == "20"  # 21 people; the bodies show 15 and 10
    assert boards.figures[place].text == "*"
    assert figures.added_up([councils.figures, boards.figures])[place].text == "20"
    assert figures.added_up([(Cell("nil"),), (Cell("hidden"),)]) == (Cell("hidden"),)


def test_as_things_stood_at_the_end_of_a_month(council: Organisation, module: Module) -> None:
    staff(council, module, not_begun=6)
    late = [builders.actor(Role.LEARNER, council) for _ in range(6)]
    for who in late:
        finish_check(module, right_answers(module), by=who, now=AFTER, language="en")
    gone = builders.user()
    builders.membership(gone, council, Role.LEARNER, ends=dt.date(2026, 10, 30))
    assert of_body(module, council)["passed"] == "-"
    assert of_body(module, council)["people"] == "10"  # 12: whoever left before the end is not among them
    assert of_body(module, council, dt.date(2026, 11, 30))["passed"] == "5"


def test_learning_for_another_body_counts_there(council: Organisation, module: Module) -> None:
    other = builders.organisation()
    for _ in range(6):
        person = builders.user()
        builders.membership(person, council, Role.MANAGER)
        builders.membership(person, council, Role.PRACTITIONER)  # two roles, one person
        at_other = builders.actor(Role.PRACTITIONER, other, of=person)
        finish_check(module, right_answers(module), by=at_other, now=IN_OCTOBER, language="en")
    assert of_body(module, council) == {**of_body(module, council), "people": "5", "passed": "-"}
    assert of_body(module, other)["passed"] == "5"


def test_where_nobody_has(office: Client, council: Organisation, module: Module) -> None:
    staff(council, module, not_begun=5)
    staff(builders.organisation(), module, begun=5)
    page = page_of(office)
    tags = [text.strip() for text in re.findall(r"noddfa-status__text[^>]*>([^<]+)<", page)]
    assert sorted(tags) == ["Nobody has begun", "Nobody has passed"]
    assert "bodies where nobody works with Noddfa" in page
    assert page.index("bodies where nobody works with Noddfa") < page.index("Gwynedd Council")


def test_no_person_is_named(office: Client, council: Organisation, module: Module) -> None:
    staff(council, module, not_begun=2, begun=3, tried=5, passed=6)
    said = page_of(office) + str(lines_of(office))
    assert council.name_en in said
    assert "Enghraifft Cudd" not in said
    assert "example.test" not in said


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.COORDINATOR, Role.ANALYST)], ids=str
)
def test_others_may_not(council: Organisation, role: Role) -> None:
    browser = builders.sign_in(Client(), builders.actor(role, council))
    assert browser.get(reverse("learn:country")).status_code == 403
    assert browser.get(reverse("learn:country_csv")).status_code == 403
    assert reverse("learn:country") not in browser.get(reverse("home")).content.decode()


def test_it_is_found_from_the_home_page(office: Client) -> None:
    home = office.get(reverse("home")).content.decode()
    assert home.count(f'href="{reverse("learn:country")}"') == 2  # in the menu and on a card


def test_bodies_are_sorted_by_what_is_shown(module: Module) -> None:
    big, small, smaller, none = (
        builders.organisation(name_en=f"Enghraifft {name}", kind=f"{kind}")
        for name, kind in (("A", "school"), ("B", "nhs_trust"), ("C", "police_force"), ("D", "school"))
    )
    staff(big, module, passed=9)
    staff(small, module, passed=4)
    staff(smaller, module, passed=1)
    kinds = figures.country(module, on=OCTOBER)

    def order(by: str, *, down: bool = False) -> list[str]:
        ours = {big.pk, small.pk, smaller.pk, none.pk}
        rows = showing.in_order(showing.by_name(kinds), Order(by, down))
        return [one.body.name_en[-1] for one in rows if one.body.pk in ours]

    assert order("name") == ["A", "B", "C", "D"]
    assert order("name", down=True) == ["D", "C", "B", "A"]
    assert order("passed") == ["D", "B", "C", "A"]  # 4 and 1 are both hidden: by name
    assert order("passed", down=True) == ["A", "B", "C", "D"]


def test_another_month_and_kind_can_be_asked_for_and_nonsense_does_no_harm(
    office: Client, council: Organisation, module: Module
) -> None:
    staff(council, module, passed=6)
    assert "31 October 2026" in page_of(office)
    assert "30 September 2026" in page_of(office, month="2026-09")
    for month in ("2026-11", "2024-01", "x", "2026-10-31"):
        assert "31 October 2026" in page_of(office, month=month)
    assert council.name_en not in page_of(office, kind="police_force")
    assert council.name_en in page_of(office, kind="nonsense", module="m99", sort="x", page="99")
    assert {line["Kind of body"] for line in lines_of(office, kind="local_authority")} == {"Council"}


def test_the_file(office: Client, council: Organisation, module: Module) -> None:
    staff(council, module, not_begun=2, passed=6)
    (line,) = (line for line in lines_of(office) if line["Body"] == council.name_en)
    assert (line["Module"], line["End of month"], line["Under way"]) == ("m1", "2026-10-31", "0")
    assert line["Not begun"] == "*"
    welsh = office.get(reverse("learn:country_csv").replace("/en/", "/cy/"))
    assert welsh.getvalue().decode("utf-8-sig").startswith("Modiwl,Diwedd mis,Corff")


def test_before_anybody_works_here(office: Client) -> None:
    assert "Nobody worked here with Noddfa yet" in page_of(office, month="2025-12")


def test_no_query_for_each_body(office: Client, council: Organisation, module: Module) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            page_of(office)
        return len(asked)

    staff(council, module, passed=1)
    alone = queries()
    staff(builders.organisation(), module, begun=2, passed=1)
    staff(builders.organisation(kind="school"), module, begun=2, passed=1)
    assert queries() == alone
    assert NOW.date() not in figures.ends_of_months(NOW.date())
