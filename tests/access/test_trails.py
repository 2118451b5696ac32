"""The trail on screen and as a file: whose lines, filtered how, and nothing of any content."""

from __future__ import annotations

import csv
import datetime as dt
import io
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from noddfa.access import trail
from noddfa.access.actor import Actor
from noddfa.access.models import Organisation, TrailEntry
from noddfa.access.roles import Role
from noddfa.access.trails import reading
from noddfa.access.trails.words import DONE, done
from noddfa.design.sheets import plain_cell
from tests.access.routes import walk
from tests.support import builders, cast

pytestmark = pytest.mark.django_db

NOW = builders.NOW


def note(who: Actor | None, *, at: dt.datetime = NOW, allowed: bool = True, **more: object) -> None:
    given = {"permission": "case.read", "method": "GET", "route": "protect:case", **more}
    trail.note(actor=who, now=at, allowed=allowed, **given)  # type: ignore[arg-type]


def auditor(kind: str = "national_body", **fields: str) -> Actor:
    return builders.actor(Role.AUDITOR, builders.organisation(kind=kind, **fields))


def people_on(client: Client, address: str) -> set[str]:
    page = client.get(address)
    return {row[1].text for row in page.context["table"].rows}


# ---- whose lines ----


def test_a_national_auditor_reads_all_a_board_its_region_and_another_body_its_own(client: Client) -> None:
    near = builders.actor(Role.CASE_LEAD, builders.organisation(region="gwent"), name="Agos Dychmygol")
    far = builders.actor(Role.CASE_LEAD, builders.organisation(region="gogledd"), name="Pell Dychmygol")
    for who in (near, far, None):
        note(who)
    own = builders.actor(Role.AUDITOR, Organisation.objects.get(pk=near.body))
    rows = {
        "national": reading.of_house(auditor()),
        "board": reading.of_house(auditor("safeguarding_board", region="gwent")),
        "board without a region": reading.of_house(auditor("safeguarding_board")),
        "own": reading.of_house(own),
    }
    seen = {name: {row.user_id for row in found} for name, found in rows.items()}
    assert seen == {
        "national": {near.user_id, far.user_id, None},
        "board": {near.user_id},
        "board without a region": set(),
        "own": {near.user_id},
    }


def test_the_trail_of_a_record_is_for_its_managers(client: Client) -> None:
    it = cast.around("case")
    note(it.lead, record=it.record.pk)
    note(it.stranger, record=uuid.uuid4())
    address = reverse("access:record_trail", args=[it.record.pk])
    builders.sign_in(client, it.manager)
    assert people_on(client, address) == {it.lead.name, it.manager.name}, "this look is in it as well"
    page = client.get(address).content.decode()
    assert it.record.reference in page and reverse("protect:case", args=[it.record.pk]) in page
    for who in (it.lead, it.desk, it.head, it.stranger):
        builders.sign_in(client, who)
        assert client.get(address).status_code == 404
        assert client.get(f"{address}.csv").status_code == 404


# ---- filtering ----


def test_lines_are_filtered_by_day_outcome_and_user(client: Client) -> None:
    who, other = (builders.actor(Role.CASE_LEAD, name=name) for name in ("Un Dychmygol", "Dau Dychmygol"))
    # 23:30 UTC on 30 June is the first of July in Wales
    note(who, at=dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC))
    note(other, at=dt.datetime(2026, 7, 2, 22, 59, tzinfo=dt.UTC), allowed=False)
    note(other, at=dt.datetime(2026, 7, 2, 23, 1, tzinfo=dt.UTC))
    rows = TrailEntry.objects.all()
    july = (dt.date(2026, 7, 1), dt.date(2026, 7, 2))

    def found(**asked: object) -> int:
        return reading.filtered(rows, reading.Asked(**asked)).count()  # type: ignore[arg-type]

    assert found() == 3
    assert found(first=july[0], last=july[0]) == 1
    assert found(first=july[0], last=july[1]) == 2
    assert found(first=july[1]) == 2
    assert found(last=july[0]) == 1
    assert found(outcome="refused") == 1
    assert found(user=other.user_id) == 2
    assert found(user=who.user_id, outcome="refused") == 0


def test_the_page_filters_and_says_what_is_wrong(client: Client) -> None:
    builders.sign_in(client, auditor())
    who = builders.actor(Role.CASE_LEAD, name="Un Dychmygol")
    note(who, allowed=False)
    address = reverse("access:trail")
    assert people_on(client, f"{address}?user={who.user_id}") == {"Un Dychmygol"}
    assert people_on(client, f"{address}?outcome=refused") == {"Un Dychmygol"}
    assert "No lines" in client.get(f"{address}?user={uuid.uuid4()}").content.decode()
    for query, field in (
        ("user=neb", "user"),
        ("first_day=31&first_month=2&first_year=2026", "first"),
        ("first_day=2&first_month=2&first_year=2026&last_day=1&last_month=2&last_year=2026", "last"),
        ("outcome=perhaps", "outcome"),
    ):
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]


