"""Django's cache, in a table: what is counted in it (wrong passwords, tries of a second step) all processes count
together, so that whoever guesses has the tries of one process and not of each.

Instead of Django's own cache in a table, which leaves addresses in plain in its keys, runs whatever somebody who can
write to the database has put there (pickle), and drops counts at random when it is full.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.utils import timezone

from noddfa.access.models import CacheEntry
from noddfa.envelope import KeyRing

FOR_EVER = dt.timedelta(days=365 * 100)


class SharedCache(BaseCache):
    """Holds what JSON can say. Entries that are over are deleted with the next that is added."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Put a value where none is; of several processes that try at once one succeeds."""
        CacheEntry.objects.filter(expires__lte=timezone.now()).delete()
        try:
            with transaction.atomic():
                CacheEntry.objects.create(
                    name=self._name(key, version), value=value, expires=self._expires(timeout)
                )
        except IntegrityError:
            return False
        return True

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        standing = CacheEntry.objects.filter(name=self._name(key, version), expires__gt=timezone.now())
        values = list(standing.values_list("value", flat=True))
        return values[0] if values else default

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        CacheEntry.objects.bulk_create(
            [CacheEntry(name=self._name(key, version), value=value, expires=self._expires(timeout))],
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["value", "expires"],
        )

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Count on from a value that is there; of several processes that count at once none is lost.

        Raises ValueError when nothing is there.
        """
        standing = CacheEntry.objects.filter(name=self._name(key, version), expires__gt=timezone.now())
        with transaction.atomic():
            entry = standing.select_for_update().first()
            if entry is None:
                raise ValueError("there is nothing to count on from")
            entry.value += delta
            entry.save(update_fields=["value"])
        return int(entry.value)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Let a value that is there hold for longer."""
        standing = CacheEntry.objects.filter(name=self._name(key, version), expires__gt=timezone.now())
        return bool(standing.update(expires=self._expires(timeout)))

    def delete(self, key: Any, version: int | None = None) -> bool:
        deleted, _each = CacheEntry.objects.filter(name=self._name(key, version)).delete()
        return bool(deleted)

    def clear(self) -> None:
        CacheEntry.objects.all().delete()

    def _name(self, key: Any, version: int | None) -> str:
        ring: KeyRing = settings.NODDFA_KEY_RING()
        return ring.blind("cache", self.make_key(key, version))

    def _expires(self, timeout: Any) -> dt.datetime:
        until = self.get_backend_timeout(timeout)  # seconds since 1970, None for ever
        if until is None:
            return timezone.now() + FOR_EVER
        return dt.datetime.fromtimestamp(until, dt.UTC)
