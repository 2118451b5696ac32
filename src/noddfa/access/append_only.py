"""Tables to which rows are only ever added, kept so by the database itself.

Triggers refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE whoever asks. They are laid again after every migration,
because SQLite drops them when a migration rebuilds a table. Restoring a backup lifts them for its own work.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY_MODELS = ("access.TrailEntry", "chronicle.Event", "learn.Attempt")
_REFUSAL = "noddfa: rows of this table are only ever added"


def tables() -> tuple[str, ...]:
    """The append-only tables of the installed rooms."""
    return tuple(apps.get_model(name)._meta.db_table for name in APPEND_ONLY_MODELS)


def _names(table: str) -> tuple[str, ...]:
    return tuple(f"noddfa_{table}_no_{act}" for act in ("update", "delete", "truncate"))


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Lay the triggers on every append-only table that exists. Safe to repeat."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION noddfa_refuse_change() RETURNS trigger AS "
                f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$ LANGUAGE plpgsql"
            )
        for table in tables():
            if table in existing:
                for statement in _statements(connection, table):
                    cursor.execute(statement)


def missing(using: str = DEFAULT_DB_ALIAS) -> tuple[str, ...]:
    """Names of triggers that ought to stand and do not."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        standing = {row[0] for row in cursor.fetchall()}
    wanted = [name for table in tables() for name in _names(table)]
    if connection.vendor == "sqlite":
        wanted = [name for name in wanted if not name.endswith("_truncate")]  # SQLite has no TRUNCATE
    return tuple(name for name in wanted if name not in standing)


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Take the triggers away for a restore (or a test's clearing up) and lay them again afterwards."""
    connection = connections[using]
    _remove(connection)
    try:
        yield
    finally:
        install(using)


def _remove(connection: BaseDatabaseWrapper) -> None:
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in tables():
            if table not in existing:
                continue
            for name in _names(table):
                place = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")


def _statements(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    update, delete, truncate = _names(table)
    if connection.vendor == "postgresql":
        return [
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {act} ON {table} FOR EACH {grain} "
            "EXECUTE FUNCTION noddfa_refuse_change()"
            for name, act, grain in (
                (update, "UPDATE", "ROW"),
                (delete, "DELETE", "ROW"),
                (truncate, "TRUNCATE", "STATEMENT"),
            )
        ]
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for name, act in ((update, "UPDATE"), (delete, "DELETE"))
    ]
