"""This room's cards on the home page: emergency access to look at, people to look after, what is to be checked."""

from __future__ import annotations

import datetime as dt
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa import practice
from noddfa.access.actor import Actor
from noddfa.access.circle import glass_to_review
from noddfa.access.members import listing
from noddfa.access.rules import may
from noddfa.design import welsh
from noddfa.design.cards import Card
from noddfa.design.components import Link, Status
from noddfa.design.dates import day_in_wales


def cards(actor: Actor, *, now: dt.datetime) -> list[Card]:
    """What waits for this actor in keeping house. Two queries at most."""
    found: list[Card] = []
    if may(actor, "glass.review"):
        found += _glass(actor)
    if may(actor, "house.members"):
        found.append(_people(actor, now))
    if may(actor, "house.trail"):
        text = _("Who looked at and did what, and who was refused.")
        found.append(Card(_("The trail"), reverse("access:trail"), text, order=60))
    if may(actor, "house.marks"):
        found.append(_marks())
    return found


def _glass(actor: Actor) -> list[Card]:
    waiting = glass_to_review(actor).filter(reviewed=None).exclude(user_id=actor.user_id).count()
    if not waiting:
        return []
    return [
        Card(
            _("Emergency access to look at"),
            reverse("access:glass"),
            _("Somebody outside the circle opened a record you answer for."),
            waiting,
            Status(_("Waiting for you"), "soon"),
            urgent=True,
            order=15,
        )
    ]


def _people(actor: Actor, now: dt.datetime) -> Card:
    count = listing.places(actor.organisation or "", on=day_in_wales(now)).count()
    invite = Link(_("Invite somebody"), reverse("access:invite"))
    text = _("Roles held at your body, now or soon.")
    return Card(_("People of your body"), reverse("access:people"), text, count, links=(invite,), order=30)


@cache
def _of_practice() -> int:
    """How much of the practice tree is still to be checked. It is part of the version and stays as it is."""
    return sum(file.welsh_unchecked + file.to_verify for file in practice.unchecked())


def _marks() -> Card:
    count = sum(room.unchecked for room in welsh.unchecked()) + _of_practice()
    text = _("Welsh texts no translator has checked, and facts not verified at their source.")
    return Card(_("To be checked"), reverse("access:marks"), text, count, order=70)
