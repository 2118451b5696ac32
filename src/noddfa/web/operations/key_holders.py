"""Every table whose rows hold a wrapped data key. By convention the column is `wrapped_key` and the key's context is
`<model's name>:<row's id>`, so a new table of this kind is found without being listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from noddfa.envelope import KeyRing, KeyUnknown, SealBroken
from noddfa.people import keys

COLUMN = "wrapped_key"


@dataclass(frozen=True)
class Holder:
    """A table of wrapped keys, and the word before the row's id in their contexts."""

    model: type[models.Model]
    owner: str

    def rows(self) -> models.QuerySet[models.Model]:
        return self.model._default_manager.exclude(**{COLUMN: None}).order_by("pk")


def holders() -> tuple[Holder, ...]:
    """All tables that hold wrapped data keys."""
    return tuple(
        Holder(model, str(model._meta.model_name))
        for model in apps.get_models()
        if any(field.name == COLUMN for field in model._meta.local_fields)
    )


def count() -> int:
    """How many wrapped keys there are."""
    return sum(holder.rows().count() for holder in holders())


def unreadable(ring: KeyRing, step: Callable[[int], None]) -> Iterator[str]:
    """Unwrap every key; yields the name of each that does not open ('person 1f…: master key k1 is not on the ring')."""
    for holder in holders():
        for identifier, wrapped in holder.rows().values_list("pk", COLUMN).iterator(2000):
            try:
                ring.unwrap(wrapped, f"{holder.owner}:{identifier}")
            except (KeyUnknown, SealBroken) as problem:
                yield f"{holder.owner} {identifier}: {problem}"
            step(1)


def masters_in_use() -> set[str]:
    """Ids of the master keys that wrapped something still here."""
    return {
        KeyRing.wrapped_by(wrapped)
        for holder in holders()
        for wrapped in holder.rows().values_list(COLUMN, flat=True).iterator(2000)
    }


def rewrap(step: Callable[[int], None]) -> None:
    """Wrap every data key by the current master key; may be stopped and run again."""
    for holder in holders():
        seen = 0
        for now_seen in keys.rewrap_all(holder.model, holder.owner):
            step(now_seen - seen)
            seen = now_seen
