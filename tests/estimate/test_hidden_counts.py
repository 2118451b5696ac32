"""Counts that are hidden ('fewer than 5'): read with their bounds, used where they can be, never guessed at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from noddfa.estimate import METHODS, TableError, read_csv, read_table
from noddfa.estimate.judging import overall
from noddfa.estimate.methods import all_methods
from noddfa.estimate.report import Findings, findings_from_json, report_html, report_json, report_text
from noddfa.estimate.running import work_out, work_out_strata
from noddfa.estimate.wording import LANGUAGES

pytestmark = pytest.mark.instrument

HEAD = b"police,refuge,council,count\n1,0,0,120\n0,1,0,90\n0,0,1,60\n1,1,0,14\n"
TABLE = HEAD + b"1,0,1,<5\n0,1,1,llai na 10\n1,1,1,1-4\n"
BOUNDS = {0b101: (0, 4), 0b110: (0, 9), 0b111: (1, 4)}


@pytest.mark.parametrize(
    ("written", "bounds"),
    [
        ("<5", (0, 4)),
        ("< 5", (0, 4)),
        ("fewer than 5", (0, 4)),
        ("Less than 5", (0, 4)),
        ("llai na 5", (0, 4)),
        ("1-4", (1, 4)),
        ("1 \N{EN DASH} 4", (1, 4)),
    ],
)
def test_ways_of_hiding_a_count(written: str, bounds: tuple[int, int]) -> None:
    rows = read_table(HEAD + f"1,1,1,{written}\n".encode())
    assert rows.bounds == {0b111: bounds}
    assert rows.least.n_seen == 284 + bounds[0]


@pytest.mark.parametrize("written", ["<1", "7-7"])
def test_bounds_that_leave_one_number_are_that_number(written: str) -> None:
    rows = read_table(HEAD + f"1,1,1,{written}\n".encode())
    assert not rows.bounds
    assert rows.histories.n_seen == 284 + (7 if written == "7-7" else 0)


def test_who_does_not_know_of_bounds_gets_no_table() -> None:
    rows = read_table(TABLE)
    assert rows.bounds == BOUNDS
    for reader in (lambda: rows.histories, lambda: read_csv(TABLE)):
        with pytest.raises(TableError, match="some counts are hidden") as caught:
            reader()
        assert caught.value.text("cy").startswith("mae rhai cyfrifon wedi'u cuddio")


def test_methods_use_the_bounds_or_say_that_they_cannot() -> None:
    rows = read_table(TABLE)
    answers = work_out(rows.least, all_methods(), {"boot": 0}, bounds=rows.bounds)
    for one in answers:
        if one.method == "latent-class":
            assert "censored_cells" in one.bearing.codes
            assert one.point is not None
        else:
            assert one.point is None
            assert "counts_needed" in one.bearing.codes
    bearing = overall(rows.least, answers, rows.bounds)
    assert {"counts_hidden", "counts_needed"} <= set(bearing.codes)
    said = " ".join(bearing.reasons["en"])
    assert "from 285 to 301 people were seen" in said


def test_bounds_of_several_rows_of_one_pattern_add_up() -> None:
    rows = read_table(
        b"A,B,year,count\n1,0,2013,5\n1,0,2014,<5\n0,1,2013,8\n0,1,2014,3\n1,1,2013,2-3\n1,1,2014,2\n",
        strata=["year"],
    )
    assert rows.bounds == {0b01: (5, 9), 0b11: (4, 5)}
    by_year = rows.strata(["year"])
    assert [part.bounds for part in by_year.values()] == [{0b11: (2, 3)}, {0b01: (0, 4)}]
    (found,) = work_out_strata(by_year, [METHODS["chao"]])
    assert all("counts_needed" in one.bearing.codes for one in found.estimates.values())
    assert found.total.point is None


def test_a_stratum_of_which_nothing_is_known_is_refused() -> None:
    rows = read_table(b"A,B,year,count\n1,0,2013,5\n0,1,2013,<5\n0,1,2014,<5\n", strata=["year"])
    with pytest.raises(TableError, match="every count of the group '2014' is hidden") as caught:
        rows.strata(["year"])
    assert caught.value.code == "stratum_hidden"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_reports_show_bounds_and_not_the_fewest_as_if_it_were_the_count(lang: str) -> None:
    rows = read_table(TABLE)
    answers = work_out(rows.least, [METHODS["chao"]], bounds=rows.bounds)
    found = Findings(rows.least, answers, title="t", bounds=rows.bounds)
    hidden = {"en": "0 to 9 (hidden)", "cy": "0 i 9 (cudd)"}[lang]
    for text in (report_text(found, lang), report_html(found, lang)):
        assert hidden in text
        assert {"en": "285 to 301", "cy": "285 i 301"}[lang] in text
    kept = json.loads(json.dumps(report_json(found)))
    assert kept["data"]["people_seen_most"] == 301
    assert kept["data"]["hidden"][2] == {"lists": ["police", "refuge", "council"], "least": 1, "most": 4}
    assert findings_from_json(kept, rows.least).bounds == rows.bounds


def test_the_command_names_the_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.estimate.test_command import _run

    path = tmp_path / "cudd.csv"
    path.write_bytes(HEAD + b"1,1,1,fewer than five\n")
    assert _run(str(path), "--lang", "cy") == 2
    assert capsys.readouterr().err.splitlines() == [
        "noddfa estimate: rhes 6, colofn count: nid cyfrif na chyfrif cudd yw 'fewer than five'; ysgrifennwch rif, "
        "neu derfynau megis <5, llai na 5 neu 1-4."
    ]
    path.write_bytes(TABLE)
    assert _run(str(path), "--lang", "en", "--method", "chao,latent-class") == 0
    assert "police + council           0 to 4 (hidden)" in capsys.readouterr().out
