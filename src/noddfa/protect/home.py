"""This room's cards on the home page: missing children, what is late, one's cases and actions. Two queries."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from noddfa.access.actor import Actor
from noddfa.access.circle import visible
from noddfa.access.rules import may
from noddfa.design.cards import Card
from noddfa.design.components import Link, Status
from noddfa.design.dates import day_in_wales
from noddfa.protect.case.listing import cases_for, is_late
from noddfa.protect.models import ActionRow


def cards(actor: Actor, *, now: dt.datetime) -> list[Card]:
    """What waits for this actor in the cases they see."""
    if not may(actor, "case.list"):
        return []
    counts = cases_for(actor, now=now).aggregate(
        open=Count("pk", filter=Q(closed=None)),
        missing=Count("pk", filter=~Q(missing_since=None)),
        late=Count("pk", filter=is_late(now)),
    )
    actions = ActionRow.objects.filter(visible(actor, now=now), owner_id=actor.user_id, ended=None).aggregate(
        open=Count("pk"), late=Count("pk", filter=Q(due__lt=day_in_wales(now)))
    )
    url = reverse("protect:cases")
    found = [_cases(actor, url, counts["open"])]
    if counts["missing"]:
        title = ngettext("Child missing now", "Children missing now", counts["missing"])
        found.append(Card(title, f"{url}?show=missing", figure=counts["missing"], urgent=True, order=5))
    if counts["late"]:
        found.append(
            Card(
                _("Cases with something late"),
                f"{url}?show=late",
                _("A step of the protocol or an action is past its day."),
                figure=counts["late"],
                status=Status(_("Late"), "late"),
                urgent=True,
                order=10,
            )
        )
    if actions["open"]:
        late = Status(_("Late"), "late") if actions["late"] else None
        text = _("Given to you by meetings, and still open.")
        found.append(
            Card(_("Your actions"), reverse("protect:my_actions"), text, actions["open"], late, order=35)
        )
    return found


def _cases(actor: Actor, url: str, count: int) -> Card:
    links = [Link(_("Find a case"), reverse("protect:find"))]
    if may(actor, "glass.break"):
        links.append(Link(_("Open a case in an emergency"), reverse("protect:glass")))
    return Card(_("Cases"), url, _("Open cases you can see."), figure=count, links=tuple(links), order=30)
