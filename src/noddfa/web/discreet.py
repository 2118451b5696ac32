"""Errors told without what people wrote: where it happened and what kind it was, never its message.

The message of an exception may quote a name, a row or a form. Logs and the record of background tasks are read by
people who may not see those, and lie on disk in plain.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def frames(problem: BaseException) -> str:
    """File, line and function of every call, and the kinds of exception that led to one another; no messages."""
    chain: list[BaseException] = []
    current: BaseException | None = problem
    while current is not None and current not in chain:
        chain.insert(0, current)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n".join(line for link in chain for line in _lines(link))


def _lines(problem: BaseException) -> list[str]:
    places = [
        f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        for frame in traceback.extract_tb(problem.__traceback__)
    ]
    kind = type(problem)
    return ["Traceback (messages left out):", *places, f"{kind.__module__}.{kind.__qualname__}"]


class Formatter(logging.Formatter):
    """A log line whose traceback has no messages in it."""

    def formatException(self, ei: ExcInfo) -> str:
        """The traceback of a logged exception."""
        return frames(ei[1]) if ei[1] is not None else ""
