"""The worker: does what waits, loses nothing when it is killed, and outlasts its database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from noddfa.web.operations import worker
from noddfa.web.operations.worker import SteadyWorker
from tests.support import postgres, surroundings, tasks
from tests.support.server import Installations, Noddfa

ROOT = Path(__file__).resolve().parents[2]


def make_worker() -> SteadyWorker:
    return SteadyWorker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="worker-test-1",
        excluded_queue_names=[],
    )


def begun_by(worker_ids: list[str], path: Path) -> DBTaskResult:
    """A task that some worker began and did not end."""
    task = DBTaskResult.objects.get(pk=tasks.leave_a_mark.enqueue(str(path)).id)
    task.status, task.worker_ids = TaskResultStatus.RUNNING, worker_ids
    task.save()
    return task


@pytest.mark.django_db(transaction=True)
class TestQueue:
    def test_what_waits_is_done_once(self, tmp_path: Path) -> None:
        result = tasks.leave_a_mark.enqueue(str(tmp_path / "mark"))
        make_worker().run()
        make_worker().run()
        result.refresh()
        assert result.status == TaskResultStatus.SUCCESSFUL
        assert (tmp_path / "mark").read_text() == "done\n"

    def test_a_failure_keeps_its_place_but_not_its_words(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture, raw_store: Callable[[], bytes]
    ) -> None:
        secret = f"Dychmygol-{uuid.uuid4()}"  # of this test alone: others' words lie in the same files
        (tmp_path / "words").write_text(secret)
        result = tasks.fail_over.enqueue(str(tmp_path / "words"))
        make_worker().run()
        row = DBTaskResult.objects.get(pk=result.id)
        assert (row.status, row.exception_class_path) == ("FAILED", "builtins.ValueError")
        assert "in fail_over" in row.traceback
        assert secret.encode() not in raw_store()

    def test_what_a_killed_worker_had_begun_is_done_after_all(self, tmp_path: Path) -> None:
        begun_by(["worker-test-1"], tmp_path / "mark")
        steady = make_worker()
        assert steady.take_up_again() == 1
        steady.run()
        assert (tmp_path / "mark").read_text() == "done\n"

    def test_what_another_worker_is_doing_is_left_to_it(self, tmp_path: Path) -> None:
        task = begun_by(["worker-test-2"], tmp_path / "mark")
        assert make_worker().take_up_again() == 0
        task.refresh_from_db()
        assert task.status == TaskResultStatus.RUNNING

    def test_what_never_ends_is_given_up_and_can_be_asked_for_again(self, tmp_path: Path) -> None:
        task = begun_by(["worker-test-1"] * worker.TRIES, tmp_path / "mark")
        make_worker().take_up_again()
        task.refresh_from_db()
        assert (task.status, task.exception_class_path.rpartition(".")[2]) == ("FAILED", "NeverEnded")
        worker.retry_failed()
        make_worker().run()
        assert (tmp_path / "mark").read_text() == "done\n"


# ---- the process ----


@pytest.fixture
def start_worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Noddfa], subprocess.Popen[bytes]]]:
    """Starts `noddfa worker` over an installation; killed at the end if it still runs."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    started: list[subprocess.Popen[bytes]] = []

    def start(noddfa: Noddfa) -> subprocess.Popen[bytes]:
        with (noddfa.home / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "noddfa", "worker", "--interval", "0.1"],
                env=noddfa.environment,
                cwd=noddfa.home,
                stderr=log,
            )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def enqueue(noddfa: Noddfa, call: str) -> None:
    noddfa.must("manage", "shell", "--no-imports", "-c", f"from tests.support import tasks; tasks.{call}")


def wait_for(path: Path, words: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not path.exists() or words not in path.read_text():
        assert time.monotonic() < end, f"{words!r} did not come to {path.name} within {seconds} s"
        time.sleep(0.1)


def test_a_task_in_hand_is_finished_before_the_end(
    installations: Installations, start_worker: Callable[[Noddfa], subprocess.Popen[bytes]]
) -> None:
    noddfa = installations.migrated("one")
    mark = noddfa.home / "mark"
    enqueue(noddfa, f"mark_and_wait.enqueue({str(mark)!r}, 1.5)")
    process = start_worker(noddfa)
    wait_for(mark, "begun")
    process.terminate()
    process.terminate()  # as `noddfa demo` and a terminal may both do
    assert process.wait(timeout=20) == 0
    assert mark.read_text() == "begun\nended\n"


def test_a_killed_worker_s_task_is_done_by_the_next(
    installations: Installations, start_worker: Callable[[Noddfa], subprocess.Popen[bytes]]
) -> None:
    noddfa = installations.migrated("one")
    mark = noddfa.home / "mark"
    enqueue(noddfa, f"mark_and_wait.enqueue({str(mark)!r}, 1.5)")
    first = start_worker(noddfa)
    wait_for(mark, "begun")
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    second = start_worker(noddfa)
    wait_for(mark, "begun\nbegun\nended\n")
    second.terminate()
    assert second.wait(timeout=20) == 0


def test_two_workers_do_not_take_one_slot(
    installations: Installations, start_worker: Callable[[Noddfa], subprocess.Popen[bytes]]
) -> None:
    noddfa = installations.migrated("one")
    start_worker(noddfa)
    end = time.monotonic() + 20
    while not (noddfa.home / "worker-1.lock").exists():
        assert time.monotonic() < end
        time.sleep(0.1)
    second = noddfa.run("worker")
    assert (second.returncode, second.stderr) == (1, "noddfa: worker 1 is running already; see --slot\n")


if surroundings.DATABASE == "postgres":

    def test_outlasts_a_restart_of_the_database(
        tmp_path: Path, start_worker: Callable[[Noddfa], subprocess.Popen[bytes]]
    ) -> None:
        cluster = postgres.start()  # its own, so that no other test loses its database
        noddfa = Noddfa(tmp_path, cluster.url("postgres"), demo=False)
        noddfa.must("migrate")
        mark = tmp_path / "mark"
        start_worker(noddfa)
        enqueue(noddfa, f"leave_a_mark.enqueue({str(mark)!r})")
        wait_for(mark, "done\n")
        cluster.control("stop", "-m", "immediate")
        wait_for(tmp_path / "worker.log", "the database is away")
        cluster.control("start", "-l", str(cluster.data / "server.log"))
        enqueue(noddfa, f"leave_a_mark.enqueue({str(mark)!r})")
        wait_for(mark, "done\ndone\n", seconds=60)
