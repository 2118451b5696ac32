"""How long averaging over all decomposable graphs takes, beside the R package dga where it is installed.

    .venv/bin/python benchmarks/decomposable.py

The Netherlands table of five lists with up to 400,000 unseen, then growth: lists, people, and numbers unseen.
Processor seconds are the least of five; the first call, with its imports and the graphs' enumeration, stands apart.
"""

from __future__ import annotations

import sys
import time

import arguments
import peer

from noddfa.estimate import CaptureHistories, datasets, decomposable

REPEATS = 5
DGA = """
suppressMessages(library(dga)); data(graphs5)
Y <- array(0, rep(2, 5)); for (i in seq_len(nrow(d))) Y[matrix(as.integer(d[i, 1:5]) + 1, 1)] <- d[i, 6]
unseen <- 1:LIMIT
t <- system.time({ w <- bma.cr(Y, unseen, 1/32, graphs5); p <- cumsum(colSums(w)) })
cat(t[["elapsed"]], t[["user.self"]], sapply(c(.025, .5, .975), function(q) which(p >= q)[1] + sum(Y)), "\\n")
"""


def timed(histories: CaptureHistories, prior_max: int, repeats: int = REPEATS) -> tuple[float, float, str]:
    """The least seconds of wall and of processor, and the answer."""
    walls, processor = [], []
    for _time in range(repeats):
        wall, cpu = time.perf_counter(), time.process_time()
        found = decomposable(histories, prior_max=prior_max)
        walls.append(time.perf_counter() - wall)
        processor.append(time.process_time() - cpu)
    if found.interval is None:
        return min(walls), min(processor), "refused: " + ", ".join(found.bearing.codes)
    answer = f"{found.point:,.0f} ({found.interval.lower:,.0f} to {found.interval.upper:,.0f})"
    return min(walls), min(processor), answer


def fewer_lists(histories: CaptureHistories, n_lists: int) -> CaptureHistories:
    """The first `n_lists` lists, and the people on any of them."""
    kept: dict[tuple[int, ...], int] = {}
    for pattern, count in zip(
        histories.patterns[:, :n_lists].tolist(), histories.counts.tolist(), strict=True
    ):
        if any(pattern):
            kept[tuple(pattern)] = kept.get(tuple(pattern), 0) + count
    return CaptureHistories.from_patterns(histories.lists[:n_lists], list(kept.items()))


def times_ten(histories: CaptureHistories) -> CaptureHistories:
    return CaptureHistories(histories.lists, histories.patterns, histories.counts * 10)


def main() -> int:
    chosen = arguments.parser(__doc__).parse_args()
    five, six = datasets.load("netherlands-five-lists"), datasets.load("netherlands-six-lists")
    print("wall s  processor s")
    if chosen.quick:
        wall, cpu, answer = timed(fewer_lists(six, 3), 10_000, 1)
        print(f"{wall:6.3f} {cpu:6.3f}  three lists: {answer}")
        return 0
    wall, cpu, _answer = timed(five, 400_000, 1)
    print(f"{wall:6.3f} {cpu:6.3f}  first call")
    ours, cpu, answer = timed(five, 400_000)
    print(f"{ours:6.3f} {cpu:6.3f}  Netherlands, five lists, up to 400,000 unseen: {answer}")
    if lines := peer.run("dga", five, DGA.replace("LIMIT", "400000")):
        wall_r, cpu_r, low, middle, high = map(float, lines[-1].split())
        print(f"{wall_r:6.3f} {cpu_r:6.3f}  dga: {middle:,.0f} ({low:,.0f} to {high:,.0f})")
        print(f"ratio: {wall_r / ours:.0f} of wall time, {cpu_r / cpu:.0f} of processor time")
    else:
        print("R or its package dga is not installed: no ratio")
    for name, table, limit in (
        ("three lists", fewer_lists(six, 3), 400_000),
        ("four lists", fewer_lists(six, 4), 400_000),
        ("six lists", six, 400_000),
        ("five lists, ten times the people and the unseen", times_ten(five), 4_000_000),
        ("five lists, up to 40,000,000 unseen", five, 40_000_000),
    ):
        wall, cpu, answer = timed(table, limit, 3)
        print(f"{wall:6.3f} {cpu:6.3f}  {name}: {answer}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
