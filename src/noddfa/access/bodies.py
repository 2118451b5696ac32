"""Takes the bodies of the dated list (practice/organisations.csv) into the database.

Bodies a place adds itself (a school, a refuge) stay as they are; a body that left the list stays too, since records
refer to it.
"""

from __future__ import annotations

from noddfa.access.models import Organisation
from noddfa.practice import organisations


def take_in(using: str = "default") -> int:
    """Add or rename the bodies of the list; returns how many it holds. Safe to repeat."""
    rows = [
        Organisation(
            slug=body.id,
            kind=body.kind,
            name_en=body.name_en,
            name_cy=body.name_cy,
            code=body.id if body.id[:1] == "W" and body.id[1:].isdigit() else "",
            region=body.regions[0] if body.regions else "",
        )
        for body in organisations.load()
    ]
    Organisation.objects.using(using).bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["kind", "name_en", "name_cy", "code", "region"],
    )
    return len(rows)
