"""The read model of this room: when the needs of a case are to be looked at again.

Erasure: days and counts only; the row stays when the record's key is destroyed, as facts do.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from noddfa.chronicle.models import Record


class NeedsRow(models.Model):
    """The newest needs record of a case: when it was talked through, when the next review is due, what is open."""

    record = models.OneToOneField(
        Record, on_delete=models.CASCADE, primary_key=True, related_name="needs_row"
    )
    talked_through = models.DateField()
    next_review = models.DateField()
    open_needs = models.PositiveSmallIntegerField()
    closed = models.BooleanField(default=False, help_text="The case is closed: nothing is due")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["closed", "next_review"])]
