"""`noddfa estimate`: lists in, the report out. The front door wires it into the command line."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noddfa.estimate import datasets
from noddfa.estimate.asking import Asked, BadAsking, asked
from noddfa.estimate.histories import Bounds
from noddfa.estimate.methods import METHODS
from noddfa.estimate.reading import TableError, read_table, shown
from noddfa.estimate.report import (
    Findings,
    pictures,
    report_csv,
    report_html,
    report_json,
    report_text,
)
from noddfa.estimate.running import OutOfRange, people_of, work_out, work_out_strata
from noddfa.estimate.wording import LANGUAGES, Lang
from noddfa.estimate.wording import METHODS as METHOD_NAMES
from noddfa.estimate.wording_of_command import HELP, SAID

if TYPE_CHECKING:
    from noddfa.estimate.bars import Bars

BAD_INPUT: Final = 2


def language_of(environ: Mapping[str, str]) -> Lang:
    """Welsh when NODDFA_LANG or the locale says so (the first that is set of them), else English."""
    names = ("NODDFA_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    return "cy" if next((environ[name] for name in names if environ.get(name)), "").startswith("cy") else "en"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of `noddfa estimate`, explained in its default `lang`, else the machine's."""
    lang: Lang = parser.get_default("lang") or language_of(os.environ)
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("file", nargs="?", metavar="FILE.csv", help=HELP["file"][lang])
    given.add_argument(
        "--dataset",
        choices=datasets.available(),
        metavar="NAME",
        help=f"{HELP['dataset'][lang]}: {', '.join(datasets.available())}",
    )
    parser.add_argument(
        "--method",
        action="append",
        metavar="METHOD",
        help=f"{HELP['method'][lang]}: {', '.join([*METHODS, 'all'])}",
    )
    for name, metavar in (("threshold", "P"), ("boot", "N"), ("seed", "N"), ("prior-max", "N")):
        parser.add_argument(f"--{name}", metavar=metavar, help=HELP[name][lang])
    for name in ("strata", "covariate"):
        parser.add_argument(f"--{name}", action="append", metavar="COLUMN", help=HELP[name][lang])
    parser.add_argument("--pool", action="store_true", help=HELP["pool"][lang])
    parser.add_argument("--plots", metavar="DIR", help=HELP["plots"][lang])
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=HELP["json"][lang])
    form.add_argument("--csv", action="store_true", help=HELP["csv"][lang])
    form.add_argument("--html", metavar="REPORT", help=HELP["html"][lang])
    parser.add_argument("--lang", choices=LANGUAGES, default=lang, help=HELP["lang"][lang])


def run(args: argparse.Namespace) -> int:
    """Print the report; 0 when there is one, 2 and one line on the error stream when it cannot be made."""
    lang: Lang = args.lang
    try:
        plan = asked(args)
        _make_room(args)
        found = _findings(args, plan, lang)
        _write(args, found, lang)
    except (TableError, BadAsking) as error:
        return _refused(error.text(lang))
    except OutOfRange as error:
        name = METHOD_NAMES[error.method][lang]
        return _refused(BadAsking("out_of_range", method=name, why=shown(str(error), 200)).text(lang))
    return 0


def _findings(args: argparse.Namespace, plan: Asked, lang: Lang) -> Findings:
    source, people, strata = "", None, None
    bounds: Bounds = {}
    named: list[str] = []
    labels: dict[str, str] = {}
    if args.dataset:
        info = datasets.info(args.dataset)
        histories, source = datasets.load(args.dataset), info.source
        name, title, labels = args.dataset, info.title[lang], info.names_in(lang)
        columns: tuple[str, ...] = ()
    else:
        rows = read_table(args.file, strata=plan.strata, covariates=plan.covariates)
        histories, bounds = rows.least, rows.bounds
        name, title = args.file, shown(Path(args.file).name, 80)  # a report is sent on: no folders
        by = [rows.name_of(column) for column in plan.strata]
        named = [rows.name_of(column) for column in plan.covariates]
        people = people_of(rows, named or [column for column in rows.columns if column not in by] or by)
        strata = rows.strata(by) if by else None
        columns = tuple(column for column in rows.columns if column not in by)
    methods = plan.chosen(histories.n_lists)
    if people is None and not bounds and all(method.needs_people for method in methods):
        raise BadAsking("people_needed", method=methods[0].code)
    with _progress(len(methods) * (2 if strata else 1), lang) as bars:
        estimates = work_out(
            histories, methods, plan.options, people=people, bounds=bounds, tell=bars.of_all if bars else None
        )
        by_stratum = (
            work_out_strata(
                strata,
                methods,
                plan.options,
                covariates=named,
                pooling=plan.pooling,
                tell=bars.of_strata if bars else None,
            )
            if strata
            else ()
        )
    return Findings(
        histories,
        estimates,
        name=name,
        title=title,
        source=source,
        labels=labels,
        strata=by_stratum,
        strata_columns=plan.strata,
        covariates=columns,
        bounds=bounds,
        left_out=()
        if plan.methods
        else tuple(code for code, one in METHODS.items() if one.is_slow(histories.n_lists)),
    )


def _make_room(args: argparse.Namespace) -> None:
    """See that files can be written before the long work begins. Raises BadAsking."""
    if args.plots:
        _into(Path(args.plots), None)
    if args.html and not os.access(Path(args.html).parent, os.W_OK):
        raise BadAsking("cannot_write", name=shown(args.html, 200))


def _write(args: argparse.Namespace, found: Findings, lang: Lang) -> None:
    """The report on the output, or in the files asked for. Raises BadAsking."""
    if args.plots:
        folder = Path(args.plots)
        for name, svg in pictures(found, lang).items():
            _into(folder / f"{name}.svg", svg)
    if args.html:
        _into(Path(args.html), report_html(found, lang))
        sys.stdout.write(SAID["written"][lang].format(name=args.html) + "\n")
    elif args.json:
        answer = report_json(found)
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=2) + "\n")
    else:
        sys.stdout.write(report_csv(found) if args.csv else report_text(found, lang))


def _into(place: Path, text: str | None) -> None:
    """Write a file, or make a folder when there is no text. Raises BadAsking."""
    try:
        if text is None:
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.write_text(text, encoding="utf-8")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise BadAsking("cannot_write", name=shown(str(place), 200)) from error


@contextmanager
def _progress(steps: int, lang: Lang) -> Iterator[Bars | None]:
    """A bar for the method at work on the error stream, where somebody looks at it."""
    if not sys.stderr.isatty():
        yield None
        return
    from noddfa.estimate.bars import shown_bars

    with shown_bars(steps, lang) as bars:
        yield bars


def _refused(line: str) -> int:
    sys.stderr.write(f"noddfa estimate: {line}\n")
    return BAD_INPUT
