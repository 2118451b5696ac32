"""Stepwise selection with 1,000 bootstrap replicates and the jackknife, alone and beside SparseMSE.

    .venv/bin/python benchmarks/stepwise.py            this package; SparseMSE too when R has it
    .venv/bin/python benchmarks/stepwise.py --no-peer  this package only

Compilation is timed apart in a process of its own that keeps nothing. Then the figure, best of five on two threads,
and how it grows: with lists, people, replicates and threads. SparseMSE does 10 replicates and its jackknife, and the
time is scaled to 1,000; where its library is not among R's own, say so with R_LIBS.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

import arguments
import numpy as np
import peer

from noddfa.estimate import CaptureHistories, datasets, stepwise
from noddfa.estimate.loglinear import Rule, resample

NAME = "uk-2013-six-lists"
REPLICATES = 1000
TIMES = 5
PEER_REPLICATES = 10

SPARSEMSE = f"""
suppressMessages(library(SparseMSE)); options(warn=-1)
z <- as.matrix(d); p <- {PEER_REPLICATES}
one <- system.time(for (j in 1:p) {{ b <- z; b[, ncol(z)] <- rmultinom(1, sum(z[, ncol(z)]), z[, ncol(z)])
  estimatepopulation.0(b, quantiles=NULL) }})[3]
cat(one / p, estimatepopulation.0(z, quantiles=NULL)$estimate)
"""


def timed(table: CaptureHistories, replicates: int = REPLICATES, threads: int = 2) -> float:
    """Seconds of the best of a few runs of the selection, its bootstrap and its jackknife."""
    best = float("inf")
    for seed in range(TIMES):
        began = time.perf_counter()
        stepwise(table, boot=replicates, seed=seed, threads=threads)
        best = min(best, time.perf_counter() - began)
    return best


def merged(table: CaptureHistories, n_lists: int) -> CaptureHistories:
    """The table with its last lists made one, so that `n_lists` are left."""
    patterns = table.patterns.repeat(table.counts, axis=0)
    last = patterns[:, n_lists - 1 :].max(axis=1, keepdims=True)
    return CaptureHistories.from_people(table.lists[:n_lists], np.hstack([patterns[:, : n_lists - 1], last]))


def compilation() -> tuple[float, float]:
    """Seconds of a first call that compiles everything, and of one that finds it on disk."""
    code = (
        "import time; t = time.perf_counter(); from noddfa.estimate import datasets, stepwise; "
        f"stepwise(datasets.load('{NAME}'), boot=10); print(time.perf_counter() - t)"
    )
    with tempfile.TemporaryDirectory() as folder:
        around = {**os.environ, "NUMBA_CACHE_DIR": folder}
        took = [
            subprocess.run(
                [sys.executable, "-c", code], env=around, capture_output=True, text=True, check=True
            )
            for _ in range(2)
        ]
    first, second = (float(run.stdout) for run in took)
    return first, second


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--no-peer", action="store_true", help="leave SparseMSE out")
    chosen = parser.parse_args()
    table = datasets.load(NAME)
    if chosen.quick:
        print(f"4 lists, 20 replicates: {timed(merged(table, 4), 20):.3f} s")
        return
    first, second = compilation()
    print(f"first call, compiling: {first:.1f} s; found on disk: {second:.2f} s")
    found = stepwise(table)
    seconds = timed(table)
    print(f"{NAME}: {found.point:.2f}, {found.interval}")
    print(f"selection, {REPLICATES:,} replicates, jackknife: {seconds:.3f} s on two threads")
    for n_lists in range(3, 7):
        print(f"  {n_lists} lists: {timed(merged(table, n_lists)):.3f} s")
    larger = CaptureHistories(table.lists, table.patterns, table.counts * 10)
    print(f"  people x10: {timed(larger):.3f} s")
    print(f"  replicates x10: {timed(table, 10 * REPLICATES):.3f} s")
    print(f"  one thread: {timed(table, threads=1):.3f} s")
    one, two = (resample(table, Rule(), 1.0, replicates=500, seed=1, threads=threads) for threads in (1, 2))
    print(f"  the same answer on one thread and on two: {np.array_equal(one.replicates, two.replicates)}")
    if chosen.no_peer:
        return
    lines = peer.run("SparseMSE", table, SPARSEMSE)
    if lines is None:
        print("SparseMSE is not installed here: no ratio")
        return
    each, answer = map(float, lines[-1].split())
    whole = each * (REPLICATES + len(table.counts) + 1)
    print(f"SparseMSE answers {answer:.2f}; {each:.2f} s a replicate, {whole:.0f} s for the whole")
    print(f"ratio: {whole / seconds:,.0f}")


if __name__ == "__main__":
    main()
