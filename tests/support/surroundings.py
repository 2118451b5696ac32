"""The world the tests run in, made before Django's settings are read (pytest loads this with -p, see pyproject.toml).

A fresh NODDFA_HOME per process, and the database named by NODDFA_TEST_DB: `sqlite` (the default) or `postgres`, which
starts a private PostgreSQL for this run. Under pytest-xdist the controller starts it and the workers share it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.support import postgres

DATABASE = os.environ.get("NODDFA_TEST_DB", "sqlite")
if DATABASE not in {"sqlite", "postgres"}:
    raise SystemExit(f"NODDFA_TEST_DB must be sqlite or postgres; got {DATABASE!r}")

# What the caller's own Noddfa is set to must not reach the tests.
for _name in [*os.environ]:
    if (_name.startswith("NODDFA_") and not _name.startswith("NODDFA_TEST_")) or _name in {
        "DATABASE_URL",
        "EMAIL_URL",
    }:
        del os.environ[_name]

HOME = Path(tempfile.mkdtemp(prefix="noddfa-test-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["NODDFA_HOME"] = str(HOME)
# So that a command a test runs in a process of its own speaks English whatever the machine's language is.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "1"  # Playwright keeps an event loop in the thread that runs the tests
)

if DATABASE == "postgres":
    os.environ["DATABASE_URL"] = postgres.shared().url("noddfa")
    os.environ["PGUSER"] = postgres.SUPERUSER
