"""Tables of the chronicle. Events are only ever added: triggers refuse the rest (access/append_only.py).

Erasure: destroying Record.wrapped_key makes the sealed part of every event unreadable. The open part holds only
codes, dates and opaque ids, so counts and the chain of hashes stay whole. Drafts are deleted.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from noddfa.access.models import Organisation, User
from noddfa.people.models import Person


class Visibility(models.TextChoices):
    """For whom an event is written."""

    BODY = "body", _("My own body only")
    CIRCLE = "circle", _("Everyone in the circle")
    REPORTER = "reporter", _("The circle and the person who made the report")


class Record(models.Model):
    """A case, a concern, an audit: a chain of events with a key of its own.

    The heads (seq and hash of the newest event) make adding an event cost the same however many there are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.CharField(max_length=20)
    reference = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="records", null=True, blank=True
    )
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="records")
    opened = models.DateTimeField()
    wrapped_key = models.TextField(null=True)
    head_seq = models.PositiveIntegerField(default=0)
    head_hash = models.CharField(max_length=64, default="")
    shredded = models.DateTimeField(null=True, blank=True)
    shredded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["family", "owner"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(wrapped_key__isnull=False, shredded=None, shredded_by=None)
                | Q(wrapped_key=None, shredded__isnull=False, shredded_by__isnull=False),
                name="record_shredded_when_and_by_whom",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class Event(models.Model):
    """One thing that happened, as somebody recorded it.

    happened is when it was true, recorded is when it was known here: the two times of every question as of a day.
    facts is the open part (codes, dates, ids), sealed the part that may identify.
    """

    class Precision(models.TextChoices):
        MINUTE = "minute", _("The time is known")
        DAY = "day", _("Only the day is known")

    id = models.UUIDField(primary_key=True, editable=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    happened = models.DateTimeField()
    precision = models.CharField(max_length=10, choices=Precision.choices)
    recorded = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, choices=Visibility.choices)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    facts = models.JSONField()
    sealed = models.BinaryField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["record", "seq"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "seq"], name="one_event_a_place_in_the_chain")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "happened"])]


class Draft(models.Model):
    """What somebody has typed and not yet recorded, sealed with a key of its own. Deleted once recorded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=60)
    place = models.CharField(
        max_length=80, blank=True, help_text="The record's id (and the entry's), or empty for a new one"
    )
    wrapped_key = models.TextField()
    content = models.BinaryField()
    saved = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "form", "place"], name="one_draft_a_form_a_place")
        ]
