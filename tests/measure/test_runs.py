"""The screens of measure: begin an estimate, see it worked out, read the result, discard it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from noddfa.access.roles import Role
from noddfa.estimate import METHODS, datasets, quick_methods
from noddfa.measure.models import Run
from noddfa.measure.runs import commands, tables
from tests.support import builders

pytestmark = pytest.mark.django_db

GOOD = b"council,police,count\n1,0,40\n0,1,50\n1,1,10\n"


@pytest.fixture
def analyst(client: Client):
    who = builders.actor(Role.ANALYST)
    builders.sign_in(client, who)
    return who


def begin(client: Client, **data: object):
    return client.post(reverse("measure:new"), {"which": "some", "methods": ["chao", "independence"], **data})


def test_a_published_table_is_worked_out(client: Client, analyst) -> None:
    answer = begin(client, source="dataset", dataset="uk-2013-six-lists")
    run = Run.objects.get()
    assert answer.url == reverse("measure:run", args=[run.pk])
    commands.carry_out.call(str(run.pk))
    run.refresh_from_db()
    assert run.state == Run.State.DONE
    histories = datasets.load("uk-2013-six-lists")
    expected = {code: METHODS[code](histories).point for code in ("chao", "independence")}
    assert {one["method"]: one["estimate"] for one in run.result["methods"]} == pytest.approx(expected)
    page = client.get(answer.url).content.decode()
    assert 'role="img"' in page
    assert "2,744" in page


def test_the_result_reads_in_welsh(client: Client, analyst) -> None:
    with translation.override("cy"):
        begin(client, source="dataset", dataset="uk-2013-five-lists")
        run = Run.objects.get()
        commands.carry_out.call(str(run.pk))
        page = client.get(reverse("measure:run", args=[run.pk])).content.decode()
    assert "Yr hyn y gall y rhestrau hyn ei gynnal" in page
    assert "What these lists can bear" not in page


def test_the_page_shows_the_methods_side_by_side_and_the_report_is_one_file(client: Client, analyst) -> None:
    begin(
        client,
        source="dataset",
        dataset="uk-2013-six-lists",
        methods=["chao", "independence", "decomposable"],
    )
    run = Run.objects.get()
    address = reverse("measure:report", args=[run.pk])
    assert client.get(address).status_code == 404  # nothing to keep yet
    commands.carry_out.call(str(run.pk))
    page = client.get(reverse("measure:run", args=[run.pk])).content.decode()
    for drawn in ("estimates-picture", "posterior-picture", "sensitivity-curve", "overlap-picture"):
        assert page.count(f'<svg xmlns="http://www.w3.org/2000/svg" class="{drawn}"') == 1
    assert address in page
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith('attachment; filename="noddfa-estimate-')
    assert "<!doctype html>" in answer.content.decode()
    builders.sign_in(client, builders.actor(Role.ANALYST))
    assert client.get(address).status_code == 404


def test_a_result_kept_before_there_were_more_methods_is_still_read(client: Client, analyst) -> None:
    begin(client, source="dataset", dataset="uk-2013-six-lists", methods=["chao"])
    run = Run.objects.get()
    commands.carry_out.call(str(run.pk))
    run.refresh_from_db()
    del run.result["data"]["covariates"]
    run.methods = []
    run.save()
    for name in ("run", "report"):
        page = client.get(reverse(f"measure:{name}", args=[run.pk])).content.decode()
        assert "15,628" in page


@pytest.mark.parametrize("which", ["quick", "all"])
def test_methods_are_chosen_by_how_long_they_take(which: str, client: Client, analyst) -> None:
    begin(client, source="dataset", dataset="uk-2013-six-lists", which=which)
    asked = set(Run.objects.get().methods)
    quick = {method.code for method in quick_methods(6)}
    assert asked >= quick
    assert (asked > quick) is (which == "all")
    assert "doubly-robust" not in asked  # a published table says nothing of people


def test_choosing_methods_and_ticking_none_is_said_beside_them(client: Client, analyst) -> None:
    answer = begin(client, source="dataset", dataset="uk-2013-six-lists", methods=[])
    assert answer.status_code == 422
    assert answer.context["form"].errors["methods"]


def test_how_far_a_run_is_counts_the_method_at_work() -> None:
    run = Run(methods=["chao", "independence", "decomposable", "stepwise"], methods_done=1, part_done=50)
    assert run.percent == 37
    assert Run(methods=[]).percent == 0
    assert Run(methods=["chao", "independence"], strata="age", methods_done=2).percent == 50


def test_a_file_is_worked_out(client: Client, analyst) -> None:
    begin(client, source="upload", upload=SimpleUploadedFile("rhestrau.csv", GOOD))
    assert Run.objects.get().table == {
        "lists": ["council", "police"],
        "patterns": [[1, 0], [0, 1], [1, 1]],
        "counts": [40, 50, 10],
    }


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "The file is empty"),
        (GOOD, "a.exe", "ends in: .csv"),
        (b"council,count\n1,4\n", "a.csv", ""),
        (GOOD.replace(b"40", b"-4"), "a.csv", "row 2"),
        (GOOD.replace(b"40", b"many"), "a.csv", "row 2"),
        (b"\x00\x01\x02\xff", "a.csv", ""),
        (b"a,b,count\n" + b"1,0,5\n" * 200_000, "a.csv", "too large"),
    ],
)
def test_a_bad_file_is_refused_beside_the_field(client: Client, analyst, content, name, said) -> None:
    answer = begin(client, source="upload", upload=SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    errors = answer.context["form"].errors["upload"]
    assert said.lower() in str(errors).lower()
    assert not Run.objects.exists()


def test_a_files_name_cannot_be_shown_as_another(client: Client, analyst) -> None:
    begin(client, source="upload", upload=SimpleUploadedFile("rhestr\u202evsc.exe\u202c\u200b.csv", GOOD))
    assert Run.objects.get().name == "rhestrvsc.exe.csv"


def test_nothing_chosen_says_what_to_do(client: Client, analyst) -> None:
    answer = begin(client)
    assert answer.status_code == 422
    assert answer.context["form"].errors["source"] == ["Choose an answer."]
    assert begin(client, source="upload").context["form"].errors["upload"] == ["Choose a file."]


def test_lists_held_here_need_two_kinds_of_body(client: Client, analyst) -> None:
    answer = begin(client, source="chronicle")
    assert "two kinds of body" in str(answer.context["form"].errors["source"])


def test_another_bodys_run_is_not_there(client: Client, analyst) -> None:
    begin(client, source="dataset", dataset="uk-2013-six-lists")
    run = Run.objects.get()
    builders.sign_in(client, builders.actor(Role.ANALYST))
    for name in ("run", "progress"):
        assert client.get(reverse(f"measure:{name}", args=[run.pk])).status_code == 404
    assert client.post(reverse("measure:discard", args=[run.pk])).status_code == 404
    assert Run.objects.filter(pk=run.pk).exists()


def test_discarding_takes_the_table_away(client: Client, analyst) -> None:
    begin(client, source="dataset", dataset="uk-2013-six-lists")
    client.post(reverse("measure:discard", args=[Run.objects.get().pk]))
    assert not Run.objects.exists()


def test_a_fault_is_said_and_not_hidden(client: Client, analyst, monkeypatch) -> None:
    begin(client, source="dataset", dataset="uk-2013-six-lists")
    run = Run.objects.get()

    def broken(*_given, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr(commands, "work_out", broken)
    with pytest.raises(ZeroDivisionError):
        commands.carry_out.call(str(run.pk))
    assert "stopped because of a fault" in client.get(reverse("measure:run", args=[run.pk])).content.decode()


def test_the_list_asks_the_same_however_long_it_is(
    client: Client, analyst, django_assert_num_queries
) -> None:
    def queries(count: int) -> int:
        Run.objects.all().delete()
        for _ in range(count):
            Run.objects.create(
                body_id=analyst.organisation,
                by_id=analyst.user_id,
                source="dataset",
                name="uk-2013-six-lists",
                table=tables.to_json(tables.of_histories(datasets.load("uk-2013-six-lists"))),
                begun=builders.NOW,
            )
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(reverse("measure:runs"))
        return len(seen)

    assert queries(1) == queries(15)
