"""Bodies, the people who work in them, and in which role and when."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from noddfa.access.roles import Role


class Organisation(models.Model):
    """A body: a council, a force, a health board, a school, a refuge, a safeguarding board."""

    slug = models.SlugField(max_length=80, primary_key=True)
    kind = models.CharField(max_length=40)
    name_en = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200)
    code = models.CharField(
        max_length=20, blank=True, help_text="Official statistics code, where there is one"
    )
    region = models.CharField(max_length=80, blank=True, help_text="Safeguarding board region")

    class Meta:
        ordering: ClassVar[list[str]] = ["name_en"]

    def __str__(self) -> str:
        return self.name_in(get_language())

    def name_in(self, language: str | None) -> str:
        """The body's name in one language ('cy' or anything else for English)."""
        return self.name_cy if language == "cy" else self.name_en


class UserManager(BaseUserManager["User"]):
    """Makes users; e-mail addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a user. Without a password the account cannot be signed in to by password."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Someone who signs in. What they may do comes from their memberships, never from a flag here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(max_length=2, choices=[("en", "English"), ("cy", "Cymraeg")], default="en")
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """There is no back door: Django's own admin is not installed."""
        return False


class Membership(models.Model):
    """A user works for a body, in a role, from a day until a day."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role.choices)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Empty for the first",
    )
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ends=None),
                name="one_open_membership_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="membership_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ends__isnull=False), name="membership_ended_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.organisation_id}"
