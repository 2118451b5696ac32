"""`noddfa check-models`: which log-linear models have no estimate on a table. The front door wires it in."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from noddfa.estimate import datasets
from noddfa.estimate.command import BAD_INPUT, language_of
from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.loglinear import FailingModels, TooSparse, failing_models
from noddfa.estimate.loglinear.answer import occupied
from noddfa.estimate.reading import TableError, read_table, shown
from noddfa.estimate.wording import LANGUAGES, Lang, Texts, number
from noddfa.estimate.wording_of_command import HELP

NAMED: Final = 20
"""Models named when nothing else is asked for."""
MOST_NAMED: Final = 100_000
MOST_LISTS: Final = 6
"""Lists for which models with interactions of three lists or more are looked at, one by one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of `noddfa check-models`, explained in its default `lang`, else the machine's."""
    lang: Lang = parser.get_default("lang") or language_of(os.environ)
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("file", nargs="?", metavar="FILE.csv", help=HELP["file"][lang])
    given.add_argument("--dataset", choices=datasets.available(), metavar="NAME", help=HELP["dataset"][lang])
    parser.add_argument("--order", default="2", metavar="N", help=TEXTS["order"][lang])
    parser.add_argument(
        "--named", default=str(NAMED), metavar="N", help=TEXTS["named"][lang].format(most=NAMED)
    )
    parser.add_argument("--json", action="store_true", help=HELP["json"][lang])
    parser.add_argument("--lang", choices=LANGUAGES, default=lang, help=HELP["lang"][lang])


def run(args: argparse.Namespace) -> int:
    """Print which models fail; 0 when they could be looked at, else 2 and one line on the error stream."""
    lang: Lang = args.lang
    try:
        histories = datasets.load(args.dataset) if args.dataset else read_table(args.file).histories
    except TableError as error:
        return _refused(error.text(lang))
    if int((histories.list_totals > 0).sum()) < 2:
        return _refused(TEXTS["too_few"][lang])
    table = occupied(histories)
    values = []
    for option, text, least, most in (
        ("--order", args.order, 2, table.n_lists),
        ("--named", args.named, 0, MOST_NAMED),
    ):
        if (value := _whole(text, least, most)) is None:
            said = TEXTS["whole_number"][lang]
            return _refused(said.format(option=option, got=shown(text), least=least, most=f"{most:,}"))
        values.append(value)
    order, named = values
    if order > 2 and table.n_lists > MOST_LISTS:
        return _refused(TEXTS["too_many"][lang].format(lists=table.n_lists, most=MOST_LISTS))
    try:
        with _progress(TEXTS["looking"][lang]) as tell:
            found = failing_models(table, order, most=named, progress=tell)
    except TooSparse:
        return _refused(TEXTS["too_sparse"][lang])
    if args.json:
        sys.stdout.write(json.dumps(_as_json(table, found), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_as_text(table, found, lang))
    return 0


def _as_text(table: CaptureHistories, found: FailingModels, lang: Lang) -> str:
    figures = {
        "models": number(found.n_models),
        "order": str(found.order),
        "without": number(found.n_without),
        "not_unique": number(found.n_not_unique),
    }
    lines = [TEXTS["looked_at"][lang].format(**figures)]
    if not found.n_failing:
        return "\n".join([*lines, TEXTS["none"][lang], ""])
    lines.append(TEXTS["failing"][lang].format(**figures))
    if found.failing:
        lines += ["", TEXTS["smallest"][lang].format(shown=number(len(found.failing)))]
    for model, verdict in found.failing:
        why = TEXTS["not_unique" if verdict.exists else "no_maximum"][lang]
        lines.append(f"  {model.label(table.lists)}  ({why})")
    return "\n".join([*lines, ""])


def _as_json(table: CaptureHistories, found: FailingModels) -> dict[str, Any]:
    return {
        "lists": list(table.lists),
        "order": found.order,
        "models": found.n_models,
        "without_estimate": found.n_without,
        "not_unique": found.n_not_unique,
        "failing": [
            {
                "model": model.label(table.lists),
                "exists": verdict.exists,
                "identifiable": verdict.identifiable,
            }
            for model, verdict in found.failing
        ],
    }


def _whole(text: str, least: int, most: int) -> int | None:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and least <= int(text) <= most):
        return None
    return int(text)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[float], None] | None]:
    """A bar on the error stream, where somebody looks at it."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(what, total=1.0)
        yield lambda done: bars.update(task, completed=done)


def _refused(line: str) -> int:
    sys.stderr.write(f"noddfa check-models: {line}\n")
    return BAD_INPUT


TEXTS: Final[Texts] = {
    "order": {
        "en": "most lists an interaction of the models joins (2); from 3 on every model is looked at one by one, "
        "which takes up to half a minute with six lists",
        "cy": "y nifer mwyaf o restrau y mae rhyngweithiad yn y modelau yn eu cysylltu (2); o 3 ymlaen edrychir ar bob "
        "model fesul un, sy'n cymryd hyd at hanner munud gyda chwe rhestr",
    },
    "named": {
        "en": "how many of the models that fail to name, smallest first ({most})",
        "cy": "faint o'r modelau sy'n methu i'w henwi, y lleiaf yn gyntaf ({most})",
    },
    "looking": {"en": "Models", "cy": "Modelau"},
    "looked_at": {
        "en": "Log-linear models looked at, with interactions of up to {order} lists: {models}.",
        "cy": "Modelau log-linol yr edrychwyd arnynt, gyda rhyngweithiadau o hyd at {order} rhestr: {models}.",
    },
    "none": {
        "en": "Each of them has one estimate on this table.",
        "cy": "Mae gan bob un ohonynt un amcangyfrif ar y tabl hwn.",
    },
    "failing": {
        "en": "Without an estimate, because overlaps they need are empty: {without}. With more than one: {not_unique}.",
        "cy": "Heb amcangyfrif, am fod gorgyffyrddiadau y mae eu hangen arnynt yn wag: {without}. Gyda mwy nag un: "
        "{not_unique}.",
    },
    "smallest": {"en": "The smallest {shown} of them:", "cy": "Y {shown} lleiaf ohonynt:"},
    "no_maximum": {"en": "no estimate", "cy": "dim amcangyfrif"},
    "not_unique": {"en": "more than one", "cy": "mwy nag un"},
    "too_few": {
        "en": "fewer than two lists hold anybody, so there is no model to look at.",
        "cy": "mae llai na dwy restr yn cynnwys rhywun, felly nid oes model i edrych arno.",
    },
    "whole_number": {
        "en": "{option}: '{got}' is not a whole number from {least} to {most}.",
        "cy": "{option}: nid rhif cyfan o {least} i {most} yw '{got}'.",
    },
    "too_many": {
        "en": "with {lists} lists there are too many models with interactions of three lists or more to look at each; "
        "up to {most} lists will do. Leave --order out, or merge lists that serve a like purpose.",
        "cy": "gyda {lists} o restrau mae gormod o fodelau â rhyngweithiadau o dair rhestr neu fwy i edrych ar bob un; "
        "hyd at {most} o restrau sy'n bosibl. Hepgorwch --order, neu gyfunwch restrau tebyg eu pwrpas.",
    },
    "too_sparse": {
        "en": "so many pairs of lists share nobody that there are too many models to look at; merge lists that serve "
        "a like purpose.",
        "cy": "mae cynifer o barau o restrau heb neb yn gyffredin fel bod gormod o fodelau i edrych arnynt; cyfunwch "
        "restrau tebyg eu pwrpas.",
    },
}
