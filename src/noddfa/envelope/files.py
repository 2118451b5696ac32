"""Small files of secrets: for us alone, whole or not at all, and on disk before anything relies on them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def put_new(path: Path, text: str) -> bool:
    """Write a file (mode 600) where there is none yet; False when there is one, which stays as it is.

    Of processes that start at once one wins, and the others never see half a file: a hard link puts a whole file in
    place or fails. Folders that are missing are made for us alone (mode 700).
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _written_beside(path, text) as whole:
        try:
            os.link(whole, path)
        except FileExistsError:
            return False
    _keep_name(path.parent)
    return True


def replace(path: Path, text: str) -> None:
    """Write a file (mode 600) in the place of the one that is there."""
    with _written_beside(path, text) as whole:
        whole.replace(path)
    _keep_name(path.parent)


@contextmanager
def _written_beside(path: Path, text: str) -> Iterator[Path]:
    """A file of mode 600 next to `path`, wholly on disk; gone afterwards unless it was moved into place."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".keys-")  # mkstemp makes it for us alone
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _keep_name(folder: Path) -> None:
    """Force the folder's list of names to disk: a key that wrapped something must not be lost with the power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
