"""A real Noddfa: gunicorn and the worker over a home of their own, filled with the demo's invented people."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.support import postgres, surroundings
from tests.support.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
START_WITHIN = 90  # seconds


class Step(NamedTuple):
    """What came of one step of several."""

    status: int
    said: str
    complaint: str

    @property
    def json(self) -> Any:
        """What it said, when that was JSON."""
        assert self.status == 0, self.complaint
        return json.loads(self.said)


@dataclass
class Noddfa:
    """One installation: a home, a database and (between start and stop) the processes that serve it."""

    home: Path
    database_url: str
    demo: bool = True
    extra: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What its processes said."""
        return self.home / "server.log"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "NODDFA_HOME": str(self.home),
            "NODDFA_DEMO": "1" if self.demo else "0",
            "NODDFA_SITE_URL": self.url,
            "DATABASE_URL": self.database_url,
            **self.extra,
        }

    def run(self, *arguments: str, input: str | None = None) -> subprocess.CompletedProcess[str]:
        """The command line over this installation: `run("check", "--json")`."""
        command = [sys.executable, "-m", "noddfa", *arguments]
        return subprocess.run(
            command,
            env=self.environment,
            capture_output=True,
            text=True,
            input=input,
            timeout=300,
            cwd=self.home,
        )

    def must(self, *arguments: str, input: str | None = None) -> str:
        """As `run`, but it has to succeed; what it printed."""
        done = self.run(*arguments, input=input)
        assert done.returncode == 0, (
            f"noddfa {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}"
        )
        return done.stdout

    def steps(self, *steps: list[str]) -> list[Step]:
        """Several commands, and `read` and `write N` of driver.py, in one process; what came of each."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.support.driver", json.dumps(steps)],
            env={**self.environment, "PYTHONPATH": str(ROOT)},
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return [Step(*answer) for answer in json.loads(done.stdout.splitlines()[-1])]

    def start(self, *command: str) -> Noddfa:
        """Start serving (what `noddfa demo` does, or for instance `start("serve")`) and wait until it answers."""
        arguments = command or (("demo",) if self.demo else ("serve",))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "noddfa", *arguments, "--port", str(self.port)],
                env=self.environment,
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # so that kill() takes the whole family
            )
        end = time.monotonic() + START_WITHIN
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.kill()
                raise AssertionError(f"the server did not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.1)
        return self

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + "/health", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True  # an answer, if not a good one: that is for the test to say
        except OSError:
            return False

    def stop(self) -> int:
        """End it as an operator would (SIGTERM); its exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=20)
        finally:
            self.kill()

    def kill(self) -> None:
        """kill -9 of every process of it, as a power cut would."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):  # all of them have ended already
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


def new_database(name: str, template: str | None = None) -> str:
    """An empty database (or a copy of `template`) on the PostgreSQL of this run; its URL."""
    cluster = postgres.shared()
    cluster.query(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    cluster.query(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    return cluster.url(name)


def database_url(home: Path, kind: str, name: str) -> str:
    """Where an installation keeps its data: in a file of its home, or in a new PostgreSQL database."""
    return f"sqlite:///{home / 'noddfa.sqlite3'}" if kind == "sqlite" else new_database(name)


# ---- made once per run and copied from then on ----


def _prepared(shared: Path, how: str, *command: str, demo: bool) -> tuple[Path, str]:
    """A home on which a command was run once, and the name of its PostgreSQL database."""
    home, template = shared / f"prepared-{how}", f"noddfa_prepared_{how}"
    with (shared / f"prepared-{how}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "ready").exists():
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            Noddfa(home, database_url(home, surroundings.DATABASE, template), demo=demo).must(*command)
            (home / "ready").touch()
    return home, template


def _copy(prepared: tuple[Path, str], home: Path, name: str, *, demo: bool) -> Noddfa:
    made, template = prepared
    shutil.copytree(made, home)
    on_sqlite = surroundings.DATABASE == "sqlite"
    url = f"sqlite:///{home / 'noddfa.sqlite3'}" if on_sqlite else new_database(name, template)
    mark = home / "demo.json"
    noddfa = Noddfa(home, url, demo=demo)
    if mark.exists():  # says which database the demo made; this copy is another
        facts = json.loads(mark.read_text())
        facts["database"] = hashlib.sha256(noddfa.database_url.encode()).hexdigest()
        mark.write_text(json.dumps(facts))
    return noddfa


class Installations:
    """Makes installations in a folder of the test and ends what they started."""

    def __init__(self, folder: Path, shared: Path, worker_id: str) -> None:
        self.folder, self.shared = folder, shared
        self.prefix = re.sub(r"\W", "_", f"{worker_id}_{folder.name}")[:40]
        self.made: list[Noddfa] = []

    def empty(
        self, name: str, *, kind: str = surroundings.DATABASE, demo: bool = False, **extra: str
    ) -> Noddfa:
        """Nothing in it yet, not even tables; on the database of this run unless `kind` says otherwise."""
        home = self.folder / name
        home.mkdir()
        url = database_url(home, kind, f"{self.prefix}_{name}_{kind}")
        return self._keep(Noddfa(home, url, demo=demo, extra=extra))

    def migrated(self, name: str) -> Noddfa:
        """Tables and keys, and nobody in it."""
        prepared = _prepared(self.shared, "migrated", "migrate", demo=False)
        return self._keep(_copy(prepared, self.folder / name, f"{self.prefix}_{name}", demo=False))

    def demo(self, name: str = "demo") -> Noddfa:
        """Filled with the demo's invented people."""
        prepared = _prepared(self.shared, "demo", "demo", "--prepare", demo=True)
        return self._keep(_copy(prepared, self.folder / name, f"{self.prefix}_{name}", demo=True))

    def _keep(self, noddfa: Noddfa) -> Noddfa:
        self.made.append(noddfa)
        return noddfa

    def end(self) -> None:
        for noddfa in self.made:
            noddfa.kill()


def shared_folder(factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Where the processes of this run keep what they make once and all copy."""
    base = factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture
def installations(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Installations]:
    """This test's own: `.empty("a")`, `.migrated("b")`, `.demo()`; each then `.start()`, `.run("check")`, `.kill()`."""
    made = Installations(tmp_path, shared_folder(tmp_path_factory, worker_id), worker_id)
    yield made
    made.end()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Noddfa]:
    """A running demo for browser tests, shared by all tests of this process: use records of your own in it."""
    made = Installations(
        tmp_path_factory.mktemp("server"), shared_folder(tmp_path_factory, worker_id), worker_id
    )
    yield made.demo().start()
    made.end()
