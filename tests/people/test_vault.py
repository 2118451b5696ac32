"""The vault: people are made, spoken of, read, and erased."""

from __future__ import annotations

import datetime as dt
import json
import uuid

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from noddfa.access.actor import Actor
from noddfa.access.roles import Role
from noddfa.envelope import SealBroken
from noddfa.people import keys, vault
from noddfa.people.models import Detail, IndexToken, Person
from noddfa.people.values import Born, Statement
from tests.support import builders

pytestmark = pytest.mark.django_db

NOW = builders.NOW
LATER = NOW + dt.timedelta(days=3)
BORN = Born.on(dt.date(2010, 6, 1))
SAID = (
    Statement("name", "Siân Dychmygol"),
    Statement("alias", "Shan"),
    Statement("born", BORN),
    Statement("address", "1 Stryd Dychmygol, Tredychmygol"),
    Statement("phone", "07700 900 123"),
    Statement("address", "Lloches Dychmygol", sealed=True),
)


@pytest.fixture
def officer() -> Actor:
    return builders.actor(Role.DUTY_OFFICER)


def test_what_was_said_is_read_back(officer: Actor) -> None:
    who = vault.read(vault.create(SAID, by=officer, now=NOW))
    assert (who.names, who.aliases, who.born) == (("Siân Dychmygol",), ("Shan",), BORN)
    assert who.details == (("address", "1 Stryd Dychmygol, Tredychmygol"), ("phone", "07700 900 123"))
    assert (who.name, who.erased, who.sealed_items) == ("Siân Dychmygol", False, 1)


def test_sealed_items_are_counted_here_and_read_only_apart(officer: Actor) -> None:
    person = vault.create(SAID, by=officer, now=NOW)
    assert "Lloches Dychmygol" not in repr(vault.read(person))
    assert vault.read_sealed(person) == (("address", "Lloches Dychmygol"),)


def test_statements_that_differ_are_both_kept_and_the_newest_birth_stands(officer: Actor) -> None:
    person = vault.create(SAID[:3], by=officer, now=NOW)
    vault.say(person, Statement("name", "Siân Enghraifft"), by=officer, now=LATER)
    vault.say(person, Statement("born", Born.in_year(2011)), by=officer, now=LATER)
    who = vault.read(person)
    assert who.names == ("Siân Dychmygol", "Siân Enghraifft")
    assert who.born == Born.in_year(2011)


def test_a_statement_says_who_when_and_for_whom(officer: Actor) -> None:
    person = vault.create(SAID[:1], by=officer, now=NOW)
    row = Detail.objects.get(person_id=person)
    assert (row.recorded_by_id, row.body_id, row.recorded) == (officer.user_id, officer.organisation, NOW)


def test_a_withdrawn_statement_is_neither_shown_nor_found_and_stays_on_record(officer: Actor) -> None:
    person = vault.create(SAID[:1], by=officer, now=NOW)
    wrong = vault.say(person, Statement("name", "Catrin Camgymeriad"), by=officer, now=NOW)
    assert vault.find(name="Catrin Camgymeriad")
    vault.withdraw(wrong, by=officer, now=LATER)
    assert vault.read(person).names == ("Siân Dychmygol",)
    assert vault.find(name="Catrin Camgymeriad") == []
    row = Detail.objects.get(pk=wrong)
    assert (row.withdrawn, row.withdrawn_by_id) == (LATER, officer.user_id)


def test_withdrawing_twice_keeps_the_first(officer: Actor) -> None:
    person = vault.create(SAID[:2], by=officer, now=NOW)
    detail = Detail.objects.filter(person_id=person).latest("pk").pk
    vault.withdraw(detail, by=officer, now=NOW)
    vault.withdraw(detail, by=builders.actor(Role.MANAGER), now=LATER)
    assert Detail.objects.get(pk=detail).withdrawn == NOW


