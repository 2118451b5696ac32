"""Read models of this room. Both are worked out from open facts and can be rebuilt at any time.

Nothing here says that something is late: that depends on the day of asking.
Erasure: rows hold codes, dates and opaque ids only; they stay when a record's key is destroyed, as facts do.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from noddfa.access.models import User
from noddfa.chronicle.models import Record


class NeedRow(models.Model):
    """One need of the newest version: under which heading, how urgent, by when, and what became of it."""

    id = models.UUIDField(primary_key=True)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="needs")
    version = models.UUIDField(help_text="The first recording of the version it stands in")
    heading = models.CharField(max_length=60)
    urgency = models.CharField(max_length=20)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    state = models.CharField(max_length=20)
    ended = models.DateField(
        null=True, help_text="When it was done; for one that ended otherwise, when that was said"
    )

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "due"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "heading"], name="one_need_a_heading")
        ]


class NeedsReview(models.Model):
    """The needs record of one case: when it was last talked through, how much of it, and when that is due again."""

    record = models.OneToOneField(
        Record, on_delete=models.CASCADE, primary_key=True, related_name="needs_review"
    )
    version = models.UUIDField()
    versions = models.PositiveIntegerField(help_text="How many versions there are")
    talked = models.DateTimeField(help_text="When the newest conversation was")
    headings = models.PositiveSmallIntegerField(help_text="How many headings were talked about")
    next_review = models.DateField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["next_review"])]
