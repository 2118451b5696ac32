"""The key ring, and the data key of one owner (a person, a case, a draft) made, opened and turned over."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import models, transaction

from noddfa.envelope import DataKey, KeyRing

_BATCH = 500


def ring() -> KeyRing:
    """The key ring in force now."""
    return settings.NODDFA_KEY_RING()


def new_key(owner: str) -> tuple[DataKey, str]:
    """A fresh data key for an owner such as 'person:<id>', and the wrapped form to store."""
    return ring().new_data_key(owner)


def open_key(wrapped: str, owner: str) -> DataKey:
    """The data key behind its wrapped form. Raises envelope's KeyUnknown or SealBroken."""
    return ring().unwrap(wrapped, owner)


def blind(purpose: str, token: str) -> str:
    """The keyed fingerprint of a search token."""
    return ring().blind(purpose, token)


def rewrap_all(model: type[models.Model], owner: str) -> Iterator[int]:
    """Wrap every data key of a table by the current master key; yields how many rows were seen so far.

    owner: what comes before the row's id in the key's context, e.g. 'person'. Goes in batches, each its own
    transaction, so it may be stopped and run again. A key that was destroyed or made anew meanwhile is left alone.
    """
    keys = ring()
    seen = 0
    last = None
    while True:
        rows = (
            model._default_manager.exclude(wrapped_key=None).order_by("pk").values_list("pk", "wrapped_key")
        )
        batch = list((rows.filter(pk__gt=last) if last is not None else rows)[:_BATCH])
        if not batch:
            return
        stale = [(pk, wrapped) for pk, wrapped in batch if KeyRing.wrapped_by(wrapped) != keys.current]
        with transaction.atomic():
            for identifier, wrapped in stale:
                anew = keys.rewrap(wrapped, f"{owner}:{identifier}")
                model._default_manager.filter(pk=identifier, wrapped_key=wrapped).update(wrapped_key=anew)
        seen += len(batch)
        last = batch[-1][0]
        yield seen
