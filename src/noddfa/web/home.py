"""The home page of a role: the cards its rooms offer to it.

A room that has something for the home page has a `home.py` with `cards(actor, *, now) -> list[Card]`.
"""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.util

from django.apps import apps

from noddfa.access.actor import Actor
from noddfa.design.cards import Card


def cards_for(actor: Actor, *, now: dt.datetime) -> list[Card]:
    """Every room's cards for this actor, what is urgent first."""
    cards: list[Card] = []
    for config in apps.get_app_configs():
        if config.name.startswith("noddfa.") and config.name != "noddfa.web":
            module = f"{config.name}.home"
            if importlib.util.find_spec(module) is not None:
                cards += importlib.import_module(module).cards(actor, now=now)
    return sorted(cards, key=lambda card: (not card.urgent, card.order, card.title))
