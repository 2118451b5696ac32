"""What stands, and what was known to stand on a day: against a slow and obvious oracle."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.access.circle import Standing
from noddfa.access.models import Part
from noddfa.chronicle import facts as facts_module
from noddfa.chronicle import recording
from noddfa.chronicle.models import Event, Record
from tests.chronicle.invented.kind import Plain
from tests.support import builders

START = builders.NOW
MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Said:
    """One thing said, as the oracle remembers it: every wording with when it became known."""

    first: uuid.UUID
    wordings: tuple[tuple[dt.datetime, dt.datetime, int | None], ...]  # known, happened, weight
    withdrawn: dt.datetime | None = None

    def as_known(self, at: dt.datetime) -> tuple[dt.datetime, int | None, int, bool] | None:
        """When it happened, its weight, how often it was put right, whether withdrawn; None when not known yet."""
        known = [wording for wording in self.wordings if wording[0] <= at]
        if not known:
            return None
        gone = self.withdrawn is not None and self.withdrawn <= at
        return known[-1][1], known[-1][2], len(known) - 1 + gone, gone


@dataclass
class Book:
    """The oracle: a list of things said."""

    things: list[Said] = field(default_factory=list)

    def standing(self, at: dt.datetime) -> list[tuple[uuid.UUID, int | None, int]]:
        """What was known to stand at a time, in the order it happened, then in the order it was first said."""
        rows = []
        for place, thing in enumerate(self.things):
            known = thing.as_known(at)
            if known is not None and not known[3]:
                rows.append((known[0], place, thing.first, known[1], known[2]))
        return [(first, weight, corrections) for _h, _p, first, weight, corrections in sorted(rows)]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["say", "say", "say", "correct", "correct", "withdraw"]),
        st.integers(0, 30),  # which earlier one
        st.integers(-500, 0),  # minutes before now that it happened
        st.one_of(st.none(), st.integers(0, 9)),  # weight
        st.integers(0, 3),  # minutes that pass before it is recorded
    ),
    max_size=10,
)


def play(
    chain: Record, by: Actor, steps: list[tuple[str, int, int, int | None, int]]
) -> tuple[Book, dt.datetime]:
    """Do the steps in the chronicle and in the oracle's book."""
    book, now = Book(), START
    wordings: dict[int, list[uuid.UUID]] = {}
    for act, which, before, weight, passes in steps:
        now += passes * MINUTE
        happened, content = now + before * MINUTE, Plain(words=f"Gair {weight}", weight=weight)
        if act == "say" or not book.things:
            event = chronicle.record(chain.pk, content, by=by, now=now, happened=happened)
            wordings[len(book.things)] = [event.pk]
            book.things.append(Said(event.pk, ((now, happened, weight),)))
            continue
        place = which % len(book.things)
        thing = book.things[place]
        target = wordings[place][which % len(wordings[place])]
        if thing.withdrawn is not None:
            with pytest.raises(recording.NotItsCorrection):
                chronicle.correct(target, content, by=by, now=now)
        elif act == "correct":
            event = chronicle.correct(target, content, by=by, now=now, happened=happened)
            wordings[place].append(event.pk)
            book.things[place] = replace(thing, wordings=(*thing.wordings, (now, happened, weight)))
        else:
            chronicle.withdraw(target, reason="Camgymeriad", by=by, now=now)
            book.things[place] = replace(thing, withdrawn=now)
    return book, now


def rows(facts: list[chronicle.Fact]) -> list[tuple[uuid.UUID, int | None, int]]:
    return [(fact.event, fact.facts.get("weight"), fact.corrections) for fact in facts]


@pytest.fixture
def reader(lead: Actor) -> chronicle.Reader:
    return chronicle.Reader(lead, Standing(part=Part.LEAD))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_facts_agree_with_the_oracle_now_and_as_of_every_moment(lead: Actor, steps: Any) -> None:
    chain = builders.record("invented", by=lead)
    book, last = play(chain, lead, steps)
    assert rows(chronicle.facts_of(chain.pk)) == book.standing(last)
    assert rows(chronicle.facts_of(chain.pk, kinds=["invented_plain"])) == book.standing(last)
    moment = START - MINUTE
    while moment <= last:
        assert rows(chronicle.facts_of(chain.pk, known_at=moment)) == book.standing(moment)
        moment += MINUTE
    assert chronicle.check_chains().problems == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_is_read_agrees_with_the_facts(lead: Actor, reader: chronicle.Reader, steps: Any) -> None:
    chain = builders.record("invented", by=lead)
    book, last = play(chain, lead, steps)
    for moment in (START, START + (last - START) / 2, last):
        entries = chronicle.read(chain, reader, known_at=moment)
        standing = [entry.fact for entry in entries if not entry.fact.withdrawn]
        assert rows(standing) == book.standing(moment)
        for entry in entries:
            assert entry.content == Plain(
                words=f"Gair {entry.fact.facts.get('weight')}", weight=entry.fact.facts.get("weight")
            )
            assert (entry.withdrawn_because == "Camgymeriad") is entry.fact.withdrawn


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=3))
def test_several_records_at_once_give_what_each_gives(lead: Actor, steps: Any) -> None:
    chains = [builders.record("invented", by=lead) for _each in steps]
    for chain, some in zip(chains, steps, strict=True):
        play(chain, lead, some)
    together = facts_module.facts_of_many([chain.pk for chain in chains])
    assert together == {chain.pk: chronicle.facts_of(chain.pk) for chain in chains}


