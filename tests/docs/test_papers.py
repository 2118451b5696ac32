"""README, CHANGELOG, SECURITY and the plan of the house say what is so: counts from the data, places that exist."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from noddfa import practice
from noddfa.design import welsh
from noddfa.practice import areas, audit, course, indicators, support
from noddfa.protocol.shipped import shipped_timescales

pytestmark = pytest.mark.instrument

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "noddfa"


@cache
def paper(name: str) -> str:
    """A paper on one line, so that a broken line breaks no sentence."""
    return re.sub(r"\s+", " ", (ROOT / name).read_text(encoding="utf-8"))


def test_the_readme_counts_the_facts_to_verify() -> None:
    files = practice.unchecked()
    facts, unsure = sum(file.facts for file in files), sum(file.to_verify for file in files)
    assert f"Of {facts:,} facts in the practice data, **{unsure} are marked *to verify***" in paper(
        "README.md"
    )


def test_the_readme_counts_the_limits_to_verify_and_quotes_them() -> None:
    limits = shipped_timescales()
    unsure = {code for code, limit in limits.items() if str(limit.verification).endswith("to_verify")}
    assert f"Of the {len(limits)} limits, {len(unsure)} are to verify" in paper("README.md")
    for code, said in (
        ("strategy_discussion", "the strategy discussion (2 working days)"),
        ("strategy_meeting", "the strategy meeting (8 working days)"),
        ("return_interview", "the return conversation (72 hours)"),
    ):
        assert code in unsure
        assert said in paper("README.md")
        assert f"({limits[code].number} " in said


def test_the_readme_is_right_that_no_welsh_of_the_screens_is_checked() -> None:
    """The first translator who takes a mark away has the sentence to change."""
    assert "No text of the screens has been checked by a translator" in paper("README.md")
    assert [room.room for room in welsh.unchecked() if room.unchecked < room.units] == []


def test_the_changes_count_what_ships() -> None:
    said = paper("CHANGELOG.md")
    questions = {len(module.questions) for module in course.modules()}
    numbers = {
        f"{len(indicators.load())} signs": "signs",
        f"council of {len(areas.load())}": "councils",
        f"All {len(shipped_timescales())} dated limits": "limits",
    }
    assert [what for sentence, what in numbers.items() if sentence not in said] == []
    assert (len(support.headings()), len(audit.standards()), len(course.modules()), questions) == (
        *(12, 9, 1),
        {5},
    )
    for words in ("twelve headings", "nine standards", "One module", "five questions"):
        assert words in said


@pytest.mark.parametrize(
    "name",
    ["docs/architecture.md", "docs/design.md", "CONTRIBUTING.md", "SECURITY.md", "docs/guide/README.md"],
)
def test_places_named_in_papers_exist(name: str) -> None:
    """Paths from the top of the repository, and paths within src/noddfa that begin with a room."""
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir()}
    tops = {"src", "tests", "scripts", "docs"}
    gone = [
        place
        for place in re.findall(r"`([\w.-]+/[\w./-]*)`", paper(name))
        if not ((ROOT if place.split("/")[0] in tops else SOURCE) / place).exists()
        and place.split("/")[0] in rooms | tops
    ]
    assert gone == [], f"{name} sends people to places that are not there"


def test_design_names_only_tags_and_fields_that_exist() -> None:
    from noddfa.design import forms
    from noddfa.design.templatetags.noddfa import register

    said = paper("docs/design.md")
    ours = set(re.findall(r"\| `\{% (\w+)", said))
    assert ours
    assert ours - set(register.tags) == set()
    fields = set(re.findall(r"\| `(\w+Field)`", said))
    assert fields == {name for name in forms.__all__ if name.endswith("Field")}
