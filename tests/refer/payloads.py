"""What a browser sends for the forms of refer: a good answer, of which a test changes one thing."""

from __future__ import annotations

import uuid
from typing import Any

CARDIFF, SWANSEA, POWYS = "W06000015", "W06000011", "W06000023"


def report(**changed: Any) -> dict[str, Any]:
    """A report in writing, here, to Cardiff."""
    return {
        "event_id": str(uuid.uuid4()),
        "council": CARDIFF,
        "area_basis": "lives",
        "channel": "here",
        "spoken_to": "",
        "sent_how": "",
        "when_day": "",
        "when_month": "",
        "when_year": "",
        "when_time": "",
        "talked": "delay",
        "talked_to": "",
        "more": "Ring me on the school's number.",
        **changed,
    }


def by_telephone(**changed: Any) -> dict[str, Any]:
    """A report made by telephone half an hour ago."""
    return report(
        **{
            "channel": "telephone",
            "spoken_to": "Swyddog Enghraifft",
            "when_day": "24",
            "when_month": "11",
            "when_year": "2026",
            "when_time": "10:00",
            **changed,
        }
    )


def decision(**changed: Any) -> dict[str, Any]:
    """A decision to hold a strategy discussion."""
    return {
        "event_id": str(uuid.uuid4()),
        "outcome": "strategy_discussion",
        "case": "",
        "council": "",
        "taken_by": "",
        "reasons": "Debt bondage is likely; known address of concern.",
        "reply": "Thank you. We are acting on it and will ring you today.",
        **changed,
    }


def checks(**changed: Any) -> dict[str, Any]:
    """Initial checks made this morning."""
    return {
        "event_id": str(uuid.uuid4()),
        "happened_day": "24",
        "happened_month": "11",
        "happened_year": "2026",
        "happened_time": "10:15",
        "checked": ["own_records", "police"],
        "safe": "not_known",
        "crime": "no",
        "permission": "risk",
        "found": "Nothing known of her here.",
        **changed,
    }
