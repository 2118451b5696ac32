"""What `noddfa estimate` was asked for, checked: which methods, with which options, what does not go together."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from noddfa.estimate.methods import METHODS, OPTIONS, Method, Option, all_methods, quick_methods
from noddfa.estimate.reading import shown
from noddfa.estimate.wording import Lang, Texts

ALL: Final = "all"
MOST_BOOT: Final = 1_000_000
MOST_PRIOR: Final = 1_000_000_000


class BadAsking(ValueError):
    """What was asked cannot be done; `text(lang)` is one line that says why and what to do."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(self.text("en"))

    def text(self, lang: Lang) -> str:
        """The line in English or Welsh."""
        return ASKING_ERRORS[self.code][lang].format(**self.values)


@dataclass(frozen=True)
class Asked:
    """What is to be done.

    methods   codes; None: whatever is quick on the table
    options   values by the name of the option, only those that were given
    """

    methods: tuple[str, ...] | None
    options: dict[str, Any]
    strata: tuple[str, ...]
    covariates: tuple[str, ...]
    pooling: bool

    def chosen(self, n_lists: int) -> tuple[Method, ...]:
        """The methods for a table of so many lists."""
        return quick_methods(n_lists) if self.methods is None else tuple(METHODS[one] for one in self.methods)


def asked(args: argparse.Namespace) -> Asked:
    """Read and check the arguments. Raises BadAsking."""
    methods = _methods(_words(args.method))
    options: dict[str, Any] = {}
    if args.threshold is not None:
        options["threshold"] = _threshold(args.threshold)
    for name, least, most in (("boot", 0, MOST_BOOT), ("seed", 0, 2**63 - 1), ("prior_max", 1, MOST_PRIOR)):
        if (text := getattr(args, name)) is not None:
            options[name] = _whole(name, text, least, most)
    understood = {name for code in (methods or METHODS) for name in METHODS[code].takes}
    for option in OPTIONS:
        if option in options and option != "seed" and option not in understood:
            raise BadAsking("not_for_these", option=flag(option), methods=", ".join(methods_with(option)))
    strata, covariates = _words(args.strata), _words(args.covariate)
    if args.dataset and (strata or covariates):
        raise BadAsking("dataset_has_no_columns", option="--strata" if strata else "--covariate")
    if args.pool and not strata:
        raise BadAsking("pool_without_strata")
    return Asked(methods, options, strata, covariates, bool(args.pool))


def flag(option: str) -> str:
    """`--prior-max` of `prior_max`."""
    return "--" + option.replace("_", "-")


def methods_with(option: Option) -> list[str]:
    """The methods that understand an option."""
    return [code for code, method in METHODS.items() if option in method.takes]


def _words(given: Sequence[str] | None) -> tuple[str, ...]:
    """Each word once, whether repeated, in one argument, or with commas between."""
    words = (word.strip() for text in given or () for word in text.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def _methods(words: Sequence[str]) -> tuple[str, ...] | None:
    for word in words:
        if word != ALL and word not in METHODS:
            raise BadAsking("no_such_method", got=shown(word), methods=", ".join([*METHODS, ALL]))
    if not words:
        return None
    every = [method.code for method in all_methods()] if ALL in words else []
    return tuple(dict.fromkeys([*every, *(word for word in words if word != ALL)]))


def _threshold(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < 1:  # false for NaN as well
        raise BadAsking("threshold", got=shown(text))
    return value


def _whole(option: str, text: str, least: int, most: int) -> int:
    digits = text.strip().lstrip("0") or "0"
    if (
        not (text.strip().isascii() and text.strip().isdigit())
        or len(digits) > 19
        or not least <= int(digits) <= most
    ):
        raise BadAsking(
            "whole_number", option=flag(option), got=shown(text), least=f"{least:,}", most=f"{most:,}"
        )
    return int(digits)


ASKING_ERRORS: Final[Texts] = {
    "no_such_method": {
        "en": "--method: there is no method '{got}'; choose from {methods}.",
        "cy": "--method: nid oes dull '{got}'; dewiswch o {methods}.",
    },
    "threshold": {
        "en": "--threshold: '{got}' is not a number between 0 and 1, such as 0.02.",
        "cy": "--threshold: nid rhif rhwng 0 ac 1, megis 0.02, yw '{got}'.",
    },
    "whole_number": {
        "en": "{option}: '{got}' is not a whole number from {least} to {most}.",
        "cy": "{option}: nid rhif cyfan o {least} i {most} yw '{got}'.",
    },
    "not_for_these": {
        "en": "{option} means nothing to the methods asked for; leave it out or add one of: {methods}.",
        "cy": "nid yw {option} yn golygu dim i'r dulliau y gofynnwyd amdanynt; hepgorwch ef neu ychwanegwch un o'r "
        "rhain: {methods}.",
    },
    "dataset_has_no_columns": {
        "en": "{option} needs a file with such a column; the published tables have none.",
        "cy": "mae angen ffeil â cholofn o'r fath ar gyfer {option}; nid oes un yn y tablau cyhoeddedig.",
    },
    "pool_without_strata": {
        "en": "--pool needs --strata: it says how groups learn from each other.",
        "cy": "mae angen --strata gyda --pool: mae'n dweud sut mae grwpiau'n dysgu oddi wrth ei gilydd.",
    },
    "people_needed": {
        "en": "--method {method} needs a file with a row for each person and something known of them; this table has "
        "only counts.",
        "cy": "mae angen ffeil â rhes ar gyfer pob person a rhywbeth yn hysbys amdanynt ar gyfer --method {method}; "
        "dim ond cyfrifon sydd yn y tabl hwn.",
    },
    "cannot_write": {
        "en": "{name} cannot be written; check the folder and that you may write there.",
        "cy": "ni ellir ysgrifennu {name}; gwiriwch y ffolder a bod gennych hawl i ysgrifennu yno.",
    },
    "out_of_range": {
        "en": "{method} cannot work with these options: {why}",
        "cy": "ni all {method} weithio gyda'r opsiynau hyn: {why}",
    },
}
