"""How the read models of this room are worked out from facts."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from noddfa.chronicle import Fact, Projection
from noddfa.chronicle.models import Record
from noddfa.design.dates import day_in_wales
from noddfa.support.models import NeedRow, NeedsReview
from noddfa.support.needs import words
from noddfa.support.needs.current import changes_to, newest_version
from noddfa.support.needs.kind import KINDS, NEED_CHANGED, RECORD


class NeedRows(Projection):
    """The needs of the newest version, with what was changed since."""

    model = NeedRow
    kinds = KINDS

    @classmethod
    def rows(cls, record: Record, facts: Sequence[Fact]) -> Iterable[NeedRow]:
        version = newest_version(facts)
        if version is None:
            return ()
        rows = {
            stored["heading"]: _need_row(record, version, stored)
            for stored in version.facts.get("needs", ())
            if stored["urgency"] in words.NEEDED
        }
        for change in changes_to(facts, version):
            row = rows.get(change.facts.get("heading", ""))
            if change.kind == NEED_CHANGED and row is not None:
                _work_in(row, change)
        return rows.values()


class NeedsReviews(Projection):
    """When the needs of each case are to be reviewed."""

    model = NeedsReview
    kinds = KINDS

    @classmethod
    def rows(cls, record: Record, facts: Sequence[Fact]) -> Iterable[NeedsReview]:
        version = newest_version(facts)
        if version is None:
            return ()
        return (
            NeedsReview(
                record=record,
                version=version.event,
                versions=sum(fact.kind == RECORD for fact in facts),
                talked=version.happened,
                headings=len(version.facts.get("needs", ())),
                next_review=_day(version.facts.get("next_review")),
            ),
        )


def _need_row(record: Record, version: Fact, stored: dict[str, Any]) -> NeedRow:
    state = stored.get("state", words.OPEN)
    ended = None if state == words.OPEN else _day(stored.get("done_on")) or day_in_wales(version.happened)
    return NeedRow(
        id=uuid.uuid5(version.event, stored["heading"]),
        record=record,
        version=version.event,
        heading=stored["heading"],
        urgency=stored["urgency"],
        owner_id=uuid.UUID(stored["owner"]) if stored.get("owner") else None,
        due=_day(stored.get("due")),
        state=state,
        ended=ended,
    )


def _work_in(row: NeedRow, change: Fact) -> None:
    row.state = change.facts["state"]
    row.due = _day(change.facts.get("due")) or row.due
    row.ended = None if row.state == words.OPEN else day_in_wales(change.happened)


def _day(stored: str | None) -> dt.date | None:
    return dt.date.fromisoformat(stored) if stored else None
