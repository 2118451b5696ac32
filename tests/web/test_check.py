"""`noddfa check` names what is wrong, and only that."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from noddfa import cli
from noddfa.access import append_only
from noddfa.chronicle.models import Event, Record
from noddfa.people.models import Person
from noddfa.web.operations.examinations import Examined, examine
from tests.support import invented

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> Record:
    """A record with a chain of two events, and another beside it."""
    by = invented.practitioner()
    invented.concern(by, timezone.now(), seen="Something else", name="Arall Enghraifft")
    return invented.concern(by, timezone.now(), seen="At the school gate", name="Enghraifft Dychmygol")


def problems(examined: Examined) -> dict[str, tuple[str, ...]]:
    return {finding.name: finding.problems for finding in examined.findings if not finding.ok}


def tamper(sql: str, *values: Any) -> None:
    """Change the raw table as somebody who may drop triggers could."""
    with append_only.lifted(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount == 1


def last_event(record: Record) -> Event:
    return Event.objects.filter(record=record).latest("seq")


def test_what_is_whole_is_said_to_be(record: Record) -> None:
    examined = examine()
    assert problems(examined) == {}
    assert set(examined.heads) == set(Record.objects.values_list("reference", flat=True))


@pytest.mark.parametrize(
    "column", ["facts", "kind", "happened", "recorded", "sealed", "previous", "visibility"]
)
def test_one_changed_column_names_the_event(record: Record, column: str) -> None:
    other = Event.objects.exclude(record=record).latest("seq")
    field = Event._meta.get_field(column)
    old = getattr(last_event(record), column)
    new = {"sealed": bytes(other.sealed), "facts": {"council": "elsewhere"}}.get(column)
    if new is None:
        new = old.replace(year=2001) if hasattr(old, "year") else "body" if column == "visibility" else "x"
    with append_only.lifted():
        assert Event.objects.filter(pk=last_event(record).pk).update(**{field.name: new}) == 1
    assert problems(examine()) == {"events": (f"{record.reference}: event 2 was altered",)}


def test_a_removed_event_is_missed(record: Record) -> None:
    first = Event.objects.get(record=record, seq=1)
    tamper("DELETE FROM chronicle_event WHERE id = %s", first.pk.hex)
    assert problems(examine()) == {"events": (f"{record.reference}: event 1 is missing",)}


def test_a_record_cut_short_together_with_its_head_is_seen_by_the_heads_kept_elsewhere(
    record: Record,
) -> None:
    heads = examine().heads
    newest, first = last_event(record), Event.objects.get(record=record, seq=1)
    tamper("DELETE FROM chronicle_event WHERE id = %s", newest.pk.hex)
    Record.objects.filter(pk=record.pk).update(head_seq=1, head_hash=first.hash)
    assert problems(examine()) == {}  # by itself the shortened chain looks whole
    assert problems(examine(heads)) == {
        "events": (f"{record.reference}: the event noted earlier is no longer there",)
    }


def test_a_missing_trigger_is_named_with_its_cure() -> None:
    table = Event._meta.db_table
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER noddfa_{table}_no_update{on}")
    assert problems(examine()) == {
        "triggers": (f"trigger noddfa_{table}_no_update is missing; run: noddfa migrate",)
    }


def test_a_data_key_that_does_not_open_is_named(record: Record) -> None:
    one, two = Person.objects.order_by("pk")
    Person.objects.filter(pk=one.pk).update(wrapped_key=two.wrapped_key)
    (problem,) = problems(examine())["data_keys"]
    assert problem.startswith(f"person {one.pk}: ")


def test_many_problems_are_counted_rather_than_listed() -> None:
    by = invented.practitioner()
    for number in range(60):
        invented.concern(by, timezone.now(), seen="x", name=f"Enghraifft {number}")
    Person.objects.update(wrapped_key="k0:AAAA")
    listed = problems(examine())["data_keys"]
    assert (len(listed), listed[-1]) == (51, "and 10 more")


# ---- the command ----


def test_the_command_says_it_for_people_and_for_machines(
    record: Record, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check"]) == 0
    assert "✓ 4 events in 2 chains verified" in capsys.readouterr().out
    assert cli.main(["check", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ok"]
    assert said["heads"][record.reference] == last_event(record).hash


def test_heads_are_noted_once_and_compared_from_then_on(
    record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heads = tmp_path / "heads.json"
    assert cli.main(["check", "--heads", str(heads)]) == 0
    noted = heads.read_text()
    invented.concern(invented.practitioner(), timezone.now(), seen="Later", name="Hwyrach Enghraifft")
    assert cli.main(["check", "--heads", str(heads)]) == 0
    assert heads.read_text() == noted
    tamper("UPDATE chronicle_event SET kind = 'x' WHERE id = %s", last_event(record).pk.hex)
    capsys.readouterr()
    assert cli.main(["check", "--heads", str(heads)]) == 1
    assert f"{record.reference}: event 2 was altered" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "not json", "[]", '{"heads": []}', '{"heads": {"a": 1}}'])
def test_a_file_that_holds_no_heads_is_refused(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heads = tmp_path / "heads.json"
    heads.write_text(content)
    assert cli.main(["check", "--heads", str(heads)]) == 2
    assert "is not a file of heads" in capsys.readouterr().err


def test_names_are_not_in_what_is_said(record: Record, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["check", "--json"])
    assert "Enghraifft" not in capsys.readouterr().out
