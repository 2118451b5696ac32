"""Linking lists: which entries are one person, with how much confidence, and the capture histories they give."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from noddfa.estimate import CaptureHistories
from noddfa.linkage import model
from noddfa.linkage.entries import Entry, NameTokens

if TYPE_CHECKING:
    import pyarrow
    from splink import Linker, SettingsCreator

MOST_ENTRIES: Final = 2000
"""Every pair is compared: this many take some ten seconds on one core and over a gigabyte of memory."""

LEAST_PROBABILITY: Final = 0.05
"""Pairs less likely than this are not kept."""

SAME_PERSON: Final = 0.5
"""Probability from which a pair is taken to be one person unless the caller says otherwise.

A stricter one is no safer for counting: links missed make people look unseen elsewhere. In simulations of three
lists (800 people, careless records) 0.9 put the estimate some 20% too high, 0.5 some 4%."""


class MissingExtra(ImportError):
    """The packages that linkage needs are not installed; the text says how to get them."""

    def __init__(self) -> None:
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """What to do, in English (`en`) or Welsh (`cy`)."""
        if lang == "cy":
            return "Mae angen pecynnau ychwanegol i gysylltu rhestrau; gosodwch nhw â: pip install 'noddfa[evidence]'"
        return "Linking lists needs extra packages; install them with: pip install 'noddfa[evidence]'"


@dataclass(frozen=True, order=True)
class EntryRef:
    """An entry by its list and the list's own reference."""

    list: str
    reference: str


@dataclass(frozen=True)
class Pair:
    """Two entries that may be one person: `left` before `right` in order of list and reference.

    weight       log2 of how many times likelier the agreement is for one person than for two, with the odds of any
                 two entries matching included
    probability  that they are one person, under the model
    """

    left: EntryRef
    right: EntryRef
    weight: float
    probability: float


@dataclass(frozen=True)
class Links:
    """The outcome of a linkage.

    lists    names of the lists, in the order given
    entries  every entry, linked or not
    pairs    those of probability 0.05 or more, the likeliest first
    """

    lists: tuple[str, ...]
    entries: tuple[EntryRef, ...]
    pairs: tuple[Pair, ...]

    def clusters(self, threshold: float = SAME_PERSON) -> tuple[tuple[EntryRef, ...], ...]:
        """Entries grouped into persons: those joined by pairs of at least this probability, directly or in a chain.

        Every entry is in exactly one group. Raises ValueError when `threshold` is not from 0.05 to 1.
        """
        if not LEAST_PROBABILITY <= threshold <= 1:
            raise ValueError(f"threshold must be {LEAST_PROBABILITY} to 1; got {threshold}")
        leader = {entry: entry for entry in self.entries}

        def find(entry: EntryRef) -> EntryRef:
            while leader[entry] != entry:
                leader[entry] = leader[leader[entry]]
                entry = leader[entry]
            return entry

        for pair in self.pairs:
            if pair.probability >= threshold:
                first, second = sorted((find(pair.left), find(pair.right)))
                leader[second] = first
        groups: dict[EntryRef, list[EntryRef]] = {}
        for entry in self.entries:
            groups.setdefault(find(entry), []).append(entry)
        return tuple(sorted(tuple(sorted(group)) for group in groups.values()))


def link(lists: Mapping[str, Sequence[Entry]]) -> Links:
    """Find which entries of two or more lists are one person.

    Fellegi-Sunter by Splink on an in-memory DuckDB: every pair of entries is compared, pairs within one list
    too (a list may hold a person twice). Nothing is sampled and one thread computes, so the same lists give the
    same links. See `model` for what is assumed and what is learned.

    Raises ValueError (fewer than two lists, a reference twice in a list, no entry at all or over 2,000) and
    MissingExtra.
    """
    _check(lists)
    _require_extra()
    refs = [EntryRef(name, entry.reference) for name, entries in lists.items() for entry in entries]
    found = _compare(lists) if len(refs) > 1 else []
    pairs = [_pair(refs[first], refs[second], weight, chance) for first, second, weight, chance in found]
    pairs.sort(key=lambda pair: (-pair.weight, pair.left, pair.right))
    return Links(tuple(lists), tuple(sorted(refs)), tuple(pairs))


def capture_histories(links: Links, *, threshold: float = SAME_PERSON) -> CaptureHistories:
    """Who is on which lists, taking pairs of at least this probability to be one person.

    Being twice on one list counts once. Raises ValueError as `Links.clusters` does, and BadHistories for more
    lists than an estimate can take.
    """
    people = [
        [int(any(entry.list == name for entry in group)) for name in links.lists]
        for group in links.clusters(threshold)
    ]
    return CaptureHistories.from_people(links.lists, people)


