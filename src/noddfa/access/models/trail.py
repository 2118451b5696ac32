"""The trail: who looked at what and who did what. Rows are only ever added (database triggers refuse the rest)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class TrailEntry(models.Model):
    """One look or one act. Holds opaque ids, never content; users and bodies by id so that rows outlive them."""

    class Outcome(models.TextChoices):
        ALLOWED = "allowed", _("Allowed")
        REFUSED = "refused", _("Refused")

    at = models.DateTimeField(db_index=True)
    user_id = models.UUIDField(null=True, db_index=True)
    organisation_id = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=30, blank=True)
    permission = models.CharField(max_length=60)
    method = models.CharField(max_length=8)
    route = models.CharField(max_length=80)
    record = models.UUIDField(null=True, db_index=True)
    person = models.UUIDField(null=True, db_index=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    broke_glass = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        verbose_name_plural = "trail entries"
