"""Read models: brought up to date with every event, and rebuilt from the events to an equal state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.chronicle import projections, registry
from noddfa.chronicle.facts import Fact
from noddfa.chronicle.models import Record
from tests.chronicle.invented.kind import Internal, Plain, Sighting
from tests.support import builders

NOW = builders.NOW

with isolate_apps("tests.chronicle"):

    class SightingRow(models.Model):
        """A row for each sighting that stands."""

        event = models.UUIDField(primary_key=True)
        record = models.UUIDField()
        place = models.CharField(max_length=20)
        weight_so_far = models.IntegerField()

        class Meta:
            app_label = "chronicle"
            db_table = "invented_sightings"


class Sightings(chronicle.Projection):
    """Sightings, each with the weight of the notes that came before it."""

    model = SightingRow
    kinds = ("invented_sighting", "invented_plain")

    @classmethod
    def rows(cls, record: Record, facts: Sequence[Fact]) -> Iterable[models.Model]:
        weight = 0
        for fact in facts:
            weight += fact.facts.get("weight", 0)
            if fact.kind == "invented_sighting":
                yield SightingRow(
                    event=fact.event, record=record.pk, place=fact.facts["place"], weight_so_far=weight
                )


del registry._projections[SightingRow._meta.label]
INSTALLED = registry.projections()


@pytest.fixture(autouse=True)
def table(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The read model's table, and the read model installed, alone."""
    kind = {"sqlite": "char(32)", "postgresql": "uuid"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE invented_sightings (event {kind} PRIMARY KEY, record {kind}, place varchar(20), "
            "weight_so_far integer)"
        )
    monkeypatch.setattr(registry, "_projections", {SightingRow._meta.label: Sightings})
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE invented_sightings")


def state() -> list[tuple[Any, ...]]:
    return sorted(SightingRow.objects.values_list("event", "record", "place", "weight_so_far"))


def test_rows_follow_events_corrections_and_withdrawals(chain: Record, lead: Actor) -> None:
    first = chronicle.record(chain.pk, Sighting(words="Un", place="street"), by=lead, now=NOW)
    assert state() == [(first.pk, chain.pk, "street", 0)]
    chronicle.correct(first.pk, Sighting(words="Un", place="station"), by=lead, now=NOW)
    assert state() == [(first.pk, chain.pk, "station", 0)]
    chronicle.record(
        chain.pk,
        Plain(words="Pwys", weight=4),
        by=lead,
        now=NOW,
        happened=NOW - builders.dt.timedelta(hours=1),
    )
    assert state() == [(first.pk, chain.pk, "station", 4)], "what is recorded late moves what comes after it"
    chronicle.withdraw(first.pk, reason="Ddwywaith", by=lead, now=NOW)
    assert state() == []


def test_only_the_read_models_that_read_a_kind_are_worked_out(
    chain: Record, lead: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        Sightings, "rows", classmethod(lambda _cls, _record, _facts: asked.append("asked") or [])
    )
    chronicle.record(chain.pk, Internal(outcome="street"), by=lead, now=NOW)
    assert asked == []
    event = chronicle.record(chain.pk, Plain(words="Un"), by=lead, now=NOW)
    chronicle.withdraw(event.pk, reason="Ddwywaith", by=lead, now=NOW)
    assert asked == ["asked", "asked"]


def test_one_records_rows_leave_anothers_alone(chain: Record, lead: Actor) -> None:
    other = builders.record("invented", by=lead)
    for record in (chain, other, chain):
        chronicle.record(record.pk, Sighting(words="Un", place="street"), by=lead, now=NOW)
    assert sorted(row[1] for row in state()) == sorted([chain.pk, chain.pk, other.pk])


def test_a_lost_or_damaged_table_is_made_again(chain: Record, lead: Actor) -> None:
    for place in ("street", "station"):
        chronicle.record(chain.pk, Sighting(words="Un", place=place), by=lead, now=NOW)
    builders.record("invented", by=lead)
    before = state()
    SightingRow.objects.filter(place="street").delete()
    SightingRow.objects.update(place="wrong")
    seen: list[int] = []
    assert chronicle.rebuild(seen.append) == 2
    assert (state(), seen) == (before, [1, 2])


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(["sighting", "note", "correct", "withdraw"]), st.integers(0, 20)
    ),
    max_size=10,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_rebuilt_from_the_events_it_equals_what_grew_with_them(lead: Actor, steps: Any) -> None:
    records = [builders.record("invented", by=lead) for _each in range(3)]
    for which, act, number in steps:
        record = records[which]
        standing = chronicle.facts_of(record.pk)
        happened = NOW - builders.dt.timedelta(hours=number)
        if act == "sighting":
            content: chronicle.EventKind = Sighting(words="Un", place="street")
            chronicle.record(record.pk, content, by=lead, now=NOW, happened=happened)
        elif act == "note" or not standing:
            chronicle.record(
                record.pk, Plain(words="Un", weight=number % 10), by=lead, now=NOW, happened=happened
            )
        elif act == "withdraw":
            chronicle.withdraw(standing[number % len(standing)].event, reason="Gwall", by=lead, now=NOW)
        else:
            fact = standing[number % len(standing)]
            content = (
                Sighting(words="Dau", place="station")
                if fact.kind == "invented_sighting"
                else Plain(words="Dau", weight=9)
            )
            chronicle.correct(fact.event, content, by=lead, now=NOW, happened=happened)
    grown = state()
    SightingRow.objects.all().delete()
    chronicle.rebuild()
    assert state() == grown


def test_the_open_part_is_all_a_read_model_gets(
    chain: Record, lead: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    chronicle.record(chain.pk, Sighting(words="Cyfrinach", place="street"), by=lead, now=NOW)
    given: list[Fact] = []
    monkeypatch.setattr(
        Sightings, "rows", classmethod(lambda _cls, _record, facts: given.extend(facts) or [])
    )
    monkeypatch.setattr("noddfa.people.keys.ring", lambda: pytest.fail("a read model asked for a key"))
    projections.project(chain)
    assert given and "Cyfrinach" not in repr(given)


def test_every_installed_read_model_has_a_record_column_and_names_known_kinds() -> None:
    """A misspelt kind would leave a list out of date for ever."""
    assert INSTALLED
    for projection in INSTALLED:
        assert any(field.name == "record" for field in projection.model._meta.fields), projection
        for code in projection.kinds or ():
            assert registry.kind(code), projection