# ---- examples ----


def test_what_was_known_on_monday_is_still_what_was_known_on_monday(chain: Record, lead: Actor) -> None:
    monday, tuesday, wednesday = (START + dt.timedelta(days=day) for day in range(3))
    first = chronicle.record(chain.pk, Plain(words="Dwy", weight=2), by=lead, now=monday)
    chronicle.correct(first.pk, Plain(words="Tair", weight=3), by=lead, now=tuesday)
    chronicle.withdraw(first.pk, reason="Plentyn arall", by=lead, now=wednesday)
    known = [
        [fact.facts["weight"] for fact in chronicle.facts_of(chain.pk, known_at=moment)]
        for moment in (monday - MINUTE, monday, tuesday, wednesday)
    ]
    assert known == [[], [2], [3], []]


def test_what_is_recorded_late_stands_where_it_happened(chain: Record, lead: Actor) -> None:
    later = chronicle.record(chain.pk, Plain(words="Wedyn"), by=lead, now=START)
    earlier = chronicle.record(
        chain.pk, Plain(words="Cynt"), by=lead, now=START + MINUTE, happened=START - MINUTE
    )
    assert [fact.event for fact in chronicle.facts_of(chain.pk)] == [earlier.pk, later.pk]


def test_facts_cost_one_query_and_open_no_seal(
    chain: Record, lead: Actor, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        chronicle.record(chain.pk, Plain(words="Un", weight=number), by=lead, now=START)
    monkeypatch.setattr("noddfa.people.keys.ring", lambda: pytest.fail("a fact asked for a key"))
    with django_assert_num_queries(1):
        found = chronicle.facts_of(chain.pk)
    assert len(found) == 5
    with django_assert_num_queries(1):
        facts_module.facts_of_many([chain.pk, uuid.uuid4()])


def test_a_kind_that_is_no_longer_installed_stays_readable_and_starts_no_clock(
    chain: Record, lead: Actor, reader: chronicle.Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    from noddfa.chronicle import registry

    chronicle.record(chain.pk, Plain(words="Un", weight=1), by=lead, now=START)
    monkeypatch.delitem(registry._kinds, "invented_plain")
    (fact,) = chronicle.facts_of(chain.pk)
    assert chronicle.marks_of([fact]) == []
    (entry,) = chronicle.read(chain, reader)
    assert entry.content is None and entry.fact.facts == {"weight": 1}


def test_marks_carry_both_times_and_the_identity_of_what_made_them(chain: Record, lead: Actor) -> None:
    from tests.chronicle.invented.kind import Sighting

    happened = START - dt.timedelta(hours=5)
    first = chronicle.record(
        chain.pk,
        Sighting(words="Un", place="station"),
        by=lead,
        now=START,
        happened=happened,
        precision="day",
    )
    chronicle.record(chain.pk, Sighting(words="Dau", place="street"), by=lead, now=START)
    (mark,) = chronicle.marks_of(chronicle.facts_of(chain.pk))
    assert (mark.name, mark.id, mark.thread) == ("missing", f"{first.pk}:missing", str(first.pk))
    assert (mark.happened, mark.recorded, mark.precision) == (happened, START, "day")
    chronicle.withdraw(first.pk, reason="Plentyn arall", by=lead, now=START)
    assert chronicle.marks_of(chronicle.facts_of(chain.pk)) == []


def test_the_newest_of_a_kind_for_other_code(chain: Record, lead: Actor) -> None:
    from noddfa.chronicle import reading

    assert reading.latest(chain, "invented_plain") is None
    old = chronicle.record(chain.pk, Plain(words="Hen"), by=lead, now=START)
    new = chronicle.record(chain.pk, Plain(words="Newydd"), by=lead, now=START + MINUTE)
    chronicle.correct(new.pk, Plain(words="Newydd, cywir"), by=lead, now=START + MINUTE)
    assert reading.latest(chain, "invented_plain") == Plain(words="Newydd, cywir")
    chronicle.withdraw(new.pk, reason="Ddwywaith", by=lead, now=START + MINUTE)
    assert reading.latest(chain, "invented_plain") == Plain(words="Hen")
    assert Event.objects.get(pk=old.pk).seq == 1
