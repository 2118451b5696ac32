"""What was acknowledged is on the disk, however the program ends (threat 8 of the threat model)."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.support.server import Installations, Noddfa

ROOT = Path(__file__).resolve().parents[2]
WRITES = 1000
WRITERS = 2
ROUNDS = 40  # at most


def write_until_killed(noddfa: Noddfa, seconds: float) -> list[str]:
    """Several processes record concerns at once and are killed in the midst of it; the ids they acknowledged."""
    environment = {**noddfa.environment, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.support.driver", "write", "100000"]
    logs = [noddfa.home / f"acknowledged-{number}" for number in range(WRITERS)]
    writers = []
    for log in logs:
        with log.open("wb") as out:
            writers.append(subprocess.Popen(command, env=environment, cwd=noddfa.home, stdout=out))
    end = time.monotonic() + 60
    while not all(log.stat().st_size for log in logs):  # all of them have begun
        assert time.monotonic() < end, "the writers did not begin to write"
        time.sleep(0.05)
    time.sleep(seconds)
    for writer in writers:
        os.kill(writer.pid, signal.SIGKILL)
        assert writer.wait() == -signal.SIGKILL  # it did not end before by an error
    return [line for log in logs for line in log.read_text().split("\n")[:-1]]


def test_kill_9_during_a_thousand_writes_loses_nothing_acknowledged(installations: Installations) -> None:
    noddfa = installations.migrated("one")
    chance = random.Random(20261124)
    acknowledged: list[str] = []
    for _round in range(ROUNDS):
        acknowledged += write_until_killed(noddfa, chance.uniform(1.5, 4))
        if len(acknowledged) >= WRITES:
            break
    assert len(acknowledged) >= WRITES
    look = (
        "from noddfa.chronicle.models import Event\n"
        "for key in Event.objects.filter(kind='concern').values_list('pk', flat=True): print(key)"
    )
    looked, checked = noddfa.steps(["manage", "shell", "--no-imports", "-c", look], ["check", "--json"])
    stored = looked.said.split()
    assert set(acknowledged) <= set(stored)
    assert len(acknowledged) == len(set(acknowledged))
    # Each process may have been killed between its commit and its word: one more a kill, no half of one.
    assert len(stored) <= len(acknowledged) + ROUNDS * WRITERS
    assert checked.json["ok"]
