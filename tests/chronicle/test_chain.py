"""The chains of hashes: whole when nobody touched them, and every way of touching them is told."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from noddfa import chronicle
from noddfa.access import append_only
from noddfa.access.actor import Actor
from noddfa.chronicle import chain as chains
from noddfa.chronicle import recording
from noddfa.chronicle.chain import hash_of
from noddfa.chronicle.models import Event, Record
from tests.chronicle.invented.kind import Plain, Sighting
from tests.support import builders

NOW = builders.NOW


@pytest.fixture
def long(chain: Record, lead: Actor) -> Record:
    """A record of five events, one of them a correction."""
    events = [
        chronicle.record(
            chain.pk,
            Sighting(words=f"Peth {number}", place="street", how_many=number),
            by=lead,
            now=NOW + dt.timedelta(microseconds=number),
        )
        for number in range(4)
    ]
    chronicle.correct(events[1].pk, Sighting(words="Cywir", place="station"), by=lead, now=NOW)
    chain.refresh_from_db()
    return chain


@contextmanager
def by_the_back_door() -> Iterator[None]:
    """What only somebody who owns the database can do: change rows with the triggers lifted."""
    with append_only.lifted():
        yield


def remove_all_of(record: Record) -> None:
    for event in Event.objects.filter(record=record).order_by("-seq"):
        event.delete()


def found() -> list[tuple[int, str]]:
    return [(problem.seq, problem.what) for problem in chronicle.check_chains().problems]


def test_nothing_is_wrong_with_what_nobody_touched(long: Record, lead: Actor) -> None:
    other = builders.record("invented", by=lead)
    chronicle.record(other.pk, Plain(words="Un"), by=lead, now=NOW)
    other.refresh_from_db()
    builders.record("invented", by=lead)
    report = chronicle.check_chains()
    assert (report.records, report.events, report.problems) == (3, 6, ())
    assert report.heads == {long.reference: long.head_hash, other.reference: other.head_hash}


ALTERATIONS: dict[str, Any] = {
    "kind": "invented_plain",
    "version": 2,
    "happened": NOW - dt.timedelta(microseconds=1),
    "precision": "day",
    "recorded": NOW - dt.timedelta(days=1),
    "visibility": "reporter",
    "facts": {"place": "station", "how_many": 2},
    "sealed": b"\x01" + bytes(60),
    "previous": "0" * 64,
    "hash": "0" * 64,
    "corrects_id": None,
}


@pytest.mark.parametrize("column", ALTERATIONS)
def test_an_altered_column_is_told_with_its_place(long: Record, column: str) -> None:
    event = Event.objects.get(record=long, seq=3 if column != "corrects_id" else 5)
    assert getattr(event, column) != ALTERATIONS[column]
    with by_the_back_door():
        Event.objects.filter(pk=event.pk).update(**{column: ALTERATIONS[column]})
    assert (event.seq, "altered") in found()


@pytest.mark.parametrize("column", ["by_id", "body_id"])
def test_an_altered_writer_or_body_is_told(long: Record, column: str) -> None:
    other = builders.user().pk if column == "by_id" else builders.organisation().pk
    with by_the_back_door():
        Event.objects.filter(record=long, seq=2).update(**{column: other})
    assert found() == [(2, "altered")]


def test_one_byte_altered_in_the_raw_row_is_told(long: Record) -> None:
    event = Event.objects.get(record=long, seq=2)
    altered = bytearray(event.sealed)
    altered[-1] ^= 1
    key = event.pk.hex if connection.vendor == "sqlite" else event.pk
    with by_the_back_door(), connection.cursor() as cursor:
        cursor.execute("UPDATE chronicle_event SET sealed = %s WHERE id = %s", [bytes(altered), key])
        assert cursor.rowcount == 1
    assert found() == [(2, "altered")]


def test_an_altered_event_whose_hash_was_made_to_fit_breaks_the_next(long: Record) -> None:
    event = Event.objects.get(record=long, seq=2)
    event.facts = {"place": "station"}
    with by_the_back_door():
        Event.objects.filter(pk=event.pk).update(facts=event.facts, hash=hash_of(event))
    assert found() == [(3, "altered")]


def test_a_removed_row_is_told(long: Record) -> None:
    with by_the_back_door():
        Event.objects.filter(record=long, seq=3).delete()
    assert found() == [(3, "missing")]


def test_a_removed_first_row_is_told(long: Record) -> None:
    with by_the_back_door():
        Event.objects.filter(record=long, seq=1).delete()
    assert found() == [(1, "missing")]


def test_rows_that_moved_up_to_hide_a_removed_one_are_told(long: Record) -> None:
    with by_the_back_door():
        Event.objects.filter(record=long, seq=3).delete()
        for seq in (4, 5):
            Event.objects.filter(record=long, seq=seq).update(seq=seq - 1)
        Record.objects.filter(pk=long.pk).update(head_seq=4)
    assert (3, "altered") in found()


def test_swapped_rows_are_told(long: Record) -> None:
    with by_the_back_door():
        for old, new in ((2, 99), (3, 2), (99, 3)):
            Event.objects.filter(record=long, seq=old).update(seq=new)
    assert {(2, "altered"), (3, "altered")} <= set(found())


def test_a_cut_tail_is_told(long: Record) -> None:
    with by_the_back_door():
        Event.objects.filter(record=long, seq=5).delete()
    assert found() == [(4, "cut_short")]


def test_a_cut_tail_whose_head_was_made_to_fit_is_told_by_what_was_noted_elsewhere(long: Record) -> None:
    noted = chronicle.check_chains().heads
    with by_the_back_door():
        Event.objects.filter(record=long, seq=5).delete()
        Record.objects.filter(pk=long.pk).update(
            head_seq=4, head_hash=Event.objects.get(record=long, seq=4).hash
        )
    assert found() == [], "the chain itself is whole: only what was noted elsewhere can tell"
    problems = chronicle.check_chains(known_heads=noted).problems
    assert [(problem.reference, problem.what) for problem in problems] == [(long.reference, "cut_short")]


def test_a_chain_rewritten_whole_is_told_by_what_was_noted_elsewhere(long: Record) -> None:
    noted = chronicle.check_chains().heads
    previous = ""
    with by_the_back_door():
        for event in Event.objects.filter(record=long).order_by("seq"):
            event.facts, event.previous = {"place": "station"}, previous
            previous = hash_of(event)
            Event.objects.filter(pk=event.pk).update(
                facts=event.facts, previous=event.previous, hash=previous
            )
        Record.objects.filter(pk=long.pk).update(head_hash=previous)
    assert found() == []
    assert [problem.what for problem in chronicle.check_chains(known_heads=noted).problems] == ["cut_short"]


def test_what_was_added_since_the_heads_were_noted_is_no_trouble(long: Record, lead: Actor) -> None:
    noted = chronicle.check_chains().heads
    chronicle.record(long.pk, Plain(words="Wedyn"), by=lead, now=NOW)
    assert chronicle.check_chains(known_heads=noted).problems == ()


def test_a_head_that_was_moved_is_told(long: Record) -> None:
    Record.objects.filter(pk=long.pk).update(head_hash="0" * 64)
    assert found() == [(5, "head")]


def test_a_record_all_of_whose_events_are_gone_is_told(long: Record) -> None:
    with by_the_back_door():
        remove_all_of(long)
    assert found() == [(0, "gone")]


def test_a_record_gone_with_its_events_is_told_by_what_was_noted_elsewhere(long: Record) -> None:
    noted = chronicle.check_chains().heads
    with by_the_back_door():
        remove_all_of(long)
        Record.objects.filter(pk=long.pk).delete()
    problems = chronicle.check_chains(known_heads=noted).problems
    assert [(problem.reference, problem.what) for problem in problems] == [(long.reference, "cut_short")]


def test_events_whose_record_is_gone_are_told(long: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database keeps a record that has events; a damaged file may not."""
    monkeypatch.setattr(chains.Record, "objects", Record.objects.none())
    report = chronicle.check_chains()
    assert [(problem.reference, problem.what) for problem in report.problems] == [(str(long.pk), "orphaned")]
    assert report.events == 5


