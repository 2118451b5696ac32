"""Adding to a record: events, corrections, withdrawals, and what is refused."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.db import IntegrityError
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.access.roles import Role
from noddfa.chronicle import recording, registry
from noddfa.chronicle.builtin import Withdrawn
from noddfa.chronicle.models import Event, Record, Visibility
from tests.chronicle.invented.kind import Internal, Plain, Sighting
from tests.support import builders

NOW = builders.NOW
HOUR = dt.timedelta(hours=1)
NOTE = Plain(words="Dywedodd Siân Dychmygol", weight=3)


def add(chain: Record, by: Actor, content: chronicle.EventKind = NOTE, **more: object) -> Event:
    more.setdefault("now", NOW)
    return chronicle.record(chain.pk, content, by=by, **more)  # type: ignore[arg-type]


# ---- opening ----


def test_a_new_record_is_empty_owned_and_has_a_key_of_its_own(lead: Actor) -> None:
    one, other = (builders.record("invented", by=lead) for _each in range(2))
    assert (one.family, one.owner_id, one.head_seq, one.head_hash) == ("invented", lead.organisation, 0, "")
    assert one.wrapped_key != other.wrapped_key


def test_a_reference_can_be_read_over_a_telephone(lead: Actor) -> None:
    references = {builders.record("invented", by=lead).reference for _each in range(30)}
    assert len(references) == 30
    for reference in references:
        assert re.fullmatch(r"ZZ-[ACDEFGHJKMNPQRTWXY34679]{4}-[ACDEFGHJKMNPQRTWXY34679]{4}", reference)


def test_a_reference_is_never_given_twice(lead: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = iter("A" * 8 + "A" * 8 + "C" * 8)
    monkeypatch.setattr(recording.secrets, "choice", lambda _letters: next(letters))
    assert builders.record("invented", by=lead).reference == "ZZ-AAAA-AAAA"
    assert builders.record("invented", by=lead).reference == "ZZ-CCCC-CCCC"


def test_a_record_may_be_owned_by_another_body(lead: Actor) -> None:
    other = builders.organisation()
    assert chronicle.open_record("invented", by=lead, now=NOW, owner=other.pk).owner == other


def test_an_unknown_family_is_refused(lead: Actor) -> None:
    with pytest.raises(registry.UnknownKind):
        chronicle.open_record("unheard_of", by=lead, now=NOW)


# ---- adding ----


def test_an_event_says_what_when_by_whom_for_whom_and_to_whom(chain: Record, lead: Actor) -> None:
    event = add(chain, lead, happened=NOW - HOUR, visibility=Visibility.BODY)
    stored = Event.objects.get(pk=event.pk)
    assert (stored.kind, stored.version, stored.seq) == ("invented_plain", 1, 1)
    assert (stored.happened, stored.recorded, stored.precision) == (NOW - HOUR, NOW, "minute")
    assert (stored.by_id, stored.body_id, stored.visibility) == (lead.user_id, lead.organisation, "body")
    assert (stored.previous, stored.corrects_id) == ("", None)


def test_it_happened_now_and_is_for_the_kinds_first_readers_unless_told(chain: Record, lead: Actor) -> None:
    event = add(chain, lead)
    assert (event.happened, event.visibility) == (NOW, Visibility.CIRCLE)


def test_only_the_open_part_is_in_plain(chain: Record, lead: Actor) -> None:
    event = add(chain, lead)
    assert event.facts == {"weight": 3}
    assert "Dychmygol" not in str(event.facts)
    assert b"Dychmygol" not in bytes(event.sealed)


def test_events_are_chained_and_the_record_knows_the_last(chain: Record, lead: Actor) -> None:
    events = [add(chain, lead) for _each in range(3)]
    assert [event.seq for event in events] == [1, 2, 3]
    assert [event.previous for event in events] == ["", events[0].hash, events[1].hash]
    chain.refresh_from_db()
    assert (chain.head_seq, chain.head_hash) == (3, events[2].hash)


def test_adding_costs_the_same_however_long_the_record(
    chain: Record, lead: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in range(30):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            add(chain, lead)
        if number in (1, 29):
            counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("ahead", [dt.timedelta(minutes=6), dt.timedelta(days=400)])
def test_nothing_has_happened_yet_in_the_future(chain: Record, lead: Actor, ahead: dt.timedelta) -> None:
    with pytest.raises(recording.AheadOfTime):
        add(chain, lead, happened=NOW + ahead)
    assert not Event.objects.exists()


def test_clocks_may_differ_by_a_few_minutes(chain: Record, lead: Actor) -> None:
    assert add(chain, lead, happened=NOW + dt.timedelta(minutes=4)).seq == 1


def test_a_kind_belongs_to_its_families(lead: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    other = chronicle.Family("other", "Other", "OT", "home", "case.read", "case.record")
    monkeypatch.setitem(registry._families, "other", other)
    chain = builders.record("other", by=lead)
    with pytest.raises(recording.NotOfThisFamily):
        add(chain, lead)


def test_a_record_that_is_not_there(lead: Actor) -> None:
    with pytest.raises(Record.DoesNotExist):
        chronicle.record(uuid.uuid4(), NOTE, by=lead, now=NOW)


def test_what_fails_half_way_leaves_nothing(
    chain: Record, lead: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object) -> None:
        raise IntegrityError("the read model does not fit")

    monkeypatch.setattr(recording, "project", fails)
    with pytest.raises(IntegrityError):
        add(chain, lead)
    chain.refresh_from_db()
    assert (chain.head_seq, chain.head_hash) == (0, "")
    assert not Event.objects.exists()


# ---- sent twice ----


def test_what_is_sent_twice_is_stored_once(chain: Record, lead: Actor) -> None:
    own_id = uuid.uuid4()
    first = add(chain, lead, event_id=own_id, happened=NOW - HOUR)
    again = add(chain, lead, event_id=own_id, happened=NOW - HOUR, now=NOW + HOUR)
    assert first.pk == again.pk == own_id
    assert Event.objects.count() == 1
    chain.refresh_from_db()
    assert chain.head_seq == 1


def test_what_is_sent_again_with_other_words_is_not_taken_for_the_same(chain: Record, lead: Actor) -> None:
    own_id = uuid.uuid4()
    add(chain, lead, event_id=own_id, happened=NOW)
    for content, happened in (
        (Plain(words="Rhywbeth arall", weight=3), NOW),
        (Plain(words=NOTE.words, weight=4), NOW),
        (NOTE, NOW - HOUR),
        (Internal(outcome="street"), NOW),
    ):
        with pytest.raises(recording.AlreadyRecorded):
            add(chain, lead, content, event_id=own_id, happened=happened)
    assert Event.objects.count() == 1


def test_anothers_id_is_nobodys(chain: Record, lead: Actor) -> None:
    own_id = uuid.uuid4()
    add(chain, lead, event_id=own_id)
    with pytest.raises(recording.AlreadyRecorded):
        add(chain, builders.actor(Role.CASE_LEAD), event_id=own_id)
    with pytest.raises(recording.AlreadyRecorded):
        add(builders.record("invented", by=lead), lead, event_id=own_id)


def test_what_was_sent_before_an_erasure_may_still_be_acknowledged(chain: Record, lead: Actor) -> None:
    own_id = uuid.uuid4()
    first = add(chain, lead, event_id=own_id)
    recording.shred(chain.pk, by=lead, now=NOW)
    assert add(chain, lead, event_id=own_id) == first


# ---- putting right ----


def test_a_correction_adds_and_leaves_what_was_said(chain: Record, lead: Actor) -> None:
    first = add(chain, lead, happened=NOW - HOUR)
    other = builders.actor(Role.MANAGER)
    second = chronicle.correct(first.pk, Plain(words="Yn hytrach"), by=other, now=NOW + HOUR)
    assert (second.seq, second.corrects_id) == (2, first.pk)
    assert (second.happened, second.precision, second.visibility) == (NOW - HOUR, "minute", first.visibility)
    (fact,) = chronicle.facts_of(chain.pk)
    assert (fact.event, fact.latest, fact.corrections) == (first.pk, second.pk, 1)
    assert (fact.by, fact.recorded) == (lead.user_id, NOW), "it is still who first said it, and when"


def test_a_correction_of_a_correction_corrects_the_first(chain: Record, lead: Actor) -> None:
    first = add(chain, lead)
    second = chronicle.correct(first.pk, Plain(words="Dau"), by=lead, now=NOW)
    third = chronicle.correct(second.pk, Plain(words="Tri", weight=3), by=lead, now=NOW)
    fourth = chronicle.correct(first.pk, Plain(words="Pedwar", weight=4), by=lead, now=NOW)
    (fact,) = chronicle.facts_of(chain.pk)
    assert (fact.event, fact.latest, fact.corrections, fact.facts) == (first.pk, fourth.pk, 3, {"weight": 4})
    assert third.corrects_id == second.pk


def test_a_correction_may_move_it_in_time(chain: Record, lead: Actor) -> None:
    first = add(chain, lead, happened=NOW - HOUR)
    later = add(chain, lead, happened=NOW - HOUR / 2)
    chronicle.correct(first.pk, NOTE, by=lead, now=NOW, happened=NOW, precision="day")
    assert [fact.event for fact in chronicle.facts_of(chain.pk)] == [later.pk, first.pk]
    assert chronicle.facts_of(chain.pk)[1].precision == "day"


def test_a_withdrawn_entry_no_longer_stands(chain: Record, lead: Actor) -> None:
    first, kept = add(chain, lead), add(chain, lead)
    chronicle.withdraw(first.pk, reason="Plentyn arall", by=lead, now=NOW)
    assert [fact.event for fact in chronicle.facts_of(chain.pk)] == [kept.pk]


def test_a_corrected_entry_is_withdrawn_by_any_of_its_wordings(chain: Record, lead: Actor) -> None:
    first = add(chain, lead)
    second = chronicle.correct(first.pk, NOTE, by=lead, now=NOW)
    chronicle.withdraw(second.pk, reason="Plentyn arall", by=lead, now=NOW)
    assert chronicle.facts_of(chain.pk) == []


def test_what_cannot_be_corrected(chain: Record, lead: Actor) -> None:
    first = add(chain, lead)
    gone = add(chain, lead)
    withdrawal = chronicle.withdraw(gone.pk, reason="Ddwywaith", by=lead, now=NOW)
    elsewhere = add(builders.record("invented", by=lead), lead)
    before = Event.objects.count()
    for corrects, content in (
        (first.pk, Internal(outcome="street")),  # another kind
        (gone.pk, NOTE),  # withdrawn
        (gone.pk, Withdrawn(reason="Eto")),  # withdrawn already
        (withdrawal.pk, Withdrawn(reason="Eto")),  # a withdrawal
        (withdrawal.pk, NOTE),
        (elsewhere.pk, NOTE),  # another record's
        (uuid.uuid4(), NOTE),  # nothing
        (None, Withdrawn(reason="Beth?")),  # a withdrawal of nothing
    ):
        with pytest.raises(recording.NotItsCorrection):
            add(chain, lead, content, corrects=corrects)
    assert Event.objects.count() == before


# ---- erasure ----


def test_nothing_is_added_to_an_erased_record(chain: Record, lead: Actor) -> None:
    first = add(chain, lead)
    recording.shred(chain.pk, by=lead, now=NOW)
    for tried in (
        lambda: add(chain, lead),
        lambda: chronicle.correct(first.pk, NOTE, by=lead, now=NOW),
        lambda: chronicle.withdraw(first.pk, reason="Dileu", by=lead, now=NOW),
    ):
        with pytest.raises(recording.RecordErased):
            tried()


def test_erasing_says_who_and_when_once_and_nothing_silently(chain: Record, lead: Actor) -> None:
    recording.shred(chain.pk, by=lead, now=NOW)
    recording.shred(chain.pk, by=builders.actor(Role.MANAGER), now=NOW + HOUR)
    chain.refresh_from_db()
    assert (chain.wrapped_key, chain.shredded, chain.shredded_by_id) == (None, NOW, lead.user_id)
    with pytest.raises(Record.DoesNotExist):
        recording.shred(uuid.uuid4(), by=lead, now=NOW)


@pytest.mark.parametrize(
    "problem",
    [
        recording.NotOfThisFamily,
        recording.AheadOfTime,
        recording.NotItsCorrection,
        recording.AlreadyRecorded,
        recording.RecordErased,
    ],
)
def test_what_is_refused_is_said_in_both_languages(problem: type[recording.RecordingProblem]) -> None:
    with translation.override("en"):
        english = problem().messages
    with translation.override("cy"):
        welsh = problem().messages
    assert english != welsh


# ---- a kind's stored shape ----


def test_every_sort_of_field_comes_back_as_it_went_in(chain: Record, lead: Actor) -> None:
    from noddfa.chronicle import reading
    from noddfa.design.forms import When
    from tests.chronicle.invented.kind import Seen

    full = Sighting(
        words="Ar y stryd\nyn y glaw 😀",
        place="station",
        line="Enw Dychmygol",
        how_many=0,
        places=("street", "station"),
        again=False,
        secret="street",
        day=dt.date(2026, 3, 29),
        moment=When(NOW, "minute"),
        member=str(lead.user_id),
        body=str(lead.organisation),
        earlier=str(uuid.uuid4()),
        seen_by=(Seen(who="Un Dychmygol", on=dt.date(2026, 1, 1)), Seen(who="Dau Dychmygol")),
    )
    least = Sighting(words="Byr", place="street")
    for content in (full, least):
        event = Event.objects.get(pk=add(chain, lead, content).pk)
        assert reading.open_event(event) == content
    sealed_names = {"words", "line", "secret"}
    assert not sealed_names & full.facts().keys()
    assert sealed_names < full.sealed().keys()
    assert full.facts()["seen_by"] == [{"on": "2026-01-01"}, {}]
    assert full.sealed()["seen_by"] == [{"who": "Un Dychmygol"}, {"who": "Dau Dychmygol"}]


def test_fields_added_to_a_kind_later_are_empty_in_what_was_stored_before() -> None:
    assert Sighting.from_parts({"place": "street"}, {"words": "Hen"}) == Sighting(words="Hen", place="street")


def test_two_kinds_cannot_share_a_code() -> None:
    with pytest.raises(ValueError, match="invented_plain"):

        @chronicle.event_kind
        class Thief(chronicle.EventKind):
            code = "invented_plain"
            label = "Thief"
            families = ("invented",)
