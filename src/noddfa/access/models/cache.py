"""What all server processes remember together for a little while."""

from __future__ import annotations

from django.db import models


class CacheEntry(models.Model):
    """A value and until when it holds. What it is about stands in it only as a keyed fingerprint."""

    name = models.CharField(max_length=32, primary_key=True)
    value = models.JSONField()
    expires = models.DateTimeField(db_index=True)