def test_a_chain_is_checked_without_any_key_and_after_erasure(
    long: Record, lead: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording.shred(long.pk, by=lead, now=NOW)

    def no_keys() -> None:
        raise AssertionError("a check of the chains asked for a key")

    monkeypatch.setattr("noddfa.people.keys.ring", no_keys)
    assert found() == []


def test_checking_says_how_far_it_is(long: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chains, "_BATCH", 2)
    seen: list[int] = []
    chronicle.check_chains(seen.append)
    assert seen == [2, 4]


def test_the_hash_is_the_same_for_ever(lead: Actor) -> None:
    """Chains made today must be checked in twenty years."""
    event = Event(
        id=uuid.UUID(int=1),
        record_id=uuid.UUID(int=2),
        seq=1,
        kind="invented_plain",
        version=1,
        happened=dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.timezone(dt.timedelta(hours=1))),
        precision="minute",
        recorded=dt.datetime(2026, 10, 25, 2, 0, 0, 7, tzinfo=dt.UTC),
        by_id=uuid.UUID(int=3),
        body_id="dychmygol",
        visibility="circle",
        corrects_id=None,
        facts={"ŵ": 1, "a": [True, None]},
        sealed=b"sealed",
        previous="",
    )
    text = (
        '{"body":"dychmygol","by":"00000000-0000-0000-0000-000000000003","corrects":null,'
        '"facts":{"a":[true,null],"ŵ":1},"happened":"2026-10-25T00:30:00.000000+00:00",'
        '"id":"00000000-0000-0000-0000-000000000001","kind":"invented_plain","precision":"minute","previous":"",'
        '"record":"00000000-0000-0000-0000-000000000002","recorded":"2026-10-25T02:00:00.000007+00:00",'
        f'"sealed":"{hashlib.sha256(b"sealed").hexdigest()}","seq":1,"version":1,"visibility":"circle"}}'
    )
    assert hash_of(event) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("facts", [{"a": 1, "b": [1, 2]}, {"ŵ": "ŷ"}, {"n": 0, "t": True, "x": None}, {}])
