"""Rows as lines: the same line from either database, and back to the same row."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from noddfa.web.operations.backup import rows

WHEN = dt.datetime(2026, 10, 25, 0, 30, 0, 7, tzinfo=dt.UTC)  # in the hour that clocks in Wales show twice


@pytest.fixture
def everything(transactional_db: None) -> Iterator[type[models.Model]]:
    """A table with a column of every kind."""
    with isolate_apps("noddfa.web"):

        class Everything(models.Model):
            key = models.UUIDField(primary_key=True)
            number = models.BigIntegerField()
            small = models.PositiveSmallIntegerField(null=True)
            text = models.TextField()
            slug = models.SlugField(null=True)
            file = models.FileField(null=True)
            address = models.GenericIPAddressField(null=True)
            flag = models.BooleanField()
            instant = models.DateTimeField()
            day = models.DateField(null=True)
            time = models.TimeField(null=True)
            length = models.DurationField(null=True)
            money = models.DecimalField(max_digits=9, decimal_places=2, null=True)
            ratio = models.FloatField(null=True)
            facts = models.JSONField()
            sealed = models.BinaryField()
            parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE)

            class Meta:
                app_label = "web"

        with connection.schema_editor() as editor:
            editor.create_model(Everything)
        yield Everything
        with connection.schema_editor() as editor:
            editor.delete_model(Everything)


def full(number: int, **changed: Any) -> dict[str, Any]:
    return {
        "key": uuid.UUID(int=number),
        "number": -(2**40),
        "small": 7,
        "text": "Gwên: ŵ, שלום, 😀\n\"quoted\" \\ 'x'",
        "slug": "a-slug",
        "file": "a/b.pdf",
        "address": "2001:db8::1",
        "flag": True,
        "instant": WHEN,
        "day": dt.date(1900, 2, 28),
        "time": dt.time(23, 59, 59, 999999),
        "length": dt.timedelta(days=-1, microseconds=3),
        "money": Decimal("12.50"),
        "ratio": 0.1,
        "facts": {"b": [1, 2.5, None, True], "a": "é"},
        "sealed": bytes(range(256)),
        **changed,
    }


EXPECTED = [
    "00000000-0000-0000-0000-000000000001",
    -(2**40),
    7,
    "Gwên: ŵ, שלום, 😀\n\"quoted\" \\ 'x'",
    "a-slug",
    "a/b.pdf",
    "2001:db8::1",
    True,
    "2026-10-25T00:30:00.000007+00:00",
    "1900-02-28",
    "23:59:59.999999",
    -86399999997,
    "12.50",
    0.1,
    '{"a": "é", "b": [1, 2.5, null, true]}',
]


def test_a_row_reads_the_same_from_either_database(everything: Any) -> None:
    everything.objects.create(**full(1))
    (row,) = rows.read(rows.Table.of(everything))
    assert row[: len(EXPECTED)] == EXPECTED


def test_rows_come_back_as_they_were(everything: Any) -> None:
    empty = {
        field.name: None for field in everything._meta.local_fields if field.null and field.name != "parent"
    }
    everything.objects.create(**full(1))
    everything.objects.create(**full(2, **empty, parent_id=uuid.UUID(int=1)))
    before = list(everything.objects.order_by("key").values())
    table = rows.Table.of(everything)
    lines, tally = [rows.line(row) for row in rows.read(table)], rows.tally(table)
    everything.objects.all().delete()
    assert rows.write(table, lines) == 2
    after = list(everything.objects.order_by("key").values())
    assert [{**row, "sealed": bytes(row["sealed"])} for row in after] == [
        {**row, "sealed": bytes(row["sealed"])} for row in before
    ]
    assert (rows.tally(table).rows, rows.tally(table).digest) == (2, tally.digest)


def test_pages_leave_nothing_out_and_repeat_nothing(everything: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_PAGE", 3)
    for count in range(7):
        everything.objects.create(**full(count))
        keys = [row[0] for row in rows.read(rows.Table.of(everything))]
        assert keys == [str(uuid.UUID(int=number)) for number in range(count + 1)]


@pytest.mark.django_db
def test_every_table_of_ours_can_be_carried() -> None:
    carried = {table.name for table in rows.tables()}
    there = set(connection.introspection.table_names())
    assert there - carried == {"django_session", "django_migrations", "access_cacheentry"}


@pytest.mark.instrument
@given(st.lists(st.binary(min_size=1), max_size=8), st.randoms())
def test_the_tally_does_not_mind_the_order_but_minds_everything_else(lines: list[bytes], random: Any) -> None:
    def tally(some: list[bytes]) -> str:
        result = rows.Tally()
        for line in some:
            result.add(line)
        return result.digest

    shuffled = lines.copy()
    random.shuffle(shuffled)
    assert tally(shuffled) == tally(lines)
    assert tally([*lines, b"more"]) != tally(lines)
