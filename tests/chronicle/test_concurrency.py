"""Several processes write to one record at once, on a database of its own: the chain stays whole, nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

from tests.support.server import Installations, Noddfa

ROOT = Path(__file__).resolve().parents[2]
PROCESSES, EVENTS = 2, 12

PREPARE = """
import datetime as dt, json
from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.access.models import Membership, Organisation, User
from noddfa.chronicle import registry
from tests.chronicle.invented import kind as invented
registry.add_family(invented.FAMILY)
body = Organisation.objects.create(slug="dychmygol", kind="local_authority", name_en="Dychmygol", name_cy="Dychmygol")
user = User.objects.create_user("enghraifft@example.test", None, name="Enghraifft")
place = Membership.objects.create(user=user, organisation=body, role="case_lead", starts=dt.date(2026, 1, 1))
chain = chronicle.open_record("invented", by=Actor.of(place), now=dt.datetime.now(dt.UTC))
print(json.dumps([str(chain.pk), str(user.pk), body.pk]))
"""

COUNT = """
from noddfa import chronicle
from noddfa.chronicle.models import Event, Record
chain = Record.objects.get()
seqs = list(Event.objects.order_by("seq").values_list("seq", flat=True))
print(chain.head_seq, len(seqs), seqs == list(range(1, len(seqs) + 1)), chronicle.check_chains().problems)
"""


def environment(noddfa: Noddfa) -> dict[str, str]:
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return {**noddfa.environment, "DJANGO_SETTINGS_MODULE": "noddfa.web.settings", "PYTHONPATH": paths}


def run(noddfa: Noddfa, script: str) -> str:
    setup = f"import django; django.setup()\n{script}"
    done = subprocess.run(
        [sys.executable, "-c", setup], env=environment(noddfa), capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_processes_that_write_at_once_keep_the_chain_whole(installations: Installations) -> None:
    noddfa = installations.migrated("together")
    record, user, body = json.loads(run(noddfa, PREPARE))
    own_id = str(uuid.uuid4())
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.chronicle.append", record, user, body, str(EVENTS), own_id],
            env=environment(noddfa),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _each in range(PROCESSES)
    ]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.readline()
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        _said, complaints = writer.communicate(timeout=120)
        assert writer.returncode == 0, complaints
    total = PROCESSES * EVENTS + 1  # what all of them sent under one id is stored once
    assert run(noddfa, COUNT) == f"{total} {total} True ()"
