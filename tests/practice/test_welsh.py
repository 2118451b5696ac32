"""The Welsh alphabet and mutated words."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.practice import welsh

pytestmark = pytest.mark.instrument

WORDS = st.text(alphabet="abcdefghilmnoprstuwyŵŷâ' -", max_size=20)


def in_order(*texts: str) -> bool:
    keys = [welsh.sort_key(text) for text in texts]
    return all(one < next_one for one, next_one in pairwise(keys))


@pytest.mark.parametrize(
    "texts",
    [
        ("Caerdydd", "Ceredigion", "Cyngor"),
        ("Cyngor", "Chwarel"),
        ("Lyn", "Llanelli"),
        ("Dyfed", "Ddoe"),
        ("Fynwy", "Ffair"),
        ("Gŵyr", "Ngwaith", "Haf"),
        ("Powys", "Pysgod", "Phil", "Rhyl"),
        ("Rwsia", "Rhondda"),
        ("Tywyn", "Theatr", "Uned"),
        ("Bala", "Bangor", "Barri"),
        ("Llandudno", "Llanelli", "Llangefni", "Llangollen", "Llanrwst"),
        ("cam-drin", "camfanteisio"),
        ("Sir Benfro", "Sir Ddinbych", "Sir Fynwy", "Sir Gaerfyrddin", "Sir y Fflint"),
        ("agor", "angau", "ail"),
        ("2 blentyn", "a"),
    ],
)
def test_order_of_the_alphabet(texts: tuple[str, ...]) -> None:
    assert in_order(*texts)


def test_ng_is_one_letter_except_where_two_words_meet() -> None:
    # ng stands after g: angau before ahaf; in Llangefni n and g are two letters, after Llandudno
    assert in_order("angau", "ahaf")
    assert not in_order("Llangefni", "Llandudno")


def test_english_order_treats_ll_and_ch_as_plain_letters() -> None:
    assert sorted(["Lyn", "Llanelli", "Cyngor", "Chwarel"], key=welsh.english_sort_key) == [
        "Chwarel",
        "Cyngor",
        "Llanelli",
        "Lyn",
    ]


@given(WORDS)
def test_accents_and_case_do_not_change_the_place(text: str) -> None:
    assert welsh.sort_key(text)[0] == welsh.sort_key(welsh.fold(text))[0] == welsh.sort_key(text.upper())[0]


@given(st.lists(WORDS, max_size=8), st.randoms(use_true_random=False))
def test_order_does_not_depend_on_where_texts_came_from(texts: list[str], random: Random) -> None:
    shuffled = list(texts)
    random.shuffle(shuffled)
    assert sorted(texts, key=welsh.sort_key) == sorted(shuffled, key=welsh.sort_key)


@given(st.text(max_size=30))
def test_any_text_can_be_ordered_and_folded(text: str) -> None:
    assert welsh.sort_key(text) == welsh.sort_key(text)
    assert welsh.fold(welsh.fold(text)) == welsh.fold(text)


@pytest.mark.parametrize(
    ("mutated", "plain"),
    [
        ("blentyn", "plentyn"),
        ("phlentyn", "plentyn"),
        ("mhlentyn", "plentyn"),
        ("ddyled", "dyled"),
        ("nyled", "dyled"),
        ("fasnachu", "masnachu"),
        ("fygythiad", "bygythiad"),
        ("nghartref", "cartref"),
        ("chartref", "cartref"),
        ("lety", "llety"),
        ("risiau", "grisiau"),
        ("risg", "rhisg"),
        ("waith", "gwaith"),
        ("hoedran", "oedran"),
        ("thrais", "trais"),
    ],
)
def test_a_mutated_word_is_known_by_its_root(mutated: str, plain: str) -> None:
    assert plain in welsh.roots(mutated)


@given(WORDS)
def test_a_word_is_among_its_own_roots(text: str) -> None:
    for word in welsh.words(text):
        assert word in welsh.roots(word)
