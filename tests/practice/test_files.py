"""Reading files: what is refused, and that the message says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from noddfa.practice import PracticeError
from noddfa.practice.errors import PROBLEMS
from noddfa.practice.files import csv_rows, toml_row, unique

pytestmark = pytest.mark.instrument


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def refused(call: object, *args: object) -> PracticeError:
    assert callable(call)
    with pytest.raises(PracticeError) as caught:
        call(*args)
    return caught.value


def test_rows_keep_their_line_past_texts_of_several_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'id,text\nx,"one\ntwo"\ny,three\n')
    assert [row.line for row in csv_rows(path, ("id", "text"))] == [2, 4]


def test_a_byte_order_mark_and_dos_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\ufeffid,text\r\nx,môr\r\n".encode())
    [row] = csv_rows(path, ("id", "text"))
    assert row.text("text") == "môr"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    wrong = refused(csv_rows, tmp_path / "gone.csv", ("id",))
    assert str(wrong) == "gone.csv: the file is not there"
    assert wrong.text("cy") == "gone.csv: nid yw’r ffeil yno"


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id\nm\xf4r\n")
    assert refused(csv_rows, path, ("id",)).problem == "not_utf8"


def test_wrong_columns_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id;text\n")
    assert str(refused(csv_rows, path, ("id", "text"))) == (
        "a.csv, line 1: the first line must name these columns: id, text; got id;text"
    )


def test_an_empty_file_is_refused_by_its_columns(tmp_path: Path) -> None:
    assert refused(csv_rows, write(tmp_path / "a.csv", ""), ("id",)).problem == "columns"


def test_a_row_with_a_cell_too_many_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id,text\nx,one,two\n")
    assert (
        str(refused(csv_rows, path, ("id", "text")))
        == "a.csv, line 2: the row has 3 cells; the first line names 2"
    )


@pytest.mark.parametrize(
    ("method", "cell", "problem"),
    [
        ("text", "  ", "empty"),
        ("number", "-5", "not_number"),
        ("number", "٣", "not_number"),
        ("day", "31.12.2026", "not_day"),
        ("day", "2026-02-30", "not_day"),
        ("yes", "maybe", "not_one_of"),
        ("code", "Not A Code", "form"),
        ("status", "certain", "not_one_of"),
    ],
)
def test_a_bad_cell_is_refused_at_its_field(tmp_path: Path, method: str, cell: str, problem: str) -> None:
    [row] = csv_rows(write(tmp_path / "a.csv", f"id,cell\nx,{cell}\n"), ("id", "cell"))
    wrong = refused(getattr(row, method), "cell")
    assert (wrong.file, wrong.line, wrong.field, wrong.problem) == ("a.csv", 2, "cell", problem)


def test_a_second_use_of_an_id_points_to_the_first(tmp_path: Path) -> None:
    rows = csv_rows(write(tmp_path / "a.csv", "id\nx\ny\nx\n"), ("id",))
    wrong = refused(unique, rows, "id")
    assert str(wrong) == "a.csv, line 4, field id: 'x' is already used on line 2"
    assert wrong.text("cy") == "a.csv, llinell 4, maes id: mae 'x' eisoes wedi’i ddefnyddio ar linell 2"


TOML = '''title = "a"
[[item]]
code = "one"
text = """several
[[item]]
lines"""
[[item]]
code = "two"
[[item.part]]
code = "in"
[[item.part]]
code = ""
'''


def test_a_toml_field_is_refused_at_its_line(tmp_path: Path) -> None:
    top = toml_row(write(tmp_path / "a.toml", TOML))
    first, second = top.tables("item")
    assert (first.line, second.line) == (2, 7)
    inner = second.tables("part")[1]
    wrong = refused(inner.text, "code")
    assert str(wrong) == "a.toml, line 12, field code: must not be empty"


def test_a_field_missing_from_a_toml_table_is_refused_at_the_table(tmp_path: Path) -> None:
    [first, _] = toml_row(write(tmp_path / "a.toml", TOML)).tables("item")
    assert refused(first.text, "label_en").line == 2


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    wrong = refused(toml_row, write(tmp_path / "a.toml", 'a = "b"\nc = \n'))
    assert (wrong.problem, wrong.line) == ("not_toml", 2)


def test_lists_in_two_languages_must_be_of_one_length(tmp_path: Path) -> None:
    top = toml_row(write(tmp_path / "a.toml", 'a_en = ["x", "y"]\na_cy = ["z"]\n'))
    wrong = refused(top.both_lists, "a")
    assert (wrong.field, wrong.line) == ("a_cy", 2)


def test_a_number_where_a_text_belongs_is_refused(tmp_path: Path) -> None:
    assert refused(toml_row(write(tmp_path / "a.toml", "a = 5\n")).text, "a").problem == "not_text"


def test_every_problem_is_worded_in_both_languages_with_the_same_details() -> None:
    import string

    for english, welsh in PROBLEMS.values():
        names = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (english, welsh)
        ]
        assert names[0] == names[1]
        assert english != welsh
