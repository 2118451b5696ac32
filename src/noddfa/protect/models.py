"""Read models of this room. Both are worked out from open facts and can be rebuilt at any time.

Nothing here says that something is late: that depends on the moment of asking. What is stored is when it will be.
Erasure: rows hold codes, dates and opaque ids only; they stay when a record's key is destroyed, as facts do.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from noddfa.access.models import User
from noddfa.chronicle.models import Record


class CaseRow(models.Model):
    """One case in a list: where it stands, and which step is to be done next by when."""

    record = models.OneToOneField(Record, on_delete=models.CASCADE, primary_key=True, related_name="case_row")
    protocol = models.CharField(max_length=40)
    opened = models.DateTimeField()
    closed = models.DateTimeField(null=True)
    missing_since = models.DateTimeField(null=True)
    next_step = models.CharField(max_length=60, blank=True, help_text="Code of the step that presses most")
    next_at = models.DateTimeField(null=True, help_text="When it is due; null: no limit is set for it")
    next_soon = models.DateTimeField(null=True, help_text="From when to warn")
    next_late = models.DateTimeField(null=True, help_text="The last moment that is not late")
    next_exact = models.BooleanField(default=False, help_text="The time of day matters, not only the day")
    open_actions = models.PositiveIntegerField(default=0)
    next_action = models.DateField(null=True, help_text="By when the first open action is due")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["closed", "next_late"]),
            models.Index(fields=["missing_since"]),
        ]


class CaseConcern(models.Model):
    """A concern belongs to a case. `event`: the entry that says so."""

    event = models.UUIDField(primary_key=True)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="case_concerns")
    concern = models.UUIDField(db_index=True)


class ActionRow(models.Model):
    """One action of one meeting: whose it is, by when, and what became of it. What it says stays sealed."""

    id = models.UUIDField(primary_key=True)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="case_actions")
    meeting = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.CharField(max_length=80, blank=True)
    due = models.DateField()
    ended = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["owner", "ended", "due"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(ended=None, outcome="")
                | (models.Q(ended__isnull=False) & ~models.Q(outcome="")),
                name="action_ended_with_its_outcome",
            )
        ]
