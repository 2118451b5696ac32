"""Tells access what records are called and where their pages are (access/records.py)."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.urls import reverse

from noddfa.access.records import RecordName
from noddfa.chronicle import registry
from noddfa.chronicle.models import Record


def names_of(records: Collection[uuid.UUID]) -> dict[uuid.UUID, RecordName]:
    """The family, reference and page of several records, in the language in force. One query, or none."""
    if not records:
        return {}
    named = {}
    for identifier, code, reference in Record.objects.filter(pk__in=records).values_list(
        "pk", "family", "reference"
    ):
        family = registry.family(code)
        named[identifier] = RecordName(str(family.label), reference, reverse(family.page, args=[identifier]))
    return named
