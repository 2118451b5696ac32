"""`noddfa serve`: gunicorn over the platform, for production behind a web server on the same machine."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from django.conf import settings

from noddfa.web.operations import lock, migrate, ports, static_files
from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import Misuse

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", help=_("address to listen on (default: this machine only)")
    )
    parser.add_argument("--port", type=ports.port, default=8000, help=_("port to listen on (default: 8000)"))
    parser.add_argument("--workers", type=ports.positive, default=2, help=_("processes (default: 2)"))
    parser.add_argument(
        "--threads", type=ports.positive, default=4, help=_("threads of each process (default: 4)")
    )


def run(args: argparse.Namespace) -> int:
    """Become gunicorn. Does not return when it succeeds.

    Raises Misuse when a demo is asked to listen beyond this machine; Trouble when the port is taken or the
    database is not ready.
    """
    if settings.DEMO and args.host not in LOOPBACK:
        raise Misuse(_("the demo signs people in without a password, so it only listens on 127.0.0.1"))
    ports.check_free(args.host, args.port)
    migrate.require_ready()
    static_files.gather()
    lock.share(settings.SURROUNDINGS.home)
    os.execv(sys.executable, command(args.host, args.port, args.workers, args.threads))


def command(host: str, port: int, workers: int, threads: int) -> list[str]:
    """How gunicorn is called. Requests are not logged: an address may say too much."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = {
        "--bind": address,
        "--workers": str(workers),
        "--threads": str(threads),
        "--worker-class": "gthread",
        "--timeout": "60",
        "--graceful-timeout": "20",
        "--keep-alive": "5",
        "--max-requests": "5000",
        "--max-requests-jitter": "500",
        "--forwarded-allow-ips": "127.0.0.1,::1",
        "--log-level": "warning",
    }
    memory = Path("/dev/shm")  # a heartbeat on a busy disk can stall
    if memory.is_dir() and os.access(memory, os.W_OK):
        options["--worker-tmp-dir"] = str(memory)
    words = [word for pair in options.items() for word in pair]
    return [sys.executable, "-m", "gunicorn", *words, "--no-control-socket", "noddfa.web.wsgi:application"]
