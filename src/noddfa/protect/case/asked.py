"""What other rooms ask about cases: how many there are, which a concern belongs to, what its reporter may read."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from noddfa.chronicle import Entry, Reader, read
from noddfa.chronicle.models import Record, Visibility
from noddfa.protect.models import CaseConcern, CaseRow


@dataclass(frozen=True)
class OpenedCase:
    """A case as counts see it: which body's, when it began and ended. Nobody can be known by it."""

    case: uuid.UUID
    owner: str
    opened: dt.datetime
    closed: dt.datetime | None
    protocol: str


def opened_cases() -> Iterable[OpenedCase]:
    """Every case there is, for counting, without identities. One query."""
    rows = CaseRow.objects.order_by("opened").values_list(
        "record_id", "record__owner_id", "opened", "closed", "protocol"
    )
    return (OpenedCase(*row) for row in rows.iterator(2000))


def cases_of_concern(concern: uuid.UUID) -> list[uuid.UUID]:
    """The cases a concern belongs to: one, or none, seldom more."""
    return list(
        CaseConcern.objects.filter(concern=concern)
        .order_by("record__opened")
        .values_list("record", flat=True)
    )


def told_to_reporter(concern: uuid.UUID, reader: Reader) -> list[Entry]:
    """The entries of its cases that were written for the report-maker too. `reader`: their standing on the concern."""
    cases = Record.objects.filter(pk__in=cases_of_concern(concern)).order_by("opened")
    return [
        entry
        for case in cases
        for entry in read(case, reader)
        if entry.fact.visibility == Visibility.REPORTER and not entry.fact.withdrawn
    ]
