"""Sealing with a data key: round trip, bound to its place, no byte may change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.envelope import DataKey, KeyRing, SealBroken

pytestmark = pytest.mark.instrument

RING = KeyRing.new()
KEY, WRAPPED = RING.new_data_key("person:1")


@given(st.binary(max_size=300), st.text(max_size=40))
def test_what_was_sealed_opens_again_in_its_place(plain: bytes, context: str) -> None:
    assert KEY.open(KEY.seal(plain, context), context) == plain


@given(st.binary(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_what_was_sealed_for_one_place_does_not_open_in_another(plain: bytes, one: str, other: str) -> None:
    sealed = KEY.seal(plain, one)
    if one == other:
        assert KEY.open(sealed, other) == plain
    else:
        with pytest.raises(SealBroken):
            KEY.open(sealed, other)


@given(st.binary(max_size=60), st.data())
def test_no_bit_may_change(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(KEY.seal(plain, "here"))
    sealed[data.draw(st.integers(0, len(sealed) - 1), "place")] ^= 1 << data.draw(st.integers(0, 7), "bit")
    with pytest.raises(SealBroken):
        KEY.open(bytes(sealed), "here")


@given(st.binary(max_size=60), st.data())
def test_nothing_may_be_cut_off_or_added(plain: bytes, data: st.DataObject) -> None:
    sealed = KEY.seal(plain, "here")
    cut = data.draw(st.integers(0, len(sealed) - 1))
    for damaged in (sealed[:cut], sealed[cut + 1 :], sealed + b"\0"):
        with pytest.raises(SealBroken):
            KEY.open(damaged, "here")


@given(st.binary(max_size=80))
def test_bytes_that_were_never_sealed_do_not_open(noise: bytes) -> None:
    for sealed in (noise, b"\x01" + noise):
        with pytest.raises(SealBroken):
            KEY.open(sealed, "here")


def test_the_same_words_are_sealed_differently_each_time() -> None:
    assert len({KEY.seal(b"yr un geiriau", "here") for _time in range(50)}) == 50


def test_another_key_does_not_open_it() -> None:
    other, _wrapped = RING.new_data_key("person:2")
    with pytest.raises(SealBroken):
        other.open(KEY.seal(b"plain", "here"), "here")


def test_a_seal_shows_nothing_of_what_it_holds() -> None:
    plain = b"Plentyn Enghraifft, 1 Stryd Dychmygol"
    sealed = KEY.seal(plain, "here")
    assert not any(plain[at : at + 4] in sealed for at in range(len(plain) - 4))


def test_the_bytes_of_a_database_column_open_too() -> None:
    """SQLite and PostgreSQL hand binary columns over as memoryview."""
    assert KEY.open(memoryview(KEY.seal(b"plain", "here")), "here") == b"plain"  # type: ignore[arg-type]


def test_keys_do_not_show_in_their_text() -> None:
    secret = bytes(range(32))
    assert repr(DataKey(secret)) == "DataKey()"
    text = KeyRing({"k1": secret}, secret)
    assert "x01" not in repr(text) and "AQID" not in repr(text)
