"""What a safe table tells its readers, and what tables and policies refuse."""

from __future__ import annotations

import csv
import io
import subprocess
import sys

import pytest

from noddfa.disclosure import Cell, CountTable, Label, Policy, SafeTable, protect, wording
from noddfa.estimate.wording import Lang

pytestmark = pytest.mark.instrument

NORTH, SOUTH = Label("North", "Gogledd"), Label("South", "De")
GIRLS, BOYS = Label("Girls", "Merched"), Label("Boys", "Bechgyn")


def _every_kind() -> SafeTable:
    grid = (
        (Cell("published", 1235), Cell("hidden"), Cell("rounds_to_zero")),
        (Cell("not_applicable"), Cell("nil"), Cell("published", 10)),
        (Cell("published", 1235), Cell("hidden"), Cell("published", 1250)),
    )
    return SafeTable((NORTH, SOUTH), (GIRLS, BOYS), Policy(), grid)


def test_cells_are_printed_with_their_symbols() -> None:
    assert [[cell.text for cell in row] for row in _every_kind().grid[:2]] == [
        ["1,235", "*", "~"],
        [".", "-", "10"],
    ]


@pytest.mark.parametrize(("lang", "total"), [("en", "Total"), ("cy", "Cyfanswm")])
def test_heads_are_in_the_readers_language_with_the_total_last(lang: Lang, total: str) -> None:
    safe = _every_kind()
    assert safe.row_heads(lang) == (NORTH.text(lang), SOUTH.text(lang), total)
    assert safe.column_heads(lang) == (GIRLS.text(lang), BOYS.text(lang), total)
    alone = protect(CountTable((NORTH,), (GIRLS,), [[20]]))
    assert (alone.row_heads(lang), alone.column_heads(lang)) == ((NORTH.text(lang),), (GIRLS.text(lang),))


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_notes_explain_the_symbols_used_and_no_others(lang: Lang) -> None:
    assert [symbol for symbol, _ in _every_kind().notes(lang)] == ["*", "~", ".", "-", ""]
    plain = protect(CountTable((NORTH,), (GIRLS, BOYS), [[20, 32]]))
    ((symbol, rounding),) = plain.notes(lang)
    assert symbol == ""
    assert "5" in rounding
    assert protect(CountTable((NORTH,), (GIRLS, BOYS), [[20, 32]]), Policy(base=1)).notes(lang) == ()


def test_csv_has_a_status_for_each_figure() -> None:
    rows = list(csv.reader(io.StringIO(_every_kind().to_csv("cy"))))
    assert rows[0] == ["rhes", "colofn", "gwerth", "symbol", "statws"]
    assert rows[1] == ["Gogledd", "Merched", "1235", "", "published"]
    assert rows[2] == ["Gogledd", "Bechgyn", "", "*", "hidden"]
    assert rows[-1] == ["Cyfanswm", "Cyfanswm", "1250", "", "published"]
    assert len(rows) == 10


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_csv_names_cannot_be_formulas(name: str) -> None:
    safe = protect(CountTable((Label(name, name),), (GIRLS,), [[20]]))
    assert next(csv.reader(io.StringIO(safe.to_csv("en").split("\n", 1)[1])))[0] == f"'{name}"


def test_csv_and_repr_of_a_protected_table_hold_no_exact_count() -> None:
    exact = CountTable((NORTH, SOUTH), (GIRLS, BOYS), [[1237, 4], [4321, 8]])
    safe = protect(exact)
    for text in (safe.to_csv("en"), repr(safe), repr(exact)):
        assert not any(count in text for count in ("1237", "4321", "1241", "4329", "5558"))


@pytest.mark.parametrize(
    ("rows", "columns", "counts", "says"),
    [
        ((), (GIRLS,), [], "at least one row and one column"),
        ((NORTH,), (GIRLS, BOYS), [[1]], "must be 1 rows of 2"),
        ((NORTH,), (GIRLS,), [[-1]], "0 or more"),
        ((NORTH,) * 40, (GIRLS,) * 20, [[1] * 20] * 40, "at most 600 figures"),
    ],
)
def test_tables_refuse(
    rows: tuple[Label, ...], columns: tuple[Label, ...], counts: list[list[int | None]], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        CountTable(rows, columns, counts)


def test_policies_refuse() -> None:
    with pytest.raises(ValueError, match="threshold must be 3 to 20; got 2"):
        Policy(threshold=2)
    with pytest.raises(ValueError, match="base must be an odd number from 1 to 15; got 10"):
        Policy(base=10)
    with pytest.raises(ValueError, match="zeros must be show or hide; got maybe"):
        Policy(zeros="maybe")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "texts", [wording.TOTAL, wording.HEADINGS, *wording.NOTES.values(), *wording.ESTIMATES.values()]
)
def test_every_text_has_both_languages(texts: dict[str, object]) -> None:
    assert set(texts) == {"en", "cy"}
    assert texts["en"] != texts["cy"]


def test_importing_loads_no_scipy_and_no_django() -> None:
    asked = "import sys, noddfa.disclosure; print(sorted({'scipy', 'django'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
