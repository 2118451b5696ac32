"""Invented people on invented lists, with the truth known. Names are made of syllables and belong to nobody."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from noddfa.linkage import Entry, keyed_tokens

KEY = b"a key for tests, held by nobody.."

_HEADS = [
    "Dychm",
    "Enghr",
    "Ffug",
    "Esgus",
    "Cymer",
    "Tebyg",
    "Lled",
    "Prawf",
    "Sampl",
    "Ffuant",
    "Rhith",
    "Smal",
]
_TAILS = ["ed", "on", "wen", "ys", "air", "ion", "fryn", "lan"]
GIVEN = [head + tail for head in _HEADS for tail in _TAILS[:4]]
FAMILY = [head + tail + "og" for head in _HEADS for tail in _TAILS]


@dataclass(frozen=True)
class Person:
    given: str
    family: str
    birth_year: int
    area: str
    gender: str


@dataclass(frozen=True)
class World:
    """Lists of entries, and who (a number) is behind each (list, reference)."""

    lists: dict[str, list[Entry]]
    truth: dict[tuple[str, str], int]

    def true_pairs(self) -> set[frozenset[tuple[str, str]]]:
        places = list(self.truth)
        return {
            frozenset((one, other))
            for at, one in enumerate(places)
            for other in places[at + 1 :]
            if self.truth[one] == self.truth[other]
        }


def world(people: int, seed: int, chances: Sequence[float], *, careless: float = 1.0) -> World:
    """`people` persons, each on list j with chance `chances[j]`, recorded with slips (`careless` scales them)."""
    rng = random.Random(seed)
    persons = [
        Person(
            rng.choice(GIVEN),
            rng.choice(FAMILY),
            rng.randint(2004, 2018),
            f"W0600{rng.randint(1, 22):04}",
            rng.choice("mf"),
        )
        for _ in range(people)
    ]
    lists: dict[str, list[Entry]] = {}
    truth: dict[tuple[str, str], int] = {}
    for j, chance in enumerate(chances):
        name = f"List {chr(65 + j)}"
        seen = [at for at in range(people) if rng.random() < chance]
        rng.shuffle(seen)
        lists[name] = []
        for place, at in enumerate(seen):
            reference = f"{j}-{place}"
            lists[name].append(_recorded(persons[at], reference, rng, careless))
            truth[name, reference] = at
    return World(lists, truth)


def _recorded(person: Person, reference: str, rng: random.Random, careless: float) -> Entry:
    def slips(chance: float) -> bool:
        return rng.random() < chance * careless

    if slips(0.08):
        person = replace(person, family=person.family.replace("o", "oo", 1))
    if slips(0.08):
        person = replace(person, given=person.given + "e")
    if slips(0.02):
        person = replace(person, family=rng.choice(FAMILY))
    if slips(0.08):
        person = replace(person, birth_year=person.birth_year + rng.choice((-1, 1)))
    if slips(0.2):
        person = replace(person, area=f"W0600{rng.randint(1, 22):04}")
    return Entry(
        reference,
        keyed_tokens(person.given, person.family, key=KEY),
        None if slips(0.08) else person.birth_year,
        person.area,
        None if slips(0.05) else person.gender,
    )
