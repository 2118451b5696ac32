"""Doubly robust with covariates: time, and how often its intervals hold the truth where people's age and sex decide.

    OPENBLAS_NUM_THREADS=1 .venv/bin/python benchmarks/covariates.py
    OPENBLAS_NUM_THREADS=1 .venv/bin/python benchmarks/covariates.py --tables 20 --sizes 2000

Two lists that are independent among people of the same age and sex and strongly dependent over all. Lincoln-Petersen,
which knows nothing of age and sex, stands beside it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import arguments

if TYPE_CHECKING:
    import numpy as np

    from noddfa.estimate import People


def people(rng: np.random.Generator, size: int) -> People:
    """Those whom at least one of two lists sees, of `size`."""
    import numpy as np

    from noddfa.estimate import People

    age, man = rng.normal(size=size), rng.random(size) < 0.5
    log_odds = np.column_stack([-1.2 + 0.9 * age + 0.5 * man, -1 + 0.8 * age - 0.3 * man])
    on = (rng.random((size, 2)) < 1 / (1 + np.exp(-log_odds))).astype(int)
    seen = on.any(axis=1)
    return People(("A", "B"), on[seen], {"age": age[seen], "sex": np.where(man, "m", "f")[seen]})


def main() -> None:
    import numpy as np

    from noddfa.estimate import doubly_robust, lincoln_petersen

    parser = arguments.parser(__doc__)
    parser.add_argument("--tables", type=int, default=100)
    parser.add_argument("--sizes", default="500,2000,8000")
    parser.add_argument("--repeats", type=int, default=1, help="splittings of each table")
    args = parser.parse_args()
    if args.quick:
        args.tables, args.sizes = 2, "500"
    print("people  seen  method            answered  hold  median/truth  ms each")
    for size in map(int, args.sizes.split(",")):
        tables = [people(np.random.default_rng(at), size) for at in range(args.tables)]
        seen = np.mean([table.n_seen for table in tables])
        for name in ("doubly-robust", "lincoln-petersen"):
            start = time.process_time()
            found = [
                doubly_robust(table, repeats=args.repeats)
                if name == "doubly-robust"
                else lincoln_petersen(table.histories())
                for table in tables
            ]
            each = 1000 * (time.process_time() - start) / len(tables)
            given = [one for one in found if one.point is not None and one.interval is not None]
            held = [one.interval.lower <= size <= one.interval.upper for one in given if one.interval]
            middle = np.median([one.point for one in given if one.point is not None]) / size
            print(
                f"{size:6,}  {seen:4.0f}  {name:16}  {len(given):4}/{len(found):<4} {np.mean(held):5.0%}"
                f"  {middle:12.2f}  {each:7.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
