"""Static files, gathered and compressed into the home when what they come from has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

_STAMP = ".gathered-from"


def _state() -> str:
    """A hash over name, size and time of every static file that can be found."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def gather() -> bool:
    """Collect the static files if needed; whether it was."""
    root = Path(settings.STATIC_ROOT)
    stamp, state = root / _STAMP, _state()
    if stamp.exists() and stamp.read_text() == state and (root / "staticfiles.json").exists():
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(state)
    return True