def test_several_people_are_read_in_two_queries(
    officer: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [vault.create(SAID, by=officer, now=NOW) for _each in range(12)]
    for some in (people[:1], people):
        with django_assert_num_queries(2):
            read = vault.read_many(some)
        assert {read[person].name for person in some} == {"Siân Dychmygol"}


def test_a_reader_of_some_statements_sees_no_others(officer: Actor) -> None:
    person = vault.create(SAID[:1], by=officer, now=NOW)
    own = vault.say(person, Statement("alias", "Nia"), by=officer, now=NOW)
    who = vault.read(person, only=[own])
    assert (who.names, who.aliases) == ((), ("Nia",))


def test_somebody_who_does_not_exist(officer: Actor) -> None:
    with pytest.raises(KeyError):
        vault.read(uuid.uuid4())
    with pytest.raises(Person.DoesNotExist):
        vault.say(uuid.uuid4(), SAID[0], by=officer, now=NOW)


# ---- erasure ----


def test_an_erased_person_cannot_be_read_found_or_added_to(officer: Actor) -> None:
    person = vault.create(SAID, by=officer, now=NOW)
    vault.shred(person, by=officer, now=LATER)
    who = vault.read(person)
    assert who.erased and not (who.names or who.aliases or who.born or who.details or who.sealed_items)
    assert vault.find(name="Siân Dychmygol") == []
    assert vault.find(number="07700 900123") == []
    for tried in (
        lambda: vault.say(person, SAID[0], by=officer, now=LATER),
        lambda: vault.read_sealed(person),
    ):
        with pytest.raises(vault.Erased):
            tried()
    assert not IndexToken.objects.filter(person_id=person).exists()


def test_erasing_keeps_when_and_by_whom_and_the_first_time(officer: Actor) -> None:
    person = vault.create(SAID, by=officer, now=NOW)
    vault.shred(person, by=officer, now=NOW)
    vault.shred(person, by=builders.actor(Role.MANAGER), now=LATER)
    row = Person.objects.get(pk=person)
    assert (row.shredded, row.shredded_by_id, row.wrapped_key) == (NOW, officer.user_id, None)


def test_erasing_nobody_is_said(officer: Actor) -> None:
    with pytest.raises(Person.DoesNotExist):
        vault.shred(uuid.uuid4(), by=officer, now=NOW)


def test_erasing_one_leaves_the_others(officer: Actor) -> None:
    one, other = (vault.create(SAID, by=officer, now=NOW) for _each in range(2))
    vault.shred(one, by=officer, now=NOW)
    assert vault.read(other).name == "Siân Dychmygol"
    assert [match.person for match in vault.find(name="Siân Dychmygol")] == [other]


def test_the_database_refuses_an_erasure_without_who_and_when(officer: Actor) -> None:
    person = vault.create(SAID, by=officer, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person).update(wrapped_key=None)


# ---- nothing to be made of the rows alone ----


def test_a_row_moved_to_another_person_or_place_does_not_open(officer: Actor) -> None:
    one, other = (vault.create(SAID[:1], by=officer, now=NOW) for _each in range(2))
    mine, theirs = (Detail.objects.get(person_id=person) for person in (one, other))
    Detail.objects.filter(pk=theirs.pk).update(content=mine.content)
    with pytest.raises(SealBroken):
        vault.read(other)
    Person.objects.filter(pk=other).update(wrapped_key=Person.objects.get(pk=one).wrapped_key)
    with pytest.raises(SealBroken):
        vault.read(other)


def test_no_column_holds_a_word_of_it(officer: Actor) -> None:
    person = vault.create(SAID, by=officer, now=NOW)
    rows = [
        *Person.objects.filter(pk=person).values(),
        *(
            {**row, "content": bytes(row["content"])}
            for row in Detail.objects.filter(person_id=person).values()
        ),
        *IndexToken.objects.filter(person_id=person).values(),
    ]
    text = json.dumps(rows, default=str).lower()
    for word in ("siân", "dychmygol,", "stryd", "lloches", "2010-06"):
        assert word not in text


def test_one_name_of_two_people_is_sealed_differently(officer: Actor) -> None:
    for _each in range(2):
        vault.create(SAID[:1], by=officer, now=NOW)
    assert len({bytes(row.content) for row in Detail.objects.all()}) == 2


# ---- the key turns over ----


def test_keys_are_wrapped_anew_and_the_old_master_is_needed_no_more(
    officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [vault.create(SAID, by=officer, now=NOW) for _each in range(3)]
    old = keys.ring()
    turned = old.with_new_master()
    monkeypatch.setattr(keys, "ring", lambda: turned)
    assert list(keys.rewrap_all(Person, "person")) == [3]
    monkeypatch.setattr(keys, "ring", lambda: turned.without(old.current))
    assert all(vault.read(person).name == "Siân Dychmygol" for person in people)
    assert len(vault.find(name="Siân Dychmygol")) == 3


def test_turning_over_goes_in_batches_and_may_be_broken_off(
    officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _each in range(5):
        vault.create(SAID[:1], by=officer, now=NOW)
    turned = keys.ring().with_new_master()
    monkeypatch.setattr(keys, "ring", lambda: turned)
    monkeypatch.setattr(keys, "_BATCH", 2)
    assert next(keys.rewrap_all(Person, "person")) == 2  # and no further
    assert list(keys.rewrap_all(Person, "person")) == [2, 4, 5]
    assert {row.wrapped_key.partition(":")[0] for row in Person.objects.all()} == {turned.current}


def test_a_key_destroyed_while_keys_turn_over_stays_destroyed(
    officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, other = (vault.create(SAID[:1], by=officer, now=NOW) for _each in range(2))
    turned = keys.ring().with_new_master()
    monkeypatch.setattr(keys, "ring", lambda: turned)
    rewrap = type(turned).rewrap

    def and_meanwhile(self: object, wrapped: str, owner: str) -> str:
        if owner == f"person:{gone}":
            vault.shred(gone, by=officer, now=LATER)
        return rewrap(turned, wrapped, owner)

    monkeypatch.setattr(type(turned), "rewrap", and_meanwhile)
    list(keys.rewrap_all(Person, "person"))
    assert Person.objects.get(pk=gone).wrapped_key is None
    assert vault.read(other).name == "Siân Dychmygol"
