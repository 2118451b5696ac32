"""What the home page says of learning."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.access.rules import may
from noddfa.design.cards import Card
from noddfa.design.dates import day_in_wales
from noddfa.learn.body import learners
from noddfa.learn.reading import standing
from noddfa.learn.reading.modules import SIGNED_IN, number_of, shipped, title_of


def cards(actor: Actor, *, now: dt.datetime) -> list[Card]:
    """A card for each module, with where the actor stands in it; for whoever answers for a body, how its people stand.

    Two queries, and one for each module for the latter.
    """
    if not may(actor, "learn.take"):
        return []
    own = [
        Card(
            title=title_of(one.module),
            url=SIGNED_IN.home(one.module),
            status=one.status,
            order=90 if one.passed_on else 70,
        )
        for one in standing.standings(actor)
    ]
    return [*own, *_of_body(actor, day_in_wales(now)), *_of_country(actor)]


def _of_country(actor: Actor) -> list[Card]:
    if not may(actor, "learn.see_country"):
        return []
    text = _("Who began, finished and passed, by body: counts only.")
    return [Card(_("Learning in Wales"), reverse("learn:country"), text, order=62)]


def _of_body(actor: Actor, today: dt.date) -> list[Card]:
    if not may(actor, "learn.see_body"):
        return []
    found = [
        (module, learners.counts(actor.organisation or "", module, on=today)) for module in shipped().values()
    ]
    return [
        Card(
            title=_("Learning in your body: %(module)s") % {"module": number_of(module)},
            url=reverse("learn:body", args=[module.code]),
            text=_("Passed: %(passed)d of %(people)d people. Under way: %(begun)d.")
            % {"passed": counts.passed, "people": counts.people, "begun": counts.begun},
            order=72,
        )
        for module, counts in found
    ]
