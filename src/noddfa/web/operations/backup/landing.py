"""A database that appears whole or not at all: the old one stays until the new one is proven.

SQLite: a new file beside the old one, put in its place at the end. PostgreSQL: one transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from noddfa.web.operations.backup import rows
from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import Misuse


class NewerTables(Misuse):
    """The backup's tables are of a later version than this one."""

    def __init__(self) -> None:
        super().__init__(_("this backup was made by a newer version of noddfa; restore it with that version"))


def holds_data() -> bool:
    """Whether somebody works with this database already: it has users or records."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in {"access_user", "chronicle_record", "people_person"} & there:
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
            if cursor.fetchone():
                return True
    return False


@contextmanager
def fresh_database() -> Iterator[None]:
    """In this block the default database is empty, and at its end it takes the place of what was there.

    When the block raises, everything is as it was.
    """
    with _fresh_schema() if connection.vendor == "postgresql" else _fresh_file():
        yield


@contextmanager
def _fresh_schema() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '20s'")
            names = connection.introspection.table_names(cursor)
            if names:
                tables = ", ".join(map(connection.ops.quote_name, names))
                cursor.execute(f"DROP TABLE {tables} CASCADE")
        yield


@contextmanager
def _fresh_file() -> Iterator[None]:
    place = Path(connection.settings_dict["NAME"])
    new = place.with_name(place.name + ".restoring")
    held_something = bool(connection.introspection.table_names())
    _remove(new)
    connection.close()
    connection.settings_dict["NAME"] = str(new)
    try:
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except BaseException:
        _come_back(place)
        _remove(new)
        raise
    _come_back(place)
    if held_something:
        _put_aside(place)
    else:
        _remove(place)
    new.replace(place)


def _come_back(place: Path) -> None:
    connection.close()
    connection.settings_dict["NAME"] = str(place)


def _put_aside(place: Path) -> None:
    """Keep the old file, with what it has not yet taken in, under a name that says when."""
    aside = place.with_name(f"{place.name}.before-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}")
    for suffix in ("-wal", "-shm", ""):
        part = place.with_name(place.name + suffix)
        if part.exists():
            part.replace(aside.with_name(aside.name + suffix))


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


# ---- tables ----


def make_tables(applied: dict[str, list[str]]) -> None:
    """Tables as they were when the backup was made: all of its migrations and no other. Raises NewerTables."""
    executor = MigrationExecutor(connection, progress_callback=_settle)
    graph = executor.loader.graph
    wanted = {(app, name) for app, names in applied.items() for name in names}
    known = set(graph.nodes) | set(executor.loader.replacements)
    if not wanted <= known:
        raise NewerTables
    followed = {parent.key for node in wanted & set(graph.nodes) for parent in graph.node_map[node].parents}
    executor.migrate(sorted((wanted & set(graph.nodes)) - followed))


def _settle(action: str, *_details: object) -> None:
    """PostgreSQL alters no table with constraints still to be checked, and here all migrations share a transaction."""
    if action in {"apply_success", "settle"} and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def empty(tables: list[rows.Table]) -> None:
    """Take out what migrations put in: the backup holds all of it."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table.name)}")


def bring_up_to_date() -> None:
    """From the tables of the backup's version to those of this one; lays triggers, and sets the counters of keys."""
    _settle("settle")
    call_command("migrate", interactive=False, verbosity=0)
    from django.apps import apps

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(
            no_style(), list(apps.get_models(include_auto_created=True))
        ):
            cursor.execute(statement)
