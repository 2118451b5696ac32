"""What is kept of learners: how far they have read, and every check they have finished.

Erasure: rows name a worker by id and hold nothing of a case. A Progress is thrown away with its user; an Attempt is
evidence for the audit, is only ever added (access/append_only.py) and follows the retention of the trail.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from noddfa.access.models import Organisation, User


class Progress(models.Model):
    """How far a user has read a module: where they were last, and which sections they have opened."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="progress")
    module = models.CharField(max_length=20)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=20)
    section = models.CharField(max_length=60, blank=True, help_text="Anchor of the section opened last")
    opened = models.JSONField(default=list, help_text="Anchors of the sections opened so far")
    check_opened = models.DateTimeField(
        null=True, blank=True, help_text="When the questions were opened that are not answered yet"
    )
    begun = models.DateTimeField()
    last = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "module"], name="one_progress_a_learner_a_module")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["body", "module"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.module}"


class Attempt(models.Model):
    """A check somebody finished: the answers, and what came of them by the pass mark of that day. Only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="attempts")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    module = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    answers = models.JSONField(help_text="Question id -> code of the answer chosen")
    score = models.PositiveSmallIntegerField()
    out_of = models.PositiveSmallIntegerField()
    pass_mark = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    started = models.DateTimeField()
    finished = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-finished", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(score__lte=F("out_of")), name="no_score_beyond_its_questions"),
            models.CheckConstraint(
                condition=Q(passed=True, score__gte=F("pass_mark"))
                | Q(passed=False, score__lt=F("pass_mark")),
                name="passed_by_the_mark_of_the_day",
            ),
            models.CheckConstraint(
                condition=Q(finished__gte=F("started")), name="check_finished_after_its_start"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "module", "-finished"]),
            models.Index(fields=["body", "module"]),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.module} {self.score}/{self.out_of}"
