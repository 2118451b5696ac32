"""A thief of the database, and a reader of the log, find no name, address, number or word that was entrusted."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client

from noddfa import chronicle
from noddfa.access.roles import Role
from noddfa.chronicle import drafts, recording
from noddfa.chronicle.models import Record
from noddfa.people import vault
from noddfa.people.models import Person
from noddfa.people.values import Born, Statement
from tests.chronicle.invented.kind import Plain, Seen, Sighting
from tests.support import builders

NOW = builders.NOW

# Words that occur nowhere else in the house. Each is looked for as typed, folded, and in the encodings a leak may take.
ENTRUSTED = (
    "Gwenllïan", "gwenllian", "Ysbaddaden", "Хмельницькийович", "محمودالخيالي",
    "Heol-y-Dychymyg", "Lloches Rhiannon-Ddirgel", "07700900461", "07700 900 461", "9434765870", "943 476 5870",
    "2011-02-28", "cyllell dan y gwely", "Glanrafonddu", "WJ07XYZ", "craith ar ei boch",
)  # fmt: skip


def fill() -> tuple[Record, object]:
    """Entrust everything, by every way in: the vault, events, corrections, withdrawals, drafts."""
    lead = builders.actor(Role.CASE_LEAD)
    person = vault.create(
        [
            Statement("name", "Gwenllïan Ysbaddaden"),
            Statement("alias", "Хмельницькийович"),
            Statement("alias", "محمودالخيالي"),
            Statement("born", Born.on(dt.date(2011, 2, 28))),
            Statement("address", "14 Heol-y-Dychymyg"),
            Statement("address", "Lloches Rhiannon-Ddirgel", sealed=True),
            Statement("phone", "07700 900 461"),
            Statement("identifier", "943 476 5870"),
            Statement("description", "craith ar ei boch"),
        ],
        by=lead,
        now=NOW,
    )
    chain = builders.record("invented", by=lead, person=person)
    event = chronicle.record(
        chain.pk,
        Sighting(
            words="Roedd cyllell dan y gwely, meddai Gwenllïan",
            place="street",
            line="Glanrafonddu",
            seen_by=(Seen(who="WJ07XYZ"),),
        ),
        by=lead,
        now=NOW,
    )
    chronicle.correct(event.pk, Sighting(words="Glanrafonddu", place="station"), by=lead, now=NOW)
    gone = chronicle.record(chain.pk, Plain(words="WJ07XYZ"), by=lead, now=NOW)
    chronicle.withdraw(gone.pk, reason="Ysbaddaden oedd hwnnw", by=lead, now=NOW)
    typed = QueryDict(mutable=True)
    typed["words"] = "craith ar ei boch, Heol-y-Dychymyg, 07700 900 461"
    assert drafts.save(drafts.Place(lead.user_id, "invented_plain", str(chain.pk)), typed, now=NOW)
    return chain, lead


def leaks(raw: bytes, words: tuple[str, ...] = ENTRUSTED) -> list[str]:
    return [word for word in words if any(form in raw for form in forms_of(word))]


def forms_of(word: str) -> set[bytes]:
    """A word as it might stand in a leak: as typed, in other cases, in JSON, in UTF-16, in hexadecimal."""
    typed = {word, word.lower(), word.upper(), word.encode("unicode_escape").decode()}
    return {*(form.encode() for form in typed), word.encode("utf-16-le"), word.encode().hex().encode()}


@pytest.mark.django_db(transaction=True)
def test_the_files_of_the_database_hold_nothing_in_plain(raw_store: Callable[[], bytes]) -> None:
    fill()
    assert leaks(raw_store()) == []


def test_a_word_that_is_there_would_be_found(raw_store: Callable[[], bytes], db: None) -> None:
    """The search itself works: what stands in an open column is seen."""
    builders.organisation(name_en="Amlwgïan Trust", name_cy="Ymddiriedolaeth Amlwgïan")
    assert leaks(raw_store(), ("Amlwgïan", "Dirgelïan")) == ["Amlwgïan"]


def test_no_column_of_any_table_holds_it_as_text(db: None) -> None:
    fill()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                as_text = "\n".join(
                    repr(bytes(value)) if isinstance(value, memoryview) else str(value) for value in row
                )
                assert leaks(as_text.encode()) == [], table


def test_the_log_holds_nothing_of_it(db: None, caplog: pytest.LogCaptureFixture, client: Client) -> None:
    caplog.set_level(logging.DEBUG)
    chain, lead = fill()
    builders.sign_in(client, lead)  # type: ignore[arg-type]
    client.raise_request_exception = False
    address = f"/en/records/{chain.pk}/add/invented_plain"
    client.get("/en/drafts/?q=Ysbaddaden")
    client.post(address, {"words": "Gwenllïan Ysbaddaden " * 30})
    client.post("/en/drafts/save", {"words": "Gwenllïan Ysbaddaden"})
    client.post("/en/account/login/", {"login": "x@example.test", "password": "cyllell dan y gwely"})
    ours = [
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db.backends")
    ]
    assert ours, "something was logged"
    assert leaks("\n".join(ours).encode()) == []


VACUUMS = 40


@pytest.mark.django_db(transaction=True)
def test_a_destroyed_key_is_gone_from_the_files(raw_store: Callable[[], bytes]) -> None:
    chain, lead = fill()
    wrapped = [
        Record.objects.get(pk=chain.pk).wrapped_key or "",
        Person.objects.get(pk=chain.person_id).wrapped_key or "",
    ]
    assert all(key.encode() in raw_store() for key in wrapped)
    recording.shred(chain.pk, by=lead, now=NOW)  # type: ignore[arg-type]
    vault.shred(chain.person_id, by=lead, now=NOW)  # type: ignore[arg-type]
    if connection.vendor == "sqlite":
        assert [key for key in wrapped if key.encode() in raw_store()] == []
        return
    left = wrapped
    for _try in range(VACUUMS):  # as its autovacuum does before long: once nobody can still see the old rows
        with connection.cursor() as cursor:
            cursor.execute("VACUUM FULL chronicle_record, people_person, chronicle_draft")
        left = [key for key in wrapped if key.encode() in tables()]
        if not left:
            break
        time.sleep(0.5)
    assert left == []


def tables() -> bytes:
    """Every table's own file as it is now, without PostgreSQL's log of changes."""
    from tests.support import postgres

    cluster = postgres.shared()
    cluster.query("CHECKPOINT")
    with connection.cursor() as cursor:
        paths = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute("SELECT pg_relation_filepath(%s)", [table])
            paths.append(cursor.fetchone()[0])
    return b"\n".join((cluster.data / path).read_bytes() for path in paths)
