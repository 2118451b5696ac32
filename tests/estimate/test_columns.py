"""Files whose further columns nobody named beforehand: which may divide or describe people, and which may not."""

from __future__ import annotations

from functools import partial

import pytest

from noddfa.estimate import METHODS, TableError, read_table
from noddfa.estimate.reading import MAX_BYTES, read_columns
from noddfa.estimate.running import people_of, work_out_strata

pytestmark = pytest.mark.instrument

read = partial(read_columns, most_bytes=MAX_BYTES)

PEOPLE = b"id,name,police,refuge,age,note\n" + b"".join(
    b"%d,Enw %d,%d,%d,%s,%s\n"
    % (at, at, at % 3 != 0, at % 2 == 0 or at % 3 == 0, b"child" if at % 4 else b"adult", b"x" if at else b"")
    for at in range(24)
)


def test_columns_that_say_who_somebody_is_are_dropped() -> None:
    found = read(PEOPLE)
    assert found.rows.lists == ("police", "refuge")
    assert set(found.rows.columns) == {"age"}
    assert found.left_out == (("name", "many"), ("note", "empty"))
    assert (
        found.rows.histories
        == read_table(PEOPLE.replace(b"0,Enw 0,0,1,adult,\n", b"0,Enw 0,0,1,adult,x\n")).histories
    )


def test_what_linked_lists_say_differently_of_one_person_is_no_column_of_theirs() -> None:
    found = read(b"person,list,sex,seen\na,P,f,1\na,R,f,2\nb,P,m,1\nc,R,f,1\nd,R,m,1\ne,P,f,1\n")
    assert set(found.rows.columns) == {"sex"}
    assert found.left_out == (("seen", "varies"),)


def test_a_table_of_patterns_has_strata_of_its_own() -> None:
    found = read(b"P,R,age,count\n1,0,child,4\n0,1,child,5\n1,1,child,<5\n1,0,adult,7\n0,1,adult,2\n")
    assert found.rows.columns == {"age": ("child", "child", "child", "adult", "adult")}
    alone = found.rows.arranged([])
    assert (alone.least.n_seen, alone.bounds) == (18, {3: (0, 4)})
    assert alone.counts.tolist() == [11, 7, 0]


def test_a_list_may_turn_out_to_be_no_list() -> None:
    rows = read(b"P,R,child,count\n1,0,0,4\n0,1,0,5\n1,0,1,7\n1,1,1,2\n").rows
    assert rows.lists == ("P", "R", "child")
    arranged = rows.arranged(["child"])
    assert arranged.lists == ("P", "R")
    assert {name: part.histories.n_seen for name, part in arranged.strata(["child"]).items()} == {
        "0": 9,
        "1": 9,
    }


@pytest.mark.parametrize(
    ("columns", "code", "says"),
    [
        (["P"], "on_no_list", "column P: without this as a list, 3 of the people"),
        (["P", "R"], "one_list", "there are fewer than two lists"),
    ],
)
def test_what_must_stay_a_list(columns: list[str], code: str, says: str) -> None:
    rows = read(b"P,R,S,count\n1,0,0,3\n0,1,0,5\n0,1,1,7\n1,1,1,2\n").rows
    with pytest.raises(TableError) as caught:
        rows.arranged(columns)
    assert caught.value.code == code
    assert caught.value.text("en").startswith(says)


@pytest.mark.parametrize("data", [b"P,R\n1\n", b"P,R,count\n", b"P,count\n1,3\n"])
def test_what_is_wrong_with_a_file_is_said_as_ever(data: bytes) -> None:
    with pytest.raises(TableError) as first:
        read(data)
    with pytest.raises(TableError) as second:
        read_table(data)
    assert str(first.value) == str(second.value)


def test_what_divides_people_may_describe_them_too() -> None:
    rows = read_table(
        b"P,R,age,count\n1,0,a,9\n0,1,a,8\n1,1,a,8\n1,0,b,7\n0,1,b,9\n1,1,b,8\n", strata=["age"]
    )
    assert people_of(rows, ["age"]) is not None
    (found,) = work_out_strata(rows.strata(["age"]), [METHODS["doubly-robust"]], covariates=["age"])
    assert all("covariates_needed" in one.bearing.codes for one in found.estimates.values())
