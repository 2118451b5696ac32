"""What stands on the screens in both languages: the texts of the catalogues and of the practice data."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from noddfa.design import welsh
from noddfa.practice.files import FOLDER

_HOLE = re.compile(r"%\\?\((\w+)\\?\)[sd]|\\?\{\w*\\?\}")
_NUMBER = r"\d[\d,]*"  # what may stand in a hole; names and days would let anything pass


@dataclass(frozen=True)
class Text:
    """One text of the screens: its English, and its Welsh in each form it may take."""

    english: tuple[str, ...]
    welsh: tuple[str, ...]

    def forms(self, lang: str) -> tuple[str, ...]:
        return self.english if lang == "en" else self.welsh


def plain(text: str) -> str:
    """A text without what typing may change: kinds of apostrophes and quotation marks, broken lines."""
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("‘", "'")).strip()


def found(quoted: str, lang: str) -> list[Text]:
    """The texts of the screens that read like this in the language."""
    wanted = plain(quoted)
    exact, open_ones = _index(lang)
    return [*exact.get(wanted, ()), *(text for form, text in open_ones if form.fullmatch(wanted))]


@cache
def _index(lang: str) -> tuple[dict[str, list[Text]], list[tuple[re.Pattern[str], Text]]]:
    exact: dict[str, list[Text]] = defaultdict(list)
    open_ones = []
    for text in (*_of_catalogues(), *_of_practice()):
        for form in map(plain, text.forms(lang)):
            letters = _HOLE.sub("", form)
            if letters == form:
                exact[form].append(text)
            elif re.search(r"[a-z]", letters):
                numbers = _HOLE.sub(lambda _hole: _NUMBER, re.escape(form))
                open_ones.append((re.compile(numbers), text))
    return exact, open_ones


def _of_catalogues() -> Iterator[Text]:
    for room in welsh.rooms():
        for message in welsh.read(welsh.catalogue_path(room)):
            if message.id:
                yield Text(_several(message.id), _several(message.string))


def _several(forms: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (forms,) if isinstance(forms, str) else tuple(forms)


def _of_practice() -> Iterator[Text]:
    """Whatever the practice tree says in two languages: pairs of keys or columns, headings of the course."""
    for path in sorted(FOLDER.rglob("*.toml")):
        yield from _pairs(tomllib.loads(path.read_text(encoding="utf-8")))
    for path in sorted(FOLDER.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from _pairs(row)
    for path in sorted(FOLDER.rglob("en.md")):
        english, welsh_ = (
            re.findall(r"^## (.+?) \{#", (path.parent / f"{lang}.md").read_text(), re.M)
            for lang in ("en", "cy")
        )
        yield from (Text((one,), (other,)) for one, other in zip(english, welsh_, strict=True))


def _pairs(value: Any) -> Iterator[Text]:
    if isinstance(value, list):
        for one in value:
            yield from _pairs(one)
    if isinstance(value, dict):
        for key, one in value.items():
            other = value.get(re.sub(r"(^|_)en$", r"\1cy", key))
            if re.search(r"(^|_)en$", key) and isinstance(one, str) and isinstance(other, str):
                yield Text((one,), (other,))
            else:
                yield from _pairs(one)
