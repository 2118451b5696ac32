"""Who reads what: three visibilities for each reader; history; what is erased."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from noddfa import chronicle
from noddfa.access import circle
from noddfa.access.actor import Actor
from noddfa.access.models import Part
from noddfa.access.roles import Role
from noddfa.chronicle import recording
from noddfa.chronicle.models import Event, Record, Visibility
from noddfa.envelope import SealBroken
from tests.chronicle.invented.kind import Plain
from tests.support import builders
from tests.support.cast import Cast

NOW = builders.NOW
LATER = NOW + dt.timedelta(hours=1)

EVERYONE = (
    "lead", "worker", "manager", "desk", "reporter", "head", "colleague", "stranger", "locked_out",
)  # fmt: skip

# What the council's support worker wrote, by whom it is read.
READ_BY = {
    Visibility.BODY: {"lead", "worker", "manager", "desk"},
    Visibility.CIRCLE: {"lead", "worker", "manager", "desk"},
    Visibility.REPORTER: {"lead", "worker", "manager", "desk", "reporter", "head"},
}
# What the school's teacher (who reported) wrote.
READ_BY_OF_REPORTER = {
    Visibility.BODY: {"reporter", "head"},
    Visibility.CIRCLE: {"lead", "worker", "manager", "desk", "reporter"},
    Visibility.REPORTER: {"lead", "worker", "manager", "desk", "reporter", "head"},
}


def reader(it: Cast, who: Actor) -> chronicle.Reader:
    return chronicle.Reader(who, circle.standing(who, it.record.pk, now=NOW))


def texts(it: Cast, who: Actor) -> list[str]:
    return [entry.content.words for entry in chronicle.read(it.record, reader(it, who))]  # type: ignore[union-attr]


@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("who", EVERYONE)
def test_an_entry_is_read_by_those_it_was_written_for(it: Cast, visibility: Visibility, who: str) -> None:
    for writer, readers in ((it.worker, READ_BY), (it.reporter, READ_BY_OF_REPORTER)):
        event = chronicle.record(it.record.pk, Plain(words="Gair"), by=writer, now=NOW, visibility=visibility)
        seen = [entry.fact.event for entry in chronicle.read(it.record, reader(it, getattr(it, who)))]
        assert (event.pk in seen) is (who in readers[visibility])


@pytest.mark.parametrize("visibility", Visibility)
def test_a_correction_is_read_by_the_same_people_whoever_makes_it(it: Cast, visibility: Visibility) -> None:
    """The writer has moved to another body meanwhile; nobody is left with the wrong words, nobody new reads them."""
    event = chronicle.record(it.record.pk, Plain(words="Gair"), by=it.worker, now=NOW, visibility=visibility)
    moved = builders.actor(Role.SUPPORT_WORKER, of=builders.user_of(it.worker))
    chronicle.correct(event.pk, Plain(words="Cywir"), by=moved, now=LATER)
    for who in EVERYONE:
        expected = ["Cywir"] if who in READ_BY[visibility] else []
        assert texts(it, getattr(it, who)) == expected, who
    circle.join(
        it.record.pk,
        builders.user(),
        organisation=str(moved.organisation),
        part=Part.WORKER,
        by=it.lead,
        now=NOW,
    )
    colleague_of_moved = builders.actor(
        Role.MANAGER, builders.Organisation.objects.get(pk=moved.organisation)
    )
    expected = [] if visibility == Visibility.BODY else ["Cywir"]
    assert texts(it, colleague_of_moved) == expected


def test_one_reads_what_one_wrote_but_not_when_locked_out(it: Cast) -> None:
    event = chronicle.record(
        it.record.pk, Plain(words="Gair"), by=it.reporter, now=NOW, visibility=Visibility.CIRCLE
    )
    assert texts(it, it.reporter) == ["Gair"]
    assert texts(it, it.head) == []
    circle.lock_out(
        it.record.pk, builders.user_of(it.reporter), by=it.manager, reason="Perthyn i’r teulu hwn", now=NOW
    )
    assert texts(it, it.reporter) == []
    assert chronicle.history(it.record, event.pk, reader(it, it.reporter)) == []


def test_who_reported_and_works_on_it_too_reads_as_one_who_works_on_it(it: Cast) -> None:
    chronicle.record(it.record.pk, Plain(words="Gair"), by=it.worker, now=NOW)
    both = builders.actor(Role.DUTY_OFFICER, it.council)
    builders.join(it.record, both, Part.REPORTER, by=it.lead)
    assert texts(it, both) == ["Gair"]


def test_breaking_the_glass_reads_what_the_circle_reads_and_no_bodys_own_notes(it: Cast) -> None:
    for visibility in (Visibility.CIRCLE, Visibility.BODY):
        chronicle.record(
            it.record.pk, Plain(words=visibility.value), by=it.worker, now=NOW, visibility=visibility
        )
    circle.break_glass(it.record.pk, by=it.stranger, reason="Mae plentyn mewn perygl", now=NOW)
    assert texts(it, it.stranger) == ["circle"]


# ---- what an entry says ----


def test_an_entry_says_who_first_said_it_and_when(it: Cast) -> None:
    event = chronicle.record(it.record.pk, Plain(words="Gair"), by=it.worker, now=NOW)
    chronicle.correct(event.pk, Plain(words="Cywir"), by=it.manager, now=LATER)
    (entry,) = chronicle.read(it.record, reader(it, it.lead))
    assert (entry.by, entry.body_en, entry.body_cy) == (
        it.worker.name,
        it.council.name_en,
        it.council.name_cy,
    )
    assert entry.fact.recorded == NOW
    assert entry.fact.corrections == 1


def test_a_withdrawn_entry_stays_readable_with_its_reason(it: Cast) -> None:
    event = chronicle.record(it.record.pk, Plain(words="Gair"), by=it.worker, now=NOW)
    corrected = chronicle.correct(event.pk, Plain(words="Cywir"), by=it.worker, now=LATER)
    chronicle.withdraw(corrected.pk, reason="Plentyn arall", by=it.lead, now=LATER)
    (entry,) = chronicle.read(it.record, reader(it, it.lead))
    assert entry.fact.withdrawn and entry.withdrawn_because == "Plentyn arall"
    assert entry.content == Plain(words="Cywir")


def test_every_wording_of_an_entry_from_whichever_one_asks_by(it: Cast) -> None:
    first = chronicle.record(it.record.pk, Plain(words="Un"), by=it.worker, now=NOW)
    chronicle.record(it.record.pk, Plain(words="Arall"), by=it.worker, now=NOW)
    second = chronicle.correct(first.pk, Plain(words="Dau"), by=it.manager, now=LATER)
    third = chronicle.correct(second.pk, Plain(words="Tri"), by=it.lead, now=LATER)
    for asked in (first, second, third):
        wordings = chronicle.history(it.record, asked.pk, reader(it, it.lead))
        assert [entry.content.words for entry in wordings] == ["Un", "Dau", "Tri"]  # type: ignore[union-attr]
        assert [entry.by for entry in wordings] == [it.worker.name, it.manager.name, it.lead.name]


def test_the_history_of_what_is_not_for_one_or_not_there_is_empty(it: Cast) -> None:
    own = chronicle.record(
        it.record.pk, Plain(words="Un"), by=it.reporter, now=NOW, visibility=Visibility.BODY
    )
    assert chronicle.history(it.record, own.pk, reader(it, it.lead)) == []
    assert chronicle.history(it.record, uuid.uuid4(), reader(it, it.lead)) == []
    elsewhere = builders.record("invented", by=it.lead)
    assert (
        chronicle.history(elsewhere, own.pk, chronicle.Reader(it.reporter, reader(it, it.reporter).standing))
        == []
    )


def test_reading_costs_one_query_however_long_the_record(it: Cast, django_assert_num_queries: Any) -> None:
    who = reader(it, it.lead)
    for number in range(8):
        event = chronicle.record(it.record.pk, Plain(words="Gair"), by=it.worker, now=NOW)
        if number in (0, 7):
            with django_assert_num_queries(1):
                assert len(chronicle.read(it.record, who)) == number + 1
            with django_assert_num_queries(1):
                chronicle.history(it.record, event.pk, who)


# ---- erased, or tampered with ----


def test_an_erased_record_keeps_its_entries_without_their_words(it: Cast) -> None:
    event = chronicle.record(it.record.pk, Plain(words="Cyfrinach", weight=2), by=it.worker, now=NOW)
    gone = chronicle.record(it.record.pk, Plain(words="Cyfrinach arall"), by=it.worker, now=NOW)
    chronicle.withdraw(gone.pk, reason="Cyfrinach fawr", by=it.lead, now=NOW)
    recording.shred(it.record.pk, by=it.manager, now=LATER)
    erased = Record.objects.get(pk=it.record.pk)
    entries = chronicle.read(erased, reader(it, it.lead))
    assert [entry.erased for entry in entries] == [True, True]
    assert "Cyfrinach" not in repr(entries)
    assert entries[0].fact.facts == {"weight": 2}
    assert all(entry.erased for entry in chronicle.history(erased, event.pk, reader(it, it.lead)))
    assert [fact.event for fact in chronicle.facts_of(erased.pk)] == [event.pk], "counts stay as they were"
    assert chronicle.check_chains().problems == ()


def test_a_sealed_part_moved_to_another_event_does_not_open(it: Cast) -> None:
    from noddfa.access import append_only

    one, other = (
        chronicle.record(it.record.pk, Plain(words=words), by=it.worker, now=NOW) for words in ("Un", "Dau")
    )
    with append_only.lifted():
        Event.objects.filter(pk=other.pk).update(sealed=one.sealed)
    with pytest.raises(SealBroken):
        chronicle.read(it.record, reader(it, it.lead))
