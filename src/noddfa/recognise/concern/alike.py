"""People who may be the one a concern is about: found by blind index, shown only as far as the reader may see.

Whoever reports learns of their own records alone; that others exist is hidden from them. A duty desk learns which
bodies hold a possible match, and no more, so that it can ring them.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from noddfa.access.actor import Actor
from noddfa.access.circle import visible
from noddfa.access.models import LockOut, Organisation
from noddfa.chronicle import registry
from noddfa.chronicle.models import Record
from noddfa.people import vault
from noddfa.people.values import Identity, Statement


@dataclass(frozen=True)
class Resembling:
    """A record of somebody who may be the same person. strength: 'strong' or 'possible'."""

    record: Record
    strength: str

    @property
    def strong(self) -> bool:
        """Whether the names agree, and do not only sound alike."""
        return self.strength == "strong"

    @property
    def text(self) -> str:
        """What kind of record it is, and its reference."""
        return f"{registry.family(self.record.family).label} {self.record.reference}"

    @property
    def url(self) -> str:
        """Where it is read."""
        return reverse(registry.family(self.record.family).page, args=[self.record.pk])


def statements_of(identity: Identity) -> list[Statement]:
    """What an identity can be recognised by."""
    names = [Statement("name", name) for name in identity.names]
    aliases = [Statement("alias", alias) for alias in identity.aliases]
    born = [Statement("born", identity.born)] if identity.born else []
    return [*names, *aliases, *born]


def records_alike(
    statements: Sequence[Statement], *, by: Actor, now: dt.datetime, but: uuid.UUID
) -> list[Resembling]:
    """Records this actor may see of people who resemble the one spoken of, best first; `but` is left out."""
    strengths = _strengths(statements)
    rows = (
        Record.objects.filter(person_id__in=strengths)
        .filter(visible(by, now=now, field="pk"))
        .exclude(pk=but)
        .select_related("owner")
    )
    order = list(strengths)
    found = [Resembling(record, strengths[record.person_id]) for record in rows if record.person_id]
    return sorted(found, key=lambda one: (order.index(one.record.person_id), one.record.reference))  # type: ignore[arg-type]


def bodies_alike(
    statements: Sequence[Statement], *, by: Actor, now: dt.datetime, but: uuid.UUID
) -> list[Organisation]:
    """The bodies that hold a record of somebody who resembles the one spoken of, where the actor may not look.

    For a duty desk only. A record the actor is locked out of is not even counted.
    """
    locked = LockOut.objects.filter(user_id=by.user_id, lifted=None).values("record")
    owners = (
        Record.objects.filter(person_id__in=_strengths(statements))
        .exclude(visible(by, now=now, field="pk"))
        .exclude(pk=but)
        .exclude(pk__in=locked)
        .values("owner")
    )
    return list(Organisation.objects.filter(pk__in=owners))


def _strengths(statements: Sequence[Statement]) -> dict[uuid.UUID, str]:
    """Person -> how strongly they resemble, best first."""
    return {match.person: match.strength for match in vault.resembling(statements)}
