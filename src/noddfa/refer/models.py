"""Read models of this room: worked out from the chronicle, never written by hand (projections.py).

Erasure: they hold codes, times and opaque ids; rebuilding makes them again from what is left.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from noddfa.chronicle.models import Record


class DeskReport(models.Model):
    """One report at one duty desk, as its queue needs it. A report passed on has a row at each desk it came to."""

    arrival = models.UUIDField(primary_key=True)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    body = models.CharField(max_length=80)
    council = models.CharField(max_length=9)
    channel = models.CharField(max_length=10)
    passed_from = models.CharField(max_length=80, blank=True)
    received = models.DateTimeField()
    received_precision = models.CharField(max_length=10)
    due = models.DateTimeField(null=True)
    danger = models.BooleanField()
    crime = models.BooleanField(help_text="A crime against the child is possible")
    confirm_by = models.DateTimeField(null=True, help_text="A telephone report waits to be put in writing")
    asked_again = models.DateTimeField(
        null=True, help_text="The report-maker asked again for want of an answer"
    )
    claimed_by = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    decided = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=30, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["body", "decided", "due"], name="desk_queue"),
            models.Index(fields=["record"], name="desk_record"),
        ]
