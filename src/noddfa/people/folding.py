"""How names are folded before they are fingerprinted, so that one name written in many ways is found.

Folding: letters of any script to plain Latin ones (anyascii), accents off, lower case, split at anything that is
not a letter; Chinese characters and Korean syllables are words of their own, as they are when written in Latin
letters. Sound: Metaphone (Philips 1990) of the word as read in English and as read in Welsh, so that Siân and Shan
meet, Ifan and Evan, Llŷr and Llyr.
"""

from __future__ import annotations

import re
import unicodedata

import jellyfish
from anyascii import anyascii

_NOT_A_LETTER = re.compile(r"[^a-z]+")
_APOSTROPHES = re.compile(r"[’'ʼʻ`´]")
_WORD_OF_ITS_OWN = re.compile(r"([\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3])")  # Chinese, Korean
# Arabic letters that begin or end a name and that anyascii drops or turns into consonants.
_ARABIC = str.maketrans({"ا": "a", "أ": "a", "إ": "i", "آ": "a", "ع": "a", "ة": "a", "ى": "a"})
_DIALLED_FROM_ABROAD = re.compile(r"^\s*(?:\+|00)\s*44")

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
    written = unicodedata.normalize("NFKC", _APOSTROPHES.sub("", name)).translate(_ARABIC)
    letters = "".join(filter(None, map(_letter, _WORD_OF_ITS_OWN.sub(r" \1 ", written))))
    plain = _APOSTROPHES.sub("", anyascii(letters)).casefold()
    found = [word for word in _NOT_A_LETTER.split(plain) if word]
    return tuple(dict.fromkeys(found))


def _letter(sign: str) -> str:
    """A letter or its mark as it is, nothing for what cannot be seen, a space for everything else (emoji, signs)."""
    category = unicodedata.category(sign)
    if category == "Cf":
        return ""
    return sign if category[0] in "LM" else " "


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
    """Any vowel at the start is one vowel, and a y within is none: spelling by ear does not keep them apart."""
    first = "A" if code[:1] in tuple("EIOU") else code[:1]
    return first + code[1:].replace("Y", "")


def number(text: str) -> str:
    """A reference or telephone number without spaces, dashes, case and the code of this country."""
    plain = re.sub(r"[^0-9a-z]+", "", anyascii(_DIALLED_FROM_ABROAD.sub("", anyascii(text))).casefold())
    return "0" + plain.lstrip("0") if _DIALLED_FROM_ABROAD.match(anyascii(text)) else plain