def test_a_long_trail_has_pages_and_costs_no_more_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    builders.sign_in(client, auditor())
    address, counts = reverse("access:trail"), []
    for more in (1, 60):
        for _each in range(more):
            note(builders.actor(Role.CASE_LEAD))
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert len(page.context["table"].rows) == 50 and "page=2" in page.content.decode()


# ---- as a file ----


def rows_of(answer: object) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text)))


def test_the_file_holds_what_the_page_shows_and_more_of_it(client: Client) -> None:
    builders.sign_in(client, auditor())
    who, record = builders.actor(Role.CASE_LEAD, name="Un Dychmygol"), uuid.uuid4()
    note(who, at=NOW, record=record, allowed=False)
    answer = client.get(f"{reverse('access:trail_csv')}?outcome=refused")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"] and "no-store" in answer["Cache-Control"]
    head, line = rows_of(answer)
    assert head[:4] == ["Time (UTC)", "Who", "User id", "Body"]
    assert line[:3] == ["2026-11-24T10:30:00+00:00", "Un Dychmygol", str(who.user_id)]
    assert line[5:] == ["Read a case", "case.read", "GET protect:case", "Refused", "No", str(record)]


def test_the_file_is_in_the_language_of_the_page(client: Client) -> None:
    builders.sign_in(client, auditor())
    note(builders.actor(Role.CASE_LEAD))
    answer = client.get("/cy/access/trail.csv")
    with translation.override("en"):  # by the time it is sent the thread may speak another language
        rows = rows_of(answer)
    assert rows[0][1] == "Pwy" and rows[-1][5] == "Darllenodd achos"


def test_a_long_file_comes_whole_and_in_order(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BATCH", 3)
    who = builders.actor(Role.CASE_LEAD)
    for number in range(10):
        note(who, at=NOW + dt.timedelta(minutes=number))
    found = list(reading.exported(reading.filtered(TrailEntry.objects.all(), reading.Asked()), "en"))
    assert [row[0] for row in found[1:]] == sorted((row[0] for row in found[1:]), reverse=True)
    assert len(found) == 11


def test_a_wrong_question_gets_no_file_with_everything(client: Client) -> None:
    builders.sign_in(client, auditor())
    note(builders.actor(Role.CASE_LEAD))
    answer = client.get(f"{reverse('access:trail_csv')}?user=neb")
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('access:trail')}?user=neb")


@pytest.mark.parametrize(
    "name",
    ["=HYPERLINK(1)", "+44 7700", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=1", "＝1"],
)
def test_a_name_that_looks_like_a_formula_is_made_harmless(client: Client, name: str) -> None:
    assert plain_cell(name).startswith("'")
    builders.sign_in(client, auditor())
    who = builders.actor(Role.CASE_LEAD)
    builders.User.objects.filter(pk=who.user_id).update(name=name)
    note(who, allowed=False)
    rows = rows_of(client.get(f"{reverse('access:trail_csv')}?outcome=refused"))
    assert rows[1][1] == f"'{name}"


def test_plain_names_stay_as_they_are() -> None:
    for name in ("Siân ap Gwilym", "O'Brien", "", "a=b", "3 + 4"):
        assert plain_cell(name) == name


# ---- words ----


def test_every_permission_a_route_asks_for_has_words_in_both_languages() -> None:
    asked = {route.guard.permission for route in walk() if route.guard}
    assert asked <= set(DONE), f"say in access/trails/words.py what these are: {sorted(asked - set(DONE))}"
    for permission in DONE:
        with translation.override("en"):
            english = done(permission, "GET"), done(permission, "POST")
        with translation.override("cy"):
            welsh = done(permission, "GET"), done(permission, "POST")
        assert english[0] != welsh[0] and english[0] != english[1], permission


def test_a_permission_that_is_gone_is_shown_by_its_code() -> None:
    assert done("case.burn", "GET") == "case.burn"


def test_the_trail_has_no_room_for_content() -> None:
    columns = {field.name for field in TrailEntry._meta.fields}
    assert columns == {
        "id", "at", "user_id", "organisation_id", "role", "permission", "method", "route", "record", "person",
        "outcome", "broke_glass",
    }  # fmt: skip


def test_a_user_who_is_gone_stays_in_the_trail(client: Client) -> None:
    builders.sign_in(client, auditor())
    gone = Actor(uuid.uuid4(), "x", "en", "corff-a-aeth", "", Role.CASE_LEAD)
    note(gone, allowed=False)
    assert people_on(client, f"{reverse('access:trail')}?outcome=refused") == {
        "Somebody no longer known here"
    }