def test_the_hash_does_not_depend_on_how_a_database_keeps_json(
    chain: Record, lead: Actor, facts: dict[str, Any]
) -> None:
    event = chronicle.record(chain.pk, Plain(words="Un"), by=lead, now=NOW)
    event.facts = facts
    there_and_back = json.loads(json.dumps(dict(reversed(facts.items()))))
    expected = hash_of(event)
    event.facts = there_and_back
    assert hash_of(event) == expected


# ---- the database refuses ----


def statements() -> dict[str, Callable[[Any], None]]:
    tried: dict[str, Callable[[Any], None]] = {
        "update": lambda cursor: cursor.execute("UPDATE chronicle_event SET kind = 'x'"),
        "update of nothing new": lambda cursor: cursor.execute("UPDATE chronicle_event SET kind = kind"),
        "delete": lambda cursor: cursor.execute("DELETE FROM chronicle_event"),
        "update the trail": lambda cursor: cursor.execute("UPDATE access_trailentry SET route = 'x'"),
        "delete the trail": lambda cursor: cursor.execute("DELETE FROM access_trailentry"),
        "by the models": lambda _cursor: Event.objects.all().delete(),
        "by saving again": lambda _cursor: Event.objects.get().save(),
    }
    if connection.vendor == "postgresql":
        tried["truncate"] = lambda cursor: cursor.execute("TRUNCATE chronicle_event CASCADE")
        tried["truncate the trail"] = lambda cursor: cursor.execute("TRUNCATE access_trailentry")
    return tried


@pytest.mark.parametrize("act", statements())
def test_the_database_refuses_to_change_what_was_recorded(chain: Record, lead: Actor, act: str) -> None:
    from django.db import DatabaseError, transaction

    from noddfa.access import trail

    chronicle.record(chain.pk, Plain(words="Un"), by=lead, now=NOW)
    trail.note(actor=lead, permission="case.read", method="GET", route="x", now=NOW, allowed=True)
    connection.check_constraints()  # those put off to the end of the transaction would stand in TRUNCATE's way
    with (
        pytest.raises(DatabaseError, match="only ever added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        statements()[act](cursor)
    assert found() == []


def test_missing_triggers_are_told_and_laid_again(chain: Record) -> None:
    assert append_only.missing() == ()
    with append_only.lifted():
        each = 3 if connection.vendor == "postgresql" else 2  # UPDATE, DELETE; TRUNCATE where there is one
        assert len(append_only.missing()) == each * len(append_only.tables())
    assert append_only.missing() == ()
    append_only.install()
    assert append_only.missing() == ()


def test_triggers_are_laid_again_though_the_work_failed(chain: Record) -> None:
    with pytest.raises(ZeroDivisionError), append_only.lifted():
        raise ZeroDivisionError
    assert append_only.missing() == ()
