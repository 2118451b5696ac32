"""A private PostgreSQL: its own folder, a Unix socket and no network port, gone when the run ends."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SUPERUSER = "postgres"
SHARED_BY = (
    "NODDFA_TEST_PG_SOCKET"  # set by the process that started the cluster, for the processes it starts
)


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL. `socket` is the folder its Unix socket lies in."""

    socket: Path

    @property
    def data(self) -> Path:
        return self.socket / "data"

    def url(self, database: str) -> str:
        return f"postgres:///{self.socket}/{database}"

    def query(self, sql: str, database: str = "postgres") -> str:
        """Run one statement as the superuser; what psql prints, bare."""
        command = [
            "psql",
            "-X",
            "-A",
            "-t",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            self.socket,
            "-U",
            SUPERUSER,
        ]
        done = subprocess.run([*command, "-d", database, "-c", sql], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
        return done.stdout.strip()

    def control(self, action: str, *options: str) -> None:
        """pg_ctl start, stop or restart (tests of a database that goes away)."""
        _as_postgres(_program("pg_ctl"), "-D", self.data, "-w", "-s", action, *options)


def _program(name: str) -> str:
    if found := shutil.which(name):
        return found
    versions = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[4])
    )
    if not versions:
        raise SystemExit("PostgreSQL is not installed; on Debian: apt-get install postgresql")
    return str(versions[-1])


def _as_postgres(*command: str | Path) -> None:
    """PostgreSQL refuses to run as root, so root steps aside for the user `postgres`."""
    step_aside = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*step_aside, *map(str, command)], stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")


def start() -> Cluster:
    """Make and start a cluster; it is stopped and removed when this process ends."""
    cluster = Cluster(Path(tempfile.mkdtemp(prefix="noddfa-pg-")))
    if os.geteuid() == 0:
        shutil.chown(cluster.socket, "postgres", "postgres")
    _as_postgres(
        _program("initdb"),
        "-D",
        cluster.data,
        "-U",
        SUPERUSER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    )
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(cluster.socket),
        "max_connections": "60",
        "shared_buffers": "128MB",
        # Faster; what is lost by it only shows when the machine, not a program, stops.
        "fsync": "off",
        "full_page_writes": "off",
        "jit": "off",
    }
    with (cluster.data / "postgresql.conf").open("a") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    _as_postgres(
        _program("pg_ctl"), "-D", cluster.data, "-w", "-s", "-l", cluster.data / "server.log", "start"
    )
    atexit.register(_end, cluster, os.getpid())
    return cluster


def _end(cluster: Cluster, owner: int) -> None:
    if os.getpid() != owner:  # a forked child leaves its parent's database alone
        return
    cluster.control("stop", "-m", "immediate")
    shutil.rmtree(cluster.socket, ignore_errors=True)


@cache
def shared() -> Cluster:
    """The cluster of this test run: found where a parent process started it, else started now."""
    if socket := os.environ.get(SHARED_BY):
        return Cluster(Path(socket))
    cluster = start()
    os.environ[SHARED_BY] = str(cluster.socket)
    return cluster
