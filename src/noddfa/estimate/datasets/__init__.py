"""Published capture-history tables, each with its source, for learning, comparison and tests.

Their counts are facts printed in the publications named; a table here is a CSV of patterns with a
TOML of the same name beside it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.reading import read_csv
from noddfa.estimate.wording import LANGUAGES, Lang


class UnknownDataset(ValueError):
    """There is no published table of that name; the text lists those there are."""


@dataclass(frozen=True)
class DatasetInfo:
    """What a table is and where it was published.

    title, labels  by language; labels name the lists in full (a list without one goes by its code)
    source         the publication, as cited
    people         people seen, as published: checked against the table by a test
    cy_status      `unchecked` until a translator has read the Welsh
    """

    name: str
    title: Mapping[Lang, str]
    labels: Mapping[str, Mapping[Lang, str]]
    source: str
    people: int
    cy_status: str

    def names_in(self, lang: Lang) -> dict[str, str]:
        """The lists' full names by their code in the table."""
        return {code: texts[lang] for code, texts in self.labels.items()}


def available() -> tuple[str, ...]:
    """The names that `load` and `info` take, in alphabetical order."""
    return tuple(
        sorted(
            file.name.removesuffix(".csv") for file in files(__name__).iterdir() if file.name.endswith(".csv")
        )
    )


def load(name: str) -> CaptureHistories:
    """A published table, e.g. `load("uk-2013-six-lists")`. Raises UnknownDataset."""
    return read_csv((files(__name__) / f"{_known(name)}.csv").read_bytes())


def info(name: str) -> DatasetInfo:
    """What the table is and where it was published. Raises UnknownDataset."""
    data = tomllib.loads((files(__name__) / f"{_known(name)}.toml").read_text(encoding="utf-8"))
    return DatasetInfo(
        name=name,
        title={lang: data[f"title_{lang}"] for lang in LANGUAGES},
        labels={code: {lang: texts[lang] for lang in LANGUAGES} for code, texts in data["lists"].items()},
        source=data["source"],
        people=data["people"],
        cy_status=data["cy_status"],
    )


def _known(name: str) -> str:
    if name not in available():
        raise UnknownDataset(f"name must be one of {', '.join(available())}; got {name}")
    return name
