"""Django's own way of keeping passwords, made quick: tests sign in hundreds of times."""

from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class Quick(PBKDF2PasswordHasher):
    """One round instead of a million."""

    iterations = 1
