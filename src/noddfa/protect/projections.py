"""How the read models of this room are worked out from facts."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from noddfa.chronicle import Fact, Projection
from noddfa.chronicle.models import Record
from noddfa.protect.actions.kind import ActionDone
from noddfa.protect.case.kind import POINTING_TO_CONCERNS, CaseOpened
from noddfa.protect.clocks.pressing import next_to_fall_due
from noddfa.protect.clocks.state import Clocks, clocks, gather
from noddfa.protect.families import FAMILY
from noddfa.protect.missing.kind import open_episodes
from noddfa.protect.models import ActionRow, CaseConcern, CaseRow


class ActionRows(Projection):
    """The actions of every meeting, with what became of them. Any kind with rows called `actions` gives some."""

    model = ActionRow
    kinds: ClassVar[tuple[str, ...] | None] = None

    @classmethod
    def affected(cls, record: Record) -> Iterable[Record]:
        return (record,) if record.family == FAMILY else ()

    @classmethod
    def rows(cls, record: Record, facts: Sequence[Fact]) -> Iterable[ActionRow]:
        return action_rows(record, facts)


class CaseConcerns(Projection):
    """Which concerns belong to which case."""

    model = CaseConcern
    kinds = POINTING_TO_CONCERNS

    @classmethod
    def rows(cls, record: Record, facts: Sequence[Fact]) -> Iterable[CaseConcern]:
        return [
            CaseConcern(event=fact.event, record=record, concern=uuid.UUID(fact.facts["concern"]))
            for fact in facts
        ]


class CaseRows(Projection):
    """The list of cases. A case's clocks run on its concerns' events too, so those bring its row up to date."""

    model = CaseRow
    kinds: ClassVar[tuple[str, ...] | None] = None

    @classmethod
    def affected(cls, record: Record) -> Iterable[Record]:
        if record.family == FAMILY:
            return (record,)
        cases = CaseConcern.objects.filter(concern=record.pk).values("record")
        return Record.objects.filter(pk__in=cases)

    @classmethod
    def rows(cls, record: Record, facts: Sequence[Fact]) -> Iterable[CaseRow]:
        opening = next((fact for fact in facts if fact.kind == CaseOpened.code), None)
        if opening is None:
            return ()
        gathered = gather(record.pk, own=facts)
        known = max(max(fact.recorded, fact.happened) for fact in gathered.all())
        stand = clocks(gathered, now=known)
        absent = open_episodes(facts)
        waiting = [row for row in action_rows(record, facts) if row.ended is None]
        row = CaseRow(
            record=record,
            protocol=stand.protocol.code,
            opened=opening.happened,
            closed=stand.closed,
            missing_since=absent[0].happened if absent else None,
            open_actions=len(waiting),
            next_action=min((action.due for action in waiting), default=None),
            **({} if stand.closed else _next(stand)),
        )
        return (row,)


def action_rows(record: Record, facts: Sequence[Fact]) -> list[ActionRow]:
    """The actions these facts give, in the order they were given."""
    ended = {fact.facts["action"]: fact for fact in facts if fact.kind == ActionDone.code}
    rows: dict[uuid.UUID, ActionRow] = {}
    for fact in facts:
        for number, stored in enumerate(fact.facts.get("actions") or (), start=1):
            row = _action_row(record, fact, number, stored, ended)
            rows.setdefault(row.pk, row)
    return list(rows.values())


def action_id(meeting: uuid.UUID, number: int, stored: str) -> uuid.UUID:
    """The id of an action: its own where it has one, else made from its meeting and place."""
    return uuid.UUID(stored) if stored else uuid.uuid5(meeting, f"action {number}")


def _action_row(
    record: Record, meeting: Fact, number: int, stored: dict[str, Any], ended: dict[str, Fact]
) -> ActionRow:
    identifier = action_id(meeting.event, number, stored.get("id", ""))
    end = ended.get(str(identifier))
    return ActionRow(
        id=identifier,
        record=record,
        meeting=meeting.event,
        number=number,
        owner_id=uuid.UUID(stored["owner"]) if stored.get("owner") else None,
        body=stored.get("body", ""),
        due=dt.date.fromisoformat(stored["due"]),
        ended=end.happened if end else None,
        outcome=end.facts["outcome"] if end else "",
    )


def _next(stand: Clocks) -> dict[str, Any]:
    """The step that presses most, as the row stores it."""
    state = next_to_fall_due(stand.steps)
    if state is None:
        return {}
    if state.due is None:
        return {"next_step": state.step.code}
    return {
        "next_step": state.step.code,
        "next_at": state.due.at,
        "next_soon": state.due.soon_from,
        "next_late": state.due.late_after,
        "next_exact": state.due.exact,
    }
