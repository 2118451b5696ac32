"""`noddfa demo`: the whole platform on this machine with invented people in it.

Only ever touches a database it made itself: a mark in the home says so. The demo signs people in without a
password, which must not happen to a real one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import FrameType

from noddfa.web.operations import console, language, lock, platform, ports
from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import Misuse, Trouble

MARK = "demo.json"
# All that a demo may leave in its home; a reset takes away those of them that were not there before.
LEAVINGS = (
    "noddfa.sqlite3",
    "noddfa.sqlite3-wal",
    "noddfa.sqlite3-shm",
    "keys",
    "media",
    "static",
    "mail",
    lock.RUNNING,
    "worker-1.lock",
)
HOST = "127.0.0.1"
START_WITHIN = 90.0  # seconds; a busy machine takes its time
END_WITHIN = 15.0


@dataclass(frozen=True)
class Mark:
    """What the demo knows about its home: which database it made, what it may remove, whether filling ended."""

    database: str
    made: tuple[str, ...]
    filled: bool = False

    @classmethod
    def read(cls, home: Path) -> Mark | None:
        path = home / MARK
        if not path.exists():
            return None
        try:
            facts = json.loads(path.read_text())
            return cls(str(facts["database"]), tuple(map(str, facts["made"])), bool(facts["filled"]))
        except (ValueError, KeyError, TypeError) as problem:
            raise Trouble(
                _("{file} is damaged; remove it, or name another --home").format(file=path)
            ) from problem

    def write(self, home: Path) -> None:
        temporary = home / (MARK + ".new")
        temporary.write_text(json.dumps(asdict(self), indent=2))
        temporary.replace(home / MARK)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=ports.port, default=8000, help=_("port to serve on (default: 8000)"))
    parser.add_argument("--home", type=Path, help=_("folder of its own (default: NODDFA_HOME, else var)"))
    parser.add_argument("--reset", action="store_true", help=_("remove what an earlier demo made, and end"))
    parser.add_argument("--prepare", action="store_true", help=_("fill the database, and end"))


def run(args: argparse.Namespace) -> int:
    """Prepare, fill and serve until told to stop.

    Raises Trouble when the port is taken or the database is not a demo's.
    """
    home = (args.home or Path(os.environ.get("NODDFA_HOME", "var"))).absolute()
    if args.reset:
        return reset(home)
    if not args.prepare:
        ports.check_free(HOST, args.port)
    os.umask(0o077)
    home.mkdir(parents=True, exist_ok=True)
    os.environ["NODDFA_HOME"] = str(home)
    os.environ["NODDFA_DEMO"] = "1"
    os.environ.setdefault("NODDFA_SITE_URL", f"http://{HOST}:{args.port}")
    lock.share(home)
    prepare(home)
    if args.prepare:
        return 0
    return serve(args.port)


def reset(home: Path) -> int:
    """Remove what the demo made in this home, and nothing else."""
    mark = Mark.read(home)
    if mark is None:
        console.say(_("There is no demo in {home}: nothing to remove.").format(home=home))
        return 0
    if os.environ.get("DATABASE_URL"):
        raise Misuse(
            _("a reset removes the demo's own file; the database of DATABASE_URL has to be dropped by hand")
        )
    with lock.alone(home):
        _remove(home, mark)
    console.say(_("The demo's data in {home} are gone; the next demo starts afresh.").format(home=home))
    return 0


def _remove(home: Path, mark: Mark) -> None:
    for name in sorted(set(mark.made) & set(LEAVINGS)):
        path = home / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    (home / MARK).unlink()


# ---- filling ----


def prepare(home: Path) -> None:
    """Bring the database up to date and, the first time, fill it with invented people and cases.

    Raises Trouble when there are data that the demo did not make.
    """
    mark = Mark.read(home)
    embedded = not os.environ.get("DATABASE_URL")
    if mark is not None and not mark.filled and embedded:
        _remove(home, mark)  # the last filling was broken off; half a story is worse than none
        mark = None
    before = {name for name in LEAVINGS if (home / name).exists()}
    platform.load()
    from django.conf import settings

    address = hashlib.sha256(settings.SURROUNDINGS.database_url.encode()).hexdigest()
    if mark is None:
        _refuse_others_data()
        made = tuple(name for name in LEAVINGS if name not in before or name == lock.RUNNING)
        mark = Mark(address, made)
        mark.write(home)
    elif mark.database != address:
        raise Trouble(_("the demo in {home} was made with another database").format(home=home))

    from noddfa.web.operations import migrate, static_files

    migrate.bring_up_to_date()
    with console.progress(_("Gathering style sheets and scripts")):
        static_files.gather()
    if not mark.filled:
        _fill()
        replace(mark, filled=True).write(home)


def _refuse_others_data() -> None:
    from django.db import connection

    if "django_migrations" in connection.introspection.table_names():
        raise Trouble(
            _(
                "this database was not made by the demo, which signs people in without a password; name another --home"
            )
        )


def _fill() -> None:
    from noddfa.demo.fill import fill

    with console.progress(_("Filling in invented people and cases")):
        fill()


# ---- serving ----


class Family:
    """The server and the worker as children of this process: both end when it is told to."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.told_to_stop = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        from noddfa.web.operations import serve as gunicorn

        self.worker = self._start(sys.executable, "-m", "noddfa", "worker")
        self.server = self._start(*gunicorn.command(HOST, port, workers=2, threads=4))

    @staticmethod
    def _start(*command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.told_to_stop = True

    def wait_until_up(self) -> bool:
        """Wait for the first answer; False when there is none."""
        end = time.monotonic() + START_WITHIN
        while not self.told_to_stop and self.server.poll() is None and time.monotonic() < end:
            if _answers(f"http://{HOST}:{self.port}/health"):
                return True
            time.sleep(0.1)
        return False

    def keep(self) -> None:
        """Wait until told to stop or the server ends by itself; a worker that ends is started again."""
        while not self.told_to_stop and self.server.poll() is None:
            if self.worker.poll() is not None:
                time.sleep(1)
                self.worker = self._start(*map(str, self.worker.args))  # type: ignore[arg-type]
            time.sleep(0.2)

    def end(self) -> None:
        """End both, cleanly while there is time."""
        children = (self.server, self.worker)
        for child in children:
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + END_WITHIN
        for child in children:
            try:
                child.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True  # an answer, if not a good one: the pages will say what is wrong
    except OSError:
        return False


def serve(port: int) -> int:
    """Serve until Ctrl-C or SIGTERM; 0 then, 1 when the server ended by itself."""
    family = Family(port)
    try:
        if family.wait_until_up():
            welcome(port)
            family.keep()
    finally:
        family.end()
    if not family.told_to_stop:
        raise Trouble(_("the server ended by itself; the lines above say why"))
    console.say(_("The demo has ended; its data are kept. Start it again with the same command."))
    return 0


def welcome(port: int) -> None:
    """Say where it is and who to be."""
    from noddfa.demo import cast

    site, here = f"http://{HOST}:{port}", language.current()
    console.say()
    console.say(_("Noddfa is running at {address}").format(address=f"{site}/"))
    console.say(_("Everybody and everything in it is invented. Sign in with one click as:"))
    for person in cast.listed():
        console.say(f"  {person.role.label}: {person.name}")
    console.say(_("at {address} (Ctrl-C ends the demo)").format(address=f"{site}/{here}/demo/"))
    console.say()
