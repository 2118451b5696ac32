"""What the surroundings say: environment variables, checked once, at the start, loudly.

Not here: what Django makes of them (settings.py).
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from noddfa.envelope import KeyRing, files


class EnvironmentProblem(SystemExit):
    """A variable has a value that cannot be; the start stops and says which and what it may be."""


@dataclass(frozen=True)
class Surroundings:
    """Everything the platform takes from outside; see docs/guide/running.md for each name."""

    home: Path
    demo: bool
    debug: bool
    secret_key: str
    hosts: tuple[str, ...]
    database_url: str
    email_url: str
    key_file: Path
    site_url: str


def _flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value == "":
        return default
    if value in {"1", "yes", "true", "on"}:
        return True
    if value in {"0", "no", "false", "off"}:
        return False
    raise EnvironmentProblem(f"{name} must be yes or no (1/0, true/false, on/off); got {value!r}")


def _own_secret(path: Path) -> str:
    """The session-signing secret of a machine that was given none: made once, kept readable to us alone."""
    if not path.exists():
        files.put_new(path, secrets.token_urlsafe(50))
    return path.read_text().strip()


def read() -> Surroundings:
    """Read the environment.

    Raises EnvironmentProblem naming the variable when a value cannot be used.
    """
    home = Path(os.environ.get("NODDFA_HOME", "var")).absolute()
    demo = _flag("NODDFA_DEMO")
    hosts = tuple(
        h.strip() for h in os.environ.get("NODDFA_HOSTS", "127.0.0.1,localhost").split(",") if h.strip()
    )
    if demo and not set(hosts) <= {"127.0.0.1", "localhost", "[::1]"}:
        raise EnvironmentProblem(
            "NODDFA_DEMO=1 offers sign-in without a password, "
            "so NODDFA_HOSTS may only name 127.0.0.1, localhost or [::1]"
        )
    key_file = Path(os.environ.get("NODDFA_MASTER_KEY_FILE", home / "keys" / "master.keys")).absolute()
    return Surroundings(
        home=home,
        demo=demo,
        debug=_flag("NODDFA_DEBUG"),
        secret_key=os.environ.get("NODDFA_SECRET_KEY") or _own_secret(home / "keys" / "secret.key"),
        hosts=hosts,
        database_url=os.environ.get("DATABASE_URL") or f"sqlite:///{home / 'noddfa.sqlite3'}",
        email_url=os.environ.get("EMAIL_URL", "smtp://127.0.0.1:1025" if not demo else "dummymail://"),
        key_file=key_file,
        site_url=os.environ.get("NODDFA_SITE_URL", "http://127.0.0.1:8000"),
    )


class KeyRingSource:
    """The master keys, read when first asked for and again whenever the key file has changed.

    So a rotation takes hold in every running process without a restart. NODDFA_MASTER_KEYS (lines), if set,
    stands in for the file. A missing file is made.
    """

    def __init__(self, surroundings: Surroundings) -> None:
        self._path = surroundings.key_file
        self._text = os.environ.get("NODDFA_MASTER_KEYS")
        self._stamp: tuple[int, int] | None = None
        self._ring: KeyRing | None = None

    def __call__(self) -> KeyRing:
        if self._text:
            if self._ring is None:
                self._ring = KeyRing.parse(self._text)
            return self._ring
        stamp = self._stamp_of_file()
        if self._ring is None or stamp != self._stamp:
            self._ring = KeyRing.open_or_create(self._path)
            self._stamp = self._stamp_of_file()
        return self._ring

    def _stamp_of_file(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_ino
