"""Several steps over one installation in one process: starting one costs more than most of what is tested.

    python -m tests.support.driver '[["restore", "b.noddfa"], ["read"], ["write", "3"]]'

A step is a command of noddfa, or one of ours: `read`, all that can be read there, decrypted; `write N`, record N
concerns, printing the id of each event once its transaction has been committed, and not before. The answers follow
as one line of JSON: for each step its exit status, what it said, and what it complained of.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import time
import uuid
from pathlib import Path

from noddfa import cli
from noddfa.web.operations import platform


def write(count: int) -> None:
    """Record concerns until the count is reached, each acknowledged after its commit."""
    from django.utils import timezone

    from tests.support import invented

    by = invented.practitioner(f"{uuid.uuid4().hex[:8]}@dychmygol.example")
    for number in range(count):
        event = uuid.uuid4()
        name = f"Enghraifft {number}" if number % 5 == 0 else ""  # with a name a person is made as well
        seen = f"Seen at the gate, Gwên {number} ŵ"
        invented.concern(by, timezone.now(), seen=seen, name=name, event_id=event)
        print(event, flush=True)  # noqa: T201
        time.sleep(0.005)  # as between two requests; SQLite lets the quickest in, not the first come


def write_together(logs: list[str]) -> None:
    """Write without end in one process for each log, until all of them are killed. Loaded once, then forked."""
    platform.load()  # before anything of Django is
    from django.db import connections

    connections.close_all()  # a connection cannot be shared
    for log in logs:
        if os.fork() == 0:
            with Path(log).open("w") as out, contextlib.redirect_stdout(out):
                write(sys.maxsize)
    os.wait()


def read() -> list[dict[str, object]]:
    """Everything recorded, in order of reference: content of events, and identities."""
    from noddfa.chronicle.models import Event, Record
    from noddfa.people import keys, vault

    found: list[dict[str, object]] = []
    for record in Record.objects.order_by("reference"):
        key = keys.open_key(str(record.wrapped_key), f"record:{record.pk}")
        events = [
            [
                str(event.pk),
                event.kind,
                event.facts,
                key.open(bytes(event.sealed), f"event:{event.pk}").decode(),
            ]
            for event in Event.objects.filter(record=record).order_by("seq")
        ]
        person = str(vault.read(record.person_id)) if record.person_id else ""
        found.append(
            {"reference": record.reference, "head": record.head_hash, "person": person, "events": events}
        )
    return found


def take(step: list[str]) -> int:
    """One step; its exit status."""
    if step[0] == "write":
        write(int(step[1]))
        return 0
    if step[0] == "read":
        print(json.dumps(read(), ensure_ascii=False, sort_keys=True))  # noqa: T201
        return 0
    return cli.main(step)


def main(steps: list[list[str]]) -> None:
    """Take every step, whatever came of the one before."""
    platform.load()
    answers = []
    for step in steps:
        said, complained = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
            status = take(step)
        answers.append([status, said.getvalue(), complained.getvalue()])
    print(json.dumps(answers, ensure_ascii=False))  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1] == "write":  # to be killed in the midst of it: speaks at once
        write_together(sys.argv[2:])
    else:
        main(json.loads(sys.argv[1]))
