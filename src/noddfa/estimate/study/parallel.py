"""The same work on many things, in turn or on several cores, with the answers in order."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from typing import Literal, TypeAlias, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Workers: TypeAlias = Literal["threads", "processes"]


def each(
    work: Callable[[Item], Answer],
    items: Sequence[Item],
    *,
    workers: int = 1,
    kind: Workers = "threads",
    progress: Callable[[float], None] | None = None,
) -> list[Answer]:
    """`work(item)` for each item, in order. What comes out does not depend on `workers`.

    Threads suit methods that compute outside Python's lock (numba); processes suit the others, and need
    `work` and the items to be picklable and the caller to be a module with `if __name__ == "__main__"`.
    `progress` is told the share done. Raises ValueError for fewer than one worker.
    """
    if workers < 1:
        raise ValueError(f"workers must be 1 or more; got {workers}")
    answers: list[Answer] = []

    def note(answer: Answer) -> None:
        answers.append(answer)
        if progress:
            progress(len(answers) / len(items))

    if workers == 1:
        for item in items:
            note(work(item))
        return answers
    pool: Executor
    if kind == "threads":
        pool = ThreadPoolExecutor(workers)
    else:
        pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    with pool:
        for answer in pool.map(work, items):
            note(answer)
    return answers
