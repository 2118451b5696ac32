"""`noddfa backup FILE`: everything as it was at one moment, encrypted, verified after writing."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from noddfa.chronicle.models import Record
from noddfa.people import keys
from noddfa.web.operations import console, key_holders, migrate
from noddfa.web.operations.backup import archive, rows, secret
from noddfa.web.operations.backup.sealing import FORMAT
from noddfa.web.operations.backup.secret import Secret
from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import Misuse

INDEX_MARK = ("backup", "mark")  # what is fingerprinted to tell whether two index keys are the same


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the file to write"))
    secret.add_arguments(parser)
    parser.add_argument(
        "--with-keys",
        action="store_true",
        help=_(
            "put the master keys in too: then the file and its passphrase alone are enough to read every record"
        ),
    )
    parser.add_argument("--force", action="store_true", help=_("write over FILE if it is there"))
    parser.add_argument("--json", action="store_true", help=_("say the result as JSON"))


def run(args: argparse.Namespace) -> int:
    """Write and verify.

    Raises Misuse when FILE is there already or the passphrase is too weak, Trouble when the database is not in the
    state of this version, Damaged when what was written does not read back.
    """
    path: Path = args.file
    if path.exists() and not args.force:
        raise Misuse(_("{file} is there already; choose another name, or --force").format(file=path))
    migrate.require_ready()
    key = secret.read(args, new=True)
    partial = path.with_name(path.name + ".part")
    try:
        write(partial, key, with_keys=args.with_keys)
        contents = _read_back(partial, key)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    if args.json:
        console.say_json(summary(path, contents))
    else:
        say(path, contents)
    return 0


def write(path: Path, key: Secret, *, with_keys: bool) -> None:
    """Write the file, readable to this user alone, and see it onto the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with snapshot(), archive.writing(file, key) as writer:
            _write_all(writer, with_keys)
        file.flush()
        os.fsync(file.fileno())


def _write_all(writer: archive.Writer, with_keys: bool) -> None:
    tables = rows.tables()
    writer.meta(_meta(tables))
    with console.progress(_("Writing rows"), _count(tables)) as step:
        for table in tables:
            writer.table(table, rows.read(table), step)
    heads = dict(Record.objects.exclude(head_hash="").order_by("pk").values_list("reference", "head_hash"))
    # Files are written before the row that names them is committed, so all that the snapshot names are there now.
    for name, file in uploaded_files():
        writer.file(f"media/{name}", file)
    if with_keys:
        writer.content(archive.MASTER_KEYS, keys.ring().dump().encode())
    writer.manifest(heads)


def _meta(tables: tuple[rows.Table, ...]) -> archive.Meta:
    applied: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        applied.setdefault(app, []).append(name)
    return archive.Meta(
        made=archive.now_text(),
        version=version("noddfa"),
        database=connection.vendor,
        migrations=applied,
        tables={table.name: [list(column) for column in table.columns] for table in tables},
        masters=sorted(key_holders.masters_in_use()),
        index_mark=keys.blind(*INDEX_MARK),
    )


def _count(tables: tuple[rows.Table, ...]) -> int:
    total = 0
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table.name)}")
            total += cursor.fetchone()[0]
    return total


def uploaded_files() -> Iterator[tuple[str, Path]]:
    """Every uploaded file, with its path below the media folder."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(root).as_posix(), path


@contextmanager
def snapshot() -> Iterator[None]:
    """Reads in this block all see the database as it was at one moment; nobody is kept from writing meanwhile."""
    begin = (
        "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY" if connection.vendor == "postgresql" else "BEGIN"
    )
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _read_back(path: Path, key: Secret) -> archive.Contents:
    with path.open("rb") as file, console.progress(_("Verifying the file"), None) as step:
        return archive.verify(file, key, step)


def summary(path: Path, contents: archive.Contents) -> dict[str, object]:
    """What a backup holds, for a machine."""
    return {
        "file": str(path),
        "format": FORMAT,
        "made": contents.meta.made,
        "version": contents.meta.version,
        "database": contents.meta.database,
        "rows": contents.manifest.rows,
        "tables": {name: counted.count for name, counted in contents.manifest.tables.items()},
        "files": sum(1 for name in contents.manifest.files if name.startswith("media/")),
        "records": len(contents.manifest.heads),
        "with_keys": contents.master_keys is not None,
    }


def say(path: Path, contents: archive.Contents) -> None:
    """What a backup holds, for people."""
    facts = summary(path, contents)
    console.say(
        _(
            "{file}: {rows} rows, {files} uploaded files, {records} records; written and read back whole."
        ).format(**facts)
    )
    if contents.master_keys is None:
        console.say(
            _(
                "It does not hold the master keys, without which it cannot be read: keep a copy of {file} elsewhere."
            ).format(file=settings.NODDFA_KEY_FILE)
        )
    else:
        console.say(_("It holds the master keys: whoever has it and the passphrase can read every record."))
