"""What lies in a backup, and in which order: meta.json, tables/NAME/N.jsonl, media/..., keys/..., manifest.json.

A gzipped tar inside the sealed stream. meta.json says what is to come and what it needs; manifest.json, last, says
how much there was: rows and a hash of every table, size and SHA-256 of every file, the heads of the chains.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from noddfa.web.operations.backup.rows import Table, Tally, line
from noddfa.web.operations.backup.sealing import Damaged, SealedReader, SealedWriter
from noddfa.web.operations.backup.secret import Secret

_PART = 1 << 20  # bytes of rows gathered before they are written
_LEVEL = 4  # of gzip: quick
MASTER_KEYS = "keys/master.keys"


@dataclass(frozen=True)
class Meta:
    """What a backup is of, and what its reader needs to have."""

    made: str  # time, UTC
    version: str  # of noddfa
    database: str  # vendor
    migrations: dict[str, list[str]]
    tables: dict[str, list[list[str]]]  # name -> [column, kind]
    masters: list[str]  # ids of the master keys that wrapped something in it
    index_mark: str  # a fingerprint of the key of the blind indexes

    def table(self, name: str) -> Table:
        return Table(name, tuple((column, kind) for column, kind in self.tables[name]))


@dataclass(frozen=True)
class Counted:
    """How much of one thing: rows or bytes, and a hash over them."""

    count: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """How much a backup holds."""

    tables: dict[str, Counted]
    files: dict[str, Counted]
    heads: dict[str, str]

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> Manifest:
        return cls(
            {name: Counted(**value) for name, value in facts["tables"].items()},
            {name: Counted(**value) for name, value in facts["files"].items()},
            dict(facts["heads"]),
        )

    @property
    def rows(self) -> int:
        return sum(counted.count for counted in self.tables.values())


# ---- writing ----


@dataclass
class Writer:
    """Puts things into a backup and keeps count of them."""

    tar: tarfile.TarFile
    tables: dict[str, Counted] = field(default_factory=dict)
    files: dict[str, Counted] = field(default_factory=dict)

    def meta(self, meta: Meta) -> None:
        self._add("meta.json", json.dumps(asdict(meta)).encode())

    def table(self, table: Table, rows: Iterable[list[Any]], step: Callable[[int], None]) -> None:
        """All rows of a table, in parts."""
        tally, part, number = Tally(), bytearray(), 0
        for row in rows:
            text = line(row)
            tally.add(text)
            part += text
            step(1)
            if len(part) >= _PART:
                self._add(f"tables/{table.name}/{number:06}.jsonl", bytes(part))
                number += 1
                part.clear()
        if part:
            self._add(f"tables/{table.name}/{number:06}.jsonl", bytes(part))
        self.tables[table.name] = Counted(tally.rows, tally.digest)

    def file(self, name: str, path: Path) -> None:
        """A file, as large as it was when we began to read it."""
        with path.open("rb") as content:
            info = tarfile.TarInfo(name)
            info.size = path.stat().st_size
            watched = _Watched(content, info.size)
            self.tar.addfile(info, cast(BinaryIO, watched))
            self.files[name] = Counted(info.size, watched.digest.hexdigest())

    def content(self, name: str, content: bytes) -> None:
        """A file from memory."""
        self._add(name, content)
        self.files[name] = Counted(len(content), hashlib.sha256(content).hexdigest())

    def manifest(self, heads: dict[str, str]) -> Manifest:
        """The end: what was counted."""
        manifest = Manifest(self.tables, self.files, heads)
        self._add("manifest.json", json.dumps(asdict(manifest)).encode())
        return manifest

    def _add(self, name: str, content: bytes) -> None:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        self.tar.addfile(info, io.BytesIO(content))


class _Watched:
    """A file being read, hashed on the way."""

    def __init__(self, content: BinaryIO, size: int) -> None:
        self._content, self._left = content, size
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        data = self._content.read(min(size, self._left))
        self._left -= len(data)
        self.digest.update(data)
        return data


@contextmanager
def writing(file: BinaryIO, secret: Secret) -> Iterator[Writer]:
    """Open a backup for writing. Whole only if the block ends without an exception."""
    sealed = SealedWriter(file, secret)
    zipped = gzip.GzipFile(fileobj=cast(BinaryIO, sealed), mode="wb", compresslevel=_LEVEL, mtime=0)
    tar = tarfile.open(fileobj=zipped, mode="w|")  # noqa: SIM115  (closed below, but only when all went well)
    yield Writer(tar)
    tar.close()
    zipped.close()
    sealed.close()


# ---- reading ----


@dataclass(frozen=True)
class Entry:
    """One thing of a backup, in the order it was written."""

    name: str
    size: int
    content: BinaryIO

    @property
    def table(self) -> str | None:
        """The table that these rows belong to, if they are rows."""
        parts = PurePosixPath(self.name).parts
        return parts[1] if len(parts) == 3 and parts[0] == "tables" else None

    @property
    def file(self) -> PurePosixPath | None:
        """The path of an uploaded file, if it is one."""
        path = PurePosixPath(self.name)
        return path.relative_to("media") if path.parts[0] == "media" and len(path.parts) > 1 else None


def entries(file: BinaryIO, secret: Secret) -> Iterator[Entry]:
    """Everything in a backup. Raises what sealing.py raises; Damaged as well when the inside is not a backup's."""
    file.seek(0)
    sealed = SealedReader(file, secret)
    try:
        with gzip.GzipFile(fileobj=cast(BinaryIO, sealed), mode="rb") as zipped:
            with tarfile.open(fileobj=zipped, mode="r|") as tar:
                for info in tar:
                    content = tar.extractfile(info)
                    if content is None or ".." in PurePosixPath(info.name).parts or info.name.startswith("/"):
                        raise Damaged
                    yield Entry(info.name, info.size, cast(BinaryIO, content))
            while zipped.read(_PART):  # to the proven end of the stream
                pass
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as problem:
        raise Damaged from problem


