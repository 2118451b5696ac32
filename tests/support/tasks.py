"""Tasks for the tests of the worker."""

from __future__ import annotations

import time
from pathlib import Path

from django_tasks import task


@task()
def leave_a_mark(path: str) -> str:
    """Write a line into a file: proof that the task was done, and how often."""
    with Path(path).open("a") as file:
        file.write("done\n")
    return "done"


@task()
def fail_over(path: str) -> None:
    """Fail with a message that quotes what somebody wrote."""
    raise ValueError(f"cannot make sense of {Path(path).read_text()}")


@task()
def mark_and_wait(path: str, seconds: float) -> None:
    """Write a line at the start, take a while, and write another at the end."""
    with Path(path).open("a") as file:
        file.write("begun\n")
    time.sleep(seconds)
    with Path(path).open("a") as file:
        file.write("ended\n")
