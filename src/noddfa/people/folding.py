"""How names are folded before they are fingerprinted, so that one name written in many ways is found.

Folding: letters of any script to plain Latin ones (anyascii), accents off, lower case, split at anything that is
not a letter. Sound: Metaphone (Philips 1990) of the word as read in English and as read in Welsh, so that Siân
and Shan meet, Ifan and Evan, Llŷr and Llyr.
"""

from __future__ import annotations

import re
import unicodedata

import jellyfish
from anyascii import anyascii

_NOT_A_LETTER = re.compile(r"[^a-z]+")
_APOSTROPHES = re.compile(r"[’'ʼʻ`´]")

# Welsh spelling as an English reader's ear would write it, longest first.
_WELSH_READING = (
    (re.compile(r"si(?=[aeiouwy])"), "sh"),
    (re.compile(r"dd"), "th"),
    (re.compile(r"ff"), "\0"),
    (re.compile(r"f"), "v"),
    (re.compile(r"\0"), "f"),
    (re.compile(r"ll"), "l"),
    (re.compile(r"rh"), "r"),
    (re.compile(r"ch"), "k"),
    (re.compile(r"w(?=[^aeiouy]|$)"), "oo"),
    (re.compile(r"c(?=[eiy])"), "k"),
)


def words(name: str) -> tuple[str, ...]:
    """The folded words of a name, each once, in order. An empty tuple when no letter is left."""
    plain = anyascii(unicodedata.normalize("NFKC", _APOSTROPHES.sub("", name))).casefold()
    found = [word for word in _NOT_A_LETTER.split(plain) if word]
    return tuple(dict.fromkeys(found))


def sounds(word: str) -> tuple[str, ...]:
    """How a folded word sounds, read in English and in Welsh; one or two codes, none for a word of one letter."""
    if len(word) < 2:
        return ()
    welsh = word
    for pattern, reading in _WELSH_READING:
        welsh = pattern.sub(reading, welsh)
    codes = (_ear(jellyfish.metaphone(word)), _ear(jellyfish.metaphone(welsh)))
    return tuple(dict.fromkeys(code for code in codes if code))


def _ear(code: str) -> str:
    """Any vowel at the start is one vowel: spelling by ear does not keep them apart."""
    return "A" + code[1:] if code[:1] in "EIOU" else code


def number(text: str) -> str:
    """A reference or telephone number without spaces, dashes and case."""
    return re.sub(r"[^0-9a-z]+", "", anyascii(text).casefold())
