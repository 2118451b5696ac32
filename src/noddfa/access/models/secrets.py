"""The key that seals what a user signs in with."""

from __future__ import annotations

from django.db import models

from noddfa.access.models.bodies import User


class SignInKey(models.Model):
    """A user's own data key, wrapped. It goes with its user; then their secrets cannot be opened any more."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    wrapped_key = models.TextField()
