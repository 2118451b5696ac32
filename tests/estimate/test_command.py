"""`noddfa estimate`: the report, the JSON, and exit status 2 with one line when the file is no table."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

import noddfa.estimate
from noddfa.estimate import command
from noddfa.estimate.wording import Lang

pytestmark = pytest.mark.instrument


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="noddfa estimate")
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", ["Seen on at least one of 6 lists: 2,744 people", "95% interval", "bear only a lower bound"]),
        ("cy", ["Gwelwyd ar o leiaf un o 6 rhestr: 2,744 o bobl", "Cyfwng 95%", "Dim ond arffin isaf"]),
    ],
)
def test_it_works(lang: Lang, says: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--dataset", "uk-2013-six-lists", "--lang", lang, "--method", "chao,independence") == 0
    out, err = capsys.readouterr()
    assert err == ""
    for text in [*says, "15,628  13,839", "12,214  10,984", "Silverman"]:
        assert text in out
    assert max(map(len, out.splitlines())) <= 100


def test_the_overlap_table_has_list_totals_and_pairs(capsys: pytest.CaptureFixture[str]) -> None:
    _run("--dataset", "uk-2013-six-lists", "--lang", "en", "--method", "chao")
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    police = next(row for row in rows if row[:3] == ["3", "Police", "force"])
    assert police[3:] == ["21", "65", "(1,102)", "75", "10", "35"]


def test_a_file_gives_the_same_as_the_published_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from importlib.resources import files

    path = tmp_path / "uk.csv"
    path.write_bytes((files("noddfa.estimate.datasets") / "uk-2013-six-lists.csv").read_bytes())
    assert _run(str(path), "--json", "--method", "chao,independence") == 0
    from_file = json.loads(capsys.readouterr().out)
    assert _run("--dataset", "uk-2013-six-lists", "--json", "--method", "chao,independence") == 0
    from_name = json.loads(capsys.readouterr().out)
    assert from_file["methods"] == from_name["methods"]
    assert [method["method"] for method in from_file["methods"]] == ["chao", "independence"]
    assert from_file["data"]["people_seen"] == 2744
    assert from_file["bearing"]["verdict"] == "bears_lower_bound"
    assert from_name["data"]["source"].startswith("Silverman")


def test_where_nothing_can_be_said_the_report_says_so_and_succeeds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "apart.csv"
    path.write_text("A,B,count\n1,0,4\n0,1,5\n", encoding="utf-8")
    assert _run(str(path), "--lang", "en") == 0
    assert "The data can bear no estimate." in capsys.readouterr().out


@pytest.mark.parametrize(("lang", "place"), [("en", "row 3"), ("cy", "rhes 3")])
def test_bad_input_is_one_line_and_status_two(
    lang: Lang, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("A,B,count\n1,0,4\n0,1,-5\n", encoding="utf-8")
    assert _run(str(path), "--lang", lang) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert place in err


GOOD = "Police,Refuge,count\n1,0,10\n0,1,8\n1,1,3\n"
REFUSED = {
    "a column missing": (GOOD.replace(",count", ""), "row 1"),
    "a count below zero": (GOOD.replace("8", "-8"), "row 3"),
    "a pattern twice": (GOOD + "1,0,2\n", "row 5"),
    "one list only": ("Police,count\n1,10\n", "row 1"),
    "all zero": (GOOD.replace("10", "0").replace("8", "0").replace(",3", ",0"), "row 2"),
    "no number": (GOOD.replace("8", "some"), "row 3"),
    "a byte-order mark": ("\ufeff" + GOOD, "row 1"),
    "semicolons": (GOOD.replace(",", ";"), "row 1"),
    "a part of a person": (GOOD.replace("8", "8.5"), "row 3"),
    "two columns of one name": (GOOD.replace("Refuge", "police"), "row 1"),
    "a line break within quotes": (GOOD.replace("8", '"8\n"x'), "row 3"),
    "more than there are people": (GOOD.replace("8", "9" * 400), "row 3"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_every_fault_of_a_table_is_one_line_that_names_the_row(
    fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, place = REFUSED[fault]
    path = tmp_path / "bad.csv"
    path.write_bytes(content.encode())
    for lang in ("en", "cy"):
        assert _run(str(path), "--lang", lang) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert f"noddfa estimate: {place.replace('row', 'rhes') if lang == 'cy' else place}" in err


@pytest.mark.parametrize("save", ["folder", "no permission", "utf-16", "utf-32", "picture"])
def test_what_is_no_table_is_one_line_and_status_two(
    save: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "table.csv"
    if save == "folder":
        path.mkdir()
    elif save == "no permission":  # a mode does not keep out root, as whom some machines test
        path.touch()
        monkeypatch.setattr(
            Path, "open", lambda *_args, **_more: (_ for _ in ()).throw(PermissionError(13, "no"))
        )
    else:
        path.write_bytes(b"\x89PNG\r\n\x1a\n\0" if save == "picture" else GOOD.encode(save))
    assert _run(str(path), "--lang", "en") == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert ("cannot be read" if save in {"folder", "no permission"} else "row ") in err


@pytest.mark.parametrize("counts", [(5_000_000_000, 4_000_000_000, 3), (1, 0, 0), (0, 0, 1), (1, 1, 0)])
def test_odd_tables_are_worked_out_or_refused_in_words(
    counts: tuple[int, int, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Police,Refuge,count\n1,0,{}\n0,1,{}\n1,1,{}\n".format(*counts), encoding="utf-8")
    assert _run(str(path), "--lang", "en") == 0
    assert "nan" not in capsys.readouterr().out.lower().replace("finance", "")


def test_a_missing_file_is_one_line_and_status_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(str(tmp_path / "none.csv")) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({"LANG": "cy_GB.UTF-8"}, "cy"),
        ({"LANG": "cy_GB.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"NODDFA_LANG": "cy", "LC_ALL": "en_GB.UTF-8"}, "cy"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_machines_unless_told(environ: dict[str, str], lang: Lang) -> None:
    assert command.language_of(environ) == lang


def test_help_is_in_the_parsers_language(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser(prog="noddfa estimate")
    parser.set_defaults(lang="cy")
    command.add_arguments(parser)
    assert "tabl cyhoeddedig" in parser.format_help()


def test_importing_loads_no_scipy_and_no_django() -> None:
    asked = "import sys, noddfa.estimate; print(sorted({'scipy', 'django', 'pandas'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_the_public_names() -> None:
    assert {"CaptureHistories", "Estimate", "Findings", "TableError", "every_method", "read_table"} <= set(
        noddfa.estimate.__all__
    )
    for name in noddfa.estimate.__all__:
        assert hasattr(noddfa.estimate, name)
