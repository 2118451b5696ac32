"""Linking: on invented lists whose truth is known, on very short lists, and what it refuses."""

from __future__ import annotations

import subprocess
import sys

import pytest

from noddfa.estimate import CaptureHistories, independence
from noddfa.linkage import Entry, EntryRef, Links, MissingExtra, Pair, capture_histories, keyed_tokens, link
from noddfa.linkage.linking import MOST_ENTRIES
from tests.linkage.invented import KEY, World, world

pytestmark = pytest.mark.instrument


def _entry(reference: str, given: str = "Ffugwen", family: str = "Dychmygol", year: int = 2010) -> Entry:
    return Entry(reference, keyed_tokens(given, family, key=KEY), year, "W06000015", "f")


def _joined(links: Links, threshold: float = 0.5) -> set[frozenset[tuple[str, str]]]:
    return {
        frozenset(((pair.left.list, pair.left.reference), (pair.right.list, pair.right.reference)))
        for pair in links.pairs
        if pair.probability >= threshold
    }


@pytest.fixture(scope="module")
def made() -> World:
    return world(250, seed=7, chances=(0.5, 0.4, 0.3))


@pytest.fixture(scope="module")
def links(made: World) -> Links:
    return link(made.lists)


def test_it_finds_who_is_who(made: World, links: Links) -> None:
    true, found = made.true_pairs(), _joined(links)
    assert len(true) > 100
    assert len(found & true) >= 0.93 * len(true)
    assert len(found & true) >= 0.9 * len(found)


def test_probabilities_mean_what_they_say(made: World, links: Links) -> None:
    expected = sum(pair.probability for pair in links.pairs)
    assert expected == pytest.approx(len(made.true_pairs()), rel=0.1)


def test_every_entry_is_one_person_and_only_one(made: World, links: Links) -> None:
    entries = [entry for group in links.clusters() for entry in group]
    assert sorted(entries) == sorted(EntryRef(*place) for place in made.truth)


def test_the_histories_are_close_to_the_true_ones(made: World, links: Links) -> None:
    found = capture_histories(links)
    people: dict[int, set[str]] = {}
    for (name, _reference), person in made.truth.items():
        people.setdefault(person, set()).add(name)
    true = CaptureHistories.from_people(
        tuple(made.lists), [[int(name in on) for name in made.lists] for on in people.values()]
    )
    assert found.lists == true.lists
    assert found.list_totals.tolist() == pytest.approx(true.list_totals.tolist(), abs=3)
    assert found.seen_on().tolist() == pytest.approx(true.seen_on().tolist(), abs=0.05 * true.n_seen)
    assert independence(found).point == pytest.approx(independence(true).point, rel=0.05)


def test_the_same_lists_give_the_same_links(made: World, links: Links) -> None:
    assert link(made.lists) == links


def test_without_slips_every_pair_is_found() -> None:
    clean = world(80, seed=3, chances=(0.6, 0.5), careless=0)
    assert _joined(link(clean.lists)) == clean.true_pairs()


def test_a_single_pair_is_linked_when_everything_agrees_and_not_when_little_does() -> None:
    assert _joined(link({"A": [_entry("1")], "B": [_entry("2")]})) == {frozenset({("A", "1"), ("B", "2")})}
    assert _joined(link({"A": [_entry("1")], "B": [_entry("2", "Rhithion", "Samplog", 2006)]})) == set()


def test_a_person_twice_on_one_list_is_found_and_counts_once() -> None:
    found = link({"A": [_entry("1"), _entry("1 again")], "B": [_entry("9", "Rhithion", "Samplog", 2006)]})
    assert found.clusters() == (
        (EntryRef("A", "1"), EntryRef("A", "1 again")),
        (EntryRef("B", "9"),),
    )
    assert capture_histories(found).seen_on().tolist() == [2, 0]


def test_agreeing_on_a_rare_name_weighs_more_than_on_a_common_one() -> None:
    crowd = [_entry(f"c{n}", f"Esgus{n}", "Cyffredin", 1990 + n) for n in range(30)]
    found = link(
        {
            "A": [*crowd, _entry("rare", "Ffugwen", "Prin"), _entry("common", "Dychwen", "Cyffredin")],
            "B": [_entry("rare", "Ffugwen", "Prin"), _entry("common", "Dychwen", "Cyffredin")],
        }
    )
    weight = {(pair.left.reference, pair.right.reference): pair.weight for pair in found.pairs}
    assert weight["rare", "rare"] > weight["common", "common"] + 2


def test_nothing_known_links_nobody() -> None:
    found = link({"A": [Entry("1"), Entry("2")], "B": [Entry("3")]})
    assert _joined(found, 0.3) == set()


def test_a_list_with_nobody_is_kept_as_a_list() -> None:
    found = link({"A": [_entry("1")], "Empty": [], "B": [_entry("2")]})
    assert found.lists == ("A", "Empty", "B")
    assert capture_histories(found).list_totals.tolist() == [1, 0, 1]
    assert link({"A": [_entry("1")], "B": []}).pairs == ()


def test_chains_join_and_the_threshold_decides() -> None:
    a, b, c = EntryRef("A", "1"), EntryRef("B", "1"), EntryRef("C", "1")
    links = Links(("A", "B", "C"), (a, b, c), (Pair(a, b, 9, 0.998), Pair(b, c, 1, 0.67)))
    assert links.clusters() == ((a, b, c),)
    assert links.clusters(0.95) == ((a, b), (c,))
    assert capture_histories(links, threshold=0.95).seen_on().tolist() == [1, 1, 0]
    with pytest.raises(ValueError, match=r"threshold must be 0\.05 to 1; got 0"):
        links.clusters(0)


@pytest.mark.parametrize(
    ("lists", "says"),
    [
        ({"A": [_entry("1")]}, "two or more; got 1"),
        ({"A": [_entry("1"), _entry("1")], "B": []}, "A has one twice"),
        ({"A": [], "B": []}, "entries in all; got 0"),
        ({"A": [Entry(str(n)) for n in range(MOST_ENTRIES)], "B": [Entry("1")]}, "got 2,001"),
    ],
)
def test_what_it_refuses(lists: dict[str, list[Entry]], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        link(lists)


@pytest.mark.parametrize("missing", ["splink", "duckdb", "pyarrow"])
def test_without_the_extra_it_says_what_to_install(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtra, match=r"pip install 'noddfa\[evidence\]'") as caught:
        link({"A": [_entry("1")], "B": [_entry("2")]})
    assert caught.value.text("cy").startswith("Mae angen pecynnau")


def test_importing_loads_neither_splink_nor_django() -> None:
    asked = "import sys, noddfa.linkage; print(sorted({'splink', 'duckdb', 'django'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
