"""Releases: nothing exact leaves, two people sign, nothing opens before its hour, a withdrawal is said."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from noddfa import chronicle
from noddfa.access.models import Organisation
from noddfa.access.roles import Role
from noddfa.estimate import METHODS, Findings, datasets, report_json
from noddfa.estimate.report import findings_from_json
from noddfa.estimate.running import work_out
from noddfa.measure import selectors as measure
from noddfa.measure.services import begin, carry_out
from noddfa.publish.models import Release
from noddfa.publish.releases import commands, content, counts
from tests.support import builders

pytestmark = pytest.mark.django_db
NOW = builders.NOW
TODAY = dt.date(2026, 11, 24)
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


def cases(region: str, how_many: int) -> None:
    council = Organisation.objects.filter(region=region, kind="local_authority").first()
    lead = builders.actor(Role.CASE_LEAD, council)
    for _ in range(how_many):
        chronicle.open_record("case", by=lead, now=NOW)


@pytest.fixture(scope="module")
def found() -> Findings:
    """Three methods of which one makes a floor and one refuses."""
    histories = datasets.load("uk-2013-six-lists")
    estimates = work_out(histories, [METHODS[code] for code in ("chao", "independence", "doubly-robust")])
    kept = json.loads(json.dumps(report_json(Findings(histories, estimates, source="Invented, 2026"))))
    return findings_from_json(kept, histories)


@pytest.fixture
def answer(found: Findings) -> measure.Answer:
    return measure.Answer(
        found,
        {"en": "A table", "cy": "Tabl"},
        "Invented, 2026",
        dt.date(2026, 11, 20),
        lists={"en": {"PF": "Police"}, "cy": {"PF": "Heddlu"}},
    )


def release(
    answer: measure.Answer,
    methods: tuple[str, ...] = ("chao", "independence", "doubly-robust"),
    opens_on: dt.date = TODAY,
) -> Release:
    return commands.prepare(answer, methods, opens_on=opens_on, by=builders.actor(Role.ANALYST), now=NOW)


def signed(answer: measure.Answer, opens_on: dt.date = TODAY) -> Release:
    made = release(answer, opens_on=opens_on)
    for role in (Role.ANALYST, Role.COORDINATOR):
        made = commands.sign(made, by=builders.actor(role), now=NOW)
    return made


def regions() -> list[str]:
    return [row.en for row in counts.cases_by_region_and_year(now=NOW).rows]


def test_cases_are_counted_by_region_and_year() -> None:
    regions_of = list(Organisation.objects.filter(kind="local_authority").values_list("region", flat=True))
    cases(regions_of[0], 3)
    table = counts.cases_by_region_and_year(now=NOW)
    assert [column.en for column in table.columns] == ["2024", "2025", "2026"]
    assert sum(sum(row) for row in table.counts) == 3
    assert max(row[2] for row in table.counts) == 3


def test_no_exact_count_is_kept_in_a_release(answer) -> None:
    region = Organisation.objects.filter(kind="local_authority").first().region
    cases(region, 3)
    other = Organisation.objects.filter(kind="local_authority").exclude(region=region).first().region
    cases(other, 13)
    made = release(answer)
    kept = content.read(made.content)
    values = {cell.value for row in kept.table.grid for cell in row if cell.value is not None}
    assert values
    assert all(value % 5 == 0 for value in values)
    assert any(cell.status == "hidden" for row in kept.table.grid for cell in row)
    assert "2744" not in json.dumps(made.content)  # people seen, exactly


def test_reasons_name_no_exact_count_of_our_own_lists(answer) -> None:
    made = release(replace(answer, source=""))
    said = json.dumps(made.content)
    assert "252" not in said  # people on more than one list
    assert "2,744" not in said
    assert made.content["reasons"]["en"]
    assert made.content["reasons"]["cy"] != made.content["reasons"]["en"]


def test_figures_go_out_as_the_run_found_them_and_nothing_is_worked_out_again(answer, monkeypatch) -> None:
    def again(*_given: object, **_more: object) -> None:
        raise AssertionError("worked out again")

    for name in ("noddfa.estimate.methods.Method.__call__", "noddfa.estimate.report.findings.overall"):
        monkeypatch.setattr(name, again)
    said = content.read(release(answer).content)
    texts = {one.method["en"]: one.text["en"] for one in said.figures}
    assert texts["Chao's lower bound (1987)"].startswith("At least about 15,600 people")
    assert texts["Independent lists (log-linear)"].startswith("About 12,")
    assert texts["Doubly robust, with covariates"].startswith("No figure is published")
    assert said.statement["cy"] == answer.found.bearing.statement("cy")
    assert said.worked_out == answer.worked_out


def test_methods_that_are_not_published_are_named_and_their_figures_are_not(client: Client, answer) -> None:
    made = release(answer, methods=("independence",))
    said = content.read(made.content)
    assert [one.method["en"] for one in said.figures] == ["Independent lists (log-linear)"]
    assert [names["cy"] for names in said.left_out] == [
        "Arffin isaf Chao (1987)",
        "Cadarn dwbl, gyda chydnewidynnau",
    ]
    kept = json.dumps([made.content["figures"], made.content["left_out"]])
    assert "15,600" not in kept
    assert "15600" not in kept
    builders.sign_in(client, builders.actor(Role.ANALYST))
    page = client.get(reverse("publish:check", args=[made.pk])).content.decode()
    assert "Also worked out, figure not published: Chao&#x27;s lower bound (1987); Doubly robust" in page


def test_one_person_cannot_sign_twice(answer) -> None:
    made, signer = release(answer), builders.actor(Role.ANALYST)
    commands.sign(made, by=signer, now=NOW)
    with pytest.raises(commands.AlreadySigned):
        commands.sign(made, by=signer, now=NOW)


def test_the_database_itself_refuses_one_signer_twice(answer) -> None:
    made, signer = release(answer), builders.user()
    made.first_signed = made.second_signed = NOW
    made.first_signed_by = made.second_signed_by = signer
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_a_third_signature_is_refused(answer) -> None:
    with pytest.raises(commands.NothingToSign):
        commands.sign(signed(answer), by=builders.actor(Role.ANALYST), now=NOW)


def test_nothing_opens_before_both_signed_or_before_its_hour(client: Client, answer) -> None:
    commands.sign(release(answer), by=builders.actor(Role.ANALYST), now=NOW)
    early = signed(answer, opens_on=timezone.localdate() + dt.timedelta(days=2))
    for one in Release.objects.all():
        assert client.get(reverse("publish:release", args=[one.slug])).status_code == 404
    assert early.slug not in client.get(reverse("publish:figures")).content.decode()


@pytest.fixture
def opened(answer) -> Release:
    made = signed(answer)
    Release.objects.filter(pk=made.pk).update(opens=timezone.now() - dt.timedelta(hours=1))
    made.refresh_from_db()
    return made


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "What these figures can and cannot bear"),
        ("cy", "Yr hyn y gall ac na all y ffigurau hyn ei gynnal"),
    ],
)
def test_the_public_reads_it_in_each_language(
    client: Client, opened: Release, language: str, words: str
) -> None:
    with translation.override(language):
        answer = client.get(reverse("publish:release", args=[opened.slug]))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert answer["Cache-Control"] == "public, max-age=300"


def test_the_table_comes_as_a_file(client: Client, opened: Release) -> None:
    answer = client.get(reverse("publish:release_csv", args=[opened.slug]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["row", "column", "value", "symbol", "status"]
    assert {row[0] for row in rows[1:]} >= set(regions())


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_estimates_come_as_a_file(client: Client, opened: Release, language: str) -> None:
    with translation.override(language):
        answer = client.get(reverse("publish:estimates_csv", args=[opened.slug]))
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head == list(content.FIGURE_HEADINGS[language])
    assert [row[1:3] for row in rows][::2] == [["lower_bound", "15600"], ["none", ""]]
    first = {"en": "At least about", "cy": "O leiaf tua"}[language]
    assert rows[0][-1].startswith(first)
    assert answer["Content-Disposition"].endswith(f'-estimates-{language}.csv"')


@pytest.mark.parametrize("language", ["en", "cy"])
def test_all_of_a_release_comes_as_a_spreadsheet(client: Client, opened: Release, language: str) -> None:
    with translation.override(language):
        answer = client.get(reverse("publish:release_ods", args=[opened.slug]))
    assert answer["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    manifest = archive.read("META-INF/manifest.xml").decode()
    assert all(f'full-path="{name}"' in manifest for name in ("content.xml", "meta.xml"))
    said, estimates, cases = ElementTree.fromstring(archive.read("content.xml")).iter(f"{{{TABLE}}}table")
    assert estimates.get(f"{{{TABLE}}}name") == {"en": "Estimates", "cy": "Amcangyfrifon"}[language]
    texts = ["".join(cell.itertext()) for cell in estimates.iter(f"{{{TABLE}}}table-cell")]
    assert "15600" in texts
    (heads,) = estimates.iter(f"{{{TABLE}}}table-header-rows")
    assert "".join(heads.itertext()).startswith({"en": "methodbears", "cy": "dullyn cynnal"}[language])
    assert any(text.startswith({"en": "At least about", "cy": "O leiaf tua"}[language]) for text in texts)
    kept = content.read(opened.content)
    words = "".join(said.itertext())
    assert kept.statement[language] in words
    assert kept.reasons[language][0] in words
    assert sum(1 for _ in cases.iter(f"{{{TABLE}}}table-row")) == len(kept.table.grid) + 1


def test_a_release_of_before_there_were_figures_beside_sentences_is_still_read(
    client: Client, opened: Release
) -> None:
    for figure in opened.content["figures"]:
        for name in ("bears", "point", "lower", "upper", "level"):
            del figure[name]
    for name in ("left_out", "worked_out", "warnings", "lists"):
        del opened.content[name]
    opened.save()
    assert client.get(reverse("publish:release_ods", args=[opened.slug])).status_code == 200
    for name in ("release", "estimates_csv"):
        answer = client.get(reverse(f"publish:{name}", args=[opened.slug]))
        assert "At least about 15,600" in answer.content.decode()


def test_a_withdrawn_release_says_why_and_shows_no_figure(client: Client, opened: Release) -> None:
    commands.withdraw(
        opened,
        because_en="A list was counted twice.",
        because_cy="Cyfrifwyd rhestr ddwywaith.",
        by=builders.actor(Role.COORDINATOR),
        now=NOW,
    )
    page = client.get(reverse("publish:release", args=[opened.slug])).content.decode()
    assert "A list was counted twice." in page
    assert "95% interval" not in page
    for name in ("release_csv", "estimates_csv", "release_ods"):
        assert client.get(reverse(f"publish:{name}", args=[opened.slug])).status_code == 404


# ---- the screens ----


def finished_run(analyst):
    run = begin(
        measure.of_histories(datasets.load("uk-2013-six-lists")),
        source="dataset",
        name="uk-2013-six-lists",
        by=analyst,
        now=NOW,
        methods=("chao", "independence"),
    )
    carry_out.call(str(run.pk))
    return run


def test_prepare_and_sign_on_screen(client: Client) -> None:
    body = builders.organisation(kind="national_body")
    analyst, coordinator = builders.actor(Role.ANALYST, body), builders.actor(Role.COORDINATOR, body)
    run = finished_run(analyst)
    builders.sign_in(client, analyst)
    address = reverse("publish:prepare_from", args=[run.pk])
    assert f'href="{address}"' in client.get(reverse("publish:prepare")).content.decode()
    text = client.get(address).content.decode()
    assert "At least about 15,600 people" in text
    assert text.count("checked") == 2  # both are published unless somebody decides otherwise
    today = timezone.localdate()
    day = {"opens_day": today.day, "opens_month": today.month, "opens_year": today.year}
    answer = client.post(address, {"methods": ["chao"], **day})
    made = Release.objects.get()
    assert len(made.content["figures"]) == 1
    assert answer.url == reverse("publish:check", args=[made.pk])
    client.post(reverse("publish:sign", args=[made.pk]))
    again = client.post(reverse("publish:sign", args=[made.pk]), follow=True)
    assert "must be another person" in again.content.decode()
    builders.sign_in(client, coordinator)
    client.post(reverse("publish:sign", args=[made.pk]))
    made.refresh_from_db()
    assert (made.first_signed_by_id, made.second_signed_by_id) == (analyst.user_id, coordinator.user_id)


def test_another_bodys_estimate_cannot_be_released(client: Client) -> None:
    run = finished_run(builders.actor(Role.ANALYST))
    builders.sign_in(client, builders.actor(Role.ANALYST))
    assert client.get(reverse("publish:prepare_from", args=[run.pk])).status_code == 404


def test_a_release_without_a_figure_is_no_release(client: Client) -> None:
    analyst = builders.actor(Role.ANALYST)
    run = finished_run(analyst)
    builders.sign_in(client, analyst)
    answer = client.post(reverse("publish:prepare_from", args=[run.pk]), {"methods": []})
    assert answer.status_code == 422
    assert answer.context["form"].errors["methods"] == ["Choose an answer."]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ({}, "Enter a date."),
        ({"opens_day": "31", "opens_month": "2", "opens_year": "2027"}, "There is no such date"),
        ({"opens_day": "1", "opens_month": "1", "opens_year": "2020"}, "must be today or in the future"),
        ({"opens_day": "\u200b", "opens_month": "<b>", "opens_year": "🙂"}, ""),
    ],
)
def test_a_bad_day_is_said_beside_the_field(client: Client, day: dict[str, str], said: str) -> None:
    analyst = builders.actor(Role.ANALYST)
    run = finished_run(analyst)
    builders.sign_in(client, analyst)
    answer = client.post(reverse("publish:prepare_from", args=[run.pk]), {"methods": ["chao"], **day})
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors["opens"])


@pytest.mark.parametrize("name", ["desk", "prepare"])
def test_casework_has_no_business_here(client: Client, name: str) -> None:
    builders.sign_in(client, builders.actor(Role.CASE_LEAD))
    assert client.get(reverse(f"publish:{name}")).status_code == 403
