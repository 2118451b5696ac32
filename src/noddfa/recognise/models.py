"""Read models of this room: worked out from the chronicle, never written by hand (projections.py).

Erasure: they hold codes, times and opaque ids; rebuilding makes them again from what is left.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from noddfa.chronicle.models import Record


class ConcernRow(models.Model):
    """One concern as the list of concerns needs it."""

    class State(models.TextChoices):
        OPEN = "open", _("Nothing decided yet")
        REPORTED = "reported", _("Reported, no answer yet")
        ANSWERED = "answered", _("Answered")
        NO_REPORT = "no_report", _("Decided not to report")

    record = models.OneToOneField(Record, on_delete=models.CASCADE, primary_key=True, related_name="+")
    seen = models.DateTimeField()
    seen_precision = models.CharField(max_length=10)
    written = models.DateTimeField()
    danger = models.BooleanField()
    tell_now = models.BooleanField()
    council = models.CharField(max_length=9, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    confirm_by = models.DateTimeField(null=True, help_text="A telephone report waits to be put in writing")
    chase_from = models.DateTimeField(null=True, help_text="Without an answer by then, ask again")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["written"], name="concern_written"),
            models.Index(fields=["state"], name="concern_state"),
        ]
