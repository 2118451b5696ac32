"""Welsh as an alphabet and as words: how lists are ordered and how a search meets mutated words.

The Welsh alphabet has eight letters written with two signs: ch, dd, ff, ng, ll, ph, rh, th.
Software cannot always tell the letter ng from n followed by g (Bangor, Llangefni), so the words
and word beginnings known to hold n + g are listed here. Circumflexes do not change the order.
Source: the order of the alphabet as in Welsh dictionaries and the Unicode CLDR collation for cy.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LETTERS: Final[tuple[str, ...]] = (
    "a", "b", "c", "ch", "d", "dd", "e", "f", "ff", "g", "ng", "h", "i", "j", "k", "l", "ll", "m", "n", "o",
    "p", "ph", "q", "r", "rh", "s", "t", "th", "u", "v", "w", "x", "y", "z",
)  # fmt: skip
_RANK: Final[dict[str, int]] = {letter: rank for rank, letter in enumerate(LETTERS, start=1)}
_PAIRS: Final[frozenset[str]] = frozenset(letter for letter in LETTERS if len(letter) == 2)

# n + g, not the letter ng: "llan" followed by a mutated or plain g, and these words
_N_AND_G: Final[re.Pattern[str]] = re.compile(r"\b(?:llang|bangor|dangos|hengoed|penglog|llongyfarch)")
_WORDS: Final[re.Pattern[str]] = re.compile(r"[^\W_]+")

SortKey = tuple[tuple[tuple[int, ...], ...], str]

# mutated beginning -> what the unmutated word may begin with (soft, nasal, aspirate, added h)
_UNMUTATED: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("ngh", ("c",)),
    ("mh", ("p",)),
    ("nh", ("t",)),
    ("ng", ("g",)),
    ("ph", ("p",)),
    ("ch", ("c",)),
    ("th", ("t",)),
    ("dd", ("d",)),
    ("b", ("p",)),
    ("d", ("t",)),
    ("g", ("c",)),
    ("f", ("b", "m")),
    ("l", ("ll", "gl")),
    ("r", ("rh", "gr")),
    ("m", ("b",)),
    ("n", ("d",)),
)
_VOWELS: Final[str] = "aeiouwy"


def fold(text: str) -> str:
    """Lower case without accents, apostrophes made plain: 'Tŷ’r Môr' -> "ty’r mor"."""
    # folded twice: taking a sign apart may bring out a capital letter
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return plain.replace("\u2019", "'").replace("\u02bc", "'")


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text; an apostrophe or hyphen parts them."""
    return tuple(_WORDS.findall(fold(text)))


def sort_key(text: str) -> SortKey:
    """Order by the Welsh alphabet, word by word: Cyngor before Chwarel, Lyn before Llanelli.

    Accents, case and punctuation do not matter, save to keep otherwise equal texts in a fixed order.
    """
    folded = fold(text)
    split_at = {found.start() + found.group().index("ng") for found in _N_AND_G.finditer(folded)}
    return (
        tuple(_ranks(found.group(), found.start(), split_at) for found in _WORDS.finditer(folded)),
        text,
    )


def english_sort_key(text: str) -> tuple[tuple[str, ...], str]:
    """Order by the English alphabet, word by word, without regard to accents, case or punctuation."""
    return words(text), text


def _ranks(word: str, start: int, split_at: set[int]) -> tuple[int, ...]:
    ranks = []
    here = 0
    while here < len(word):
        pair = word[here : here + 2]
        if pair in _PAIRS and start + here not in split_at:
            ranks.append(_RANK[pair])
            here += 2
            continue
        # figures come before letters, signs of other alphabets after them
        letter = word[here]
        ranks.append(_RANK.get(letter, int(letter) - 10 if letter.isdecimal() else 100 + ord(letter)))
        here += 1
    return tuple(ranks)


def roots(word: str) -> frozenset[str]:
    """The words a folded Welsh word may be a mutation of, itself included.

    'blentyn', 'phlentyn' and 'mhlentyn' all hold 'plentyn'. It offers words that do not exist as
    well: good for finding, not for grammar.
    """
    found = {word}
    for beginning, plain in _UNMUTATED:
        if word.startswith(beginning):
            found.update(letter + word[len(beginning) :] for letter in plain)
    if len(word) > 2 and word[0] == "h" and word[1] in _VOWELS:
        found.add(word[1:])
    if word and word[0] in _VOWELS:
        found.add(f"g{word}")
    return frozenset(found)
