"""The minutes of a strategy discussion or meeting, for reading and for paper."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.chronicle import names, showing
from noddfa.chronicle.fields import RowsSpec, Shown, specs_of
from noddfa.design.components import Cell, Column, SummaryRow, Table
from noddfa.protect.case.frame import Told, frame, open_case
from noddfa.protect.strategy.kind import StrategyDiscussion


@guard("case.read", record="record")
def minutes(request: ActingRequest, record: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """What was shared, decided and given to whom, as it stands."""
    case = open_case(request, record)
    told = next((one for one in case.told if _is(one, event)), None)
    if told is None:
        raise Http404
    content = told.entry.content
    assert isinstance(content, StrategyDiscussion)  # _is saw to it
    with names.known_for([content]):
        context = {
            **frame(case, ""),
            "title": content.headline(),
            "when": showing.day_and_time(told.entry),
            "recorded": showing.recorded_line(told.entry),
            "corrected": told.entry.fact.corrections > 0,
            "attendance": _table(content, "attendance"),
            "parts": _parts(content),
            "actions": _table(content, "actions"),
        }
    return render(request, "protect/minutes.html", context)


def _is(told: Told, event: uuid.UUID) -> bool:
    fact = told.entry.fact
    return (
        told.own and event in (fact.event, fact.latest) and isinstance(told.entry.content, StrategyDiscussion)
    )


def _parts(content: StrategyDiscussion) -> list[SummaryRow]:
    """Everything but the rows, in the order of the form."""
    specs = content.specs()
    shown = [
        specs[name].show(getattr(content, name)) for name in specs if not isinstance(specs[name], RowsSpec)
    ]
    return [SummaryRow(line.label, "\n".join(line.texts)) for line in shown if not line.empty]


def _table(content: StrategyDiscussion, name: str) -> Table | None:
    """The rows of a field as a table; None when there are none."""
    spec = content.specs()[name]
    assert isinstance(spec, RowsSpec)
    rows = spec.show(getattr(content, name)).rows
    if not rows:
        return None
    filled = {cell.label for row in rows for cell in row}
    labels = [text for inner in specs_of(spec.row).values() if (text := str(inner.label)) in filled]
    cells = [tuple(Cell(_text(row, label)) for label in labels) for row in rows]
    return Table(spec.label, [Column(label) for label in labels], cells)


def _text(row: tuple[Shown, ...], label: str) -> str:
    return next((", ".join(cell.texts) for cell in row if cell.label == label), "–")
