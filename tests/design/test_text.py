"""What is kept of typed text: everything that can be read, nothing that hides or turns it round."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.design.text import clean, is_invisible

pytestmark = pytest.mark.instrument


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Tŷ", "Tŷ"),
        ("Ty\u0302", "Tŷ"),  # one form for each letter
        ("a\u200bb\ufeffc\u2060d", "abcd"),  # zero width
        ("\u202eevil\u202c", "evil"),  # turned round
        ("\u2066left\u2069", "left"),
        ("a\x00b\x07c\x1bd", "abcd"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\tb", "a\tb"),
        ("w\u200b\u0302", "ŵ"),  # hidden between a letter and its accent
        ("soft\u00adhyphen", "softhyphen"),
        ('<b>bold</b> & "quoted"', '<b>bold</b> & "quoted"'),
        ("👩‍👧", "👩‍👧"),  # a joiner within an emoji
        ("🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🏴󠁧󠁢󠁷󠁬󠁳󠁿"),  # the flag of Wales is made of tag characters
        ("می‌خواهم", "می‌خواهم"),  # Persian needs its joiner
        ("a\u200db", "ab"),  # Latin letters need none
        ("hid\U000e0068den", "hidden"),  # tag characters outside a flag
    ],
)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize("typed", ["\u200b\u200b", "\u202e", "\u3164", "\u2800 \u2800", " \u00ad "])
def test_only_invisible_characters(typed: str) -> None:
    assert is_invisible(typed)


@pytest.mark.parametrize("typed", ["", "   ", "\n", "a", ".", "👍", "\u200ba"])
def test_nothing_typed_or_something_to_see(typed: str) -> None:
    assert not is_invisible(typed)


@given(st.text())
def test_cleaning_is_done_after_one_pass(typed: str) -> None:
    once = clean(typed)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not set(once) & set("\x00\r\u200b\u202e\u2066\ufeff")


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_letters_numbers_and_signs_are_never_lost(typed: str) -> None:
    assert clean(typed) == unicodedata.normalize("NFC", typed)
