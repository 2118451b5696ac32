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
A_ROUND = (200, 300)  # writes between two kills


def acknowledged_in(logs: list[Path]) -> list[str]:
    """The ids that were said to be stored; a line that was cut off was not said."""
    return [line for log in logs for line in log.read_text().split("\n")[:-1]]


def write_until_killed(noddfa: Noddfa, count: int) -> list[str]:
    """Several processes record concerns at once and are killed in the midst of it; the ids they acknowledged."""
    logs = [noddfa.home / f"acknowledged-{number}" for number in range(WRITERS)]
    for log in logs:
        log.write_text("")
    writers = subprocess.Popen(
        [sys.executable, "-m", "tests.support.driver", "write", *map(str, logs)],
        env={**noddfa.environment, "PYTHONPATH": str(ROOT)},
        cwd=noddfa.home,
        start_new_session=True,
    )
    while len(acknowledged_in(logs)) < count:
        assert writers.poll() is None, "a writer ended by itself"
        time.sleep(0.01)
    os.killpg(writers.pid, signal.SIGKILL)
    assert writers.wait() == -signal.SIGKILL
    return acknowledged_in(logs)


def test_kill_9_during_a_thousand_writes_loses_nothing_acknowledged(installations: Installations) -> None:
    noddfa = installations.migrated("one")
    chance = random.Random(20261124)
    acknowledged: list[str] = []
    kills = 0
    while len(acknowledged) < WRITES:
        acknowledged += write_until_killed(noddfa, chance.randint(*A_ROUND))
        kills += WRITERS
    look = (
        "from noddfa.chronicle.models import Event\n"
        "for key in Event.objects.filter(kind='concern').values_list('pk', flat=True): print(key)"
    )
    looked, checked = noddfa.steps(["manage", "shell", "--no-imports", "-c", look], ["check", "--json"])
    stored = looked.said.split()
    assert set(acknowledged) <= set(stored)
    assert len(acknowledged) == len(set(acknowledged))
    # A process may have been killed between its commit and its word: at most one more for each kill, no half of one.
    assert len(stored) <= len(acknowledged) + kills
    assert checked.json["ok"]
