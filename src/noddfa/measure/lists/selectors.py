"""Bodies' lists as data: how long each is, and who stands on which, as capture histories by kind of body.

A list is a kind of body (councils, police, health, schools and so on): children known to two councils are one child
on the councils' list. No identity is read; people are opaque ids.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from noddfa.access.models import Organisation
from noddfa.estimate import BadHistories, CaptureHistories
from noddfa.measure.models import ListEntry

MOST_LISTS = 6
_ORDER = ("local_authority", "police_force", "health_board", "school", "first_responder", "support_provider")


@dataclass(frozen=True)
class BodyList:
    """How many children one body knows of."""

    body: Organisation
    children: int


def lengths() -> list[BodyList]:
    """The length of every body's list, longest first. Two queries."""
    counted = dict(
        ListEntry.objects.values_list("body")
        .annotate(children=Count("person", distinct=True))
        .values_list("body", "children")
    )
    bodies = Organisation.objects.in_bulk(list(counted))
    found = [BodyList(bodies[slug], number) for slug, number in counted.items() if slug in bodies]
    return sorted(found, key=lambda one: (-one.children, str(one.body)))


def histories() -> CaptureHistories | None:
    """Who stands on which kinds of list, or None when fewer than two kinds of body know of anybody."""
    kinds = dict(Organisation.objects.values_list("slug", "kind"))
    known_to: dict[uuid.UUID, set[str]] = defaultdict(set)
    for person, body in ListEntry.objects.values_list("person", "body"):
        known_to[person].add(kinds.get(body, "other"))
    present = {kind for on in known_to.values() for kind in on}
    lists = [kind for kind in _ORDER if kind in present] + sorted(present.difference(_ORDER))
    rows = [[int(kind in on) for kind in lists[:MOST_LISTS]] for on in known_to.values()]
    try:
        return CaptureHistories.from_people(lists[:MOST_LISTS], [row for row in rows if any(row)])
    except BadHistories:
        return None
