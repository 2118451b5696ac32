"""Which intervals to believe: populations like the published tables, drawn again and again, and every method.

    .venv/bin/python benchmarks/coverage_study.py                    200 tables each, on 2 processes
    .venv/bin/python benchmarks/coverage_study.py --tables 20 --methods chao,independence

Each population has the size that a published analysis gave and lists that share people in pairs as they do in the
published table (pairs that share nobody never do); once with people alike otherwise, once with people who differ in
how easy they are to see. The methods are all that work on a table and are quick with so many lists; with those that
search for a model, 200 tables of all eight populations take two hours (those that ship were made with --tables 68).
Writes docs/pictures/coverage-en.svg and -cy.svg and the table docs/method/coverage-table.md: keep those of a trial
run out of the repository.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import arguments

if TYPE_CHECKING:
    from noddfa.estimate.study import Coverage, Population

ROOT = Path(__file__).resolve().parent.parent

SIZES: Final = {
    "uk-2013-six-lists": 11_418,
    "uk-2013-five-lists": 11_313,
    "netherlands-five-lists": 121_522,
    "new-orleans-five-lists": 1_034,
}
"""People in all, as sparse stepwise selection (threshold 0.02) gives for the table."""

UNLIKE: Final = 0.8
"""Standard deviation of log odds: of a hundred people the easiest sixteen have more than five times the odds of the
hardest sixteen."""

NAMES: Final = {
    "en": {"alike": "{title}: people alike", "unlike": "{title}: some people harder to see"},
    "cy": {"alike": "{title}: pobl yr un fath", "unlike": "{title}: rhai pobl yn anoddach eu gweld"},
}


def populations() -> dict[tuple[str, str], Population]:
    """By table and whether people are alike."""
    from noddfa.estimate import datasets
    from noddfa.estimate.study import resembling

    found = {}
    for name, size in SIZES.items():
        alike = resembling(datasets.load(name), size)
        found[name, "alike"] = alike
        found[name, "unlike"] = replace(alike, heterogeneity=UNLIKE)
    return found


def table(found: Mapping[str, Sequence[Coverage]], sizes: Mapping[str, int], tables: int) -> str:
    """The study as a page of Markdown."""
    lines = [
        "# Which intervals to believe: the figures",
        "",
        f"Made by `benchmarks/coverage_study.py`: {tables} tables drawn from each population. 'Answered': tables "
        "with a figure and an interval; the other shares are of those. 'Borne': answered with the verdict that "
        "the data bear an estimate, and how many of those intervals hold the truth. 'Together': of tables of which "
        "all methods together say so, and how many of those intervals hold the truth. 'Middle': median figure "
        "over the truth. 'Width': median upper end over lower end.",
    ]
    for name, rows in found.items():
        lines += [
            "",
            f"## {name} ({sizes[name]:,} people)",
            "",
            "| method | answered | hold the truth | wholly too low | wholly too high | borne | of those, hold "
            "| together | of those, hold | middle | width |",
            "|---|---|---|---|---|---|---|---|---|---|---|",
        ]
        lines += [f"| {' | '.join(_cells(row))} |" for row in rows]
    return "\n".join(lines) + "\n"


def _cells(row: Coverage) -> list[str]:
    def share(part: int, whole: int) -> str:
        return f"{100 * part / whole:.0f}%" if whole else "–"

    return [
        row.method,
        share(row.answered, row.tables),
        share(row.covered, row.answered),
        share(row.too_low, row.answered),
        share(row.too_high, row.answered),
        share(row.borne, row.answered),
        share(row.borne_covered, row.borne),
        share(row.together, row.answered),
        share(row.together_covered, row.together),
        "–" if row.middle is None else f"{row.middle:.2f}",
        "–" if row.width is None else f"{row.width:.2f}",
    ]


def picture(found: Mapping[str, Sequence[Coverage]], lang: str) -> str:
    """The picture as a file of its own: with letters and a ground of its own, since no page gives it them."""
    from noddfa.estimate.study import coverage_picture

    svg = coverage_picture(found, "cy" if lang == "cy" else "en")
    head, _, rest = svg.partition(">\n")
    own = head.replace(' width="100%"', ' width="480" font-family="sans-serif" color="#111"')
    return f'{own}>\n<rect width="100%" height="100%" fill="#fff"/>\n{rest}\n'


def main() -> None:
    from noddfa.estimate import METHODS, datasets
    from noddfa.estimate.methods import quick_methods
    from noddfa.estimate.study import coverage_study

    parser = arguments.parser(__doc__)
    parser.add_argument("--tables", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--methods", default="", help="codes, separated by commas, instead of all that are quick"
    )
    parser.add_argument(
        "--boot", type=int, default=200, help="bootstrap replicates of the methods that have them"
    )
    args = parser.parse_args()
    if args.quick:
        args.tables, args.workers, args.methods = 2, 1, args.methods or "chao,independence"
    if unknown := set(filter(None, args.methods.split(","))) - set(METHODS):
        parser.error(f"--methods takes {', '.join(METHODS)}; got {', '.join(sorted(unknown))}")
    rows: dict[tuple[str, str], Sequence[Coverage]] = {}
    every = populations()
    for key, population in every.items():
        start = time.perf_counter()
        quick = [method.code for method in quick_methods(len(population.lists))]
        codes = args.methods.split(",") if args.methods else quick
        methods = {code: partial(METHODS[code], options={"boot": args.boot}) for code in codes}
        rows[key] = coverage_study(
            population, methods, tables=args.tables, seed=args.seed, workers=args.workers
        )
        print(
            f"{' '.join(key)}: {population.size:,} people, {population.expected_seen():,.0f} seen on average; "
            f"{time.perf_counter() - start:.1f} s"
        )
        for row in rows[key]:
            print("   ", "  ".join(_cells(row)))
    if args.quick:
        return
    pictures = ROOT / "docs" / "pictures"
    pictures.mkdir(exist_ok=True)
    for lang in ("en", "cy"):
        names = {
            key: NAMES[lang][key[1]].format(title=datasets.info(key[0]).title["cy" if lang == "cy" else "en"])
            for key in rows
        }
        named = {names[key]: found for key, found in rows.items()}
        (pictures / f"coverage-{lang}.svg").write_text(picture(named, lang), encoding="utf-8")
        if lang == "en":
            page = ROOT / "docs" / "method" / "coverage-table.md"
            page.parent.mkdir(exist_ok=True)
            sizes = {names[key]: population.size for key, population in every.items()}
            page.write_text(table(named, sizes, args.tables), encoding="utf-8")


if __name__ == "__main__":
    main()
