"""What a thief of the database would read: its raw bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from tests.support import postgres, surroundings


@pytest.fixture
def raw_store() -> Callable[[], bytes]:
    """A function giving every byte the database holds now, to search for what must not be there in plain.

    SQLite: the file as it would lie on disk. PostgreSQL: every table written out in binary (which sees what this
    test has not committed and what the server stores compressed), then the data folder's own files.
    """
    return _sqlite_bytes if surroundings.DATABASE == "sqlite" else _postgres_bytes


def _sqlite_bytes() -> bytes:
    connection.ensure_connection()
    name = connection.settings_dict["NAME"]
    content: bytes = connection.connection.serialize()
    for suffix in ("", "-wal"):
        path = Path(f"{name}{suffix}")
        if path.is_file():
            content += path.read_bytes()
    return content


def _postgres_bytes() -> bytes:
    parts: list[bytes] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            with cursor.copy(f"COPY {connection.ops.quote_name(table)} TO STDOUT (FORMAT binary)") as rows:
                parts.extend(bytes(row) for row in rows)
    cluster = postgres.shared()
    cluster.query("CHECKPOINT")
    for folder in ("base", "pg_wal"):
        parts.extend(
            path.read_bytes() for path in sorted((cluster.data / folder).rglob("*")) if path.is_file()
        )
    return b"\n".join(parts)
