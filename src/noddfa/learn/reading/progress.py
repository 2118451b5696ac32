"""How far somebody has read: noted as pages are opened, told as a state in words."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from noddfa.access.actor import Actor
from noddfa.learn.models import Progress
from noddfa.practice.course import Module


def of(actor: Actor, module: Module) -> Progress | None:
    """How far the actor is in a module; None when they have not begun it."""
    return Progress.objects.filter(user_id=actor.user_id, module=module.code).first()


@transaction.atomic
def open_section(module: Module, anchor: str, *, by: Actor, now: dt.datetime) -> Progress:
    """Note that a section was opened. In a new version of the module the reading begins again."""
    progress = _mine(module, anchor, by=by, now=now)
    if progress.version != module.version:
        progress.version, progress.opened = module.version, []
    if anchor not in progress.opened:
        progress.opened = [*progress.opened, anchor]
    progress.section, progress.last = anchor, now
    progress.body_id = by.organisation or progress.body_id
    progress.save()
    return progress


@transaction.atomic
def open_check(module: Module, *, by: Actor, now: dt.datetime) -> Progress:
    """Note that the questions were opened; while they stay unanswered the first opening counts."""
    progress = _mine(module, "", by=by, now=now)
    if progress.check_opened is None:
        progress.check_opened = now
        progress.save(update_fields=["check_opened"])
    return progress


def _mine(module: Module, anchor: str, *, by: Actor, now: dt.datetime) -> Progress:
    """The actor's progress in a module, locked; made when there is none."""
    progress, _made = Progress.objects.select_for_update().get_or_create(
        user_id=by.user_id,
        module=module.code,
        defaults={
            "body_id": by.organisation or "",
            "version": module.version,
            "section": anchor,
            "begun": now,
            "last": now,
        },
    )
    return progress
