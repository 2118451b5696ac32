"""Tokens: equal for equal names under one key, different otherwise, and no name in them."""

from __future__ import annotations

import pytest

from noddfa.linkage import Entry, keyed_tokens
from tests.linkage.invented import KEY

pytestmark = pytest.mark.instrument


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Siân", "Enghraifft"), ("SIAN", "enghraifft")),
        (("Siân Mair", "Dychmygol-Ffug"), ("Siân", "Dychmygol Ffug")),
        (("Łucja", "Wymyślona"), ("Lucja", "Wymyslona")),
    ],
)
def test_spellings_of_one_name_have_one_token(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert keyed_tokens(*one, key=KEY) == keyed_tokens(*other, key=KEY)


def test_names_that_sound_alike_share_only_the_sound() -> None:
    one, other = keyed_tokens("Catrin", "Ffugg", key=KEY), keyed_tokens("Katrin", "Ffug", key=KEY)
    assert one.given != other.given
    assert one.given_sound == other.given_sound
    assert one.family != other.family
    assert one.family_sound == other.family_sound


def test_another_key_gives_other_tokens_and_so_does_another_field() -> None:
    tokens = keyed_tokens("Ffug", "Ffug", key=KEY)
    assert tokens.given != tokens.family
    assert tokens != keyed_tokens("Ffug", "Ffug", key=KEY[::-1])


def test_no_part_of_the_name_is_left() -> None:
    shown = repr(Entry("1", keyed_tokens("Enghreiffta", "Dychmygol", key=KEY))).casefold()
    assert "eng" not in shown
    assert "dych" not in shown


def test_what_is_not_known_has_no_token() -> None:
    tokens = keyed_tokens("  ", "", key=KEY)
    assert (tokens.given, tokens.given_sound, tokens.family, tokens.family_sound) == (None, None, None, None)


def test_arguments_are_checked() -> None:
    with pytest.raises(ValueError, match="at least 32 bytes; got 5"):
        keyed_tokens("Ffug", "Ffug", key=b"short")
    with pytest.raises(ValueError, match="birth_year must be 1900 to 2100; got 15"):
        Entry("1", birth_year=15)
    with pytest.raises(ValueError, match="reference must not be empty"):
        Entry("")
