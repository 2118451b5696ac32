"""Releases: nothing exact leaves, two people sign, nothing opens before its hour, a withdrawal is said."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from noddfa import chronicle
from noddfa.access.models import Organisation
from noddfa.access.roles import Role
from noddfa.estimate import datasets
from noddfa.publish.models import Release
from noddfa.publish.releases import commands, content, counts
from tests.support import builders

pytestmark = pytest.mark.django_db
NOW = builders.NOW
TODAY = dt.date(2026, 11, 24)


def cases(region: str, how_many: int) -> None:
    council = Organisation.objects.filter(region=region, kind="local_authority").first()
    lead = builders.actor(Role.CASE_LEAD, council)
    for _ in range(how_many):
        chronicle.open_record("case", by=lead, now=NOW)


def release(opens_on: dt.date = TODAY, now: dt.datetime = NOW) -> Release:
    return commands.prepare(
        datasets.load("uk-2013-six-lists"),
        title={"en": "A table", "cy": "Tabl"},
        source="Invented, 2026",
        opens_on=opens_on,
        by=builders.actor(Role.ANALYST),
        now=now,
    )


def signed(opens_on: dt.date = TODAY) -> Release:
    made = release(opens_on)
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


def test_no_exact_count_is_kept_in_a_release() -> None:
    region = Organisation.objects.filter(kind="local_authority").first().region
    cases(region, 3)
    other = Organisation.objects.filter(kind="local_authority").exclude(region=region).first().region
    cases(other, 13)
    kept = content.read(release().content)
    values = {cell.value for row in kept.table.grid for cell in row if cell.value is not None}
    assert values
    assert all(value % 5 == 0 for value in values)
    assert any(cell.status == "hidden" for row in kept.table.grid for cell in row)
    assert "2744" not in json.dumps(release().content)  # people seen, exactly


def test_reasons_name_no_exact_count_of_our_own_lists() -> None:
    made = commands.prepare(
        datasets.load("uk-2013-six-lists"),
        title={"en": "Our lists", "cy": "Ein rhestrau"},
        source="",
        opens_on=TODAY,
        by=builders.actor(Role.ANALYST),
        now=NOW,
    )
    said = json.dumps(made.content)
    assert "252" not in said  # people on more than one list
    assert made.content["reasons"]["en"]


def test_estimates_go_out_rounded_and_with_their_interval() -> None:
    texts = [one.text["en"] for one in content.read(release().content).figures]
    assert all("95% interval" in text or "No figure" in text for text in texts)


def test_one_person_cannot_sign_twice() -> None:
    made, signer = release(), builders.actor(Role.ANALYST)
    commands.sign(made, by=signer, now=NOW)
    with pytest.raises(commands.AlreadySigned):
        commands.sign(made, by=signer, now=NOW)


def test_the_database_itself_refuses_one_signer_twice() -> None:
    made, signer = release(), builders.user()
    made.first_signed = made.second_signed = NOW
    made.first_signed_by = made.second_signed_by = signer
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_a_third_signature_is_refused() -> None:
    with pytest.raises(commands.NothingToSign):
        commands.sign(signed(), by=builders.actor(Role.ANALYST), now=NOW)


def test_nothing_opens_before_both_signed_or_before_its_hour(client: Client) -> None:
    commands.sign(release(), by=builders.actor(Role.ANALYST), now=NOW)
    early = signed(opens_on=timezone.localdate() + dt.timedelta(days=2))
    for one in Release.objects.all():
        assert client.get(reverse("publish:release", args=[one.slug])).status_code == 404
    assert early.slug not in client.get(reverse("publish:figures")).content.decode()


@pytest.fixture
def opened() -> Release:
    made = signed()
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
    assert client.get(reverse("publish:release_csv", args=[opened.slug])).status_code == 404


# ---- the screens ----


def test_prepare_and_sign_on_screen(client: Client) -> None:
    from noddfa.measure.services import begin, carry_out

    body = builders.organisation(kind="national_body")
    analyst, coordinator = builders.actor(Role.ANALYST, body), builders.actor(Role.COORDINATOR, body)
    run = begin(
        datasets.load("uk-2013-six-lists"), source="dataset", name="uk-2013-six-lists", by=analyst, now=NOW
    )
    carry_out.call(str(run.pk))
    builders.sign_in(client, analyst)
    today = timezone.localdate()
    day = {"opens_day": today.day, "opens_month": today.month, "opens_year": today.year}
    answer = client.post(reverse("publish:prepare"), {"run": str(run.pk), **day})
    made = Release.objects.get()
    assert answer.url == reverse("publish:check", args=[made.pk])
    client.post(reverse("publish:sign", args=[made.pk]))
    again = client.post(reverse("publish:sign", args=[made.pk]), follow=True)
    assert "must be another person" in again.content.decode()
    builders.sign_in(client, coordinator)
    client.post(reverse("publish:sign", args=[made.pk]))
    made.refresh_from_db()
    assert (made.first_signed_by_id, made.second_signed_by_id) == (analyst.user_id, coordinator.user_id)


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
    from noddfa.measure.services import begin, carry_out

    analyst = builders.actor(Role.ANALYST)
    run = begin(
        datasets.load("uk-2013-six-lists"), source="dataset", name="uk-2013-six-lists", by=analyst, now=NOW
    )
    carry_out.call(str(run.pk))
    builders.sign_in(client, analyst)
    answer = client.post(reverse("publish:prepare"), {"run": str(run.pk), **day})
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors["opens"])


@pytest.mark.parametrize("name", ["desk", "prepare"])
def test_casework_has_no_business_here(client: Client, name: str) -> None:
    builders.sign_in(client, builders.actor(Role.CASE_LEAD))
    assert client.get(reverse(f"publish:{name}")).status_code == 403
