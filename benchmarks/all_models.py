"""Every hierarchical log-linear model, fitted and averaged: 3 to 6 lists, one thread and two, people x10.

    .venv/bin/python benchmarks/all_models.py                 3 to 6 lists, and Rcapture on five if R has it
    .venv/bin/python benchmarks/all_models.py --no-six        without the 7,785,061 models of six lists
    .venv/bin/python benchmarks/all_models.py --dense         also a six-list table without an empty overlap (minutes)
    .venv/bin/python benchmarks/all_models.py --peer 4        Rcapture on four lists only (113 models)

Rcapture's figure is that of `closedpMS.t` on the same table in the same run; the library it is installed in may be
named by R_LIBS. Compilation is timed apart: it happens once on a machine.
"""

from __future__ import annotations

import resource
import sys
import time

import arguments
import numpy as np
import peer

from noddfa.estimate import CaptureHistories, datasets
from noddfa.estimate.loglinear.all_models import all_models

RCAPTURE = """
suppressPackageStartupMessages(library(Rcapture))
took <- system.time(r <- closedpMS.t(as.matrix(d), dfreq = TRUE))
cat(took[["elapsed"]], took[["user.self"]], nrow(r$results), min(r$results[, "BIC"]), "\\n")
"""


def fewer_lists(histories: CaptureHistories, lists: int) -> CaptureHistories:
    """The table of the first lists only."""
    kept = histories.patterns[:, :lists]
    people = np.repeat(kept, histories.counts, axis=0)
    return CaptureHistories.from_people(histories.lists[:lists], people[people.any(axis=1)])


def dense(lists: int) -> CaptureHistories:
    """Invented counts in which no overlap is empty: every model then wants its own fit."""
    counts = 1 + np.random.default_rng(1).poisson(60.0, 2**lists - 1)
    patterns = (np.arange(1, 2**lists)[:, None] >> np.arange(lists)) & 1
    return CaptureHistories(tuple("ABCDEF"[:lists]), patterns, counts)


def times(histories: CaptureHistories, factor: int) -> CaptureHistories:
    return CaptureHistories(histories.lists, histories.patterns, histories.counts * factor)


def seconds(
    histories: CaptureHistories, threads: int, repeats: int, exhaustive: bool | None = True
) -> tuple[float, float]:
    """The least wall time and the least processor time of several runs: others' work on the machine only adds."""
    walls, processor = [], []
    for _ in range(repeats):
        wall, used = time.perf_counter(), time.process_time()
        all_models(histories, exhaustive=exhaustive, threads=threads)
        walls.append(time.perf_counter() - wall)
        processor.append(time.process_time() - used)
    return min(walls), min(processor)


def row(name: str, histories: CaptureHistories, repeats: int, exhaustive: bool | None = True) -> None:
    (one, used), (two, _) = (seconds(histories, threads, repeats, exhaustive) for threads in (1, 2))
    print(f"{name:<44} {one:>9.4f} s {two:>9.4f} s {used:>9.4f} s", flush=True)


def main() -> int:
    parser = arguments.parser(__doc__)
    parser.add_argument("--no-six", action="store_true", help="leave out the six-list tables")
    parser.add_argument("--dense", action="store_true", help="also six lists without an empty overlap")
    parser.add_argument("--peer", type=int, default=5, help="lists of the table Rcapture is given (0: none)")
    chosen = parser.parse_args()
    uk = datasets.load("uk-2013-five-lists")
    began = time.perf_counter()
    all_models(fewer_lists(uk, 3))
    print(f"first call, compilation or its cache: {time.perf_counter() - began:.2f} s")
    print(f"{'':<44} {'1 thread':>11} {'2 threads':>11} {'processor':>11} ")
    for lists in (3, 4):
        row(f"UK, first {lists} lists", fewer_lists(uk, lists), 1 if chosen.quick else 5)
    if chosen.quick:
        return 0
    row("UK, five lists", uk, 7)
    row("UK, five lists, people x10", times(uk, 10), 5)
    row("Netherlands, five lists", datasets.load("netherlands-five-lists"), 5)
    row("no empty overlap, five lists", dense(5), 5)
    if not chosen.no_six:
        six = datasets.load("uk-2013-six-lists")
        row("UK, six lists, those that can matter", six, 1, None)
        row("UK, six lists, every one of 7,785,061", six, 1)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(f"most memory so far: {memory:.2f} GiB")
    if chosen.dense:
        row("no empty overlap, six lists, every one", dense(6), 1)
    table = fewer_lists(uk, chosen.peer or 5)
    if chosen.peer and (lines := peer.run("Rcapture", table, RCAPTURE)):
        wall, processor, models, least = map(float, lines[-1].split())
        ours, ours_used = seconds(table, 2, 7)
        best = all_models(table).details["best_bic"]
        print(f"Rcapture: {models:.0f} models in {wall:.1f} s, {processor:.1f} s of processor time")
        print(f"  least BIC {least:.4f} (ours {best:.4f})")
        print(f"  x {wall / ours:.0f} in wall time, x {processor / ours_used:.0f} in processor time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
