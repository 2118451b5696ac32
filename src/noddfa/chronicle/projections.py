"""Read models: tables for lists, search and counts, worked out from facts and from nothing else.

A projection turns the facts of one record into that record's rows. It runs in the transaction that adds an event,
and can be run again over everything at any time to an equal state (`rebuild`). It sees open facts only.
"""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from django.db import models, transaction

from noddfa.chronicle import registry
from noddfa.chronicle.facts import Fact, facts_of
from noddfa.chronicle.models import Record


class Projection(ABC):
    """Base of read models; a sub-class in a room's projections.py registers itself.

    model: the table; it has a `record` column and keys that come from ids of events or records, never from a
    counter, so that a rebuilt table equals the old one.
    kinds: the event kinds it reads; None: all of them.
    """

    model: ClassVar[type[models.Model]]
    kinds: ClassVar[tuple[str, ...] | None]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        registry.add_projection(cls)

    @classmethod
    @abstractmethod
    def rows(cls, record: Record, facts: Sequence[Fact]) -> Iterable[models.Model]:
        """The rows of one record, from its facts in the order they happened."""

    @classmethod
    def affected(cls, record: Record) -> Iterable[Record]:
        """The records whose rows hang on this one's events: itself, unless a room knows of more."""
        return (record,)


def project(record: Record, changed_kind: str | None = None) -> None:
    """Bring the read models of one record up to date; with a kind, only those that read it."""
    known: dict[uuid.UUID, list[Fact]] = {}  # read once, however many projections want them
    for projection in registry.projections():
        if changed_kind is not None and projection.kinds is not None and changed_kind not in projection.kinds:
            continue
        table = projection.model._default_manager
        for one in projection.affected(record):
            if one.pk not in known:
                known[one.pk] = facts_of(one.pk)
            facts = [f for f in known[one.pk] if projection.kinds is None or f.kind in projection.kinds]
            table.filter(record=one.pk).delete()
            table.bulk_create(projection.rows(one, facts))


def rebuild(progress: Callable[[int], None] | None = None) -> int:
    """Make every read model again from the events; returns how many records were gone through."""
    seen = 0
    for identifier in Record.objects.order_by("pk").values_list("pk", flat=True).iterator(500):
        with transaction.atomic():
            # Locked, as when an event is added: one that comes meanwhile is neither missed nor undone.
            project(Record.objects.select_for_update().get(pk=identifier))
        seen += 1
        if progress:
            progress(seen)
    return seen
