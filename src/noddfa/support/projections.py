"""How the read model of this room is worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from noddfa.chronicle import Fact, Projection
from noddfa.chronicle.models import Record
from noddfa.design.dates import day_in_wales
from noddfa.support.models import NeedsRow
from noddfa.support.needs.kind import ENDED, NEEDS
from noddfa.support.needs.reviews import next_review


class NeedsRows(Projection):
    """The newest needs record of each case."""

    model = NeedsRow
    kinds = (NEEDS, "case_closed", "case_reopened")

    @classmethod
    def rows(cls, record: Record, facts: Sequence[Fact]) -> Iterable[NeedsRow]:
        newest = next((fact for fact in reversed(facts) if fact.kind == NEEDS), None)
        if newest is None:
            return ()
        ends = [fact for fact in facts if fact.kind != NEEDS]
        last = max(ends, key=lambda fact: fact.recorded, default=None)
        day = day_in_wales(newest.happened)
        needs = newest.facts.get("needs", ())
        return (
            NeedsRow(
                record=record,
                talked_through=day,
                next_review=next_review(day),
                open_needs=sum(need.get("progress") not in ENDED for need in needs),
                closed=last is not None and last.kind == "case_closed",
            ),
        )
