"""Files with further columns: the analyst says what they are for, the rest is dropped, and groups are worked out."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from noddfa.access.roles import Role
from noddfa.measure.models import Run
from noddfa.measure.runs import commands
from tests.support import builders

pytestmark = pytest.mark.django_db

PATTERNS = ("1,0,0", "0,1,0", "0,0,1", "1,1,0", "1,0,1", "0,1,1", "1,1,1")
COUNTS = {
    "child,north": (62, 31, 12, 9, 4, 2, 1),
    "child,south": (88, 47, 20, 15, 7, 4, 2),
    "adult,north": (40, 71, 52, 6, 8, 13, 2),
    "adult,south": (55, 96, 83, 9, 13, 21, 4),
}
FILE = "council,police,refuge,age,region,count\n" + "".join(
    f"{pattern},{group},{count}\n"
    for group, counts in COUNTS.items()
    for pattern, count in zip(PATTERNS, counts, strict=True)
)
NAMES = ["age", "region", "council", "police", "refuge"]  # as the form numbers them; lists where asked for


@pytest.fixture
def analyst(client: Client):
    who = builders.actor(Role.ANALYST)
    builders.sign_in(client, who)
    return who


def send(client: Client, text: str = FILE, **more: object):
    file = SimpleUploadedFile("enghraifft.csv", text.encode())
    chosen = {"source": "upload", "which": "some", "methods": ["chao", "independence"]}
    return client.post(reverse("measure:new"), {**chosen, "upload": file, **more})


def choose(client: Client, run: Run, **columns: object):
    numbers: dict[str, object] = {"strata": "none"}
    if strata := columns.pop("strata", None):
        numbers["strata"] = str(NAMES.index(strata))
    numbers["covariates"] = [str(NAMES.index(name)) for name in columns.pop("covariates", [])]
    return client.post(reverse("measure:columns", args=[run.pk]), {**numbers, **columns})


def test_groups_and_what_describes_people_are_chosen_and_worked_out(client: Client, analyst) -> None:
    answer = send(client)
    run = Run.objects.get()
    assert answer.url == reverse("measure:columns", args=[run.pk])
    assert run.state == Run.State.CHOOSING
    commands.carry_out.call(str(run.pk))
    assert Run.objects.get().result is None  # nothing begins before the choice
    page = client.get(answer.url).content.decode()
    assert "council, police, refuge" in page
    assert "adult, child" in page
    assert "0 or 1: a list" not in page
    answer = choose(client, run, strata="age", covariates=["region"], pooling="on")
    assert answer.url == reverse("measure:run", args=[run.pk])
    commands.carry_out.call(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.percent) == (Run.State.DONE, 100)
    assert run.methods == ["chao", "independence", "doubly-robust"]
    found = {one["method"]: one for one in run.result["strata"]["methods"]}
    assert set(found) == set(run.methods)
    assert all(set(one["strata"]) == {"adult", "child"} for one in found.values())
    robust = next(one for one in run.result["methods"] if one["method"] == "doubly-robust")
    assert robust["details"]["covariates"] == ["region"]
    summed = found["chao"]["total"]
    page = client.get(answer.url).content.decode()
    for shown in (
        "Group by group",
        "People divided by the column age.",
        "All groups together",
        f"{summed['estimate']:,.0f}",
    ):
        assert shown in page
    assert f"{summed['lower']:,.0f} to {summed['upper']:,.0f}" in page
    assert "Groups with few overlaps learned from the others." in page
    report = client.get(reverse("measure:report", args=[run.pk])).content.decode()
    assert f"{summed['lower']:,.0f} to {summed['upper']:,.0f}" in report


def test_in_welsh(client: Client, analyst) -> None:
    with translation.override("cy"):
        answer = send(client)
        run = Run.objects.get()
        assert "Pa golofn sy’n rhannu pobl yn grwpiau?" in client.get(answer.url).content.decode()
        choose(client, run, strata="age")
        commands.carry_out.call(str(run.pk))
        page = client.get(reverse("measure:run", args=[run.pk])).content.decode()
    assert "Fesul grŵp" in page
    assert "Pob grŵp gyda’i gilydd" in page


def test_what_is_not_chosen_is_not_kept(client: Client, analyst) -> None:
    send(client)
    run = Run.objects.get()
    choose(client, run, strata="region")
    run.refresh_from_db()
    assert set(run.table["columns"]) == {"region"}
    assert len(run.table["counts"]) == 14  # the ages of a region are added up
    assert sum(run.table["counts"]) == sum(map(sum, COUNTS.values()))
    assert "left_out" not in run.table


def test_names_never_reach_the_database(client: Client, analyst) -> None:
    people = "id,name,A,B,age\n" + "".join(
        f"{at},Enw Dychmygol {at},{int(at % 3 != 0)},{int(at % 3 == 0 or at % 2)},{'x' if at % 4 else 'y'}\n"
        for at in range(30)
    )
    answer = send(client, people)
    run = Run.objects.get()
    assert "Dychmygol" not in str(run.table)
    assert set(run.table["columns"]) == {"age"}
    assert (
        "name: it has so many values that it may say who somebody is"
        in client.get(answer.url).content.decode()
    )


def test_nothing_need_be_chosen(client: Client, analyst) -> None:
    send(client)
    run = Run.objects.get()
    choose(client, run)
    commands.carry_out.call(str(run.pk))
    run.refresh_from_db()
    assert "strata" not in run.result
    assert "columns" not in run.table
    assert "Group by group" not in client.get(reverse("measure:run", args=[run.pk])).content.decode()


def test_a_column_of_0_and_1_may_be_said_to_be_no_list(client: Client, analyst) -> None:
    answer = send(
        client, "A,B,child,count\n1,0,0,9\n0,1,0,8\n1,1,0,3\n1,0,1,7\n0,1,1,9\n1,1,1,2\n", columns="on"
    )
    run = Run.objects.get()
    page = client.get(answer.url).content.decode()
    assert page.count("0 or 1: a list, unless you choose it here.") == 6
    client.post(answer.url, {"strata": "2"})  # A, B, child
    run.refresh_from_db()
    assert (run.state, run.strata, run.table["lists"]) == (Run.State.WAITING, "child", ["A", "B"])
    assert run.table["columns"] == {"child": ["0", "0", "0", "1", "1", "1"]}


@pytest.mark.parametrize(
    ("columns", "field", "said"),
    [
        ({"pooling": "on"}, "pooling", "There are no groups."),
        ({"strata": "council"}, "strata", "without this as a list"),
        ({"covariates": ["council", "police"]}, "covariates", "fewer than two lists"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(client: Client, analyst, columns, field, said) -> None:
    send(client, columns="on")
    answer = choose(client, Run.objects.get(), **columns)
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[field])
    assert Run.objects.get().state == Run.State.CHOOSING


def test_a_second_file_takes_the_place_of_one_that_still_waits(client: Client, analyst) -> None:
    send(client)
    first = Run.objects.get().pk
    send(client)
    assert Run.objects.get().pk != first


def test_a_choice_is_made_once(client: Client, analyst) -> None:
    send(client)
    run = Run.objects.get()
    choose(client, run, strata="age")
    answer = choose(client, run, strata="region")
    assert answer.url == reverse("measure:run", args=[run.pk])
    run.refresh_from_db()
    assert run.strata == "age"


def test_another_bodys_file_is_not_there(client: Client, analyst) -> None:
    answer = send(client)
    builders.sign_in(client, builders.actor(Role.ANALYST))
    assert client.get(answer.url).status_code == 404
    assert client.post(answer.url, {"strata": "none"}).status_code == 404


def test_the_list_leads_to_what_waits_for_a_choice(client: Client, analyst) -> None:
    answer = send(client)
    page = client.get(reverse("measure:runs")).content.decode()
    assert f'href="{answer.url}"' in page
    assert "Waits for your choice of columns" in page
    run = Run.objects.get()
    assert client.get(reverse("measure:run", args=[run.pk])).url == answer.url


HIDDEN = "A,B,C,count\n1,0,0,120\n0,1,0,90\n0,0,1,60\n1,1,0,14\n1,0,1,<5\n0,1,1,llai na 10\n1,1,1,1-4\n"


def test_hidden_counts_keep_their_bounds_and_methods_that_need_counts_refuse(client: Client, analyst) -> None:
    answer = send(client, HIDDEN)
    run = Run.objects.get()
    assert run.table["most"][-1] == 4
    commands.carry_out.call(str(run.pk))
    page = client.get(answer.url).content.decode()
    for shown in (
        "285 to 301 people",
        "0 to 9 (hidden)",
        "In 3 of the patterns the count is hidden",
        "No answer",
    ):
        assert shown in page
    with translation.override("cy"):
        page = client.get(reverse("measure:run", args=[run.pk])).content.decode()
    assert "0 i 9 (cudd)" in page
    assert "285 i 301 o bobl" in page


def test_bad_bounds_are_said_beside_the_file(client: Client, analyst) -> None:
    answer = send(client, HIDDEN.replace("<5", "<five"))
    assert answer.status_code == 422
    assert "row 6, column count" in str(answer.context["form"].errors["upload"])
