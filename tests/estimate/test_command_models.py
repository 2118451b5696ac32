"""`noddfa check-models`: the models that fail are counted and named, and a person's mistake is one line."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from noddfa.estimate import command_models
from noddfa.estimate.wording import Lang

pytestmark = pytest.mark.instrument
SPARSE = "A,B,C,count\n1,0,0,40\n0,1,0,30\n1,1,0,6\n0,0,1,20\n"


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="noddfa check-models")
    command_models.add_arguments(parser)
    return command_models.run(parser.parse_args(words))


@pytest.fixture
def sparse(tmp_path: Path) -> str:
    path = tmp_path / "sparse.csv"
    path.write_text(SPARSE, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", ["up to 2 lists: 8.", "are empty: 3. With more than one: 1.", "  [AB][C]  (no estimate)"]),
        ("cy", ["hyd at 2 rhestr: 8.", "yn wag: 3. Gyda mwy nag un: 1.", "  [AB][C]  (dim amcangyfrif)"]),
    ],
)
def test_what_fails_is_counted_and_named(
    lang: Lang, says: list[str], sparse: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(sparse, "--lang", lang) == 0
    shown = capsys.readouterr()
    assert all(text in shown.out for text in says)
    assert shown.err == ""


def test_json_holds_as_many_as_asked_for(sparse: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(sparse, "--json", "--order", "3", "--named", "1") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["models"], said["order"], len(said["failing"])) == (9, 3, 1)
    assert said["failing"][0] == {"model": "[AB][C]", "exists": False, "identifiable": True}


def test_a_table_on_which_none_fails_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--dataset", "uk-2013-six-lists", "--lang", "en") == 0
    assert capsys.readouterr().out.endswith(": 32,768.\nEach of them has one estimate on this table.\n")


SEVEN = "A,B,C,D,E,F,G,count\n1,1,1,1,1,1,1,3\n1,0,0,0,0,0,0,9\n"
APART = "A,B,C,D,E,F,G,H,count\n" + "".join(
    ",".join("1" if j == k else "0" for j in range(8)) + ",3\n" for k in range(8)
)


@pytest.mark.parametrize(
    ("table", "words", "says"),
    [
        (SEVEN, ["--order", "3"], "with 7 lists there are too many models"),
        (APART, [], "many pairs of lists share nobody"),
        (SPARSE, ["--order", "4"], "--order: '4' is not a whole number from 2 to 3."),
        (SPARSE, ["--named", "many"], "--named: 'many' is not a whole number from 0 to 100,000."),
        ("A,B,count\n1,0,4\n", [], "fewer than two lists hold anybody"),
        ("A,B,count\n1,0,-4\n", [], "row 2"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_status_two(
    table: str, words: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(table, encoding="utf-8")
    assert _run(str(path), "--lang", "en", *words) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert says in shown.err
    assert shown.err.count("\n") == 1
