"""`noddfa estimate`: a table of patterns in, the report out. The front door wires it into the command line."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from typing import Final

from noddfa.estimate import datasets
from noddfa.estimate.methods import every_method
from noddfa.estimate.reading import TableError, read_csv, shown
from noddfa.estimate.report import report_json, report_text
from noddfa.estimate.wording import LANGUAGES, Lang, Texts

BAD_INPUT: Final = 2

HELP: Final[Texts] = {
    "file": {
        "en": "CSV: a 0/1 column for each list and a column count, a row for each pattern",
        "cy": "CSV: colofn 0/1 ar gyfer pob rhestr a cholofn nifer, rhes ar gyfer pob patrwm",
    },
    "dataset": {"en": "a published table instead of a file", "cy": "tabl cyhoeddedig yn lle ffeil"},
    "json": {"en": "print JSON for another program", "cy": "argraffu JSON ar gyfer rhaglen arall"},
    "lang": {"en": "language of the report", "cy": "iaith yr adroddiad"},
}


def language_of(environ: Mapping[str, str]) -> Lang:
    """Welsh when NODDFA_LANG or the locale says so (the first that is set of them), else English."""
    names = ("NODDFA_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    return "cy" if next((environ[name] for name in names if environ.get(name)), "").startswith("cy") else "en"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of `noddfa estimate`, explained in its default `lang`, else the machine's."""
    lang: Lang = parser.get_default("lang") or language_of(os.environ)
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("file", nargs="?", metavar="FILE.csv", help=HELP["file"][lang])
    given.add_argument("--dataset", choices=datasets.available(), metavar="NAME", help=_dataset_help(lang))
    parser.add_argument("--json", action="store_true", help=HELP["json"][lang])
    parser.add_argument("--lang", choices=LANGUAGES, default=lang, help=HELP["lang"][lang])


def run(args: argparse.Namespace) -> int:
    """Print the report; 0 when there is one, 2 and one line on the error stream when the file is no table."""
    lang: Lang = args.lang
    if args.dataset:
        info = datasets.info(args.dataset)
        name, histories, source = args.dataset, datasets.load(args.dataset), info.source
        title, labels = info.title[lang], info.names_in(lang)
    else:
        name, source, title, labels = args.file, "", shown(args.file, 80), {}
        try:
            histories = read_csv(args.file)
        except TableError as error:
            sys.stderr.write(f"noddfa estimate: {error.text(lang)}\n")
            return BAD_INPUT
    estimates = every_method(histories)
    if args.json:
        answer = report_json(histories, estimates, name=name, source=source)
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=2) + "\n")
    else:
        sys.stdout.write(report_text(histories, estimates, lang, title=title, source=source, labels=labels))
    return 0


def _dataset_help(lang: Lang) -> str:
    return f"{HELP['dataset'][lang]}: {', '.join(datasets.available())}"
