"""Read models of audits: worked out from the chronicle, never written by hand (projections.py).

Erasure: they hold codes, numbers, times and opaque ids; rebuilding makes them again from what is left.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from noddfa.chronicle.models import Record


class AuditRow(models.Model):
    """One audit: whose, of which year, how far it is. asked, answered: of the criteria asked of such a body."""

    class State(models.TextChoices):
        OPEN = "open", _("Being answered")
        SIGNED = "signed", _("Signed as complete")

    record = models.OneToOneField(Record, on_delete=models.CASCADE, primary_key=True, related_name="+")
    body = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    version = models.CharField(max_length=20)
    called = models.CharField(max_length=30, help_text="What the standards call such a body")
    state = models.CharField(max_length=10, choices=State.choices)
    signed = models.DateTimeField(null=True)
    asked = models.PositiveSmallIntegerField()
    answered = models.PositiveSmallIntegerField()
    red_alone = models.PositiveSmallIntegerField(
        help_text="Reds in the standards that are shown on their own"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["body", "year"], name="one_audit_a_body_a_year")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-year", "body"], name="audits_by_year")
        ]


class AnswerRow(models.Model):
    """The answer that stands to one criterion of one audit. earlier: how many answers it had before."""

    id = models.CharField(primary_key=True, max_length=50)
    record = models.UUIDField(db_index=True)
    standard = models.PositiveSmallIntegerField()
    criterion = models.CharField(max_length=10)
    rating = models.CharField(max_length=20)
    evidence = models.PositiveSmallIntegerField()
    dated = models.PositiveSmallIntegerField(help_text="Items of evidence that have their date")
    event = models.UUIDField()
    answered = models.DateTimeField()
    by = models.UUIDField()
    earlier = models.PositiveSmallIntegerField()
