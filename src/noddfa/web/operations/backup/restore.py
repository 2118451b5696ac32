"""`noddfa restore FILE`: verify a backup, bring back what it holds, and check the result."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from noddfa.envelope import KeyRing
from noddfa.web.operations import check, console, lock
from noddfa.web.operations.backup import archive, landing, rows, secret, write
from noddfa.web.operations.backup.sealing import Damaged
from noddfa.web.operations.backup.secret import Secret
from noddfa.web.operations.examinations import examine
from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import Misuse, Trouble

_BATCH = 500  # rows inserted at once


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_("a backup made by: noddfa backup"))
    secret.add_arguments(parser)
    parser.add_argument("--replace", action="store_true", help=_("replace the data that are here now"))
    parser.add_argument(
        "--verify-only", action="store_true", help=_("read the backup to its end, and change nothing")
    )
    parser.add_argument("--json", action="store_true", help=_("say the result as JSON"))


def run(args: argparse.Namespace) -> int:
    """Verify, replace, check: 0 when the check that ends it found nothing wrong, else 1.

    Raises Misuse for a wrong passphrase, something that is no backup, a newer version's, or data here without
    --replace; Trouble for a damaged backup, missing master keys, or while a server runs.
    """
    key = secret.read(args, new=False)
    with args.file.open("rb") as file:
        with console.progress(_("Verifying the backup")) as step:
            contents = archive.verify(file, key, step)
        if args.verify_only:
            return _say_verified(args, contents)
        with lock.alone(settings.SURROUNDINGS.home):
            if landing.holds_data() and not args.replace:
                raise Misuse(
                    _("there are data here already; to replace them with the backup's, add --replace")
                )
            new_ring = check_keys(contents)
            bring_back(file, key, contents, new_ring)
    examined = examine(contents.manifest.heads)
    if args.json:
        console.say_json({**write.summary(args.file, contents), "check": check.as_json(examined)})
    else:
        console.say(
            _("{rows} rows brought back from {file}.").format(rows=contents.manifest.rows, file=args.file)
        )
        check.say(examined)
    return 0 if examined.ok else 1


def _say_verified(args: argparse.Namespace, contents: archive.Contents) -> int:
    if args.json:
        console.say_json(write.summary(args.file, contents))
    else:
        console.say(
            _("{file} is whole: {rows} rows, {records} records, made {made}.").format(
                **write.summary(args.file, contents)
            )
        )
    return 0


# ---- keys ----


def check_keys(contents: archive.Contents) -> KeyRing | None:
    """The keys of the backup, when they have to take the place of those here; None when those here will do.

    Raises Trouble when neither opens what the backup holds.
    """
    path: Path = settings.NODDFA_KEY_FILE
    here = settings.NODDFA_KEY_RING() if path.exists() or os.environ.get("NODDFA_MASTER_KEYS") else None
    if here is not None and _opens(here, contents.meta):
        return None
    if contents.master_keys is None:
        raise Trouble(
            _(
                "the master keys that sealed these records are not in {file}; put the key file of that time there first"
            ).format(file=path)
        )
    ring = KeyRing.parse(contents.master_keys)
    if not _opens(ring, contents.meta):
        raise Damaged
    return ring


def _opens(ring: KeyRing, meta: archive.Meta) -> bool:
    return set(meta.masters) <= set(ring.ids) and ring.blind(*write.INDEX_MARK) == meta.index_mark


def _put_keys(ring: KeyRing) -> None:
    """The backup's keys into the key file; the old file is kept under a name that says when."""
    path: Path = settings.NODDFA_KEY_FILE
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists():
        shutil.copy2(path, path.with_name(f"{path.name}.before-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}"))
    ring.save(path)


# ---- data ----


def bring_back(file: BinaryIO, key: Secret, contents: archive.Contents, ring: KeyRing | None) -> None:
    """Replace database and uploaded files by the backup's. The database changes at once and whole, or not at all."""
    media = Path(settings.MEDIA_ROOT)
    with _incoming(media) as incoming:
        with landing.fresh_database():
            landing.make_tables(contents.meta.migrations)
            with console.progress(_("Bringing rows back"), contents.manifest.rows) as step:
                _load(file, key, contents, incoming, step)
            _compare(contents)
            landing.bring_up_to_date()
            if ring is not None:
                _put_keys(ring)
        _swap(media, incoming)


@contextmanager
def _incoming(media: Path) -> Iterator[Path]:
    """An empty folder beside the uploaded files; what is still in it at the end is removed."""
    folder = media.with_name(media.name + ".restoring")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _load(
    file: BinaryIO,
    key: Secret,
    contents: archive.Contents,
    media: Path,
    step: Callable[[int], None],
) -> None:
    tables = [contents.meta.table(name) for name in contents.meta.tables]
    with transaction.atomic():
        landing.empty(tables)
        for entry in archive.entries(file, key):
            if entry.table is not None:
                table = contents.meta.table(entry.table)
                lines = iter(entry.content)
                while batch := list(islice(lines, _BATCH)):
                    step(rows.write(table, batch))
            elif entry.file is not None:
                place = media / entry.file
                place.parent.mkdir(parents=True, exist_ok=True)
                with place.open("wb") as out:
                    shutil.copyfileobj(entry.content, out)


def _compare(contents: archive.Contents) -> None:
    """What now lies in the tables must be what the manifest says. Raises Damaged."""
    for name, counted in contents.manifest.tables.items():
        tally = rows.tally(contents.meta.table(name))
        if (tally.rows, tally.digest) != (counted.count, counted.digest):
            raise Damaged


def _swap(place: Path, incoming: Path) -> None:
    aside = place.with_name(f"{place.name}.before-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}")
    if place.exists() and any(place.iterdir()):
        place.rename(aside)
    elif place.exists():
        place.rmdir()
    incoming.rename(place)
