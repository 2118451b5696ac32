"""How recording an event behaves while the chronicle grows: nothing else in it, 10,000 events, 100,000 events.

    .venv/bin/python benchmarks/recording.py                      on SQLite, in a folder of its own
    DATABASE_URL=postgres://… .venv/bin/python benchmarks/recording.py    on an empty PostgreSQL database

Events stand in cases of twenty. At each size ten such cases are recorded one event at a time through the same door
as the screens use, each event in a transaction of its own, with its clocks and read models brought up to date; then
two pages are opened as the case lead. What fills the chronicle in between is made in bulk, with true seals, hashes
and read models, so that at the end every chain can be checked. Other sizes may be given: `recording.py 0 1000`.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import arguments

if TYPE_CHECKING:
    from noddfa.access.actor import Actor
    from noddfa.chronicle import EventKind
    from noddfa.chronicle.models import Event, Record

SIZES = (0, 10_000, 100_000)
A_CASE = 20  # events
TIMED = 10  # cases
BATCH = 250  # cases made at once
OPENED = 10  # times a page is opened


def somebody() -> Actor:
    """A case lead of an invented council."""
    from allauth.mfa.models import Authenticator

    from noddfa.access.actor import Actor
    from noddfa.access.models import Membership, Organisation, User
    from noddfa.access.roles import Role

    body = Organisation.objects.create(
        slug="cyngor-dychmygol",
        kind="local_authority",
        name_en="Invented Council",
        name_cy="Cyngor Dychmygol",
    )
    user = User.objects.create_user("mesur@dychmygol.example", str(uuid.uuid4()), name="Enghraifft Mesur")
    membership = Membership.objects.create(
        user=user, organisation=body, role=Role.CASE_LEAD, starts=dt.date(2020, 1, 1)
    )
    # that there is a second factor is asked at every page; its secret is not
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "unusable"})
    return Actor.of(membership)


def story() -> list[EventKind]:
    """What is recorded on one case."""
    from noddfa.protect.case.kind import CaseOpened
    from noddfa.protect.notes.kind import Note

    words = "Dychmygol: seen at school, alone; said little, and had a second telephone with them. " * 3
    opened = CaseOpened(concern=str(uuid.uuid4()), protocol="wales-child-2021")
    return [opened, *[Note(about="contact", words=words)] * (A_CASE - 1)]


def record_one_by_one(by: Actor, now: dt.datetime) -> tuple[list[float], Record]:
    """Cases recorded as the screens do it; the seconds each event took, and the last of the cases."""
    from noddfa import chronicle
    from noddfa.access import circle
    from noddfa.access.models import Part, User

    seconds, user = [], User.objects.get(pk=by.user_id)
    for _case in range(TIMED):
        case = chronicle.open_record("case", by=by, now=now)
        for content in story():
            start = time.perf_counter()
            chronicle.record(case.pk, content, by=by, now=now)
            seconds.append(time.perf_counter() - start)
        circle.join(case.pk, user, organisation=by.body, part=Part.LEAD, by=by, now=now)
    return seconds, case


def fill(by: Actor, cases: int, now: dt.datetime) -> None:
    """Further cases, made in bulk."""
    from django.db import transaction

    from noddfa.chronicle.models import Event, Record
    from noddfa.chronicle.projections import project

    for first in range(0, cases, BATCH):
        with transaction.atomic():
            chains = [chain(by, now) for _case in range(min(BATCH, cases - first))]
            Event.objects.bulk_create([event for _case, events in chains for event in events], 500)
            Record.objects.bulk_update([case for case, _events in chains], ["head_seq", "head_hash"], 500)
            for case, _events in chains:
                project(case)


def chain(by: Actor, now: dt.datetime) -> tuple[Record, list[Event]]:
    """One case and its events, not yet stored."""
    import json

    from noddfa import chronicle
    from noddfa.chronicle.chain import hash_of
    from noddfa.chronicle.models import Event
    from noddfa.people import keys

    case = chronicle.open_record("case", by=by, now=now)
    key = keys.open_key(str(case.wrapped_key), f"record:{case.pk}")
    events = []
    for seq, content in enumerate(story(), start=1):
        identifier = uuid.uuid4()
        event = Event(
            id=identifier,
            record=case,
            seq=seq,
            kind=content.code,
            version=content.version,
            happened=now,
            precision="minute",
            recorded=now,
            by_id=by.user_id,
            body_id=by.body,
            visibility=content.visibilities[0],
            facts=content.facts(),
            sealed=key.seal(json.dumps(content.sealed(), ensure_ascii=False).encode(), f"event:{identifier}"),
            previous=case.head_hash,
        )
        event.hash = case.head_hash = hash_of(event)
        case.head_seq = seq
        events.append(event)
    return case, events


def open_pages(by: Actor, case: Record) -> list[float]:
    """The median of seconds that each of two pages takes: the list of cases, and one case."""
    from django.test import Client

    from noddfa.access.models import User

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.get(pk=by.user_id))
    return [
        median_of(lambda path=path: get(client, path)) for path in ("/en/cases/", f"/en/cases/{case.pk}/")
    ]


def get(client: object, path: str) -> None:
    answer = client.get(path)  # type: ignore[attr-defined]
    assert answer.status_code == 200, (path, answer.status_code)


def median_of(act: Callable[[], None]) -> float:
    seconds = []
    for _time in range(OPENED):
        start = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def measure(sizes: list[int]) -> int:
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from noddfa.chronicle import check_chains
    from noddfa.chronicle.models import Event

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if Event.objects.exists():
        print("this database is not empty; the benchmark wants one of its own", file=sys.stderr)
        return 2
    by, now = somebody(), timezone.now()
    print(f"on {connection.vendor}, python {sys.version.split()[0]}")
    print(
        f"{'events there':>14} {'record one: median':>20} {'95th of 100':>12} {'list of cases':>14} {'a case':>8}"
        "   to the first"
    )
    first = 0.0
    for size in sizes:
        fill(by, max(0, size - Event.objects.count()) // A_CASE, now)
        there = Event.objects.count()
        seconds, case = record_one_by_one(by, now)
        middle, slow = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
        listed, page = open_pages(by, case)
        first = first or middle
        print(
            f"{there:>14,} {middle * 1000:>17.2f} ms {slow * 1000:>9.2f} ms {listed * 1000:>11.0f} ms "
            f"{page * 1000:>5.0f} ms   x {middle / first:.2f}",
            flush=True,
        )
    start = time.perf_counter()
    report = check_chains()
    took = time.perf_counter() - start
    print(
        f"{report.events:,} events in {report.records:,} chains checked in {took:.1f} s, "
        f"{len(report.problems)} problems"
    )
    return 1 if report.problems else 0


def main() -> int:
    parser = arguments.parser(__doc__)
    parser.add_argument("sizes", nargs="*", type=int, help="events there already, instead of those above")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="noddfa-benchmark-") as home:
        # As the demo: pages open without a second factor.
        os.environ.update(NODDFA_HOME=home, NODDFA_DEMO="1")
        (Path(home) / "static").mkdir()
        logging.disable(logging.INFO)
        from noddfa.web.operations import platform

        platform.load()
        return measure(chosen.sizes or ([0] if chosen.quick else list(SIZES)))


if __name__ == "__main__":
    sys.exit(main())
