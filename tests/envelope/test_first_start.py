"""Real processes that start for the first time over one home, all at once: they must agree on the keys."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.instrument

MANY = 6
KEYS = """
import sys
from pathlib import Path
from noddfa.envelope import KeyRing
print("ready", flush=True)
sys.stdin.readline()
ring = KeyRing.open_or_create(Path(sys.argv[1]))
print(ring.new_data_key("person:1")[1])
"""
SECRET = """
import sys
from noddfa.web import environment
print("ready", flush=True)
sys.stdin.readline()
print(environment.read().secret_key)
"""


def at_once(program: str, *arguments: str, home: Path) -> list[str]:
    """What each of several processes says when all are let go in the same moment."""
    environment = {**os.environ, "NODDFA_HOME": str(home)}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            umask=0o022,
        )
        for _each in range(MANY)
    ]
    for process in started:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=60)[0].strip() for process in started]
    assert [process.returncode for process in started] == [0] * MANY
    return answers


def test_what_each_wraps_with_its_new_keys_opens_with_the_keys_that_stayed(tmp_path: Path) -> None:
    from noddfa.envelope import KeyRing

    path = tmp_path / "keys" / "master.keys"
    wrapped = at_once(KEYS, str(path), home=tmp_path)
    ring = KeyRing.open(path)
    assert len({ring.wrapped_by(each) for each in wrapped}) == 1
    for each in wrapped:
        ring.unwrap(each, "person:1")
    assert [left.name for left in path.parent.iterdir()] == ["master.keys"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_all_sign_sessions_with_one_secret(tmp_path: Path) -> None:
    secrets = at_once(SECRET, home=tmp_path)
    path = tmp_path / "keys" / "secret.key"
    assert set(secrets) == {path.read_text()}
    assert len(secrets[0]) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
