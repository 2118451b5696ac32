"""Rows of any table as lines of JSON and back, the same lines whichever database they lie in.

A row's columns are taken as they are stored: what is sealed stays sealed. Each column has a kind, written into the
backup, so that reading it needs no model.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection, models

LEFT_OUT = frozenset({"django_session", "access_cacheentry"})
_PAGE = 2000

_KIND_OF_FIELD = {
    **dict.fromkeys(
        (
            "AutoField",
            "BigAutoField",
            "SmallAutoField",
            "IntegerField",
            "BigIntegerField",
            "SmallIntegerField",
        ),
        "int",
    ),
    **dict.fromkeys(("PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField"), "int"),
    **dict.fromkeys(("CharField", "TextField", "SlugField", "FileField", "FilePathField"), "text"),
    "GenericIPAddressField": "address",
    "BooleanField": "bool",
    "DateTimeField": "instant",
    "DateField": "date",
    "TimeField": "time",
    "DurationField": "duration",
    "DecimalField": "decimal",
    "FloatField": "float",
    "UUIDField": "uuid",
    "JSONField": "json",
    "BinaryField": "bytes",
}


class UnknownColumn(LookupError):
    """A table has a column of a kind that backups cannot carry: a mistake of ours, found by a test."""


@dataclass(frozen=True)
class Table:
    """A table and the kinds of its columns, as written into a backup. The first column is the primary key."""

    name: str
    columns: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, model: type[models.Model]) -> Table:
        """The table of a model. Raises UnknownColumn."""
        fields = [
            field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)
        ]
        fields.sort(key=lambda field: not field.primary_key)
        return cls(model._meta.db_table, tuple((str(field.column), _kind(field)) for field in fields))


def _kind(field: models.Field[Any, Any]) -> str:
    target = field
    while isinstance(target, models.ForeignKey):
        target = target.target_field
    kind = _KIND_OF_FIELD.get(target.get_internal_type())
    if kind is None:
        raise UnknownColumn(f"{field}: backups do not know {target.get_internal_type()}")
    if isinstance(target, models.DecimalField):
        return f"decimal:{target.decimal_places}"
    return kind


def tables() -> tuple[Table, ...]:
    """Every table that a backup carries, by name."""
    found = {
        table.name: table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and (table := Table.of(model)).name not in LEFT_OUT
    }
    return tuple(found[name] for name in sorted(found))


# ---- from the database to a line ----


def read(table: Table) -> Iterator[list[Any]]:
    """Every row of a table in plain values, page by page by primary key, so that memory does not grow."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name, _kind in table.columns)
    key = quote(table.columns[0][0])
    start = f"SELECT {names} FROM {quote(table.name)}"
    end = f"ORDER BY {key} LIMIT {_PAGE}"
    to_plain = [_TO_PLAIN[kind.partition(":")[0]] for _name, kind in table.columns]
    places = [kind.partition(":")[2] for _name, kind in table.columns]
    last: Any = None
    while True:
        with connection.cursor() as cursor:
            if last is None:
                cursor.execute(f"{start} {end}")
            else:
                cursor.execute(f"{start} WHERE {key} > %s {end}", [last])
            page = cursor.fetchall()
        for row in page:
            yield [
                None if value is None else convert(value, place)
                for value, convert, place in zip(row, to_plain, places, strict=True)
            ]
        if len(page) < _PAGE:
            return
        last = page[-1][0]


def line(row: list[Any]) -> bytes:
    """One row as a line."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _instant(value: dt.datetime, _places: str) -> str:
    aware = value if value.tzinfo else value.replace(tzinfo=dt.UTC)  # SQLite keeps UTC without saying so
    return aware.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _duration(value: dt.timedelta | int, _places: str) -> int:
    return value if isinstance(value, int) else value // dt.timedelta(microseconds=1)


def _day_or_time(value: dt.date | dt.time | str, _places: str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def _json(value: Any, _places: str) -> str:
    """One spelling for equal values: PostgreSQL keeps no order of keys."""
    return json.dumps(json.loads(value), sort_keys=True, ensure_ascii=False)


_TO_PLAIN: dict[str, Callable[[Any, str], Any]] = {
    "int": lambda value, _: int(value),
    "text": lambda value, _: str(value),
    "address": lambda value, _: str(value).removesuffix("/32").removesuffix("/128"),
    "bool": lambda value, _: bool(value),
    "instant": _instant,
    "date": _day_or_time,
    "time": _day_or_time,
    "duration": _duration,
    "decimal": lambda value, places: str(round(Decimal(str(value)), int(places))),
    "float": lambda value, _: float(value),
    "uuid": lambda value, _: str(value if isinstance(value, uuid.UUID) else uuid.UUID(value)),
    "json": _json,
    "bytes": lambda value, _: base64.b64encode(bytes(value)).decode(),
}


# ---- from a line to the database ----


def write(table: Table, lines: Iterable[bytes]) -> int:
    """Insert rows; how many."""
    quote = connection.ops.quote_name
    native = connection.vendor == "postgresql"
    casts = {"json": "::jsonb", "address": "::inet", "decimal": "::numeric"} if native else {}
    kinds = [kind.partition(":")[0] for _name, kind in table.columns]
    names = ", ".join(quote(name) for name, _kind in table.columns)
    marks = ", ".join("%s" + casts.get(kind, "") for kind in kinds)
    convert = [_TO_DATABASE[kind] for kind in kinds]
    values = [
        [None if value is None else change(value, native) for value, change in zip(row, convert, strict=True)]
        for row in map(json.loads, lines)
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})", values)
    return len(values)


def _to_instant(value: str, native: bool) -> Any:
    return connection.ops.adapt_datetimefield_value(dt.datetime.fromisoformat(value))


def _as_is(value: Any, native: bool) -> Any:
    return value


_TO_DATABASE: dict[str, Callable[[Any, bool], Any]] = {
    **dict.fromkeys(("int", "text", "address", "bool", "float", "json", "decimal"), _as_is),
    "instant": _to_instant,
    "date": lambda value, native: dt.date.fromisoformat(value) if native else value,
    "time": lambda value, native: dt.time.fromisoformat(value) if native else value,
    "duration": lambda value, native: dt.timedelta(microseconds=value) if native else value,
    "uuid": lambda value, native: uuid.UUID(value) if native else uuid.UUID(value).hex,
    "bytes": lambda value, native: base64.b64decode(value),
}


# ---- what was in it ----


class Tally:
    """Counts rows and sums their hashes, whatever order they come in (databases sort words differently)."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, row_line: bytes) -> None:
        self.rows += 1
        self._sum = (self._sum + int.from_bytes(hashlib.sha256(row_line).digest())) % (1 << 256)

    @property
    def digest(self) -> str:
        return f"{self._sum:064x}"


def tally(table: Table) -> Tally:
    """What a table of the database holds now."""
    result = Tally()
    for row in read(table):
        result.add(line(row))
    return result
