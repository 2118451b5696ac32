"""Which methods and options go together, and the one line that says so when they do not."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from noddfa.estimate.methods import METHODS, all_methods
from noddfa.estimate.reading import read_table
from noddfa.estimate.running import OutOfRange, work_out, work_out_strata
from noddfa.estimate.wording import METHODS as METHOD_NAMES
from tests.estimate.test_command import _run

pytestmark = pytest.mark.instrument

TABLE = "A,B,C,count\n" + "".join(
    f"{a},{b},{c},{n}\n"
    for (a, b, c), n in zip(
        [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1)],
        [60, 50, 40, 12, 10, 9, 3],
        strict=True,
    )
)


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "lists.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def test_every_registered_method_is_there_with_a_name_in_both_languages() -> None:
    for code, method in METHODS.items():
        assert callable(method.load())
        assert set(METHOD_NAMES[code]) == {"en", "cy"}


def test_the_eight_methods_others_may_script_are_there_and_all_means_them() -> None:
    fixed = {
        "stepwise",
        "all-models",
        "decomposable",
        "latent-class",
        "chao",
        "lincoln-petersen",
        "sample-coverage",
        "doubly-robust",
    }
    assert fixed <= {method.code for method in all_methods()}


@pytest.mark.parametrize(
    ("words", "methods"),
    [
        (["--method", "chao"], ["chao"]),
        (["--method", "independence,chao"], ["independence", "chao"]),
        (["--method", "independence", "--method", "chao", "--method", "chao"], ["independence", "chao"]),
    ],
)
def test_methods_are_asked_for_by_name(words, methods, table, capsys) -> None:
    assert _run(table, "--json", *words) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [one["method"] for one in answer["methods"]] == methods
    assert {"estimate", "lower", "upper", "interval", "details"} <= set(answer["methods"][0])


@pytest.mark.parametrize(
    ("code", "options"),
    [("stepwise", {"boot": -1}), ("stepwise", {"threshold": 2}), ("latent-class", {"prior_max": 0})],
)
def test_an_option_that_a_method_refuses_is_told_as_the_askers(code: str, options: dict[str, float]) -> None:
    with pytest.raises(OutOfRange) as caught:
        work_out(read_table(TABLE.encode()).histories, [METHODS[code]], options)
    assert caught.value.method == code


def test_a_mistake_of_ours_is_never_told_as_a_refused_option(table, monkeypatch) -> None:
    def broken(*_given: object, **_more: object) -> None:
        raise ValueError("operands could not be broadcast together")

    monkeypatch.setattr("noddfa.estimate.chao_lower_bound", broken)
    rows = read_table(TABLE.encode())
    for wrong in (
        lambda: work_out(rows.histories, [METHODS["chao"]]),
        lambda: work_out_strata({"all": rows}, [METHODS["chao"]]),
        lambda: _run(table, "--method", "chao"),
    ):
        with pytest.raises(ValueError, match="broadcast") as caught:
            wrong()
        assert not isinstance(caught.value, OutOfRange)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--method", "magic"], "'magic'"),
        (["--method", "chao", "--boot", "100"], "--boot"),
        (["--method", "chao", "--threshold", "0.02"], "--threshold"),
        (["--method", "chao", "--prior-max", "4000"], "--prior-max"),
        (["--threshold", "2"], "'2'"),
        (["--threshold", "nan"], "'nan'"),
        (["--boot", "-1"], "'-1'"),
        (["--boot", "many"], "'many'"),
        (["--boot", "9" * 5000], "--boot"),
        (["--seed", "1.5"], "'1.5'"),
        (["--prior-max", "0"], "'0'"),
        (["--pool"], "--strata"),
        (["--method", "doubly-robust"], "doubly-robust"),
        (["--strata", "nowhere"], "nowhere"),
        (["--plots", "/dev/null/x"], "/dev/null/x"),
        (["--html", "/nowhere/at/all.html"], "/nowhere/at/all.html"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_status_two(words, says, table, capsys) -> None:
    lines = []
    for lang in ("en", "cy"):
        assert _run(table, "--lang", lang, *words) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert says in err
        lines.append(err)
    assert lines[0] != lines[1]


def test_published_tables_have_no_strata(capsys) -> None:
    assert _run("--dataset", "uk-2013-six-lists", "--strata", "year") == 2
    assert "--strata" in capsys.readouterr().err


def test_csv_has_a_row_a_method(table, capsys) -> None:
    assert _run(table, "--csv", "--method", "chao,independence") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["method"] for row in rows] == ["chao", "independence"]
    assert float(rows[0]["lower"]) < float(rows[0]["estimate"]) < float(rows[0]["upper"])
    assert rows[0]["people_seen"] == "184"


def test_plots_are_pictures(table, tmp_path, capsys) -> None:
    folder = tmp_path / "pictures" / "new"
    assert _run(table, "--plots", str(folder), "--method", "chao,independence") == 0
    assert {path.name for path in folder.iterdir()} >= {"overlaps.svg", "estimates.svg"}
    for path in folder.iterdir():
        assert ElementTree.parse(path).getroot().get("role") == "img"


def test_the_page_is_written_in_the_language_asked_for(table, tmp_path, capsys) -> None:
    path = tmp_path / "adroddiad.html"
    assert _run(table, "--html", str(path), "--lang", "cy", "--method", "chao") == 0
    assert capsys.readouterr().out == f"Ysgrifennwyd: {path}\n"
    assert '<html lang="cy">' in path.read_text(encoding="utf-8")
