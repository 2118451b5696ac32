"""What linkage is told of a person on a list: keyed tokens and coarse facts, never a name."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

import jellyfish
from anyascii import anyascii

SHORTEST_KEY: Final = 32
EARLIEST_BIRTH: Final = 1900
LATEST_BIRTH: Final = 2100


@dataclass(frozen=True)
class NameTokens:
    """Keyed tokens of a name: equal for equal names under one key, and meaningless without it."""

    given: str | None
    given_sound: str | None
    family: str | None
    family_sound: str | None


@dataclass(frozen=True)
class Entry:
    """One person as one list knows them.

    reference   the list's own reference, unique within the list; it stays out of the comparison
    names       keyed tokens of the name, if the list has one
    birth_year  year of birth (1900 to 2100)
    area        area code, e.g. that of the council
    gender      the list's code

    What a list does not know is None, and counts neither for nor against a match. Raises ValueError.
    """

    reference: str
    names: NameTokens | None = None
    birth_year: int | None = None
    area: str | None = None
    gender: str | None = None

    def __post_init__(self) -> None:
        if not self.reference:
            raise ValueError("reference must not be empty")
        if self.birth_year is not None and not EARLIEST_BIRTH <= self.birth_year <= LATEST_BIRTH:
            raise ValueError(f"birth_year must be {EARLIEST_BIRTH} to {LATEST_BIRTH}; got {self.birth_year}")


def keyed_tokens(given: str, family: str, *, key: bytes) -> NameTokens:
    """Turn a name into tokens, at the body that holds it; only the tokens travel.

    Names are transliterated to plain letters, and case, accents, spaces and hyphens are dropped. Of the given
    names the first counts. The sound is Metaphone of those letters, which serves English names best. Every token
    is HMAC-SHA256 under `key`, with the field in the message, so that a given name and the same family name
    differ. All bodies of one linkage share the key; whoever links must not have it, or could try every name.

    An empty name gives None. Raises ValueError when `key` is shorter than 32 bytes.
    """
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"key must have at least {SHORTEST_KEY} bytes; got {len(key)}")
    first = _letters(given.split()[0]) if given.split() else ""
    last = _letters(family)
    return NameTokens(
        given=_token("given", first, key),
        given_sound=_token("given sound", jellyfish.metaphone(first), key),
        family=_token("family", last, key),
        family_sound=_token("family sound", jellyfish.metaphone(last), key),
    )


def _letters(name: str) -> str:
    return "".join(char for char in anyascii(name).casefold() if char.isalnum())


def _token(field: str, word: str, key: bytes) -> str | None:
    if not word:
        return None
    return hmac.new(key, f"{field}\0{word}".encode(), hashlib.sha256).hexdigest()[:32]
