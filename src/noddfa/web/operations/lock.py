"""Who uses this home: servers and workers together, or one command that must be alone.

A lock of the operating system on a file in the home: gone by itself when its holder ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import Trouble

RUNNING = "running.lock"


class InUse(Trouble):
    """A server or a worker runs over this home, or a restore does."""


def share(home: Path) -> int:
    """Note that we run here, for as long as this process (and what it becomes or starts) lives.

    Returns the open file, to be handed to children. Raises InUse during a restore.
    """
    return _take(home / RUNNING, fcntl.LOCK_SH, _("a restore is under way; try again when it has ended"))


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Nothing else runs over this home meanwhile. Raises InUse."""
    descriptor = _take(
        home / RUNNING,
        fcntl.LOCK_EX,
        _("a server or a worker is running over {home}; stop it first").format(home=home),
    )
    try:
        yield
    finally:
        os.close(descriptor)


def only_one(path: Path, refusal: str) -> int:
    """Hold `path` alone for as long as this process lives. Raises InUse with `refusal`."""
    return _take(path, fcntl.LOCK_EX, refusal)


def _take(path: Path, kind: int, refusal: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        os.close(descriptor)
        raise InUse(refusal) from problem
    os.set_inheritable(descriptor, True)
    return descriptor
