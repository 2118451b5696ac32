"""When the needs are looked at again: at least monthly, by practice proposed here and not yet agreed nationally."""

from __future__ import annotations

import datetime as dt

from noddfa.protocol.days import add_months

MONTHS = 1


def next_review(talked_through: dt.date) -> dt.date:
    """The day by which the needs are to be talked through again."""
    return add_months(talked_through, MONTHS)