@dataclass(frozen=True)
class Contents:
    """What a verified backup holds; the master keys only if it was made with them."""

    meta: Meta
    manifest: Manifest
    master_keys: str | None


def verify(file: BinaryIO, secret: Secret, step: Callable[[int], None]) -> Contents:
    """Read a backup to its end and compare everything with its manifest. Raises Damaged and what `entries` raises.

    step: called with bytes of content read.
    """
    meta: Meta | None = None
    manifest: Manifest | None = None
    master_keys: str | None = None
    tallies: dict[str, Tally] = {}
    files: dict[str, Counted] = {}
    for entry in entries(file, secret):
        if entry.name == "meta.json":
            meta = Meta(**json.load(entry.content))
            tallies = {name: Tally() for name in meta.tables}
        elif entry.name == "manifest.json":
            manifest = Manifest.from_json(json.load(entry.content))
        elif entry.table is not None:
            for row in entry.content:
                tallies[entry.table].add(row)
        else:
            content = entry.content.read() if entry.name == MASTER_KEYS else None
            files[entry.name] = _counted(entry, content)
            master_keys = content.decode() if content is not None else master_keys
        step(entry.size)
    if meta is None or manifest is None:
        raise Damaged
    tables = {name: Counted(tally.rows, tally.digest) for name, tally in tallies.items()}
    if tables != manifest.tables or files != manifest.files:
        raise Damaged
    return Contents(meta, manifest, master_keys)


def _counted(entry: Entry, content: bytes | None) -> Counted:
    digest = hashlib.sha256(content or b"")
    while content is None and (part := entry.content.read(_PART)):
        digest.update(part)
    return Counted(entry.size, digest.hexdigest())


def now_text() -> str:
    """The time, for the meta."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
