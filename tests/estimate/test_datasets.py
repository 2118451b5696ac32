"""The published tables: all there, as published, with their source and both languages."""

from __future__ import annotations

import pytest

from noddfa.estimate import datasets
from tests.estimate import oracles

pytestmark = pytest.mark.instrument


def test_there_are_five() -> None:
    assert datasets.available() == (
        "netherlands-five-lists",
        "netherlands-six-lists",
        "new-orleans-five-lists",
        "uk-2013-five-lists",
        "uk-2013-six-lists",
    )


@pytest.mark.parametrize("name", datasets.available())
def test_each_has_the_people_published_and_a_source(name: str) -> None:
    histories, info = datasets.load(name), datasets.info(name)
    assert histories.n_seen == info.people == sum(oracles.published(name).values())
    assert info.source.rstrip(".").endswith(("12(3)", "UNODC", "Trafficking"))
    assert set(info.title) == {"en", "cy"}
    assert info.title["en"] != info.title["cy"]
    assert info.cy_status in {"checked", "unchecked"}
    assert set(info.labels) <= set(histories.lists)


@pytest.mark.parametrize(
    ("six", "five", "merged", "into"),
    [
        ("uk-2013-six-lists", "uk-2013-five-lists", ("PF", "NCA"), "PFNCA"),
        ("netherlands-six-lists", "netherlands-five-lists", ("I", "O"), "IO"),
    ],
)
def test_five_lists_are_the_six_with_two_merged(
    six: str, five: str, merged: tuple[str, str], into: str
) -> None:
    whole, smaller = datasets.load(six), datasets.load(five)
    found: dict[frozenset[str], int] = {}
    for pattern, count in zip(whole.patterns, whole.counts, strict=True):
        names = frozenset(
            into if name in merged else name for name, on in zip(whole.lists, pattern, strict=True) if on
        )
        found[names] = found.get(names, 0) + int(count)
    expected = {
        frozenset(name for name, on in zip(smaller.lists, pattern, strict=True) if on): int(count)
        for pattern, count in zip(smaller.patterns, smaller.counts, strict=True)
    }
    assert found == expected


def test_lists_have_full_names_in_the_readers_language() -> None:
    assert datasets.info("uk-2013-six-lists").names_in("cy")["LA"] == "Awdurdod lleol"


def test_an_unknown_name_is_answered_with_those_there_are() -> None:
    with pytest.raises(datasets.UnknownDataset, match=r"one of netherlands-five-lists.*got uk"):
        datasets.load("uk")
    with pytest.raises(datasets.UnknownDataset):
        datasets.info("../uk-2013-six-lists")
