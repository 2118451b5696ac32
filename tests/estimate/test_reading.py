"""Reading a table: what is taken, and one line in both languages for each way it can be wrong."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.estimate import CaptureHistories, TableError, read_csv
from noddfa.estimate.reading import MAX_BYTES

pytestmark = pytest.mark.instrument

GOOD = "Police,Refuge,count\n1,0,10\n0,1,8\n1,1,3\n"
MEANT = CaptureHistories.from_patterns(("Police", "Refuge"), [((1, 0), 10), ((0, 1), 8), ((1, 1), 3)])


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace("\n", "\r\n"),
        '"Police","Refuge","count"\n"1","0","10"\n"0","1","8"\n"1","1","3"',
        " Police , Refuge , count \n 1 , 0 , 10 \n0,1, +8\n1,1,03\n",
        "Police,Refuge,count\n\n1,0,10\n,,\n0,1,8\n1,1,3\n\n",
        "Police,nifer,Refuge\n1,10,0\n0,8,1\n1,3,1\n",
        GOOD.replace("count", "Frequency"),
    ],
    ids=["plain", "crlf", "quoted", "spaces", "blank rows", "count in the middle", "other name for count"],
)
def test_what_is_taken(text: str) -> None:
    assert read_csv(text.encode()) == MEANT


def test_a_list_may_be_called_n_when_the_last_column_counts() -> None:
    histories = read_csv(b"N,R,frequency\n1,0,4\n0,1,5\n")
    assert histories.lists == ("N", "R")


def test_paths_and_open_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "tabl ŵ.csv"
    path.write_text(GOOD, encoding="utf-8")
    assert read_csv(path) == read_csv(str(path)) == read_csv(io.BytesIO(GOOD.encode())) == MEANT


def test_a_caller_who_expects_a_byte_order_mark_may_take_it() -> None:
    marked = b"\xef\xbb\xbf" + GOOD.encode()
    assert read_csv(marked, accept_bom=True) == MEANT
    with pytest.raises(TableError):
        read_csv("\ufeff".encode("utf-16-le") + GOOD.encode("utf-16-le"), accept_bom=True)


BAD: dict[str, tuple[bytes, str]] = {
    "empty_file": (b" \n\n", "row 1:"),
    "byte_order_mark": (b"\xef\xbb\xbf" + GOOD.encode(), "row 1:"),
    "binary": (b"Police,Refuge,count\n1,0,\x00\n", "row 2:"),
    "not_utf8": (b"Police,Refuge,count\n1,0,3\n0,1,\xff\n", "row 3:"),
    "bad_quotes": (b'Police,Refuge,count\n1,0,3\n0,"1,4\n', "row 3:"),
    "long_cell": (b'Police,Refuge,count\n1,0,"' + b"9" * 200_000 + b'"\n', "row 2:"),
    "no_header": (b"1,0,10\n0,1,8\n", "row 1:"),
    "semicolons": (GOOD.replace(",", ";").encode(), "row 1:"),
    "tabs": (GOOD.replace(",", "\t").encode(), "row 1:"),
    "bars": (GOOD.replace(",", "|").encode(), "row 1:"),
    "unnamed_column": (b"Police,,count\n1,0,10\n", "row 1: column number 2"),
    "bad_name": (b"Pol\xe2\x80\x8bice,Refuge,count\n1,0,10\n", "row 1: the name of the column Pol\ufffdice"),
    "duplicate_column": (b"Police,police,count\n1,0,10\n", "row 1, column police:"),
    "no_count_column": (b"Police,Refuge\n1,0\n0,1\n", "row 1:"),
    "one_list": (b"Police,count\n1,10\n", "row 1:"),
    "too_many_lists": (b"A,B,C,D,E,F,G,H,I,J,K,L,M,count\n", "row 1: there are 13 lists, and at most 12"),
    "only_header": (b"Police,Refuge,count\n\n", "row 2:"),
    "ragged": (
        b"Police,Refuge,count\n1,0,10\n\n0,1\n",
        "row 4: the row has 2 columns where the header has 3",
    ),
    "empty_cell": (b"Police,Refuge,count\n1,0,\n", "row 2, column count:"),
    "not_a_mark": (b"Police,Refuge,count\n1,yes,10\n", "row 2, column Refuge: 'yes'"),
    "not_a_number": (b"Police,Refuge,count\n1,0,10\n0,1,few\n", "row 3, column count: 'few'"),
    "not_bounds": (b"Police,Refuge,count\n1,0,10\n0,1,<five\n", "row 3, column count: '<five' is neither"),
    "below_nobody": (b"Police,Refuge,count\n1,0,10\n0,1,<0\n", "row 3, column count: '<0' leaves no number"),
    "bounds_turned": (b"Police,Refuge,count\n1,0,10\n0,1,4-1\n", "row 3, column count: '4-1' begins"),
    "bounds_wide": (
        b"Police,Refuge,count\n1,0,10\n0,1,<100002\n",
        "row 3, column count: the bounds '<100002'",
    ),
    "all_hidden": (b"Police,Refuge,count\n1,0,0\n0,1,<5\n", "row 2, column count: every count"),
    "not_whole": (b"Police,Refuge,count\n1,0,10.0\n", "row 2, column count: '10.0'"),
    "negative": (b"Police,Refuge,count\n1,0,10\n0,1,-8\n", "row 3, column count: -8"),
    "too_many_people": (b"Police,Refuge,count\n1,0,10000000001\n", "row 2, column count:"),
    "unseen_given": (b"Police,Refuge,count\n1,0,10\n0,0,4\n", "row 3:"),
    "duplicate_pattern": (
        b"Police,Refuge,count\n1,0,10\n0,1,8\n1,0,3\n",
        "row 4: this pattern has been given already, in row 2",
    ),
    "all_zero": (b"Police,Refuge,count\n1,0,0\n0,1,0\n", "row 2, column count:"),
    "too_large": (b"Police,Refuge,count\n" + b"1,0,1\n" * (MAX_BYTES // 6), "row 174761:"),
}


@pytest.mark.parametrize("code", BAD)
def test_what_is_refused_and_how(code: str) -> None:
    data, begins = BAD[code]
    with pytest.raises(TableError) as caught:
        read_csv(data)
    assert caught.value.code == code
    assert caught.value.text("en").startswith(begins)
    assert caught.value.text("cy").startswith("rhes ")


def test_rows_are_counted_whichever_way_lines_end() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert read_csv(GOOD.replace("\n", end).encode()) == MEANT
        for bad in (b"\xff", b"\0"):
            with pytest.raises(TableError) as caught:
                read_csv(f"Police,Refuge,count{end}1,0,3{end}0,1,".encode() + bad)
            assert caught.value.row == 3


def test_a_file_that_cannot_be_had(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="there is no file"):
        read_csv(tmp_path / "nowhere.csv")
    with pytest.raises(TableError, match="cannot be read"):
        read_csv(tmp_path)
    with pytest.raises(TableError, match="cannot be read"):
        read_csv("nul\0.csv")


@pytest.mark.parametrize(
    "count", ["9" * 5000, "1" + "0" * 4999, "nan", "inf", "1e999", "١٢", "1 000", "0x10"]
)
def test_odd_numbers_are_refused_in_one_line(count: str) -> None:
    with pytest.raises(TableError) as caught:
        read_csv(f'Police,Refuge,count\n1,0,"{count}"\n'.encode())
    assert caught.value.row == 2


def test_the_total_has_a_limit_too() -> None:
    with pytest.raises(TableError) as caught:
        read_csv(b"A,B,count\n1,0,9000000000\n0,1,9000000000\n")
    assert caught.value.code == "too_many_people"


def test_what_a_file_holds_cannot_break_the_line() -> None:
    nasty = "a\n\x1b[2J\u202e" + "x" * 200
    with pytest.raises(TableError) as caught:
        read_csv(f'Police,Refuge,count\n1,0,"{nasty}"\n'.encode())
    for text in (caught.value.text("en"), caught.value.text("cy")):
        assert text.isprintable()
        assert len(text) < 200


def _somewhere(change: str) -> st.SearchStrategy[bytes]:
    """A good table with one thing put into it, in one of the ways in which tables are saved."""
    made = st.integers(0, len(GOOD)).map(lambda at: GOOD[:at] + change + GOOD[at:])
    ends = st.sampled_from(["\n", "\r\n", "\r", "\n\r"])
    alphabets = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
    return st.builds(
        lambda text, end, to: text.replace("\n", end).encode(to, "replace"), made, ends, alphabets
    )


ODD = [
    "",
    ",",
    ";",
    '"',
    "\n",
    "-",
    ".5",
    "1e9",
    "999999999999",
    "\u00a0",
    "\u202e",
    "\u2028",
    "٣",
    "😀",
    "\x1a",
    "'",
]


@given(
    st.one_of(
        st.sampled_from(ODD).flatmap(_somewhere),
        st.binary(max_size=200),
        st.text(alphabet='01,;"\n-abcount \t\ufeff', max_size=120).map(str.encode),
    )
)
def test_any_bytes_give_histories_or_one_printable_line(data: bytes) -> None:
    try:
        histories = read_csv(data)
    except TableError as error:
        assert error.text("en").isprintable()
        assert error.text("cy").isprintable()
    else:
        assert histories.n_seen > 0
