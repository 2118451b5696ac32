"""Tables of measure: runs of an estimate, and the rows of bodies' lists.

Erasure: a Run holds counts, by kinds of people where columns were chosen, no names and nobody's row; its body discards
it. What a column that was not chosen held is dropped with the choice. A ListEntry is a read model (projections.py).
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from noddfa.access.models import Organisation, User


class Run(models.Model):
    """One estimate being worked out, or worked out: from which table, by whom, how far, with what result."""

    class Source(models.TextChoices):
        DATASET = "dataset", _("A published table")
        UPLOAD = "upload", _("A file of counts")
        CHRONICLE = "chronicle", _("The lists held here")

    class State(models.TextChoices):
        CHOOSING = "choosing", _("Waits for your choice of columns")
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Working")
        DONE = "done", _("Done")
        FAILED = "failed", _("Stopped by a fault")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="runs")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=Source.choices)
    name = models.CharField(max_length=120, help_text="The dataset's name or the file's")
    table = models.JSONField(
        help_text="lists, patterns and counts, with bounds and further columns if there are"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    methods = models.JSONField(default=list, help_text="Codes of the methods asked for")
    strata = models.CharField(max_length=80, blank=True, help_text="The column that divides people")
    pooling = models.BooleanField(default=False, help_text="Whether strata lend each other strength")
    covariates = models.JSONField(default=list, help_text="The columns that describe people")
    methods_done = models.PositiveSmallIntegerField(default=0)
    part_done = models.PositiveSmallIntegerField(default=0, help_text="Per cent of the method at work")
    result = models.JSONField(null=True, blank=True)
    begun = models.DateTimeField()
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-begun"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["body", "-begun"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(result__isnull=False, finished__isnull=False),
                name="a_run_that_is_done_has_a_result",
            )
        ]

    @property
    def steps(self) -> int:
        """Into how much the work is divided: each method, and with strata each once more, group by group."""
        return len(self.methods) * (2 if self.strata else 1)

    @property
    def percent(self) -> int:
        """How much of the work is done, 0 to 100: each step counts alike."""
        return (100 * self.methods_done + self.part_done) // max(self.steps, 1)

    @property
    def over(self) -> bool:
        """Nothing more will happen to it."""
        return self.state in (self.State.DONE, self.State.FAILED)


class ListEntry(models.Model):
    """A body knows of a person: a row of that body's list. Opaque ids only."""

    id = models.CharField(primary_key=True, max_length=130)
    record = models.UUIDField(db_index=True)
    family = models.CharField(max_length=20)
    person = models.UUIDField(help_text="The person, or the record itself where nobody is named")
    body = models.CharField(max_length=80, db_index=True)
    first_known = models.DateTimeField()
