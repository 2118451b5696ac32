"""`noddfa worker`: does the tasks that pages leave behind, on either database.

Ends cleanly on SIGTERM or Ctrl-C (the task in hand is finished first; a second Ctrl-C gives it up), outlasts the
loss of the database, and takes up again what an earlier worker was doing when it was killed.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import signal
import socket
import time
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import retry

from noddfa.web import discreet
from noddfa.web.operations import lock, migrate, ports, tidying
from noddfa.web.operations.language import translate as _

LONGEST_WAIT = 30.0  # seconds between two tries to reach a lost database
TRIES = 3  # how often a task is begun before it is given up
STEADY = 60.0  # seconds of work after which the next loss starts with a short wait again

log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--until-empty", action="store_true", help=_("end when nothing waits any more"))
    parser.add_argument(
        "--retry-failed", action="store_true", help=_("first put failed tasks back in the queue")
    )
    parser.add_argument(
        "--slot",
        type=ports.positive,
        default=1,
        help=_("number of this worker, where several run over one home (default: 1)"),
    )
    parser.add_argument("--interval", type=float, default=1.0, help=argparse.SUPPRESS)


class SteadyWorker(Worker):
    """django-tasks-db's worker, which also survives: signals that come twice, lost databases, its own death."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        # `noddfa demo` passes a Ctrl-C on as SIGTERM although the terminal has sent it to us too: once is enough.
        if not self.running and signum != signal.SIGINT:
            return
        super().shutdown(signum, frame)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        db_task_result.set_failed = lambda problem: _set_failed(db_task_result, problem)
        super().run_task(db_task_result)

    def take_up_again(self) -> int:
        """Put back in the queue what this worker had begun when it was killed; how many tasks.

        A task that was begun three times and never ended is given up: it may be what kills us.
        """
        begun = [task for task in DBTaskResult.objects.running() if task.worker_ids[-1:] == [self.worker_id]]
        for task in begun:
            if len(task.worker_ids) >= TRIES:
                _set_failed(task, NeverEnded())
                continue
            _put_back(task, worker_ids=task.worker_ids)
        return len(begun)


def _put_back(task: DBTaskResult, worker_ids: list[str]) -> None:
    task.status = TaskResultStatus.READY
    task.started_at = task.finished_at = None
    task.exception_class_path = task.traceback = ""
    task.worker_ids = worker_ids
    task.save()


class NeverEnded(Exception):
    """A task was begun again and again and its worker died each time."""


@retry()
def _set_failed(row: DBTaskResult, problem: BaseException) -> None:
    """As django-tasks-db records a failure, but without its message, which may quote what people wrote."""
    row.status = TaskResultStatus.FAILED
    row.finished_at = timezone.now()
    row.exception_class_path = f"{type(problem).__module__}.{type(problem).__qualname__}"
    row.traceback = discreet.frames(problem)
    row.return_value = None
    row.save(update_fields=["status", "finished_at", "exception_class_path", "traceback", "return_value"])


def own_name(home: Path, slot: int) -> str:
    """What this worker calls itself in the queue: the same after a restart, different from every other's."""
    place = hashlib.sha256(f"{socket.gethostname()}:{home}".encode()).hexdigest()[:12]
    return f"worker-{place}-{slot}"


def run(args: argparse.Namespace) -> int:
    """Work until told to stop. Raises Trouble when the database is not ready or this slot is taken."""
    home = settings.SURROUNDINGS.home
    lock.share(home)
    lock.only_one(
        home / f"worker-{args.slot}.lock",
        _("worker {slot} is running already; see --slot").format(slot=args.slot),
    )
    migrate.require_ready()
    if args.retry_failed:
        retry_failed()
    tidying.see_to_it()
    worker = SteadyWorker(
        queue_names=["*"],
        interval=args.interval,
        batch=args.until_empty,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=own_name(home, args.slot),
        excluded_queue_names=[],
    )
    worker.configure_signals()
    keep_working(worker)
    return 0


def retry_failed() -> None:
    """Put every failed task back in the queue, as if it had never been tried."""
    for task in DBTaskResult.objects.failed():
        _put_back(task, worker_ids=[])


def keep_working(worker: SteadyWorker) -> None:
    """Run the worker to its end, waiting longer and longer for a database that is away."""
    wait = 1.0
    while worker.running:
        begun = time.monotonic()
        try:
            if again := worker.take_up_again():
                log.info("%d tasks taken up again", again)
            worker.run()
            return
        except (OperationalError, InterfaceError) as problem:
            connection.close()
            wait = 1.0 if time.monotonic() - begun > STEADY else min(wait * 2, LONGEST_WAIT)
            log.warning("the database is away (%s); trying again in %.0f s", type(problem).__name__, wait)
            time.sleep(wait)
