"""The whole tree: sound, in both languages, counted for its keepers, and free of Django."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from noddfa.practice import (
    CY_STATUSES,
    STATUSES,
    Unchecked,
    areas,
    audit,
    course,
    glossary,
    helplines,
    indicators,
    lists,
    nrm,
    organisations,
    series,
    sources,
    status_text,
    support,
    unchecked,
)  # fmt: skip
from noddfa.practice.check import problems
from noddfa.practice.files import FOLDER

pytestmark = pytest.mark.instrument


def test_the_tree_is_sound() -> None:
    assert problems() == ()


def records() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every CSV row and every TOML table of the tree."""
    for path in sorted(FOLDER.rglob("*")):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    yield path.name, row
        elif path.suffix == ".toml":
            yield from tables(path.name, tomllib.loads(path.read_text(encoding="utf-8")))


def tables(name: str, table: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield name, table
    for value in table.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield from tables(name, each)


def test_whatever_is_said_in_english_is_said_in_welsh() -> None:
    checked = 0
    for name, record in records():
        for field, value in record.items():
            if field and (field == "en" or field.endswith("_en")):
                welsh = record.get(f"{field[:-2]}cy")
                assert bool(welsh) == bool(value), (name, field, value)
                checked += 1
    assert checked > 1000


def test_no_welsh_text_has_been_left_in_english() -> None:
    """A text of four words or more that reads the same in both was never translated (titles of papers aside)."""
    for name, record in records():
        if name == "sources.csv":
            continue
        for field, value in record.items():
            spoken = bool(field) and field.endswith("_en") and not field.startswith("source")
            if spoken and isinstance(value, str) and len(value.split()) > 3:
                assert record[f"{field[:-2]}cy"] != value, (name, value)


def test_every_source_is_used() -> None:
    used = {each.source.code for each in indicators.load()}
    used |= {each.source.code for each in indicators.pack().notes}
    used |= {each.source.code for each in areas.load()}
    used |= {each.source.code for each in organisations.load()}
    used |= {each.source.code for each in helplines.load()}
    used |= {each.source.code for each in glossary.load()}
    used |= {each.source.code for each in support.headings()}
    used |= {each.source.code for each in audit.instrument().criteria}
    used |= {each.source.code for each in series.load()}
    used |= {each.source.code for each in nrm.question_set().questions}
    used |= {item.source.code for name in lists.names() for item in lists.closed_list(name).items}
    for module in course.modules():
        used |= {source.code for source in module.sources}
        used |= {question.source.code for question in module.questions}
    assert used == set(sources.load())


def test_it_counts_what_waits_to_be_checked() -> None:
    found = {each.file: each for each in unchecked()}
    assert found["indicators.csv"].welsh == found["indicators.csv"].welsh_unchecked == 111
    assert found["indicators.csv"].to_verify == 41
    assert found["course/m1/cy.md"].welsh_unchecked == 7
    assert found["areas.csv"].welsh_unchecked == 0
    assert found["areas.csv"].to_verify > 20
    assert found["audit/standards-2026.toml"].proposed >= 43
    assert found["lists/determinations.toml"].to_verify == 0


def test_counts_follow_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "id,text_en,text_cy,status,other_status,cy_status\n"
        "1,one,un,seen,to_verify,checked\n"
        "2,two,dau,to_verify,,unchecked\n",
        encoding="utf-8",
    )
    (tmp_path / "b.toml").write_text(
        'status = "proposed"\ncy_status = "unchecked"\n'
        '[[item]]\nen = "one"\ncy = "un"\ncy_status = "checked"\n'
        '[[item]]\nen = "two"\ncy = "dau"\nstatus = "seen"\nlines_cy = ["a", "b"]\n',
        encoding="utf-8",
    )
    (tmp_path / "c.csv").write_text("id\n1\n", encoding="utf-8")
    assert unchecked(tmp_path) == (
        Unchecked("a.csv", welsh=2, welsh_unchecked=1, facts=3, to_verify=2, proposed=0),
        Unchecked("b.toml", welsh=4, welsh_unchecked=3, facts=3, to_verify=0, proposed=2),
    )


def test_a_checked_page_of_the_course_is_counted_as_checked(tmp_path: Path) -> None:
    shutil.copytree(course.HERE / "m1", tmp_path / "course" / "m1")
    path = tmp_path / "course" / "m1" / "module.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('anchor = "inside-wales"', 'anchor = "inside-wales"\ncy_status = "checked"'))
    [pages] = [each for each in unchecked(tmp_path) if each.file.endswith("cy.md")]
    assert (pages.welsh, pages.welsh_unchecked) == (7, 6)


def test_statuses_are_worded_in_both_languages() -> None:
    for status in STATUSES | CY_STATUSES:
        assert status_text(status, "en") != status_text(status, "cy")


def test_records_speak_only_the_two_languages() -> None:
    with pytest.raises(ValueError, match="lang must be one of en, cy; got 'fr'"):
        indicators.load()[0].say("text", "fr")  # type: ignore[arg-type]


def test_practice_does_without_django() -> None:
    code = "import sys, noddfa.practice.check; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
