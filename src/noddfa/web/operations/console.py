"""How commands speak: results on stdout, progress and warnings on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Step = Callable[[int], None]


def say(text: str = "") -> None:
    """A line of result."""
    print(text, flush=True)  # noqa: T201


def remark(text: str) -> None:
    """A line beside the result."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def say_json(value: dict[str, Any]) -> None:
    """The result for a machine: one JSON object."""
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201


@contextmanager
def progress(description: str, total: int | None = None) -> Iterator[Step]:
    """A bar on stderr while long work is done, if a person is looking; call the step with how much was done."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(description, total=total)
        yield lambda done: bar.advance(task, done)
