"""Which cases are open: a query for other rooms' lists to filter by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from noddfa.protect.models import CaseRow


def open_cases() -> QuerySet[CaseRow, Any]:
    """The records of cases that are not closed: `rows.filter(record__in=open_cases())`. No query of its own."""
    return CaseRow.objects.filter(closed=None).values("record")
