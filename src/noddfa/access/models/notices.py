"""Notices: 'something waits for you', inside the platform. The e-mail that may go with one says only that."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from noddfa.access.models.bodies import User


class Notice(models.Model):
    """Tells one user that something happened; the text comes from the kind, so it can hold no name."""

    class Kind(models.TextChoices):
        GLASS_BROKEN = "glass_broken", _("Someone used emergency access to a record you manage.")
        REPORT_WAITING = "report_waiting", _("A report is waiting at your duty desk.")
        REPORT_DECIDED = "report_decided", _("There is a decision on a report you made.")
        JOINED_CIRCLE = "joined_circle", _("You were added to the circle of a case.")
        ACTION_GIVEN = "action_given", _("A meeting gave you an action.")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    record = models.UUIDField(null=True)
    path = models.CharField(
        max_length=300, blank=True, help_text="Where it can be seen, without language prefix"
    )
    at = models.DateTimeField()
    seen = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["user", "seen"])]
