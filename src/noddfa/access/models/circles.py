"""Who stands around a record: the circle, a body's desk, those locked out, and glass broken in an emergency.

Erasure: rows hold opaque ids and workers' reasons; they follow the retention of the trail.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from noddfa.access.models.bodies import Organisation, User
from noddfa.access.roles import Role


class Part(models.TextChoices):
    """A person's part in a circle."""

    LEAD = "lead", _("Case lead")
    WORKER = "worker", _("Works with the child")
    REPORTER = "reporter", _("Made the report")


class CircleMember(models.Model):
    """A user is in the circle of a record, since when, put there by whom and why."""

    record = models.UUIDField(db_index=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="circles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    part = models.CharField(max_length=10, choices=Part.choices)
    since = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["record", "user"], condition=Q(until=None), name="once_in_a_circle_at_a_time"
            ),
            models.CheckConstraint(
                condition=(Q(until=None) & Q(removed_by=None))
                | (Q(until__isnull=False) & Q(removed_by__isnull=False)),
                name="circle_left_when_and_by_whom",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["user", "until", "record"])]


class Desk(models.Model):
    """Everyone who holds a role at a body stands around this record: a council's duty desk, for example."""

    record = models.UUIDField(db_index=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    role = models.CharField(max_length=30, choices=Role.choices)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "organisation", "role"], name="a_desk_once_a_record")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["organisation", "role", "record"])]


class LockOut(models.Model):
    """A named user may never see this record (kin, accused, conflict of interest), whatever else is true."""

    record = models.UUIDField(db_index=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="lock_outs")
    reason = models.CharField(max_length=500)
    since = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(Q(lifted=None) & Q(lifted_by=None))
                | (Q(lifted__isnull=False) & Q(lifted_by__isnull=False)),
                name="lock_out_lifted_when_and_by_whom",
            )
        ]


class BreakGlass(models.Model):
    """Emergency access: a reason, a start, an end three hours later. Shown to the record's managers."""

    record = models.UUIDField(db_index=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="broken_glass")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    reason = models.CharField(max_length=1000)
    at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="glass_mends_later"),
            models.CheckConstraint(
                condition=(Q(reviewed=None) & Q(reviewed_by=None))
                | (Q(reviewed__isnull=False) & Q(reviewed_by__isnull=False)),
                name="glass_reviewed_when_and_by_whom",
            ),
        ]
