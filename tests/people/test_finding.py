"""Finding people: enough to go on, few shown, best first; and what must never be found."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from noddfa.access.actor import Actor
from noddfa.access.roles import Role
from noddfa.people import vault
from noddfa.people.values import Born, Statement
from tests.support import builders

pytestmark = pytest.mark.django_db

BORN = Born.on(dt.date(2010, 6, 1))


@pytest.fixture
def officer() -> Actor:
    return builders.actor(Role.DUTY_OFFICER)


def put(officer: Actor, name: str, born: Born | None = None, **said: str) -> uuid.UUID:
    statements = [Statement("name", name), *(Statement(field, value) for field, value in said.items())]
    if born is not None:
        statements.append(Statement("born", born))
    return vault.create(statements, by=officer, now=builders.NOW)


def strengths(matches: list[vault.Match]) -> dict[uuid.UUID, str]:
    return {match.person: match.strength for match in matches}


@pytest.mark.parametrize(
    ("recorded", "sought"),
    [
        ("Siân Dychmygol", "sian dychmygol"),
        ("Siân Dychmygol", "DYCHMYGOL, Sian"),
        ("Nguyễn Thị Enghraifft", "Nguyen Enghraifft"),
        ("Владимир Дичмигол", "Vladimir Dichmigol"),
        ("محمد علي", "محمد علي"),
        ("Siân-Wyn Dychmygol", "Wyn Sian"),
        ("O’Brien Enghraifft", "O'Brien Enghraifft"),
        ("李明", "Li Ming"),
    ],
)
def test_words_that_agree_are_a_strong_match(officer: Actor, recorded: str, sought: str) -> None:
    person = put(officer, recorded)
    put(officer, "Rhywun Arall")
    assert strengths(vault.find(name=sought)) == {person: "strong"}


@pytest.mark.parametrize(
    ("recorded", "sought"),
    [
        ("Siân Dychmygol", "Shan Dychmygol"),
        ("Ifan Dychmygol", "Evan Dychmigol"),
        ("محمد علي", "Mohammed Ali"),
        ("Юлія Enghraifft", "Yulia Enghraift"),
    ],
)
def test_words_that_sound_alike_are_a_possible_match(officer: Actor, recorded: str, sought: str) -> None:
    person = put(officer, recorded)
    put(officer, "Rhywun Arall")
    assert strengths(vault.find(name=sought)) == {person: "possible"}


def test_one_word_and_the_day_of_birth_are_strong_and_the_year_alone_possible(officer: Actor) -> None:
    person = put(officer, "Siân Dychmygol", BORN)
    assert strengths(vault.find(name="Siân", born=BORN)) == {person: "strong"}
    assert strengths(vault.find(name="Siân", born=Born.in_year(2010))) == {person: "possible"}
    assert strengths(vault.find(name="Shan", born=Born.about(16, on=dt.date(2026, 11, 24)))) == {
        person: "possible"
    }
    assert vault.find(name="Siân", born=Born.in_year(1999)) == []


def test_an_alias_is_found_and_names_said_apart_count_together(officer: Actor) -> None:
    person = put(officer, "Siân", alias="Dychmygol")
    assert strengths(vault.find(name="Siân Dychmygol")) == {person: "strong"}


@pytest.mark.parametrize("written", ["943 476 5919", "9434765919", "943-476-5919"])
def test_a_whole_reference_number_is_strong(officer: Actor, written: str) -> None:
    person = put(officer, "Siân Dychmygol", identifier="943 476 5919")
    assert strengths(vault.find(number=written)) == {person: "strong"}
    assert vault.find(number="943 476") == []


def test_a_telephone_is_found_however_it_is_dialled(officer: Actor) -> None:
    person = put(officer, "Siân Dychmygol", phone="07700 900123")
    assert strengths(vault.find(number="+44 7700 900123")) == {person: "strong"}


@pytest.mark.parametrize(
    "question",
    [{}, {"name": "Siân"}, {"name": "Siân Siân"}, {"name": "😀 12"}, {"number": "1234"}, {"born": BORN}],
)
def test_too_little_to_go_on(officer: Actor, question: dict[str, object]) -> None:
    put(officer, "Siân Dychmygol", BORN)
    with pytest.raises(vault.TooLittleToGoOn):
        vault.find(**question)  # type: ignore[arg-type]


def test_one_sound_does_not_answer_for_two_words(officer: Actor) -> None:
    """'Nia' and 'Wyn' sound alike; somebody with one such word is not who has both."""
    put(officer, "Noah Enghraifft")
    assert vault.find(name="Nia Wyn") == []
    put(officer, "Rhys Enghraifft")
    assert vault.find(name="Rhys Reece") == []


def test_a_year_of_birth_and_one_consonant_are_not_enough(officer: Actor) -> None:
    put(officer, "Noah Enghraifft", BORN)
    nia = put(officer, "Nia Dychmygol", BORN)
    assert strengths(vault.find(name="Nia", born=Born.in_year(2010))) == {nia: "possible"}


def test_too_many_are_not_shown(officer: Actor) -> None:
    for _each in range(vault.MOST_SHOWN):
        put(officer, "Siân Dychmygol")
    assert len(vault.find(name="Siân Dychmygol")) == vault.MOST_SHOWN
    put(officer, "Siân Dychmygol")
    with pytest.raises(vault.TooManyFound):
        vault.find(name="Siân Dychmygol")


def test_too_many_that_only_sound_so_do_not_hide_the_few_that_agree(officer: Actor) -> None:
    for _each in range(vault.MOST_SHOWN + 5):
        put(officer, "Shan Dychmigol")
    exact = put(officer, "Siân Dychmygol")
    assert strengths(vault.find(name="Siân Dychmygol")) == {exact: "strong"}
    with pytest.raises(vault.TooManyFound):
        vault.find(name="Shann Dychmigal")


def test_the_best_come_first(officer: Actor) -> None:
    sounds = put(officer, "Shan Dychmigol", BORN)
    two_words = put(officer, "Siân Dychmygol")
    all_agree = put(officer, "Siân Wyn Dychmygol", BORN)
    with_birth = put(officer, "Siân Dychmygol", BORN)
    found = [match.person for match in vault.find(name="Siân Wyn Dychmygol", born=BORN)]
    assert found == [all_agree, with_birth, two_words, sounds]


def test_sealed_items_are_found_by_nothing(officer: Actor) -> None:
    vault.create(
        [
            Statement("name", "Cudd Dychmygol", sealed=True),
            Statement("alias", "Cudd Enghraifft", sealed=True),
            Statement("phone", "07700 900999", sealed=True),
            Statement("identifier", "ABC12345", sealed=True),
            Statement("born", BORN, sealed=True),
        ],
        by=officer,
        now=builders.NOW,
    )
    assert vault.find(name="Cudd Dychmygol") == []
    assert vault.find(name="Cudd", born=BORN) == []
    assert vault.find(number="07700 900999") == []
    assert vault.find(number="ABC12345") == []


def test_an_address_or_a_description_finds_nobody(officer: Actor) -> None:
    put(
        officer,
        "Siân Dychmygol",
        address="1 Stryd Enghraifft",
        description="Craith Fawr",
        gender="Merch Ifanc",
    )
    for words in ("Stryd Enghraifft", "Craith Fawr", "Merch Ifanc"):
        assert vault.find(name=words) == []


def test_searching_costs_the_same_however_many_there_are(
    officer: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(2):
        for _each in range(number * 8 + 1):
            put(officer, "Siân Dychmygol", BORN)
        with django_assert_num_queries(2):
            vault.find(name="Siân Dychmygol", born=BORN)


# ---- somebody about to be recorded ----


def test_who_resembles_somebody_about_to_be_recorded(officer: Actor) -> None:
    person = put(officer, "Siân Dychmygol", BORN)
    about = [Statement("name", "Shan"), Statement("alias", "Dychmygol"), Statement("born", BORN)]
    assert strengths(vault.resembling(about)) == {person: "strong"}
    assert strengths(vault.resembling([Statement("name", "Shan Dychmigol")])) == {person: "possible"}


def test_resembling_never_complains_and_shows_few(officer: Actor) -> None:
    for _each in range(vault.MOST_SHOWN + 3):
        put(officer, "Siân Dychmygol")
    assert len(vault.resembling([Statement("name", "Siân Dychmygol")])) == vault.MOST_SHOWN
    assert vault.resembling([Statement("name", "Siân")]) == []
    assert vault.resembling([]) == []


@pytest.mark.parametrize("problem", [vault.TooLittleToGoOn, vault.TooManyFound, vault.Erased])
def test_what_the_vault_refuses_is_said_in_both_languages(problem: type[vault.VaultProblem]) -> None:
    with translation.override("en"):
        english = problem().messages
    with translation.override("cy"):
        welsh = problem().messages
    assert english != welsh
