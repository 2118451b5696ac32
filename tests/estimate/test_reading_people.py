"""Tables of people, linked lists and data frames: what they come to, and how each wrong one is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from noddfa.estimate import CaptureHistories, TableError, read_frame, read_table
from noddfa.estimate.wording_of_errors import TABLE_ERRORS
from tests.estimate.test_reading import BAD

pytestmark = pytest.mark.instrument

MEANT = CaptureHistories.from_patterns(("Police", "Refuge"), [((1, 0), 3), ((0, 1), 2), ((1, 1), 1)])
PEOPLE = b"Police,Refuge\n1,0\n0,1\n1,0\n1,1\n0,1\n1,0\n"
ENTRIES = (
    b"person_id,list,year\n"
    b"a,Police,2013\nb,Refuge,2013\nc,Police,2014\nd,Police,2014\nd,Refuge,2014\ne,Refuge,2013\nf,Police,2013\n"
    b"f,police,2013\n"
)


def test_a_row_a_person() -> None:
    rows = read_table(PEOPLE)
    assert (rows.kind, rows.histories, dict(rows.columns)) == ("people", MEANT, {})


def test_linked_lists_count_a_person_once_on_each_list() -> None:
    rows = read_table(ENTRIES)
    assert (rows.kind, rows.histories) == ("entries", MEANT)


def test_the_person_is_only_looked_at_for_being_given_twice() -> None:
    with_ids = b"id,Police,Refuge\n" + b"".join(
        b"p%d,%s\n" % (at, line) for at, line in enumerate(PEOPLE.splitlines()[1:])
    )
    assert read_table(with_ids).histories == MEANT
    # Three people, no two alike, are people all the same when somebody says who they are.
    assert read_table(b"id,A,B\n1,1,0\n2,0,1\n3,1,1\n").histories.n_seen == 3


def test_strata_and_covariates_are_no_lists_though_they_hold_0_and_1() -> None:
    data = b"A,B,child,age\n1,0,1,9\n1,0,1,11\n0,1,0,30\n1,1,0,31\n1,1,0,32\n"
    rows = read_table(data, strata=["CHILD"])
    assert rows.lists == ("A", "B")
    assert set(rows.columns) == {"child", "age"}  # age holds numbers, so it is found to be no list
    by_child = rows.strata(["child"])
    assert list(by_child) == ["0", "1"]
    assert by_child["1"].histories == CaptureHistories.from_patterns(("A", "B"), [((1, 0), 2)])
    assert by_child["0"].histories == CaptureHistories.from_patterns(("A", "B"), [((0, 1), 1), ((1, 1), 2)])


def test_a_table_of_patterns_may_have_strata() -> None:
    data = b"A,B,year,count\n1,0,2013,4\n0,1,2013,2\n1,0,2014,5\n1,1,2014,1\n0,1,2014,0\n"
    rows = read_table(data, strata=["year"])
    assert rows.histories == CaptureHistories.from_patterns(
        ("A", "B"), [((1, 0), 9), ((0, 1), 2), ((1, 1), 1)]
    )
    assert {year: part.histories.n_seen for year, part in rows.strata(["year"]).items()} == {
        "2013": 6,
        "2014": 6,
    }


def test_strata_of_linked_lists_go_with_the_person() -> None:
    by_year = read_table(ENTRIES, strata=["year"]).strata(["year"])
    assert {year: part.histories.n_seen for year, part in by_year.items()} == {"2013": 4, "2014": 2}


FRAMES: dict[str, Any] = {
    "pandas": pd.DataFrame({"Police": [1, 0, 1], "Refuge": [0, 1, 1], "count": [3, 2, 1]}, index=[7, 7, 7]),
    "pandas, as other readers leave it": pd.DataFrame(
        {
            "Police": [True, False, True],
            "Refuge": [0.0, 1.0, 1.0],
            "count": pd.array([3, 2, 1], dtype="Int64"),
        }
    ),
    "polars": pl.DataFrame({"Police": [1, 0, 1], "Refuge": [False, True, True], "count": [3.0, 2.0, 1.0]}),
    "pyarrow": pa.table({"Police": [1, 0, 1], "Refuge": [0, 1, 1], "count": [3, 2, 1]}),
    "a mapping": {"Police": np.array([1, 0, 1]), "Refuge": [0, 1, 1], "count": (3, 2, 1)},
}


@pytest.mark.parametrize("kind", FRAMES)
def test_a_frame_reads_as_its_file_would(kind: str) -> None:
    assert read_frame(FRAMES[kind]).histories == MEANT


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_what_is_missing_in_a_frame_is_refused_by_its_row(missing: Any) -> None:
    frame = pd.DataFrame({"A": [1, 0, 1], "B": pd.Series([0, missing, 1], dtype=object), "count": [3, 2, 1]})
    with pytest.raises(TableError, match=r"^row 2, column B: there is nothing here"):
        read_frame(frame)


def test_a_polars_frame_of_people_keeps_what_is_known_of_them_and_refuses_what_is_missing() -> None:
    people = pl.DataFrame({"A": [1, 0, 0, 1], "B": [0, 1, 1, 1], "year": [2013, 2014, 2014, 2014]})
    by_year = read_frame(people, strata=["year"]).strata(["year"])
    assert {year: part.histories.n_seen for year, part in by_year.items()} == {"2013": 1, "2014": 3}
    missing = pl.DataFrame({"A": [1, 0, 1], "B": [0, None, 1], "count": [3, 2, 1]})
    with pytest.raises(TableError, match=r"^row 2, column B: there is nothing here"):
        read_frame(missing)


BAD_PEOPLE: dict[str, tuple[bytes, dict[str, list[str]], str]] = {
    "no_such_column": (
        PEOPLE,
        {"strata": ["year"]},
        "row 1: there is no column year; the columns are Police, Refuge",
    ),
    "empty_value": (b"A,B,year\n1,0,2013\n1,0,\n", {"strata": ["year"]}, "row 3, column year"),
    "person_twice": (b"id,A,B\n1,1,0\n2,0,1\n1,1,1\n", {}, "row 4: this person has a row already, row 2"),
    "two_values": (
        ENTRIES.replace(b"d,Refuge,2014", b"d,Refuge,2015"),
        {"strata": ["year"]},
        "row 6, column year: '2015' here, but '2014' in row 5",
    ),
    "no_count_column": (b"A,B,persons\n1,0,10\n0,1,8\n1,1,3\n", {}, "row 1: the column of counts is missing"),
    "not_a_mark": (PEOPLE.replace(b"1,1", b"1,2"), {}, "row 5, column Refuge: '2'"),
    "unseen_given": (PEOPLE + b"0,0\n", {}, "row 8:"),
    "ragged": (PEOPLE + b"1\n", {}, "row 8: the row has 1 columns"),
    "one_list": (b"person,list\n1,Police\n2,Police\n", {}, "there are fewer than two lists"),
    "only_header": (b"person,list\n", {}, "row 2:"),
}


@pytest.mark.parametrize("code", BAD_PEOPLE)
def test_what_is_refused_and_how(code: str) -> None:
    data, named, begins = BAD_PEOPLE[code]
    with pytest.raises(TableError) as caught:
        read_table(data, **named)
    assert (caught.value.code, caught.value.text("en")[: len(begins)]) == (code, begins)
    assert caught.value.text("cy") != caught.value.text("en")


def test_too_many_strata_are_refused() -> None:
    data = b"A,B,name\n" + b"".join(b"1,0,n%d\n0,1,n%d\n" % (at, at) for at in range(101))
    with pytest.raises(TableError, match=r"^column name: there are 101 different groups"):
        read_table(data, strata=["name"]).strata(["name"])


@pytest.mark.parametrize("frame", [object(), {"A": [1, 0], "B": [1]}])
def test_what_is_no_frame_is_refused(frame: Any) -> None:
    with pytest.raises(TableError, match="no data frame"):
        read_frame(frame)


def test_every_error_there_is_has_a_case() -> None:
    elsewhere = {
        "no_such_file",
        "unreadable",
        "too_many_strata",
        "stratum_hidden",
        "hidden_counts",
        "on_no_list",
        "not_a_frame",
    }
    assert set(BAD) | set(BAD_PEOPLE) | elsewhere == set(TABLE_ERRORS)
