"""The register of releases: what was published, from when, and which two people answer for it.

Erasure: none is needed. A release holds only what passed disclosure control; exact counts are never kept here.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from noddfa.access.models import Organisation, User


class Release(models.Model):
    """A page of public figures: prepared, signed by two different people, open from a moment, perhaps withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="releases")
    content = models.JSONField(help_text="Only what may be published")
    opens = models.DateTimeField(help_text="Announced beforehand; never before both have signed")
    prepared = models.DateTimeField()
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    first_signed = models.DateTimeField(null=True, blank=True)
    first_signed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    second_signed = models.DateTimeField(null=True, blank=True)
    second_signed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_because_en = models.TextField(blank=True)
    withdrawn_because_cy = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-opens", "-prepared"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(first_signed=None, first_signed_by=None)
                | Q(first_signed__isnull=False, first_signed_by__isnull=False),
                name="release_first_signed_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(second_signed=None, second_signed_by=None)
                | (
                    Q(second_signed__isnull=False, second_signed_by__isnull=False, first_signed__isnull=False)
                    & ~Q(second_signed_by=F("first_signed_by"))
                ),
                name="release_signed_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn=None, withdrawn_by=None)
                | (
                    Q(withdrawn__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_because_en="")
                    & ~Q(withdrawn_because_cy="")
                ),
                name="release_withdrawn_when_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.slug
