"""The lists of bodies, drawn from the chronicle: whoever records something about a child knows of that child."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from noddfa.chronicle import Fact, Projection
from noddfa.chronicle.models import Record
from noddfa.measure.models import ListEntry

FAMILIES = ("concern", "case")


class BodiesLists(Projection):
    """One row for each body that recorded something on a concern or a case."""

    model = ListEntry
    kinds = None  # every kind

    @classmethod
    def rows(cls, record: Record, facts: Sequence[Fact]) -> Iterable[ListEntry]:
        if record.family not in FAMILIES:
            return []
        first: dict[str, Fact] = {}
        for fact in facts:
            if fact.body not in first or fact.recorded < first[fact.body].recorded:
                first[fact.body] = fact
        return [
            ListEntry(
                id=f"{record.pk}:{body}",
                record=record.pk,
                family=record.family,
                person=record.person_id or record.pk,
                body=body,
                first_known=fact.recorded,
            )
            for body, fact in sorted(first.items())
        ]
