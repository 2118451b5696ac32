"""The invented children's names: seen to be invented, and none found by a search for another."""

from __future__ import annotations

from collections import defaultdict

from noddfa.demo import country, names
from noddfa.people import folding


def test_no_two_share_a_word_or_a_telling_sound() -> None:
    heard: dict[str, set[str]] = defaultdict(set)
    for name in (*names.CHILDREN, *names.TOLD_OF):
        for word in folding.words(name):
            for sound in (word, *folding.sounds(word)):
                if len(sound) > 1:  # the vault, too, makes nothing of a single consonant
                    heard[sound].add(name)
    assert {sound: found for sound, found in heard.items() if len(found) > 1} == {}


def test_there_is_one_for_each_child_of_the_country() -> None:
    assert sum(map(sum, country.CASES.values())) <= len(names.CHILDREN)
