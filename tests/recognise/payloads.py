"""What a browser sends for the forms of recognise: a good answer, of which a test changes one thing."""

from __future__ import annotations

from typing import Any

CARDIFF = "W06000015"
SEEN = "Stood at the gate, afraid of the man in the grey car. Said she owes him money."


def concern(**changed: Any) -> dict[str, Any]:
    """A whole concern."""
    return {
        "danger": "no",
        "called": "",
        "worried": "me",
        "profession": "teacher",
        "name": "Enghraifft Dychmygol",
        "alias": "Jin, Ginny",
        "born_day": "",
        "born_month": "",
        "born_year": "",
        "born_age": "15",
        "gender": "girl",
        "language": "Vietnamese",
        "description": "Red coat",
        "seen": SEEN,
        "happened_day": "23",
        "happened_month": "11",
        "happened_year": "2026",
        "happened_time": "08:40",
        "signs-EXP10": "seen",
        "signs-MOV01": "suspected",
        "exploitation": ["criminal"],
        "council": CARDIFF,
        "area_basis": "lives",
        "place": "Outside the school in the morning",
        **changed,
    }


def least(**changed: Any) -> dict[str, Any]:
    """The least that can be saved: no name, no sign, no place."""
    return {
        "danger": "no",
        "worried": "me",
        "profession": "nurse",
        "seen": "A boy asleep in the waiting room, three nights running.",
        "happened_day": "23",
        "happened_month": "11",
        "happened_year": "2026",
        "happened_unknown": "on",
        **changed,
    }
