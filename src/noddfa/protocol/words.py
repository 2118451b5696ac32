"""The instrument's own words in both languages: marks, roles, statuses, lanes, units and sentences.

They stand in practice/protocol_words.toml and protocol_sentences.toml; this module reads them once and
checks that none is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from string import Formatter

from .errors import Problem, ProtocolFileError
from .model import Kind, Lane, Phase, Text, Unit, Verification
from .table import Table, read_toml
from .vocabulary import MarkName

PLURALS_EN = ("one", "other")
PLURALS_CY = ("zero", "one", "two", "few", "many", "other")

SENTENCES = (
    "maximum_day", "maximum_time", "target_day", "target_time", "good_practice_day", "good_practice_time",
    "immediate", "minimum", "trigger", "eligibility", "until_day", "until_time",
    "day_at_time", "skipped", "skipped_day", "start_day_off", "end_day_off", "unit_unsaid",
    "time_unknown", "years_unknown", "varied", "varied_late", "to_verify", "may_have_changed_to_verify",
    "contents_only_to_verify", "proposed", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """A unit of time in its plural forms, each with {n}."""

    en: Mapping[str, str]
    cy: Mapping[str, str]

    def get(self, lang: str, number: int) -> str:
        """Such as '5 working days' or '2 ddiwrnod gwaith'."""
        if lang == "cy":
            return self.cy[_welsh_form(number)].format(n=number)
        return self.en["one" if number == 1 else "other"].format(n=number)


def _welsh_form(number: int) -> str:
    return {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}.get(number, "other")


@dataclass(frozen=True, slots=True)
class Words:
    """Every text of the instrument. `labels` is keyed by the enum's class name, then by code."""

    labels: Mapping[str, Mapping[str, Text]]
    periods: Mapping[Unit, Period]
    sentences: Mapping[str, Text]

    @property
    def roles(self) -> Mapping[str, Text]:
        """Who leads or takes part, by code."""
        return self.labels["roles"]


def read_words(words: Path, sentences: Path, statuses: type[StrEnum]) -> Words:
    """Read both files. Raises ProtocolFileError naming every text that is missing, unknown or empty."""
    problems: list[Problem] = []
    top = Table(read_toml(words), words.name, "", problems)
    status = top.status()
    sections: dict[str, Iterable[str] | None] = {
        "marks": MarkName, "statuses": statuses, "lanes": Lane, "phases": Phase, "kinds": Kind,
        "verifications": Verification, "roles": None,
    }  # fmt: skip
    labels = {name: _section(top, name, codes, status) for name, codes in sections.items()}
    periods = {unit: _period(top, unit) for unit in Unit}
    top.get("periods", dict, {}, required=True)
    top.finish()
    below = Table(read_toml(sentences), sentences.name, "", problems)
    texts = _texts(below, SENTENCES, below.status(), below.values, "sentence")
    below.read |= set(below.values)
    _check_places(below, texts)
    if problems:
        raise ProtocolFileError(problems)
    return Words(labels, periods, texts)


def _check_places(below: Table, texts: Mapping[str, Text]) -> None:
    """Both languages of a sentence must have the same places in braces, or one would fail when spoken."""
    for name, text in texts.items():
        try:
            english, welsh = _places(text.en), _places(text.cy)
        except ValueError as fault:
            below.fault(name, f"has a brace out of place: {fault}")
            continue
        if english != welsh:
            odd = ", ".join(sorted(english ^ welsh))
            below.fault(name, f"has places in one language only: {odd}")


def _places(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def _section(top: Table, name: str, codes: Iterable[str] | None, status: str) -> Mapping[str, Text]:
    values = top.get(name, dict, {}, required=True)
    return _texts(top, values if codes is None else codes, status, values, name)


def _texts(
    top: Table, codes: Iterable[str], status: str, values: Mapping[str, object], what: str
) -> Mapping[str, Text]:
    wanted = [str(code) for code in codes]
    texts: dict[str, Text] = {}
    for code in wanted:
        value = values.get(code)
        table = Table(value if isinstance(value, dict) else {}, top.file, f"{what} '{code}'", top.problems)
        texts[code] = Text(table.word("en"), table.word("cy"), table.status(status))
        table.finish()
    for code in sorted(set(values) - set(wanted) - {"cy_status"}):
        top.fault("", f"{what} '{code}' is not known here")
    return texts


def _period(top: Table, unit: Unit) -> Period:
    values = top.values.get("periods", {})
    forms = values.get(unit.value, {}) if isinstance(values, dict) else {}
    table = Table(forms if isinstance(forms, dict) else {}, top.file, f"period '{unit}'", top.problems)
    period = Period(
        {form: table.word(f"en_{form}") for form in PLURALS_EN},
        {form: table.word(f"cy_{form}") for form in PLURALS_CY},
    )
    table.finish()
    return period
