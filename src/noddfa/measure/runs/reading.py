"""Which runs there are for an actor."""

from __future__ import annotations

from django.db.models import QuerySet

from noddfa.access.actor import Actor
from noddfa.measure.models import Run


def of_body(actor: Actor) -> QuerySet[Run]:
    """The runs of the actor's body, newest first."""
    return Run.objects.filter(body=actor.organisation).select_related("by")


def finished(actor: Actor) -> QuerySet[Run]:
    """Those that have a result."""
    return of_body(actor).filter(state=Run.State.DONE)
