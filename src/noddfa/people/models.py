"""Tables of the vault. Nothing in them can be read without the master key.

Erasure: destroying Person.wrapped_key makes every Detail unreadable; its IndexTokens are deleted with it.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from noddfa.access.models import Organisation, User


class Person(models.Model):
    """One person, known elsewhere only by this id. A null key means: erased."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped_key = models.TextField(null=True)
    created = models.DateTimeField()
    shredded = models.DateTimeField(null=True, blank=True)
    shredded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name_plural = "people"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(wrapped_key__isnull=False, shredded=None, shredded_by=None)
                | Q(wrapped_key=None, shredded__isnull=False, shredded_by__isnull=False),
                name="shredded_when_and_by_whom",
            )
        ]


class Detail(models.Model):
    """One statement about a person. Two that differ are both kept; one is only ever withdrawn, not changed."""

    class Field(models.TextChoices):
        NAME = "name", _("Name")
        ALIAS = "alias", _("Also known as")
        BORN = "born", _("Date of birth")
        DESCRIPTION = "description", _("Description")
        GENDER = "gender", _("Gender")
        IDENTIFIER = "identifier", _("Reference number")
        ADDRESS = "address", _("Address")
        PHONE = "phone", _("Telephone")
        LANGUAGE = "language", _("Language and communication")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="details")
    number = models.PositiveIntegerField(help_text="Its place among what was said of the person, from 1")
    field = models.CharField(max_length=20, choices=Field.choices)
    sealed = models.BooleanField(default=False, help_text="Read only by those who may open sealed items")
    content = models.BinaryField()
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(withdrawn=None, withdrawn_by=None)
                | Q(withdrawn__isnull=False, withdrawn_by__isnull=False),
                name="detail_withdrawn_when_and_by_whom",
            ),
            models.UniqueConstraint(fields=["person", "number"], name="one_detail_a_place"),
        ]


class IndexToken(models.Model):
    """A keyed fingerprint of something a person can be found by."""

    class Purpose(models.TextChoices):
        WORD = "word"  # a word of a name, folded
        SOUND = "sound"  # how a word of a name sounds
        BIRTH_DATE = "birth_date"
        BIRTH_YEAR = "birth_year"
        NUMBER = "number"

    detail = models.ForeignKey(Detail, on_delete=models.CASCADE, related_name="tokens")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    token = models.CharField(max_length=32)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["token", "purpose", "person"])]
