"""What the tests of the protocol share: times written as in Wales, marks in one line, steps by code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import count
from typing import Any

from noddfa.protocol import Mark, MarkName, Protocol, StepState, Variance, due_steps, load_protocols
from noddfa.protocol.days import WALES_ZONE, day_start

CHILD = load_protocols()["wales-child-2021"]
ADULT = load_protocols()["wales-adult-2019"]

_ids = count(1)


def at(text: str) -> datetime:
    """'2026-12-23 10:00' as that local time in Wales."""
    return datetime.fromisoformat(text).replace(tzinfo=WALES_ZONE)


def mark(
    name: str,
    when: str,
    *,
    id: str = "",
    recorded: str = "",
    corrects: str | None = None,
    withdrawn: bool = False,
    thread: str = "",
    **data: str,
) -> Mark:
    """A mark at a local time, or on a day when no time is given; recorded at once unless said otherwise."""
    on_a_day = len(when) == len("2026-12-23")
    happened = day_start(date.fromisoformat(when)) if on_a_day else at(when)
    return Mark(
        MarkName(name),
        happened,
        at(recorded) if recorded else happened,
        id or f"mark-{next(_ids)}",
        corrects=corrects,
        withdrawn=withdrawn,
        precision="day" if on_a_day else "minute",
        thread=thread,
        data=data,
    )


def variance(step: str, recorded: str, **more: Any) -> Variance:
    """A variance with an invented manager and reason."""
    given: dict[str, Any] = {"reason": "achos cymhleth", "by": "rheolwr-1", "id": f"variance-{next(_ids)}"}
    return Variance(step=step, recorded=at(recorded), **(given | more))


def runs(
    step: str, marks: Iterable[Mark], now: str, protocol: Protocol = CHILD, **more: Any
) -> list[StepState]:
    """Every run of one step."""
    states = due_steps(protocol, marks, now=at(now), **more)
    return [state for state in states if state.step.code == step]


def one(step: str, marks: Iterable[Mark], now: str, protocol: Protocol = CHILD, **more: Any) -> StepState:
    """The only run of one step."""
    found = runs(step, marks, now, protocol, **more)
    assert len(found) == 1, [state.run for state in found]
    return found[0]