def _check(lists: Mapping[str, Sequence[Entry]]) -> None:
    if len(lists) < 2:
        raise ValueError(f"lists must be two or more; got {len(lists)}")
    for name, entries in lists.items():
        references = [entry.reference for entry in entries]
        if len(set(references)) != len(references):
            raise ValueError(f"references must differ within a list; {name} has one twice")
    total = sum(len(entries) for entries in lists.values())
    if not 0 < total <= MOST_ENTRIES:
        raise ValueError(f"lists must hold 1 to {MOST_ENTRIES:,} entries in all; got {total:,}")


def _pair(one: EntryRef, other: EntryRef, weight: float, probability: float) -> Pair:
    left, right = sorted((one, other))
    return Pair(left, right, weight, probability)


def _compare(lists: Mapping[str, Sequence[Entry]]) -> list[tuple[int, int, float, float]]:
    """(place, place, weight, probability) of every pair kept; a place counts entries through all lists."""
    learned = _learned(_linker(lists, model.settings(model.FIRST_GUESS, show_agreement=True)))
    linker = _linker(lists, model.settings(learned))
    _tell_frequencies(linker, [entry for entries in lists.values() for entry in entries])
    predicted = linker.inference.predict(threshold_match_probability=LEAST_PROBABILITY)
    return [
        (row["unique_id_l"], row["unique_id_r"], float(row["match_weight"]), float(row["match_probability"]))
        for row in predicted.as_record_list()
    ]


def _learned(linker: Linker) -> model.Learned:
    columns = [f"gamma_{agreement.column}" for agreement in model.AGREEMENTS]
    named = ", ".join(columns)
    kinds = (
        linker.inference.predict()
        .query_sql(f"select {named}, count(*) as pairs from {{this}} group by {named} order by {named}")
        .as_record_list()
    )
    return model.learn(
        np.array([[kind[column] for column in columns] for kind in kinds], dtype=np.int64),
        np.array([kind["pairs"] for kind in kinds], dtype=np.int64),
    )


def _tell_frequencies(linker: Linker, entries: Sequence[Entry]) -> None:
    """Give Splink how common each name is, in place of the plain shares it would count itself."""
    import pyarrow

    for agreement in model.AGREEMENTS:
        if agreement.rare:
            column = agreement.column
            values = [getattr(entry.names, column) for entry in entries if entry.names is not None]
            counts = Counter(value for value in values if value is not None)
            chances = [model.frequency_of(count, counts.total(), agreement.u[0]) for count in counts.values()]
            table = pyarrow.table(
                {
                    column: pyarrow.array(list(counts), type=pyarrow.string()),
                    f"tf_{column}": pyarrow.array(chances, type=pyarrow.float64()),
                }
            )
            frame = linker.table_management.register_table(table, f"frequency_of_{column}")
            linker.table_management.register_term_frequency_lookup(frame, column)


def _linker(lists: Mapping[str, Sequence[Entry]], settings: SettingsCreator) -> Linker:
    import duckdb
    from splink import DuckDBAPI, Linker

    database = DuckDBAPI(duckdb.connect(":memory:", config={"threads": 1}))
    frames = []
    place = 0
    for number, entries in enumerate(lists.values()):
        if entries:  # a list with nobody has nothing to compare
            frames.append(database.register(_table(entries, place), table_name=f"list_{number}"))
            place += len(entries)
    return Linker(frames, settings, log_level=logging.ERROR)


def _require_extra() -> None:
    try:
        import duckdb  # noqa: F401
        import pyarrow  # noqa: F401
        import splink  # noqa: F401
    except ImportError as error:
        raise MissingExtra from error


def _table(entries: Sequence[Entry], first_place: int) -> pyarrow.Table:
    """The entries as columns of stated type (a column nobody fills must still be text), without references."""
    import pyarrow

    nameless = NameTokens(None, None, None, None)
    names = [entry.names or nameless for entry in entries]
    columns: dict[str, tuple[list[Any], pyarrow.DataType]] = {
        "unique_id": (list(range(first_place, first_place + len(entries))), pyarrow.int64()),
        "given": ([name.given for name in names], pyarrow.string()),
        "given_sound": ([name.given_sound for name in names], pyarrow.string()),
        "family": ([name.family for name in names], pyarrow.string()),
        "family_sound": ([name.family_sound for name in names], pyarrow.string()),
        "birth_year": ([entry.birth_year for entry in entries], pyarrow.int64()),
        "area": ([entry.area for entry in entries], pyarrow.string()),
        "gender": ([entry.gender for entry in entries], pyarrow.string()),
    }
    return pyarrow.table({name: pyarrow.array(values, type=kind) for name, (values, kind) in columns.items()})
