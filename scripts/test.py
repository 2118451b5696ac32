"""Every check and every test, each stage with a heading; all stages run even when one fails.

    .venv/bin/python scripts/test.py            all of it
    .venv/bin/python scripts/test.py checks     only the checks that need no test run
    .venv/bin/python scripts/test.py sqlite     only the tests on SQLite (or: postgres)

The last line counts checks and tests together: `N passed, N failed`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CORES = 2  # of the smallest machine this has to run on

CHECKS: dict[str, list[str]] = {
    "Types (mypy)": ["mypy"],
    "Style (ruff)": ["ruff", "check", "src", "tests", "scripts", "benchmarks"],
    "Layout (ruff format)": ["ruff", "format", "--check", "src", "tests", "scripts", "benchmarks"],
    "Who may import whom (import-linter)": ["lint-imports", "--no-cache", "--no-logo"],
    "Templates (djlint)": ["djlint", "--lint", "--quiet", "src"],
    "Welsh catalogues": ["python", "scripts/catalogue.py", "check"],
    "Migrations match the models": ["noddfa", "manage", "makemigrations", "--check", "--dry-run"],
}
PYTEST = ["python", "-m", "pytest", "-n", str(CORES), "--dist", "worksteal", "--durations", "15"]
TESTS: dict[str, list[str]] = {
    "sqlite": PYTEST,
    "postgres": [*PYTEST, "-m", "not instrument and not once"],
}


@dataclass(frozen=True)
class Outcome:
    """What came of one stage. A check counts as one; a test run counts its tests."""

    stage: str
    passed: int
    failed: int
    seconds: float


def heading(text: str) -> None:
    print(f"\n{'=' * 8} {text} {'=' * max(8, 90 - len(text))}", flush=True)


def environment(home: str, **more: str) -> dict[str, str]:
    """A home of their own for commands that load the settings: never the reader's var/."""
    return {**os.environ, "NODDFA_HOME": home, **more}


def check(stage: str, home: str) -> tuple[Outcome, str]:
    """Run one check with its words kept, so that several at once do not mix theirs."""
    start = time.monotonic()
    program, *arguments = CHECKS[stage]
    done = subprocess.run(
        [BIN / program, *arguments],
        cwd=ROOT,
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    good = done.returncode == 0
    return Outcome(stage, int(good), int(not good), time.monotonic() - start), done.stdout


def checks() -> Iterator[Outcome]:
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(CORES) as pool:
        for outcome, words in pool.map(check, CHECKS, [home] * len(CHECKS)):
            heading(outcome.stage)
            print(words.rstrip() or "nothing to say")
            print("ok" if not outcome.failed else "FAILED", flush=True)
            yield outcome


def counts(report: Path) -> tuple[int, int]:
    """Passed and failed tests of a JUnit report; a run that left none, or ran no test, failed."""
    if not report.exists():
        return 0, 1
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    total = sum(int(suite.get("tests", 0)) for suite in suites)
    bad = sum(int(suite.get(kind, 0)) for suite in suites for kind in ("failures", "errors", "skipped"))
    return (total - bad, bad) if total else (0, 1)


def tests(database: str) -> Outcome:
    heading(f"Tests on {database}")
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        program, *arguments = TESTS[database]
        done = subprocess.run(
            [BIN / program, *arguments, "-p", "no:cacheprovider", f"--junitxml={report}"],
            cwd=ROOT,
            env=environment(folder, NODDFA_TEST_DB=database),
        )
        passed, failed = counts(report)
    if done.returncode and not failed:
        failed = 1
    return Outcome(f"Tests on {database}", passed, failed, time.monotonic() - start)


def stages(wanted: set[str]) -> Iterator[Outcome]:
    if "checks" in wanted:
        yield from checks()
    for database in TESTS:
        if database in wanted:
            yield tests(database)


def main(arguments: list[str]) -> int:
    known = {"checks", *TESTS}
    wanted = set(arguments) or known
    if not wanted <= known:
        print(f"what to run: {', '.join(sorted(known))}; got {' '.join(arguments)}", file=sys.stderr)
        return 2
    start = time.monotonic()
    outcomes = list(stages(wanted))
    heading("Summary")
    for outcome in outcomes:
        verdict = "ok" if not outcome.failed else f"FAILED ({outcome.failed})"
        print(f"{outcome.stage:<45}{outcome.seconds:>7.1f} s   {outcome.passed:>5} passed   {verdict}")
    passed, failed = sum(outcome.passed for outcome in outcomes), sum(outcome.failed for outcome in outcomes)
    minutes, seconds = divmod(round(time.monotonic() - start), 60)
    print(f"{'Total':<45}{minutes:>4} min {seconds} s\n\n{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
