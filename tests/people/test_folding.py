"""How names and numbers are folded, so that one written in many ways is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.people.folding import number, sounds, words

pytestmark = pytest.mark.instrument


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Siân Wyn Dychmygol", ("sian", "wyn", "dychmygol")),
        ("  SIÂN   wyn ", ("sian", "wyn")),
        ("Llŷr ap Gŵyn", ("llyr", "ap", "gwyn")),
        ("O'Brien", ("obrien",)),
        ("O’Brien", ("obrien",)),
        ("Anne-Marie", ("anne", "marie")),
        ("Siân Siân", ("sian",)),
        ("Nguyễn Thị Hồng Đặng", ("nguyen", "thi", "hong", "dang")),
        ("Владимир Олександр", ("vladimir", "oleksandr")),
        ("محمد علي", ("mhmd", "aly")),
        ("أحمد", ("ahmd",)),
        ("احمد", ("ahmd",)),
        ("李明", ("li", "ming")),
        ("김민수", ("gim", "min", "su")),
        ("Ayşe Łukasz Șerban Müller Straße", ("ayse", "lukasz", "serban", "muller", "strasse")),
        ("\u202eSi\u200bân\u202c", ("sian",)),
        ("ＳＩＡＮ", ("sian",)),
        ("Si\u0302n", ("sin",)),
        ("Nia 😀 (2)", ("nia",)),
        ("😀", ()),
        ("123 -- ’", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_words_of_a_name(name: str, folded: tuple[str, ...]) -> None:
    assert words(name) == folded


@given(st.text(max_size=40))
def test_folding_again_changes_nothing_and_gives_plain_letters(name: str) -> None:
    folded = words(name)
    assert words(" ".join(folded)) == folded
    assert all(word.isascii() and word.isalpha() and word == word.lower() for word in folded)
    assert len(set(folded)) == len(folded)


@given(st.lists(st.sampled_from(["Siân", "ap", "Llŷr", "Nguyễn", "محمد"]), min_size=1, max_size=4))
def test_case_spaces_and_hyphens_do_not_matter(parts: list[str]) -> None:
    assert words(" ".join(parts)) == words("-".join(parts).upper()) == words("  ".join(parts).lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siân", "Shan"), ("Siôn", "Shaun"), ("Ifan", "Evan"), ("Llŷr", "Lyr"), ("Ffion", "Fion"),
        ("Rhys", "Reece"), ("Rhian", "Ryan"), ("Cerys", "Kerris"), ("Dafydd", "David"), ("Huw", "Hugh"),
        ("Gwyn", "Gwynne"), ("Catrin", "Katrin"),
        ("محمد", "Mohammed"), ("محمد", "Muhammad"), ("أحمد", "Ahmed"), ("فاطمة", "Fatima"), ("عمر", "Omar"),
        ("يوسف", "Yousef"), ("حسين", "Hussein"),
        ("Юлія", "Yulia"), ("Владимир", "Vladimir"),
        ("Nguyễn", "Nguyen"), ("Phạm", "Fam"), ("Steven", "Stephen"), ("Sara", "Sarah"),
    ],
)  # fmt: skip
def test_names_that_sound_alike_share_a_sound(one: str, other: str) -> None:
    assert set(sounds(words(one)[0])) & set(sounds(words(other)[0]))


@pytest.mark.parametrize(
    ("one", "other"), [("Siân", "Ffion"), ("Dafydd", "Rhys"), ("Fatima", "Omar"), ("Li", "Ming")]
)
def test_names_that_do_not_sound_alike_share_none(one: str, other: str) -> None:
    assert not set(sounds(words(one)[0])) & set(sounds(words(other)[0]))


def test_a_single_letter_has_no_sound() -> None:
    assert sounds("a") == () and sounds("") == ()


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("NHS 943 476 5919", "nhs9434765919"),
        ("943-476-5919", "9434765919"),
        ("07700 900 123", "07700900123"),
        ("+44 7700 900123", "07700900123"),
        ("+44 (0)7700 900 123", "07700900123"),
        ("0044 7700 900123", "07700900123"),
        ("+84 7700 900123", "847700900123"),
        ("٠٧٧٠٠٩٠٠١٢٣", "07700900123"),
        ("ab/12", "ab12"),
        ("--", ""),
    ],
)
def test_numbers(written: str, plain: str) -> None:
    assert number(written) == plain
