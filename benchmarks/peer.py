"""Runs an R package beside ours, for the benchmarks that compare; not a benchmark itself.

The package must be installed where R looks for it (R_LIBS may name a folder).
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from noddfa.estimate import CaptureHistories


def run(package: str, histories: CaptureHistories, code: str) -> list[str] | None:
    """What R prints, line by line; None when R or the package is missing.

    `code` finds the table in `d`: a 0/1 column for each list, then `Freq`.
    """
    if not shutil.which("Rscript"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "table.csv"
        rows = [",".join([*(f"L{j}" for j in range(histories.n_lists)), "Freq"])]
        rows += [
            ",".join(map(str, [*pattern, count]))
            for pattern, count in zip(histories.patterns.tolist(), histories.counts.tolist(), strict=True)
        ]
        table.write_text("\n".join(rows))
        start = (
            f'if (!requireNamespace("{package}", quietly=TRUE)) quit(status=9)\nd <- read.csv("{table}")\n'
        )
        script = Path(folder) / "run.R"
        script.write_text(start + code)
        done = subprocess.run(["Rscript", "--vanilla", script], capture_output=True, text=True)
    if done.returncode == 9:
        return None
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.splitlines()
