"""The key ring: data keys wrapped and turned over, and the blind index."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.envelope import KeyFileProblem, KeyRing, KeyUnknown, SealBroken

pytestmark = pytest.mark.instrument

RING = KeyRing.new()
KEY, WRAPPED = RING.new_data_key("person:1")
SEALED = KEY.seal(b"plain", "here")

# ---- wrapping ----


def test_a_wrapped_key_is_the_same_key() -> None:
    assert RING.unwrap(WRAPPED, "person:1").open(SEALED, "here") == b"plain"


def test_a_wrapped_key_belongs_to_its_owner() -> None:
    with pytest.raises(SealBroken):
        RING.unwrap(WRAPPED, "person:2")


@given(st.data())
def test_no_letter_of_a_wrapped_key_may_change(data: st.DataObject) -> None:
    start = WRAPPED.index(":") + 1
    place = data.draw(st.integers(start, len(WRAPPED) - 1))
    letter = data.draw(st.characters(max_codepoint=0x17F).filter(lambda sign: sign != WRAPPED[place]))
    with pytest.raises(SealBroken):
        RING.unwrap(WRAPPED[:place] + letter + WRAPPED[place + 1 :], "person:1")


@pytest.mark.parametrize(
    "damage", [WRAPPED[:-1], WRAPPED + "=", WRAPPED + "\n", WRAPPED.partition(":")[0] + ":"], ids=range(4)
)
def test_a_cut_or_lengthened_wrapped_key_does_not_open(damage: str) -> None:
    with pytest.raises(SealBroken):
        RING.unwrap(damage, "person:1")


@pytest.mark.parametrize("wrapped", ["", "nonsense", "k00000000:AAAA"])
def test_a_key_wrapped_by_no_master_we_know(wrapped: str) -> None:
    with pytest.raises(KeyUnknown):
        RING.unwrap(wrapped, "person:1")


# ---- turning over ----


def test_after_a_rotation_old_and_new_keys_open_and_only_the_new_master_wraps() -> None:
    turned = RING.with_new_master()
    assert turned.current != RING.current and turned.ids == (turned.current, RING.current)
    assert turned.unwrap(WRAPPED, "person:1").open(SEALED, "here") == b"plain"
    assert KeyRing.wrapped_by(turned.new_data_key("person:2")[1]) == turned.current


def test_a_rewrapped_key_is_the_same_key_and_outlives_the_old_master() -> None:
    turned = RING.with_new_master()
    anew = turned.rewrap(WRAPPED, "person:1")
    alone = turned.without(RING.current)
    assert KeyRing.wrapped_by(anew) == turned.current
    assert alone.unwrap(anew, "person:1").open(SEALED, "here") == b"plain"
    with pytest.raises(KeyUnknown):
        alone.unwrap(WRAPPED, "person:1")


def test_rewrapping_what_is_current_changes_nothing() -> None:
    assert RING.rewrap(WRAPPED, "person:1") == WRAPPED


def test_rewrapping_checks_the_owner() -> None:
    with pytest.raises(SealBroken):
        RING.with_new_master().rewrap(WRAPPED, "person:2")


def test_the_current_master_cannot_be_dropped_and_an_unknown_one_is_said() -> None:
    with pytest.raises(KeyFileProblem):
        RING.without(RING.current)
    with pytest.raises(KeyUnknown):
        RING.without("k00000000")


# ---- blind index ----


def test_the_blind_index_survives_a_rotation() -> None:
    """What people are found by is not made again when the master key turns over."""
    assert RING.with_new_master().blind("word", "enghraifft") == RING.blind("word", "enghraifft")


def test_the_blind_index_is_the_same_for_ever() -> None:
    """A change of the formula would make everybody in every database unfindable."""
    ring = KeyRing({"k1": bytes(32)}, bytes(range(32)))
    assert ring.blind("word", "enghraifft") == "51ecbe85c4067c826fa9b8812943c3e3"


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_equal_tokens_alone_have_equal_fingerprints(one: str, token: str, other: str, second: str) -> None:
    same = (one, token) == (other, second)
    plain = all("\x1f" not in text for text in (one, other))  # purposes are words of our own
    if plain:
        assert (RING.blind(one, token) == RING.blind(other, second)) is same


def test_another_ring_has_other_fingerprints_of_32_hexadecimal_digits() -> None:
    mine, theirs = RING.blind("word", "enghraifft"), KeyRing.new().blind("word", "enghraifft")
    assert mine != theirs
    assert len(base64.b16decode(mine, casefold=True)) == 16
