"""How many independent draws a second the latent-class sampler is worth, beside the R package LCMCR where installed.

    .venv/bin/python benchmarks/latent_class.py

The UK table of five lists, K = 10, a = b = 0.25. Draws are counted by `diagnostics` (bulk effective sample size of
the number of people), warming up included in the time. Then growth: lists, people, threads.
"""

from __future__ import annotations

import sys
import time

import arguments
import numpy as np
import peer
from decomposable import fewer_lists, times_ten

from noddfa.estimate import CaptureHistories, datasets
from noddfa.estimate.bayes import latent_class_draws
from noddfa.estimate.bayes.diagnostics import diagnose
from noddfa.estimate.bayes.sampling import Exchange

LCMCR = """
suppressMessages(library(LCMCR)); d[] <- lapply(d, as.integer)
for (j in seq_len(ncol(d) - 1)) d[[j]] <- factor(d[[j]], levels = c(0, 1))
s <- lcmCR(captures = d, tabular = TRUE, K = 10, a_alpha = .25, b_alpha = .25, seed = 1, buffer_size = 100000,
           thinning = 1, verbose = FALSE)
t <- system.time(N <- lcmCR_PostSampl(s, burnin = 10000, samples = 100000, thinning = 1, output = FALSE))
cat(t[["elapsed"]], t[["user.self"]], "\\n"); cat(N, "\\n")
"""


def timed(
    histories: CaptureHistories, threads: int, draws: int = 10_000, exchange: Exchange = "never"
) -> tuple[float, float, float, str]:
    """Seconds of wall and of processor, effective draws, and the answer."""
    wall, cpu = time.perf_counter(), time.process_time()
    warm_up = min(2_000, draws)
    found = latent_class_draws(
        histories, threads=threads, draws=draws, warm_up=warm_up, seed=1, exchange=exchange
    )
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    settled = found.diagnosis()
    low, middle, high = np.quantile(found.people, [0.025, 0.5, 0.975])
    answer = f"{middle:,.0f} ({low:,.0f} to {high:,.0f}), R-hat {settled.rhat:.3f}"
    return wall, cpu, settled.bulk_ess, answer


def row(name: str, wall: float, cpu: float, ess: float, answer: str) -> None:
    print(
        f"{wall:6.2f} {cpu:6.2f} {ess:8,.0f} {ess / wall:8,.0f} {ess / cpu:8,.0f}  {name}: {answer}",
        flush=True,
    )


def main() -> int:
    chosen = arguments.parser(__doc__).parse_args()
    five, six = datasets.load("uk-2013-five-lists"), datasets.load("uk-2013-six-lists")
    wall = time.perf_counter()
    latent_class_draws(five, draws=10, warm_up=10)
    print(f"first call, with compilation or its reading from disk: {time.perf_counter() - wall:.1f} s")
    print("wall s  cpu s   draws  a wall s  a cpu s")
    if chosen.quick:
        row("three lists", *timed(fewer_lists(six, 3), 1, 100))
        return 0
    ours = timed(five, 2)
    row("UK, five lists, 4 chains of 10,000 on two threads", *ours)
    if lines := peer.run("LCMCR", five, LCMCR):
        wall_r, cpu_r = map(float, lines[-2].split())
        people = np.array(lines[-1].split(), dtype=np.float64)
        low, middle, high = np.quantile(people, [0.025, 0.5, 0.975])
        ess = diagnose(people[None]).bulk_ess
        row(
            "LCMCR, 10,000 and 100,000 iterations",
            wall_r,
            cpu_r,
            ess,
            f"{middle:,.0f} ({low:,.0f} to {high:,.0f})",
        )
        wall_ratio, cpu_ratio = ours[2] / ours[0] / (ess / wall_r), ours[2] / ours[1] / (ess / cpu_r)
        print(
            f"ratio of effective draws a second: {wall_ratio:.0f} of wall time, {cpu_ratio:.0f} of processor time"
        )
    else:
        print("R or its package LCMCR is not installed: no ratio")
    row("the same on one thread", *timed(five, 1))
    row("three lists", *timed(fewer_lists(six, 3), 2))
    row("four lists", *timed(fewer_lists(six, 4), 2))
    row("six lists", *timed(six, 2))
    row("five lists, ten times the people", *timed(times_ten(five), 2))
    row("five lists, ten times the draws", *timed(five, 2, 100_000))
    for name in ("netherlands-five-lists", "netherlands-six-lists"):
        row(f"{name}, alone", *timed(datasets.load(name), 2))
        row(f"{name}, exchanging", *timed(datasets.load(name), 2, exchange="always"))
    row("five lists, ten times the people, exchanging", *timed(times_ten(five), 2, exchange="always"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
