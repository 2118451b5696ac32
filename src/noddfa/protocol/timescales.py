"""Reading the dated table of timescales, practice/timescales.csv: the one place a limit's number stands.

A limit that changes gets a new row with its own dates in force; the old row stays, since cases of the time
are still looked at.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from .errors import Problem, ProtocolFileError
from .model import Kind, Limit, Text, Unit, Verification
from .table import Table

TIMESCALE_COLUMNS = [
    "id", "step_en", "step_cy", "starts_from_en", "starts_from_cy", "limit", "unit", "kind", "note_en", "note_cy",
    "source_en", "source_cy", "status", "in_force_from", "in_force_until", "cy_status",
]  # fmt: skip


def read_timescales(path: Path) -> Mapping[str, Limit]:
    """Read the dated table of timescales, by id.

    Raises ProtocolFileError naming row and column of every fault.
    """
    problems: list[Problem] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines, restkey="a column too many", strict=True)
            if rows.fieldnames is None or list(rows.fieldnames) != TIMESCALE_COLUMNS:
                what = f"must have the columns {', '.join(TIMESCALE_COLUMNS)}"
                raise ProtocolFileError([Problem(path.name, "row 1", "", what)])
            limits = [_limit(values, path.name, rows.line_num, problems) for values in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise ProtocolFileError([Problem(path.name, "", "", f"cannot be read: {fault}")]) from fault
    ids = [limit.id for limit in limits]
    problems += [
        Problem(path.name, f"row '{name}'", "id", "is used more than once")
        for name in sorted({name for name in ids if ids.count(name) > 1})
    ]
    if problems:
        raise ProtocolFileError(problems)
    return {limit.id: limit for limit in limits}


def _limit(values: Mapping[str, str | None], file: str, line: int, problems: list[Problem]) -> Limit:
    filled: dict[str, Any] = {key: value for key, value in values.items() if value}
    for key, convert in (
        ("limit", int),
        ("in_force_from", date.fromisoformat),
        ("in_force_until", date.fromisoformat),
    ):
        if key in filled:
            filled[key] = _converted(filled[key], convert)
    table = Table(filled, file, f"row {line}", problems)
    status = table.status()
    limit = Limit(
        id=table.word("id"),
        number=table.get("limit", int, 0, required=True),
        unit=table.choice("unit", Unit, Unit.HOURS),
        kind=table.choice("kind", Kind, Kind.MAXIMUM),
        what=table.text("step", status) or Text("", ""),
        starts_from=table.text("starts_from", status) or Text("", ""),
        source=table.text("source", status) or Text("", ""),
        verification=table.choice("status", Verification, Verification.TO_VERIFY),
        note=table.text("note", status, required=False),
        in_force_from=table.day("in_force_from"),
        in_force_until=table.day("in_force_until"),
    )
    table.finish()
    if limit.number < 0:
        table.fault("limit", f"must be 0 or more; got {limit.number}")
    if (limit.kind is Kind.IMMEDIATE) != (limit.number == 0):
        table.fault("limit", "must be 0 for an immediate limit, and only there")
    if limit.in_force_from and limit.in_force_until and limit.in_force_until < limit.in_force_from:
        table.fault("in_force_until", "is before in_force_from")
    return limit


def _converted(value: str, convert: Callable[[str], object]) -> object:
    try:
        return convert(value)
    except ValueError:
        return value  # left as text, which `Table.get` then refuses by name
